"""From a file to rows that can be brought in: read, recognised, normalised, spelt in one way, with what has to be asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from shucai.adapters.workbooks.annotating import annotate_workbook
from shucai.adapters.workbooks.reading import read_workbook
from shucai.domain.catalogue import Form
from shucai.domain.checks import CHANGES_SCHEMA, Table
from shucai.domain.layouts import Layout, body_of, match, recognise
from shucai.domain.layouts.recognise import differing
from shucai.domain.rows.keys import key_of
from shucai.domain.rows.picks import PICK, picks_of
from shucai.domain.rows.repairs import repairs_of
from shucai.domain.rows.told import told_cells
from shucai.domain.tables import Unreadable, Workbook, column_letters
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.normalising import canonical_texts, changes_of, table_of
from shucai.toolkit.notices import notices_of, of_other_year, of_unread_sheets, sheets_with_data
from shucai.toolkit.report import Refusal

MOST_TRIED = 6  # sheets behind the first one that are looked into
ELSEWHERE = "数据不在第一个工作表，可以读取另一个工作表，请确认"
OTHER_COLUMNS = "列与模板不完全相同，可以按列名对应后读取，请确认"
OTHER_YEAR = "这是另一个年度的模板，列都相同，可以读取，请确认"
AGREED = {"cause": pl.String, "key": pl.String, "before": pl.String, "after": pl.String}
BLANK_TOLD, OTHER_TOLD = "FIX+blank", "FIX+other"  # causes of repairs by what an identity number tells
REPAIR = "FIX"  # the rule of a repair, beside those of normalisation
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """What a file is read as.

    form: as the school has it. narrow: the same with the columns alone that the reader of the file has to supply.
    answers: cause -> yes or no, where a person was asked, or the code that was picked. accept_mapping: consent to columns
    by title.
    agreed: what was agreed to in earlier files of the same rows, columns of AGREED; it is not asked again.
    year: collected; a template of another one is asked about.
    """

    form: Form
    narrow: Form
    answers: Mapping[str, bool | str]
    accept_mapping: bool = False
    agreed: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=AGREED))
    year: int | None = None


@dataclass(frozen=True)
class Brought:
    """The rows of a file.

    table: as read, typed; its places and rows are those of the sheet. texts: in their one spelling, the columns of the file.
    changes: CHANGES_SCHEMA with index and cause: what was changed, or what a repair would change. is_repaired: whether texts
    hold repairs that somebody agreed to, which the table does not.
    """

    workbook: Workbook
    table: Table
    texts: pl.DataFrame
    marks: pl.DataFrame
    changes: pl.DataFrame
    notices: tuple[str, ...]
    is_repaired: bool = False


def rows_of_file(path: Path, wanted: Wanted, progress: Progress = lambda _step: None) -> Brought | Refusal:
    """Return the rows of a file, or why they were not read, with every difference."""
    progress("读取文件")
    first = read_workbook(path)
    if isinstance(first, Unreadable):
        return Refusal("unreadable", first.message)
    progress("核对表头")
    found = _sheet_with_data(path, first, wanted)
    if isinstance(found, Refusal):
        return found
    workbook, layout = found
    progress("规整数据")
    body = body_of(workbook.sheet, layout)
    table, columns = table_of(layout.form, body, layout, workbook.sheet.name)
    everything = canonical_texts(table, columns).select(
        [n for n in layout.form.by_name if n in layout.columns]
    )
    changes = _with_causes(changes_of(table, columns), table)
    asked = without_agreed(
        pl.concat([changes, _repairs(table, everything, _picked(wanted))]), everything, wanted
    )
    yes = [cause for cause, answered in wanted.answers.items() if answered]
    agreed = asked.filter(
        (pl.col("rule") == REPAIR) & (pl.col("cause").is_in(yes) | (pl.col("level") == "SILENT"))
    )
    texts, marks = _repaired(everything, body.marks, agreed)
    return Brought(
        workbook=workbook,
        table=table,
        texts=texts,
        marks=marks,
        changes=asked,
        notices=(
            *of_other_year(workbook, wanted.year),
            *_of_other_sheet(first, workbook),
            *notices_of(workbook, layout, body, table),
        ),
        is_repaired=not agreed.is_empty(),
    )


def _sheet_with_data(path: Path, first: Workbook, wanted: Wanted) -> tuple[Workbook, Layout] | Refusal:
    """Return the sheet with the columns of a form: the first one, or the only other one that has them, once agreed to."""
    layout = layout_as(first, wanted)
    if isinstance(layout, Layout):
        return first, layout
    is_other_template = layout.kind == "altered" and not layout.differences
    if layout.kind == "needs_consent":
        return replace(layout, differences=(*layout.differences, *of_unread_sheets(first)))
    if is_other_template:
        return layout
    names = sheets_with_data(first)[:MOST_TRIED]
    read = [one for name in names if isinstance(one := read_workbook(path, sheet=name), Workbook)]
    tried = [(one, layout_as(one, wanted)) for one in read]
    fitting = [
        (one, found) for one, found in tried if isinstance(found, Layout) or found.kind == "needs_consent"
    ]
    if len(fitting) == 1:
        return _elsewhere(first, *fitting[0], wanted)
    told = (_several([one for one, _ in fitting]),) if fitting else _strange(read, wanted.form)
    return replace(layout, differences=(*layout.differences, *told))


def _elsewhere(
    first: Workbook, workbook: Workbook, found: Layout | Refusal, wanted: Wanted
) -> tuple[Workbook, Layout] | Refusal:
    """Return a sheet behind the first one where that is agreed to, or what has to be agreed to."""
    if wanted.accept_mapping and isinstance(found, Layout):
        return workbook, found
    name, lines = workbook.sheet.name, found.differences if isinstance(found, Refusal) else ()
    told = f"数据在工作表「{name}」，不在第一个工作表「{first.sheet.name}」；只读取「{name}」"
    return Refusal("needs_consent", ELSEWHERE, (told, *lines), wanted.form)


def _several(fitting: Sequence[Workbook]) -> str:
    names = "、".join(f"「{one.sheet.name}」" for one in fitting)
    return f"工作表{names}都有本表的列名，分不清读哪一个；请只留一个，或把要读的放在第一个"


def _strange(read: Sequence[Workbook], form: Form) -> tuple[str, ...]:
    """Return what the sheets behind the first one are, none of which is of the form."""
    told = ((one.sheet.name, _other_form(one, form)) for one in read)
    return tuple(f"工作表「{name}」里也有数据，{other or '但没有本表的列名'}" for name, other in told)


def _of_other_sheet(first: Workbook, workbook: Workbook) -> tuple[str, ...]:
    return () if workbook is first else (f"读取的是工作表「{workbook.sheet.name}」，不是第一个工作表",)


def layout_as(workbook: Workbook, wanted: Wanted) -> Layout | Refusal:
    """Return where the fields of a form stand, or why the file is not of this form, or what a person has to consent to."""
    form = wanted.form
    wrong = differing(workbook.identity, form) if workbook.identity else None
    if wrong:
        return Refusal("altered", wrong, form=form)
    layout = match(workbook.sheet, form)
    if layout.refused and wanted.narrow.fields != form.fields:
        layout = match(workbook.sheet, wanted.narrow)
    lines = tuple(difference.text for difference in layout.differences)
    if layout.refused:
        message = (
            f"与 {form.code} {form.title} 的模板不一致，没有读取任何数据。请按下列各条改正，或下载模板重填"
        )
        return Refusal("altered", message, (*_seems(workbook, form), *layout.against), form)
    of_year = of_other_year(workbook, wanted.year)
    if (layout.needs_consent or of_year) and not wanted.accept_mapping:
        message = OTHER_COLUMNS if layout.needs_consent else OTHER_YEAR
        return Refusal("needs_consent", message, (*of_year, *lines), form)
    return replace(layout, form=form)


def annotate_brought(path: Path, brought: Brought, findings: pl.DataFrame, target: Path) -> None:
    """Write the file back with findings (FINDINGS_SCHEMA) at its cells; .xls and .csv come back as .xlsx."""
    annotate_workbook(
        path,
        target,
        findings,
        workbook_format=brought.workbook.format,
        sheet_name=brought.table.sheet,
        cells=brought.workbook.sheet.cells,
    )


def _seems(workbook: Workbook, form: Form) -> tuple[str, ...]:
    """Return a line where the headings are those of another form of the year."""
    other = "" if workbook.identity else _other_form(workbook, form)
    return (f"{other}，可能放错了表",) if other else ()


def _other_form(workbook: Workbook, form: Form) -> str:
    """Return in words which other form of the year the headings are of, blank where they are of none."""
    other, _ = recognise(workbook.sheet, (f for f in catalogue() if f.edition == form.edition))
    return "" if other is None or other.id == form.id else f"它的列名是 {other.code} {other.title} 的"


def without_agreed(changes: pl.DataFrame, texts: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    """Return changes with those no longer asked that were agreed to for the same row, cell and texts before."""
    if wanted.agreed.is_empty():
        return changes
    known = keyed(changes, texts, wanted.form).join(
        wanted.agreed.with_columns(pl.lit(value=True).alias("#known")),
        on=list(AGREED),
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )["#known"]
    is_agreed = known.fill_null(value=False) & (changes["level"] == "ASK")
    return changes.with_columns(pl.when(is_agreed).then(pl.lit("SILENT")).otherwise("level").alias("level"))


def keyed(changes: pl.DataFrame, texts: pl.DataFrame, form: Form) -> pl.DataFrame:
    """Return changes as columns of AGREED. texts: the rows they are in; a row whose key is not complete has none."""
    is_known = form.primary_key and all(name in texts.columns for name in form.primary_key)
    key = key_of(form) if is_known else pl.lit(None, pl.String)
    keys = texts.select(key.alias("key"))["key"]
    return changes.select("cause", keys.gather(changes["index"]).alias("key"), "before", "after")


def _with_causes(changes: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return changes with the row they are in, and their cause: rule and field."""
    place = pl.DataFrame({"row": table.rows.cast(pl.Int64)}).with_row_index("index")
    caused = changes.join(place, on="row", how="left", maintain_order="left")
    return caused.with_columns(pl.concat_str("rule", "field", separator="@").alias("cause"))


