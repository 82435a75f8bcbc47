"""The lead office answers what a department asked: grants it, says no, moves its last day, takes it back unused (REV-3)."""

from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.models import REOPENED, Contribution, StagedRow
from shucai.apps.filling.situations import PartNow
from shucai.apps.filling.working import sealing_for
from shucai.apps.review.actions.deciding import decide
from shucai.apps.review.actions.reopening.holding import (
    bound_of,
    days_for,
    enter,
    is_open,
    last_granted,
    to_answer,
    waits,
    write,
)
from shucai.apps.review.actions.returning import Pinned, lower_others, pins_of
from shucai.apps.review.actions.returning_whole import OPENED
from shucai.apps.review.actions.whole import HeldWhole, hold_whole
from shucai.apps.review.models import LONGEST_REASON, Pin, Reopening
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Actor, Allowed, Verb
from shucai.domain.checks import says_something
from shucai.domain.problems import Refused
from shucai.domain.workflow import State, whole_of


@transaction.atomic
def decline_reopening(
    asked_id: int, words: str, *, by: Actor, at: datetime, today: date
) -> Reopening | Refused:
    """Say no, with words that the department sees."""
    found = to_answer(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    asked, _, right = found
    said = words.strip()
    if not waits(asked):
        return Refused("R719")
    if not says_something(said) or len(said) > LONGEST_REASON:
        return Refused("R720")
    write(asked, granted=False, words=said, answered_by_id=by.person, answered_at=at)
    enter("decline_reopening", asked, by, at, right, {"reason": said})
    return asked


@transaction.atomic
def grant_reopening(
    asked_id: int, until: date | None, *, by: Actor, at: datetime, today: date
) -> Reopening | Refused:
    """Re-open what was asked for; after the last day it locks again by itself. What others approved stays approved."""
    found = to_answer(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    if found[1].standing.is_reopened:
        return _prolong(found, until, by, at, today)
    asked = found[0]
    held = hold_whole(asked.made_return_id, Verb.REOPEN, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    days = days_for(found[1].campaign, today)
    wrong = days.why_not(until) if waits(asked) else Refused("R719")
    if wrong is not None or until is None:
        return wrong or days.outside()
    before = {str(part.pk): [part.state, part.approved_digest, part.key_stage] for part in held.parts}
    granted = {"granted": True, "open_until": until, "answered_by_id": by.person, "answered_at": at}
    write(asked, before=before, prolongs=None, **granted)
    part = next(one for one in held.parts if one.pk == asked.contribution_id)
    _decide(held, part, asked)
    _open(held, part, asked)
    unit = part.assignment.unit.title
    facts = {"reason": asked.reason, "until": until.isoformat(), "units": unit}
    held.enter("重新开放", facts | bound_of(asked))
    return asked


@transaction.atomic
def extend_reopening(
    asked_id: int, until: date | None, *, by: Actor, at: datetime, today: date
) -> Reopening | Refused:
    """Set another last day for what is re-opened and not approved again."""
    found = to_answer(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    asked, now, right = found
    days = days_for(now.campaign, today)
    wrong = days.why_not(until) if is_open(asked, now.part) else Refused("R719")
    if wrong is not None or until is None:
        return wrong or days.outside()
    now.part.open_until = until
    now.part.save(update_fields=["open_until"])
    write(asked, open_until=until)
    enter("extend_reopening", asked, by, at, right, {"until": until.isoformat()})
    return asked


@transaction.atomic
def end_reopening(asked_id: int, *, by: Actor, at: datetime, today: date) -> Reopening | Refused:
    """Take an unused re-opening back: all stands as it did, as long as the content is what was approved."""
    found = to_answer(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    asked, now, right = found
    if not is_open(asked, now.part):
        return Refused("R719")
    if _is_used(asked, now, at, today):
        return Refused("R725")
    made = now.part.made_return
    states = {int(pk): State(was[0]) for pk, was in asked.before.items()}
    for pk, (state, digest, key) in asked.before.items():
        Contribution.objects.filter(pk=int(pk)).update(
            state=state, state_at=at, approved_digest=digest, key_stage=key
        )
    now.part.end_reopening()
    Contribution.objects.filter(pk=now.part.pk).update(
        is_returned=False, **{name: getattr(now.part, name) for name in REOPENED}
    )
    made.state, made.state_at = whole_of(states.values()).value, at
    made.save(update_fields=["state", "state_at"])
    write(asked, ended_at=at)
    enter("end_reopening", asked, by, at, right)
    return asked


def _prolong(
    found: tuple[Reopening, PartNow, Allowed], until: date | None, by: Actor, at: datetime, today: date
) -> Reopening | Refused:
    """Set a later last day of what is re-opened, as its department asked."""
    asked, now, right = found
    last = last_granted(now.part)
    days = days_for(now.campaign, today)
    wrong = days.why_not(until) if waits(asked) and last is not None else Refused("R719")
    if wrong is not None or until is None or last is None:
        return wrong or days.outside()
    now.part.open_until = until
    now.part.save(update_fields=["open_until"])
    granted = {"granted": True, "open_until": until, "answered_by_id": by.person, "answered_at": at}
    write(asked, before=last.before, **granted)
    enter("extend_reopening", asked, by, at, right, {"reason": asked.reason, "until": until.isoformat()})
    return asked


def _decide(held: HeldWhole, part: Contribution, asked: Reopening) -> None:
    """Write the decision over the part, so that its department finds it as an open correction with the rows it is for."""
    reviewed = Reviewed(part, held.at, held.today)
    decision = decide(held, reviewed, reason=asked.reason)
    pins = [Pinned(uid) for uid in asked.rows]
    Pin.objects.bulk_create(pins_of(decision, pins, reviewed, sealing_for(held.made, at=held.at)))


def _open(held: HeldWhole, part: Contribution, asked: Reopening) -> None:
    lower_others(held.made, held.at)
    part.state, part.state_at, part.is_returned = State.FILLING.value, held.at, True
    part.approved_digest = part.key_stage = ""
    part.open_until, part.open_fields, part.open_rows = asked.open_until, asked.fields, asked.rows
    part.sent_back = False
    part.save(update_fields=OPENED)
    held.made.state, held.made.state_at = State.FILLING.value, held.at
    held.made.save(update_fields=["state", "state_at"])


def _is_used(asked: Reopening, now: PartNow, at: datetime, today: date) -> bool:
    """Return whether something was changed since, or somebody went on with it."""
    if now.part.state != State.FILLING.value or set(asked.before) != {
        str(pk) for pk in now.part.made_return.contributions.values_list("pk", flat=True)
    }:
        return True
    if StagedRow.objects.filter(made_return=now.part.made_return, state="pending").exists():
        return True
    return bool(Reviewed(now.part, at, today).digest != asked.before[str(now.part.pk)][1])
