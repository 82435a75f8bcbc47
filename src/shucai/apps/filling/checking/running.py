"""Running all checks of a form over the working rows of a return, once for every state of what is compared; stored sealed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import polars as pl

from shucai.adapters.frames import packed, unpacked
from shucai.apps.campaigns.queries import parameters_in
from shucai.apps.filling.checking.around import Around, around
from shucai.apps.filling.checking.doubles import double_findings
from shucai.apps.filling.checking.found import FOUND, Found, as_found
from shucai.apps.filling.models import CheckRun, Return
from shucai.apps.filling.working import definition_of, sealing_for, working_rows
from shucai.apps.formal.kept import Kept
from shucai.apps.keys.queries import unseal_bytes
from shucai.apps.keys.sealing import Sealing
from shucai.domain.catalogue import Form, Source
from shucai.domain.checks import (
    Result,
    Skipped,
    Table,
    across_results,
    check_table,
    reference_results,
    summarise,
)
from shucai.domain.predicates import Parameters
from shucai.domain.rows import STATE, UID, RowState, WorkingRows
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.check import NO_ROWS, across_checks, row_checks, source_title
from shucai.toolkit.normalising import table_of_texts

MOST_KEPT = 24
RENEWED = ["revision", "made_at", "counts", "severities", "summary", "key", "packed"]
Progress = Callable[[str, int, int], None]
_kept: Kept[tuple[int, str], Found] = Kept(MOST_KEPT)


def untold(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def found_of(made_return: Return, *, at: datetime, today: date, tell: Progress = untold) -> Found:
    """Return what the checks say of a return now; run where rows or what they are compared with changed since."""
    definition = definition_of(made_return)
    surroundings = around(made_return, definition)
    found = stored(made_return, definition, surroundings.stamp)
    return found or _run(made_return, definition, surroundings, at, today, tell)


def run_checks(made_return: Return, *, at: datetime, today: date, tell: Progress = untold) -> Found:
    """Return the same of a fresh run, whatever was stored."""
    definition = definition_of(made_return)
    return _run(made_return, definition, around(made_return, definition), at, today, tell)


def stored(made_return: Return, definition: Form, stamp: str = "") -> Found | None:
    """Return the run that is stored, None where there is none of this stamp. stamp blank: the last, however old."""
    named = (made_return.pk, stamp)
    kept = _kept.get(named) if stamp else None
    if kept is not None:
        return kept
    run = CheckRun.objects.filter(made_return=made_return).first()
    if run is None or (stamp and run.summary["stamp"] != stamp):
        return None
    frame = unpacked(unseal_bytes(run.packed, number=run.key, place=place_of_run(made_return)))
    if set(frame.columns) != set(FOUND):  # from before an upgrade
        return None
    found = Found(definition, run.revision, run.made_at, frame, run.summary, run.summary["stamp"])
    return _kept.put((made_return.pk, found.stamp), found)


def place_of_run(made_return: Return) -> str:
    """Return what the sealed findings of a return are bound to."""
    return f"checkrun/{made_return.pk}"


def _run(
    made_return: Return,
    definition: Form,
    surroundings: Around,
    at: datetime,
    today: date,
    tell: Progress = untold,
) -> Found:
    tell("读取数据", 0, 3)
    rows = working_rows(made_return, at=at)
    table = table_of_rows(rows)
    tell("与其他表比对", 1, 3)
    fixed = parameters_in(made_return.form.campaign, definition)
    answers = list(_answers(table, surroundings, fixed, today))
    tell("整理结果", 2, 3)
    results = [one for one in answers if isinstance(one, Result)]
    skipped = [one for one in answers if isinstance(one, Skipped)]
    sealing = sealing_for(made_return, at=at)
    doubles = double_findings(made_return, rows, sealing)
    frames = [as_found(table, rows.frame, results, sealing), *([] if doubles is None else [doubles])]
    frame = pl.concat(frames).sort("number", maintain_order=True)
    summary = _summary(results, skipped, table.height, surroundings.stamp)
    if doubles is not None:
        _count_in(summary, doubles)
    found = Found(definition, made_return.revision, at, frame, summary, surroundings.stamp)
    _store(made_return, found, sealing)
    return _kept.put((made_return.pk, found.stamp), found)


def table_of_rows(rows: WorkingRows) -> Table:
    """Return the rows that would be there if everything staged were accepted, typed; ``rows`` are their places."""
    places = (
        rows.frame.select(UID, STATE).with_row_index("#at").filter(pl.col(STATE) != RowState.REMOVED.value)
    )
    at = places.with_row_index("index").select(pl.col(UID).alias("uid"), "index")
    marks = rows.marks.join(at, on="uid").select("index", "field", "mark", "shown")
    table, _ = table_of_texts(rows.form, rows.texts[places["#at"]], marks)
    return replace(table, rows=places["#at"].cast(pl.Int64) + 1)


def _answers(
    table: Table, surroundings: Around, fixed: Parameters, today: date
) -> Iterator[Result | Skipped]:
    everything, form = catalogue(), table.form
    tables = surroundings.tables()
    own = {one.code: neighbour for one, neighbour in tables.items() if _is_sister(one, form)}
    frames = {source: one.frame for source, one in tables.items()}
    frames[Source(form.platform, form.code)] = table.frame
    titles = {code: sister.title for code, sister in everything.edition_of(form).forms.items()}
    found: Sequence[Result | Skipped] = [
        *check_table(table, everything.code_lists, row_checks(form, fixed), today=today),
        *reference_results(table, own, titles),
        *across_results(table, across_checks(form, fixed), frames, source_title),
    ]
    for one in found:  # nothing passes by absence (ruling 16)
        yield one if table.height or isinstance(one, Skipped) else Skipped(one.rule, NO_ROWS)


def _is_sister(source: Source, form: Form) -> bool:
    return source.platform == form.platform and not source.last_year


def _summary(
    results: Sequence[Result], skipped: Sequence[Skipped], height: int, stamp: str
) -> dict[str, object]:
    told = summarise(results, skipped)
    return {
        "rows": height,
        "total": told.total,
        "passed": told.passed,
        "failed": told.failed,
        "open": told.open,
        "skipped": told.skipped,
        "causes": [list(cause) for cause in told.causes],
        "stamp": stamp,
    }


def _count_in(summary: dict[str, object], doubles: pl.DataFrame) -> None:
    """Count the comparison of departments among the checks."""
    for name in ("total", "passed" if doubles.is_empty() else "failed"):
        summary[name] = int(str(summary[name])) + 1


def _store(made_return: Return, found: Found, sealing: Sealing) -> None:
    """Keep the last run of a return in place of the one before, by one statement."""
    raw = packed(found.frame.select(list(FOUND)))
    run = CheckRun(
        school_id=made_return.school_id,
        made_return=made_return,
        revision=found.revision,
        made_at=found.made_at,
        counts=found.counts,
        severities=found.severities,
        summary=dict(found.summary),
        key=sealing.number,
        packed=sealing.seal_bytes(raw, place_of_run(made_return)),
    )
    CheckRun.objects.bulk_create(
        [run], update_conflicts=True, unique_fields=["made_return"], update_fields=RENEWED
    )