def _picked(wanted: Wanted) -> dict[str, str]:
    """Return cause -> the code picked for a text that no list has, here or in an earlier file."""
    before = wanted.agreed.filter(pl.col("cause").str.starts_with(PICK)).select("cause", "after")
    now = {cause: code for cause, code in wanted.answers.items() if isinstance(code, str)}
    return {**dict(before.iter_rows()), **now}


def _repairs(table: Table, texts: pl.DataFrame, codes: Mapping[str, str]) -> pl.DataFrame:
    """Return what could be repaired: texts near one label of their list, what the identity number of a row tells, picks.

    codes: as picked, by cause.
    """
    form, code_lists, cell = table.form, catalogue().code_lists, ["index", "field"]
    picked = picks_of(form, table.refused, code_lists, codes)
    near = repairs_of(form, table.refused, code_lists).join(picked, on=cell, how="anti")
    told = told_cells(form, texts, code_lists)
    told = told.join(near, on=cell, how="anti").join(picked, on=cell, how="anti")
    blank = pl.col("before").is_null()
    cause = pl.when(blank).then(pl.lit(BLANK_TOLD)).otherwise(pl.lit(OTHER_TOLD))
    by_number = _as_changes(told, table).with_columns(
        pl.concat_str(cause, "field", separator="@").alias("cause")
    )
    by_pick = _as_changes(picked, table).with_columns(picked["cause"])
    return pl.concat([_as_changes(near, table), by_number, by_pick])


