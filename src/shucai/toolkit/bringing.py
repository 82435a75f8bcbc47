"""From a file to rows that can be brought in: read, recognised, normalised, spelt in one way, with what has to be asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from shucai.adapters.workbooks.annotating import annotate_workbook
from shucai.adapters.workbooks.reading import read_workbook
from shucai.domain.catalogue import Form
from shucai.domain.checks import CHANGES_SCHEMA, Table
from shucai.domain.layouts import Layout, body_of, match, recognise
from shucai.domain.layouts.recognise import differing
from shucai.domain.rows.repairs import repairs_of
from shucai.domain.tables import Unreadable, Workbook, column_letters
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.normalising import canonical_texts, changes_of, table_of
from shucai.toolkit.notices import notices_of
from shucai.toolkit.report import Refusal

REPAIR = "FIX"  # the rule of a repair, beside those of normalisation
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """What a file is read as.

    form: as the school has it. narrow: the same with the columns alone that the reader of the file has to supply.
    answers: cause -> yes or no, where a person was asked. accept_mapping: consent to columns by title.
    """

    form: Form
    narrow: Form
    answers: Mapping[str, bool]
    accept_mapping: bool = False


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
    workbook = read_workbook(path)
    if isinstance(workbook, Unreadable):
        return Refusal("unreadable", workbook.message)
    progress("核对表头")
    layout = layout_as(workbook, wanted)
    if isinstance(layout, Refusal):
        return layout
    progress("规整数据")
    body = body_of(workbook.sheet, layout)
    table, columns = table_of(layout.form, body, layout, workbook.sheet.name)
    everything = canonical_texts(table, columns).select(
        [n for n in layout.form.by_name if n in layout.columns]
    )
    changes = _with_causes(changes_of(table, columns), table)
    repairs = _as_changes(repairs_of(layout.form, table.refused, catalogue().code_lists), table)
    agreed = repairs.filter(pl.col("cause").is_in([cause for cause, yes in wanted.answers.items() if yes]))
    texts, marks = _repaired(everything, body.marks, agreed)
    return Brought(
        workbook=workbook,
        table=table,
        texts=texts,
        marks=marks,
        changes=pl.concat([changes, repairs]),
        notices=notices_of(workbook, layout, body, table),
        is_repaired=not agreed.is_empty(),
    )


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
        return Refusal("altered", message, (*_seems(workbook, form), *lines), form)
    if layout.needs_consent and not wanted.accept_mapping:
        return Refusal("needs_consent", "列与模板不完全相同，可以按列名对应后读取，请确认", lines, form)
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
    if workbook.identity:
        return ()
    other, _ = recognise(workbook.sheet, (f for f in catalogue() if f.edition == form.edition))
    if other is None or other.id == form.id:
        return ()
    return (f"它的列名是 {other.code} {other.title} 的，可能放错了表",)


def _with_causes(changes: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return changes with the row they are in, and their cause: rule and field."""
    place = pl.DataFrame({"row": table.rows.cast(pl.Int64)}).with_row_index("index")
    caused = changes.join(place, on="row", how="left", maintain_order="left")
    return caused.with_columns(pl.concat_str("rule", "field", separator="@").alias("cause"))


def _as_changes(repairs: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return repairs as changes that a person is asked about."""
    titles = {f.name: f.title for f in table.form.fields}
    letters = {name: column_letters(column) for name, column in table.places.items()}
    row = table.rows.gather(repairs["index"]).cast(pl.Int64)
    field = pl.col("field")
    changes = repairs.with_columns(
        row.alias("row"),
        field.replace_strict(titles, default="", return_dtype=pl.String).alias("title"),
        (field.replace_strict(letters, default="", return_dtype=pl.String) + row.cast(pl.String)).alias(
            "cell"
        ),
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
