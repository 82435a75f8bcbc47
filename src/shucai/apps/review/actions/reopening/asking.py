"""A department asks that what passed be re-opened, with reason, columns, rows and a last day; or takes that back (REV-3)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl
from django.db import transaction

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.situations import PartNow
from shucai.apps.filling.working import definition_of, working_rows
from shucai.apps.review.actions.reopening.holding import (
    Days,
    asked_of,
    bound_of,
    days_for,
    enter,
    held_part,
    last_granted,
    waits,
    write,
)
from shucai.apps.review.actions.returning import MOST_PINS
from shucai.apps.review.models import LONGEST_REASON, Reopening
from shucai.domain.access import Actor, Allowed, Verb, allowed
from shucai.domain.checks import says_something
from shucai.domain.planning.working_days import ONE_DAY
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
    """Ask that a department's part of a return that passed be re-opened.

    Where it is re-opened and not submitted again, ask that its last day be later; the columns and rows stay as they are.
    """
    now = held_part(part_id, by, today)
    if isinstance(now, Refused):
        return now
    right = _may_ask(by, now)
    if isinstance(right, Refused):
        return right
    if now.campaign.state == "closed":
        return Refused("R405", {"verb": Verb.REOPEN.label})
    days = days_for(now.campaign, today, first_day_of(now.part, today))
    prolonged = last_granted(now.part) if now.standing.is_reopened else None
    if prolonged is not None:
        wish = replace(wish, fields=tuple(prolonged.fields), rows=tuple(prolonged.rows))
        refused = _why_not(wish, now.part, days)
    else:
        refused = (
            _why_not_now(now.part) or _why_not(wish, now.part, days) or _why_not_bound(wish, now.part, at)
        )
    if refused is not None or wish.until is None:
        return refused or days.outside()
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
        prolongs=prolonged,
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


def first_day_of(part: Contribution, today: date) -> date:
    """Return the first last day that can be asked for: of a part that is open, the day after it locks."""
    return max(today, part.open_until + ONE_DAY) if part.open_until else today


def _why_not_now(part: Contribution) -> Refused | None:
    return None if State(part.made_return.state) in LOCKED else Refused("R717")


def _why_not(wish: Wish, part: Contribution, days: Days) -> Refused | None:
    wrong = _why_not_words(wish.reason.strip())
    if wrong is not None:
        return wrong
    wrong = days.why_not(wish.until)
    if wrong is not None:
        return wrong
    waiting = Reopening.objects.filter(contribution=part, granted=None, withdrawn_at=None)
    return Refused("R718") if waiting.exists() else None


def _why_not_bound(wish: Wish, part: Contribution, at: datetime) -> Refused | None:
    """Return what is wrong with what is asked for: columns or rows not there or another department's, too many rows."""
    rows = wish.rows
    computed = {field.name for field in definition_of(part.made_return).fields if field.derived}
    if not set(wish.fields) <= scope_of(part).own_fields() - computed:
        return Refused("R724")
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
