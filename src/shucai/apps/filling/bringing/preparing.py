"""Reading the file of an import: its rows, what they do, what has to be asked, what the checks find in them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from shucai.apps.filling.bringing.comparing import DECLINED, HELD, compare
from shucai.apps.filling.bringing.gone import why_gone
from shucai.apps.filling.bringing.holding import Held
from shucai.domain.catalogue import Severity
from shucai.domain.checks import FINDINGS_SCHEMA, Table, check_table
from shucai.domain.checks.sets import ELSEWHERE
from shucai.domain.predicates import Parameters
from shucai.domain.rows import UID, WorkingRows
from shucai.domain.rows.meeting import FOUND, INDEX, ROW, SHEET_ROW, WHY, Found, Meeting, Share
from shucai.domain.tables import column_letters
from shucai.toolkit import catalogue
from shucai.toolkit.bringing import Brought
from shucai.toolkit.check import row_checks
from shucai.toolkit.normalising import NO_MARKS, table_of_texts, with_all_columns
from shucai.toolkit.report import findings_of

LEFT_OUT = "import.left_out"  # the rule of rows that are not read in at all
IN_USE = "import.in_use"  # the rule of those among them that others use as they stand
DELETED = "import.deleted"  # the rule of those among them that somebody deleted on the page
COUNTS_AS_BLANK = "“{}”算作没有填写；"  # what a finding of a required cell begins with
NOT_AGREED = "“{}”里“{}”读作“{}”没有得到同意，这一行没有读入；请在文件里改好后再上传"


@dataclass(frozen=True)
class Prepared:
    """What is kept of a file that was read.

    rows: columns of MET, DECLINED, HELD, and the fields of the file. findings: FINDINGS_SCHEMA, by the sheet. held: what
    other forms hold against it.
    """

    rows: pl.DataFrame
    meeting: Meeting
    findings: pl.DataFrame
    held: Held


@dataclass(frozen=True)
class Ground:
    """What a file comes upon: the rows that are there, its share of the form, and what others hold against a meeting.

    fixed: what the campaign fixes for all rows.
    """

    working: WorkingRows
    share: Share
    fixed: Parameters
    held: Callable[[Meeting], Held]


def prepare(brought: Brought, ground: Ground, answers: dict[str, bool], today: date) -> Prepared:
    """Return what a file that was read does to the working rows, and what is wrong with its rows there."""
    nothing = pl.Series(HELD, [None], dtype=pl.String).new_from_index(0, brought.texts.height)
    stated = brought.texts.with_columns(
        brought.table.rows.cast(pl.Int64).alias(SHEET_ROW),
        _declined(brought, answers).alias(DECLINED),
        nothing.alias(HELD),
    )
    meeting = compare(stated, ground.working, ground.share, answers)
    held = ground.held(meeting)
    if held.changed:
        words = [held.why_of(index) for index in held.changed]
        stated = stated.with_columns(nothing.scatter(list(held.changed), words).alias(HELD))
        meeting = compare(stated, ground.working, ground.share, answers)
    kept = meeting.rows.with_columns(stated[DECLINED], stated[HELD], *stated.select(brought.texts.columns))
    used = kept.filter(pl.col(HELD).is_not_null())[SHEET_ROW]
    gone = kept[SHEET_ROW].gather(why_gone(brought.changes, answers)["index"])
    is_gone = pl.col("row").is_in(gone.implode())
    told = left_out(brought.table, meeting).with_columns(
        pl.when(pl.col("row").is_in(used.implode()))
        .then(pl.lit(IN_USE))
        .when(is_gone)
        .then(pl.lit(DELETED))
        .otherwise("rule")
        .alias("rule"),
        pl.when(is_gone).then(pl.lit(Severity.NOTE.value)).otherwise("severity").alias("severity"),
    )
    found = _found(brought, ground, meeting, today)
    own = found.filter(~pl.col("field").is_in(list(ground.share.others)))  # others are told of theirs
    findings = pl.concat([told, naming_blanks(own, brought.changes)])
    return Prepared(kept, meeting, findings.sort("row", maintain_order=True), held)


def _declined(brought: Brought, answers: dict[str, bool]) -> pl.Series:
    """Return, a row each, why it is left out: somebody said no to a rewriting in it, or deleted it on the page."""
    refused = [cause for cause, yes in answers.items() if not yes]
    asked = brought.changes.filter((pl.col("level") == "ASK") & (pl.col("rule") != "FIX"))
    hit = asked.filter(pl.col("cause").is_in(refused)).unique("index", keep="first", maintain_order=True)
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, brought.texts.height)
    words = [NOT_AGREED.format(*row) for row in hit.select("title", "before", "after").iter_rows()]
    gone = why_gone(brought.changes, answers)
    told = nothing.scatter(hit["index"].to_list(), words)
    return told.scatter(gone["index"].to_list(), gone["after"].to_list())


def naming_blanks(findings: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Return findings of cells that count as blank with what stands in the file: a dash, N/A and the like."""
    written = pl.col("before").is_not_null() & (pl.col("before") != "")
    blank = changes.filter(written & (pl.col("after").fill_null("") == "") & (pl.col("level") == "SILENT"))
    typed = blank.select("cell", pl.col("before").alias("#typed")).unique("cell")
    met = findings.join(typed, on="cell", how="left", maintain_order="left")
    is_blank = pl.col("value").is_null() & pl.col("#typed").is_not_null()
    words = pl.format(COUNTS_AS_BLANK, pl.col("#typed")) + pl.col("message")
    return met.with_columns(
        pl.when(is_blank).then(words).otherwise("message").alias("message"),
        pl.when(is_blank).then("#typed").otherwise("value").alias("value"),
    ).drop("#typed")


