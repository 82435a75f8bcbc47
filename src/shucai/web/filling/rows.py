"""Rows in blocks, filtered and sorted; and where a text stands among all of them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any  # what JSON holds

import polars as pl
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from shucai import toolkit
from shucai.apps.filling.checking import found_of
from shucai.apps.filling.last_year import moved_since_last_year
from shucai.apps.filling.seeing import Seen
from shucai.domain.catalogue import Form, Severity
from shucai.domain.rows import PART, STATE, UID, VERSION, Scope
from shucai.domain.rows.looking import NUMBER, Condition, Known, Op, holds, in_order, looked_through
from shucai.web.asking import whole
from shucai.web.filling.asked import of_part, wrong

MOST_ROWS, MOST_HITS, LONGEST_TEXT = 500, 1000, 200
WHOLE_ROW, ALL_CELLS = "*", "**"
BAD_FILTER = "筛选条件无法理解，请去掉后重新选择"


@require_safe
@of_part
def block(request: HttpRequest, seen: Seen) -> JsonResponse:
    """Answer with some rows. offset, limit; sort: field or -field; q: conditions; find: a text anywhere."""
    conditions = conditions_of(request.GET.get("q", ""), seen.rows.form)
    if conditions is None:
        return wrong(BAD_FILTER)
    frame = seen.frame
    find = request.GET.get("find", "").strip()[:LONGEST_TEXT]
    if conditions or find:
        frame = looked_through(seen.rows.form, frame, conditions, known_of(seen, conditions), find=find)
    frame = _sorted(seen.rows.form, frame, request.GET.get("sort", ""))
    offset = whole(request.GET.get("offset", "")) or 0
    limit = min(whole(request.GET.get("limit", "")) or MOST_ROWS, MOST_ROWS)
    rows = rows_as_sent(frame.slice(offset, limit), seen.rows.form, seen.scope)
    return JsonResponse({"revision": seen.rows.revision, "total": frame.height, "rows": rows})


@require_safe
@of_part
def find(request: HttpRequest, seen: Seen) -> JsonResponse:
    """Answer where a text stands. text; field: in one column; whole: as the whole text of a cell."""
    text, form = request.GET.get("text", "").strip()[:LONGEST_TEXT], seen.rows.form
    name = request.GET.get("field", "")
    names = [name] if name in form.by_name else list(form.by_name)
    if not text:
        return JsonResponse({"total": 0, "at": []})
    known = known_of(seen, ())
    is_whole = request.GET.get("whole", "") == "1"
    hits = seen.frame.select(
        NUMBER, UID, *(holds(one, text, known, whole=is_whole).alias(f"={one}") for one in names)
    )
    counts = hits.select(pl.sum_horizontal(pl.col(f"={one}").sum() for one in names)).item()
    found: list[tuple[int, str, str]] = []
    marked = hits.filter(pl.any_horizontal(f"={one}" for one in names)).head(MOST_HITS)
    for row in marked.iter_rows(named=True):
        found += [(row[NUMBER], row[UID], one) for one in names if row[f"={one}"]]
    return JsonResponse({"total": counts, "at": found[:MOST_HITS]})


def conditions_of(text: str, form: Form) -> list[Condition] | None:
    """Return the conditions of a query, None where it cannot be understood."""
    if not text:
        return []
    try:
        asked = json.loads(text)
        found = [Condition(one["field"], Op(one["op"]), str(one.get("value") or "")) for one in asked]
    except (ValueError, TypeError, KeyError):
        return None
    return found if all(one.field is None or one.field in form.by_name for one in found) else None


def known_of(seen: Seen, conditions: Iterable[Condition]) -> Known:
    """Return what rows are looked through with; findings and last year only where they are asked for."""
    lists, form = toolkit.catalogue().code_lists, seen.rows.form
    labels = {f.name: lists[f.code_list].labels for f in form.fields if f.code_list}
    ops = {one.op for one in conditions}
    moved = moved_since_last_year(seen.made, seen.rows) if Op.CHANGED in ops else {}
    return Known(labels, _wrong(seen) if Op.ERROR in ops else {}, moved)


def _wrong(seen: Seen) -> dict[str, list[str]]:
    """Return field, rule, or blank for anywhere -> uids of rows with a 强制 finding there; of a rule whatever it weighs."""
    found = found_of(seen.made, at=seen.at, today=seen.today).frame
    errors = found.filter(pl.col("severity") == Severity.ERROR.value)
    by: dict[str, list[str]] = {"": errors["uid"].unique().to_list()}
    for column, frame in (("field", errors), ("rule", found)):
        for (name,), rows in frame.partition_by(column, as_dict=True).items():
            by[str(name)] = rows["uid"].unique().to_list()
    return by


def _sorted(form: Form, frame: pl.DataFrame, sort: str) -> pl.DataFrame:
    name = sort.removeprefix("-")
    return in_order(form, frame, name, descending=sort.startswith("-")) if name in form.by_name else frame


def rows_as_sent(frame: pl.DataFrame, form: Form, scope: Scope) -> list[list[Any]]:
    """Return rows as the grid takes them: uid, version, state, number, cells, why cells are read-only."""
    names = list(form.by_name)
    closed = {part: _closed(names, part, scope) for part in frame[PART].unique().to_list()}
    shut = {WHOLE_ROW: scope.only_reopened, ALL_CELLS: scope.only_reopened}
    return [
        [
            uid,
            version,
            state,
            number,
            [text or "" for text in cells],
            shut if scope.is_shut(uid) else closed[part] or 0,
        ]
        for uid, version, state, number, part, *cells in frame.select(
            UID, VERSION, STATE, NUMBER, PART, *names
        ).iter_rows()
    ]


def _closed(names: Sequence[str], part: int, scope: Scope) -> dict[str, str]:
    """Return the read-only cells of a row of a part, those left out that are read-only in every row."""
    found = {WHOLE_ROW: scope.whose_row(part) if scope.may_delete else scope.why_not_row(part)}
    found |= {name: scope.why_not_cell(part, name) for name in names}
    own = {name: scope.why_not_cell(scope.part, name) for name in names}
    return {name: why for name, why in found.items() if why and why != own.get(name)}
