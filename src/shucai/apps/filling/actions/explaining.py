"""Saying something about findings: the cause of a 解释, the tick of a 核实; bound to rule, row and value (ruling 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from django.db import transaction

from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.checking.part import place_of_explanation, seen_by
from shucai.apps.filling.checking.running import found_of
from shucai.apps.filling.models import Explanation
from shucai.domain.access import Actor, Verb
from shucai.domain.catalogue import Severity
from shucai.domain.checks import ALL_CATEGORIES, says_something
from shucai.domain.problems import Refused

LONGEST = 600  # characters
EXPLAIN, TICK = "explain", "tick"


@dataclass(frozen=True)
class Words:
    """What is said about some findings. ids: of the findings. category: of the causes."""

    ids: Sequence[str]
    category: str
    text: str


@transaction.atomic
def explain(part_id: int, words: Words, *, by: Actor, at: datetime, today: date) -> int | Refused:
    """Explain findings, all with the same words. Return how many."""
    held = hold_part(part_id, Verb.FILL, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    text = words.text.strip()
    if words.category not in ALL_CATEGORIES:
        return Refused("R602", {"categories": "、".join(ALL_CATEGORIES)})
    if len(text) > LONGEST:
        return Refused("R214", {"field": "说明", "most": str(LONGEST), "count": str(len(text))})
    if not says_something(text):
        return Refused("R601")
    meant = _meant(held, words.ids, Severity.EXPLAIN, today)
    if isinstance(meant, Refused):
        return meant
    for rule, row, cells in meant:
        sealed = held.sealing.seal(text, place_of_explanation(rule, row))
        _say(held, (rule, row, cells), kind=EXPLAIN, category=words.category, text=sealed)
    _record(held, "解释问题", meant, {"category": words.category})
    return len(meant)


@transaction.atomic
def tick(
    part_id: int, ids: Sequence[str], *, ticked: bool, by: Actor, at: datetime, today: date
) -> int | Refused:
    """Confirm that what findings ask to look at was looked at, or take that back. Return how many."""
    held = hold_part(part_id, Verb.FILL, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    meant = _meant(held, ids, Severity.CONFIRM, today)
    if isinstance(meant, Refused):
        return meant
    for named in meant:
        if ticked:
            _say(held, named, kind=TICK)
        else:
            _withdraw(held, named)
    _record(held, "核实问题" if ticked else "撤回核实", meant)
    return len(meant)


@transaction.atomic
def withdraw_explanation(
    part_id: int, ids: Sequence[str], *, by: Actor, at: datetime, today: date
) -> int | Refused:
    """Take back what was said about findings; they have to be explained again. Return how many."""
    held = hold_part(part_id, Verb.FILL, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    meant = _meant(held, ids, Severity.EXPLAIN, today)
    if isinstance(meant, Refused):
        return meant
    for named in meant:
        _withdraw(held, named)
    _record(held, "撤回解释", meant)
    return len(meant)


Named = tuple[str, str, str]


def _meant(held: HeldPart, ids: Sequence[str], severity: Severity, today: date) -> list[Named] | Refused:
    """Return rule, row and cells of the findings named, each once. R603 where one is there no more."""
    seen = seen_by(held.part, found_of(held.made, at=held.at, today=today), at=held.at)
    named = seen.named(ids).filter(pl.col("mine"))
    if named.is_empty() or named.height < len(set(ids)):
        return Refused("R603")
    if (named["severity"] == Severity.ERROR.value).any():
        return Refused("R604")
    fitting = named.filter(pl.col("severity") == severity.value)
    if fitting.is_empty():
        return Refused("R603")
    return [*dict.fromkeys(fitting.select("rule", "row", "cells").iter_rows())]


def _say(held: HeldPart, named: Named, *, kind: str, category: str = "", text: str = "") -> None:
    _withdraw(held, named)
    rule, row, cells = named
    Explanation.objects.create(
        school_id=held.made.school_id,
        made_return=held.made,
        kind=kind,
        rule=rule,
        row=row,
        value=cells,
        category=category,
        text=text,
        by_id=held.by.person,
        at=held.at,
    )


def _withdraw(held: HeldPart, named: Named) -> None:
    rule, row, cells = named
    there = Explanation.objects.filter(
        made_return=held.made, rule=rule, row=row, value=cells, withdrawn_at=None
    )
    there.update(withdrawn_at=held.at)


def _record(held: HeldPart, did: str, meant: Sequence[Named], facts: dict[str, object] | None = None) -> None:
    rules = sorted({rule for rule, _, _ in meant})
    held.enter(did, {"rules": rules, "count": len(meant), **(facts or {})})