def left_out(table: Table, meeting: Meeting) -> pl.DataFrame:
    """Return a finding for each row that is not read in, at the first column of its key."""
    names = [name for name in table.form.primary_key if name in table.places] or list(table.places)[:1]
    shown = table.form.by_name[names[0]]
    rows = meeting.rows.filter(pl.col(FOUND) == Found.REFUSED.value)
    letters = column_letters(table.places[shown.name])
    return rows.select(
        table.keys.gather(rows[INDEX]).alias("row_key"),
        pl.lit(table.sheet).alias("sheet"),
        (pl.lit(letters) + pl.col(SHEET_ROW).cast(pl.String)).alias("cell"),
        pl.col(SHEET_ROW).alias("row"),
        pl.lit(shown.name).alias("field"),
        pl.lit(shown.title).alias("title"),
        table.typed[shown.name].gather(rows[INDEX]).alias("value"),
        pl.lit(LEFT_OUT).alias("rule"),
        pl.lit("error").alias("severity"),
        pl.col(WHY).alias("message"),
    ).select(pl.col(name).cast(dtype) for name, dtype in FINDINGS_SCHEMA.items())


def _found(brought: Brought, ground: Ground, meeting: Meeting, today: date) -> pl.DataFrame:
    """Return what the checks of the form find in the rows of the file, among all rows as they would be."""
    taken = meeting.rows.filter(pl.col(FOUND) != Found.REFUSED.value)
    working = ground.working
    read = brought.table
    if working.counted.is_empty() and taken.height == read.height and not brought.is_repaired:
        table = replace(
            read, typed=with_all_columns(working.form, brought.texts)
        )  # typed already, all there will be
    else:
        merged, marks = _merged(brought, working, taken)
        table, _ = table_of_texts(working.form, merged, marks)
    elsewhere = pl.Series([ELSEWHERE], dtype=pl.Int64).new_from_index(0, table.height - taken.height)
    placed = replace(table, rows=taken[SHEET_ROW].append(elsewhere), sheet=read.sheet, places=read.places)
    if not table.height:
        return pl.DataFrame(schema=FINDINGS_SCHEMA)
    checks = row_checks(ground.working.form, ground.fixed)
    results = check_table(placed, catalogue().code_lists, checks, today=today)
    return findings_of(placed, results).filter(pl.col("row") != ELSEWHERE)


def _merged(brought: Brought, working: WorkingRows, taken: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows of the file with the rows it does not touch below them, and the marks of both."""
    form, counted = working.form, working.counted
    texts = with_all_columns(form, brought.texts[taken[INDEX]])
    lacking = [name for name in form.by_name if name not in brought.texts.columns]
    if lacking:
        met = taken.select(pl.col(ROW).alias(UID)).join(
            counted.select(UID, *lacking), on=UID, how="left", maintain_order="left"
        )
        texts = texts.with_columns(met[name] for name in lacking)
    rest = counted.join(taken.select(pl.col(ROW).alias(UID)), on=UID, how="anti", maintain_order="left")
    place = taken.select(INDEX).with_row_index("#to")
    marks = brought.marks.cast({"index": pl.UInt32}).join(place, left_on="index", right_on=INDEX)
    below = rest.select(UID).with_row_index("#to", offset=taken.height)
    others = working.marks.join(below, left_on="uid", right_on=UID)
    columns = [pl.col("#to").alias("index"), "field", "mark", "shown"]
    both = pl.concat([NO_MARKS, marks.select(columns), others.select(columns)])
    return pl.concat([texts, rest.select(list(form.by_name))]), both