def _as_changes(repairs: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return repairs as changes that a person is asked about."""
    titles = {f.name: f.title for f in table.form.fields}
    letters = {name: column_letters(column) for name, column in table.places.items()}
    row = table.rows.gather(repairs["index"]).cast(pl.Int64)
    changes = repairs.with_columns(
        row.alias("row"),
        pl.col("field").replace_strict(titles, default="", return_dtype=pl.String).alias("title"),
        (
            pl.col("field").replace_strict(letters, default="", return_dtype=pl.String) + row.cast(pl.String)
        ).alias("cell"),
        pl.lit(REPAIR).alias("rule"),
        pl.lit("ASK").alias("level"),
    ).select(list(CHANGES_SCHEMA))
    return _with_causes(changes, table)


def _repaired(
    texts: pl.DataFrame, marks: pl.DataFrame, repairs: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return texts with repairs made, and the marks of the other cells."""
    for (name,), rows in repairs.partition_by("field", as_dict=True).items():
        column = texts[str(name)].scatter(rows["index"].to_list(), rows["after"].to_list())
        texts = texts.with_columns(column.alias(str(name)))
    cells = repairs.select(pl.col("index").cast(marks.schema["index"]), "field")
    return texts, marks.join(cells, on=["index", "field"], how="anti")
