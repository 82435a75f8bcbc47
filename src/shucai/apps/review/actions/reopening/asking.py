"""A department asks that what passed be re-opened, with reason, columns, rows and a last day; or takes that back (REV-3)."""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from django.db import transaction

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.situations import PartNow
from shucai.apps.filling.working import working_rows
from shucai.apps.review.actions.reopening.holding import (
    asked_of,
    bound_of,
    enter,
    held_part,
    outside,
    waits,
    why_not_until,
    write,
)
from shucai.apps.review.actions.returning import MOST_PINS
from shucai.apps.review.models import LONGEST_REASON, Reopening
from shucai.domain.access import Actor, Allowed, Verb, allowed
from shucai.domain.checks import says_something
from shucai.domain.problems import Refused
from shucai.domain.rows import PART, UID
from shucai.domain.workflow import State

ASKING = (Verb.FILL, Verb.APPROVE_DEPARTMENT)
LOCKED = frozenset({State.COMPLIANT, State.DELIBERATED, State.SUBMITTED})


@dataclass(frozen=True, slots=True)
class Wish:
    """What a department asks for. fields: columns, rows: uids, none for all of them. until: the last day."""

    reason: str
    until: date | None
    fields: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@transaction.atomic
def ask_reopening(part_id: int, wish: Wish, *, by: Actor, at: datetime, today: date) -> Reopening | Refused:
    """Ask that a department's part of a return that passed be re-opened."""
    now = held_part(part_id, by, today)
    if isinstance(now, Refused):
        return now
    right = _may_ask(by, now)
    if isinstance(right, Refused):
        return right
    refused = _why_not(wish, now.part, today) or _why_not_rows(wish.rows, now.part, at)
    if refused is not None or wish.until is None:
        return refused or outside(today)
    made = Reopening.objects.create(
        school_id=by.school,
        made_return=now.part.made_return,
        contribution=now.part,
        fields=list(dict.fromkeys(wish.fields)),
        rows=list(dict.fromkeys(wish.rows)),
        reason=wish.reason.strip(),
        until=wish.until,
        by_id=by.person,
        at=at,
    )
    facts = {"reason": made.reason, "until": wish.until.isoformat()}
    enter("ask_reopening", made, by, at, right, facts | bound_of(made))
    return made


@transaction.atomic
def withdraw_asking(asked_id: int, *, by: Actor, at: datetime, today: date) -> Reopening | Refused:
    """Take back what one's department asked, before it is answered."""
    found = asked_of(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    asked, now = found
    right = _may_ask(by, now)
    if isinstance(right, Refused):
        return right
    if not waits(asked):
        return Refused("R719")
    write(asked, withdrawn_at=at)
    enter("withdraw_reopening", asked, by, at, right)
    return asked


def _may_ask(by: Actor, now: PartNow) -> Allowed | Refused:
    answers = [allowed(by, verb, now.opened.facts) for verb in ASKING]
    return next((one for one in answers if isinstance(one, Allowed)), answers[0])


def _why_not(wish: Wish, part: Contribution, today: date) -> Refused | None:
    if State(part.made_return.state) not in LOCKED:
        return Refused("R717")
    wrong = _why_not_words(wish.reason.strip())
    if wrong is not None:
        return wrong
    wrong = why_not_until(wish.until, today)
    if wrong is not None:
        return wrong
    if not set(wish.fields) <= scope_of(part).own_fields():
        return Refused("R724")
    waiting = Reopening.objects.filter(contribution=part, granted=None, withdrawn_at=None)
    return Refused("R718") if waiting.exists() else None


def _why_not_rows(rows: tuple[str, ...], part: Contribution, at: datetime) -> Refused | None:
    """Return what is wrong with the rows asked for: too many, or not there, or another department's."""
    if len(rows) > MOST_PINS:
        return Refused("R726", {"count": str(len(rows)), "most": str(MOST_PINS)})
    scope, frame = scope_of(part), working_rows(part.made_return, at=at).counted
    own = frame if scope.is_of_fields else frame.filter(~pl.col(PART).is_in(list(scope.others)))
    return None if set(rows) <= set(own[UID]) else Refused("R727")


def _why_not_words(reason: str) -> Refused | None:
    if len(reason) > LONGEST_REASON:
        return Refused(
            "R214", {"field": "申请的理由", "most": str(LONGEST_REASON), "count": str(len(reason))}
        )
    return None if says_something(reason) else Refused("R715")
