"""Handing out the rows of a part as a workbook to fill: those that are there now, or last year's to begin with (FIL-1)."""

from datetime import datetime

import polars as pl
from django.db import transaction

from shucai.adapters.workbooks.template import Excerpt, Handed
from shucai.apps.audit.actions import Subject, record
from shucai.apps.filling.carried import carried_rows
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import names_beside, scope_of
from shucai.apps.filling.working import definition_of, working_rows
from shucai.domain.access import Actor, Allowed, Facts, Verb, allowed
from shucai.domain.catalogue import Form
from shucai.domain.problems import Refused
from shucai.domain.rows import PART
from shucai.toolkit.normalising import table_of_texts

BLANK, LAST, CURRENT = "blank", "last", "current"
DID = {LAST: "下载带上年数据的模板", CURRENT: "下载带现有数据的模板"}


@transaction.atomic
def hand_out(
    part: Contribution, kind: str, *, by: Actor, at: datetime
) -> pl.DataFrame | Handed | Refused | None:
    """Return the rows of a template of a part, None for a blank one. That rows were handed out is recorded.

    Those that are there are told with their moment, so that the workbook can be laid beside what is done afterwards.

    part: with its return, form, campaign and department at hand. kind: BLANK, LAST or CURRENT.
    """
    if kind == BLANK:
        return None
    definition = definition_of(part.made_return)
    facts = Facts(by.school, frozenset({part.assignment.unit_id}), definition.id)
    answers = [allowed(by, verb, facts) for verb in (Verb.FILL, Verb.ACCEPT_ROWS)]
    grant = next((one for one in answers if isinstance(one, Allowed)), None)
    if grant is None:
        return answers[0] if isinstance(answers[0], Refused) else Refused("R101")
    rows = _last(part, definition) if kind == LAST else _current(part, definition, at)
    if rows is None:
        return Refused("R101")
    record(
        Verb.SEE_RETURN,
        Subject(by.school, "contribution", str(part.pk), f"{definition.code} {part.assignment.unit.title}"),
        by=by,
        at=at,
        facts={"did": DID[kind], "rows": rows.height},
        on_behalf_of=grant.on_behalf_of,
    )
    return Handed(rows, at) if kind == CURRENT else rows


def excerpt_of(part: Contribution, kind: str) -> Excerpt | None:
    """Return the columns of a template of a part, None for all: of one that supplies columns those and the key.

    What the part does not fill stays as it is written: the key and, beside it, the names people know the rows by; without
    rows the key is there to be typed.
    """
    scope, definition = scope_of(part), definition_of(part.made_return)
    own, key = scope.own_fields(), frozenset(definition.primary_key)
    if scope.is_of_fields:
        shown = key | names_beside(definition)
        return Excerpt(own | key) if kind == BLANK else Excerpt(own | shown, key | (shown - own))
    foreign = frozenset(definition.by_name) - own
    return Excerpt(frozenset(definition.by_name), foreign) if foreign else None


def _current(part: Contribution, definition: Form, at: datetime) -> pl.DataFrame:
    """Return the rows of the part as they stand; all rows where it supplies columns of them."""
    frame, scope = working_rows(part.made_return, at=at).counted, scope_of(part)
    foreign = [] if scope.is_of_fields else list(scope.others)
    return _to_write(definition, frame.filter(~pl.col(PART).is_in(foreign)))


def _last(part: Contribution, definition: Form) -> pl.DataFrame | None:
    frame = carried_rows(part, definition)
    return None if frame is None else _to_write(definition, frame)


def _to_write(definition: Form, frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows as the writer of workbooks takes them: typed, a column as text where a cell of it is none of its type."""
    names = [name for name in definition.by_name if name in frame.columns]
    texts = frame.select(names)
    table, columns = table_of_texts(definition, texts)
    untyped = {name for name, rows in columns.refused.items() if rows.height} | {
        name for name, declared in columns.none.items() if declared.any()
    }
    return pl.DataFrame([texts[name] if name in untyped else table.values[name] for name in names])
