"""Checking one file: read, recognise, map, normalise, check. Each step may refuse, and then nothing further happens."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from shucai.adapters.workbooks.reading import read_workbook
from shucai.domain.catalogue import Catalogue, Form, Source
from shucai.domain.catalogue.schema import parameters_of
from shucai.domain.checks import (
    AcrossCheck,
    Result,
    RowCheck,
    Skipped,
    Table,
    across_checks_of,
    across_results,
    check_table,
    reference_results,
    row_checks_of,
)
from shucai.domain.layouts import Layout, body_of, match, recognise
from shucai.domain.layouts.recognise import differing
from shucai.domain.predicates import Parameters
from shucai.domain.tables import Unreadable, Workbook
from shucai.toolkit.catalogue import YEAR, catalogue, find_form
from shucai.toolkit.normalising import changes_of, table_of
from shucai.toolkit.notices import notices_of, sheets_with_data
from shucai.toolkit.report import Refusal, Report

Progress = Callable[[str], None]
Adapt = Callable[[Form], Form]
NO_ROWS = "表里没有数据行"


def as_stated(form: Form) -> Form:
    """Return a form as the catalogue has it."""
    return form


def check_file(
    path: Path,
    *,
    form: str | None = None,
    year: int = YEAR,
    accept_mapping: bool = False,
    adapt: Adapt = as_stated,
    progress: Progress = lambda _step: None,
) -> Report | Refusal:
    """Return what is wrong with a filled workbook, or why its rows were not read.

    form: the form's code, where the file does not say it itself. accept_mapping: consent to columns that are moved,
    renamed to a known spelling, or extra. adapt: gives the form as a school has it, its fields the same ones.
    progress: told the Chinese name of each step as it begins.
    Raises UnknownForm where ``form`` names none.
    """
    progress("读取文件")
    workbook = read_workbook(path)
    if isinstance(workbook, Unreadable):
        return Refusal("unreadable", workbook.message)
    progress("核对表头")
    layout = accepted_layout(workbook, form, year, accept_mapping=accept_mapping)
    if isinstance(layout, Refusal):
        return layout
    return check_sheet(workbook, replace(layout, form=adapt(layout.form)), progress=progress)


def check_read(
    workbook: Workbook | Unreadable,
    *,
    form: str | None = None,
    year: int = YEAR,
    accept_mapping: bool = False,
    among_others: bool = False,
    progress: Progress = lambda _step: None,
) -> Report | Refusal:
    """Return what ``check_file`` returns of a file that has been read. among_others: as in ``check_sheet``."""
    if isinstance(workbook, Unreadable):
        return Refusal("unreadable", workbook.message)
    progress("核对表头")
    layout = accepted_layout(workbook, form, year, accept_mapping=accept_mapping)
    if isinstance(layout, Refusal):
        return layout
    return check_sheet(workbook, layout, among_others=among_others, progress=progress)


def rows_of_last_year(workbook: Workbook | Unreadable, year: int) -> Table | Refusal:
    """Return the rows of a file of last year, read by the definitions of ``year``, or why they cannot be read."""
    if isinstance(workbook, Unreadable):
        return Refusal("unreadable", workbook.message)
    layout = accepted_layout(workbook, None, year, accept_mapping=True, of_last_year=True)
    if isinstance(layout, Refusal):
        return layout
    table, _ = table_of(layout.form, body_of(workbook.sheet, layout), layout, workbook.sheet.name)
    return table


def accepted_layout(
    workbook: Workbook, form: str | None, year: int, *, accept_mapping: bool, of_last_year: bool = False
) -> Layout | Refusal:
    """Return where the fields stand, or a refusal, also where a person has to consent to the mapping first."""
    layout = layout_of(workbook, form, year, of_last_year=of_last_year)
    if isinstance(layout, Refusal) or accept_mapping or not layout.needs_consent:
        return layout
    lines = tuple(difference.text for difference in layout.differences)
    return Refusal("needs_consent", "列与模板不完全相同，可以按列名对应后读取，请确认", lines, layout.form)


def check_sheet(
    workbook: Workbook,
    layout: Layout,
    *,
    among_others: bool = False,
    progress: Progress = lambda _step: None,
) -> Report:
    """Return the report of a sheet whose columns are mapped.

    among_others: the caller checks it against other forms; where it has rows, those checks are left to the caller.
    """
    everything, today = catalogue(), _today()
    form = layout.form
    body = body_of(workbook.sheet, layout)
    progress("规整数据")
    table, columns = table_of(form, body, layout, workbook.sheet.name)
    progress("逐项校验")
    results = check_table(table, everything.code_lists, row_checks(form), today=today)
    further = [] if among_others and table.height else _checked_alone(table)
    results += [r for r in further if isinstance(r, Result)]
    skipped = [r for r in further if isinstance(r, Skipped)]
    if not table.height:  # nothing passes by absence (ruling 16)
        skipped += [Skipped(result.rule, NO_ROWS) for result in results]
        results = []
    return Report(
        form=form,
        workbook=workbook,
        table=table,
        changes=changes_of(table, columns),
        results=tuple(results),
        skipped=tuple(skipped),
        notices=notices_of(workbook, layout, body, table),
    )


def _checked_alone(table: Table) -> list[Result | Skipped]:
    """Return the checks that look at other forms where none is at hand: mostly why they are skipped."""
    form = table.form
    own = {Source(form.platform, form.code): table.frame}
    references = reference_results(table, {}, _titles(catalogue(), form))
    return [*references, *across_results(table, across_checks(form), own, source_title)]


@lru_cache(maxsize=512)
def row_checks(form: Form, parameters: Parameters | None = None) -> tuple[RowCheck, ...]:
    """Return the compiled row checks of a form; compiling them takes longer than checking some hundred rows.

    parameters: of the collection, those of the edition where none are given.
    """
    everything = catalogue()
    fixed = parameters or parameters_of(form, everything.edition_of(form))
    return row_checks_of(form, everything.code_lists, fixed)


@lru_cache(maxsize=512)
def across_checks(form: Form, parameters: Parameters | None = None) -> tuple[AcrossCheck, ...]:
    """Return the compiled checks of a form that look beyond its row. parameters: as in ``row_checks``."""
    return across_checks_of(form, catalogue(), parameters)


def source_title(source: Source) -> str:
    """Return how the rows of a form are called where they are missing: ``上年 1.1.4 占地面积…``."""
    titles = (f.title for f in catalogue() if (f.platform, f.code) == (source.platform, source.code))
    return f"{'上年' if source.last_year else ''} {source.code} {next(titles, '')}".strip()


def layout_of(
    workbook: Workbook, code: str | None, year: int, *, of_last_year: bool = False
) -> Layout | Refusal:
    """Return where the fields stand, or a refusal where the form or its columns cannot be told.

    of_last_year: the file may be of an earlier edition; it is read by the definition of ``year``.
    """
    form = _form_of(workbook, code, year)
    if isinstance(form, Refusal):
        return form
    wrong = differing(workbook.identity, form) if workbook.identity and not of_last_year else None
    if wrong:
        return Refusal("altered", wrong, form=form)
    layout = match(workbook.sheet, form)
    if layout.refused:
        lines = layout.against
        message = (
            f"与 {form.code} {form.title} 的模板不一致，没有读取任何数据。请按下列各条改正，或下载模板重填"
        )
        return Refusal("altered", message, lines, form)
    return layout


def _form_of(workbook: Workbook, code: str | None, year: int) -> Form | Refusal:
    if code is not None:
        return find_form(code, year)
    everything = catalogue()
    identity = workbook.identity or {}
    if identity.get("form"):
        return _of_identity(everything, identity, year)
    form, likely = recognise(workbook.sheet, (f for f in everything if f.edition == year))
    if form is not None:
        return form
    return _not_recognised(workbook, tuple(c.form for c in likely))


def _of_identity(everything: Catalogue, identity: Mapping[str, str], year: int) -> Form | Refusal:
    """Return the form of the year that a template names; whether it is of that year is looked at afterwards."""
    wanted = (identity.get("platform"), identity.get("form"), year)
    named = next((f for f in everything if (f.platform, f.code, f.edition) == wanted), None)
    if named is not None:
        return named
    message = (
        f"这是 {identity.get('edition')} 年度 {identity.get('form')} {identity.get('title', '')} 的模板，"
        f"{year} 年度的目录里没有这张表。请核对年度，或下载该年度的模板重填"
    )
    return Refusal("altered", message)


def _not_recognised(workbook: Workbook, likely: tuple[Form, ...]) -> Refusal:
    elsewhere = sheets_with_data(workbook)
    hint = f"；其他工作表（{'、'.join(elsewhere[:5])}）里有数据，数据应放在第一个工作表" if elsewhere else ""
    message = f"认不出第一个工作表「{workbook.sheet.name}」是哪一张表{hint}。请指明表号，或使用下载的模板填写"
    lines = tuple(f"可能是 {form.code} {form.title}" for form in likely)
    return Refusal("not_recognised", message, lines, candidates=likely)


def _titles(everything: Catalogue, form: Form) -> Mapping[str, str]:
    return {code: f.title for code, f in everything.edition_of(form).forms.items()}


def _today() -> date:
    return date.today()  # noqa: DTZ011, TID251 - the toolkit is the edge where the clock is read
