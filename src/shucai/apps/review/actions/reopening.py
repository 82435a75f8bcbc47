"""A department asks that what passed be re-opened, with reason, columns and a last day; the lead office answers (REV-3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.filling.models import Contribution, Return, StagedRow
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.situations import PartNow, part_now
from shucai.apps.filling.working import definition_of
from shucai.apps.review.actions.returning import lower_others
from shucai.apps.review.actions.returning_whole import OPENED
from shucai.apps.review.actions.whole import HeldWhole, hold_whole
from shucai.apps.review.models import LONGEST_REASON, Decision, Reopening
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Actor, Allowed, Verb, allowed
from shucai.domain.checks import says_something
from shucai.domain.problems import Refused
from shucai.domain.workflow import State, whole_of
from shucai.domain.workflow.now import in_words

LONGEST = timedelta(days=30)
ASKING = (Verb.FILL, Verb.APPROVE_DEPARTMENT)
LOCKED = frozenset({State.COMPLIANT, State.DELIBERATED, State.SUBMITTED})


@dataclass(frozen=True, slots=True)
class Wish:
    """What a department asks for. fields: columns, none for the whole form. until: the last day."""

    reason: str
    until: date | None
    fields: tuple[str, ...] = ()


@transaction.atomic
def ask_reopening(part_id: int, wish: Wish, *, by: Actor, at: datetime, today: date) -> Reopening | Refused:
    """Ask that a department's part of a return that passed be re-opened."""
    now = _held(part_id, by, today)
    if isinstance(now, Refused):
        return now
    right = _may_ask(by, now)
    if isinstance(right, Refused):
        return right
    refused = _why_not(wish, now.part, today)
    if refused is not None or wish.until is None:
        return refused or _outside(today)
    made = Reopening.objects.create(
        school_id=by.school,
        made_return=now.part.made_return,
        contribution=now.part,
        fields=list(dict.fromkeys(wish.fields)),
        reason=wish.reason.strip(),
        until=wish.until,
        by_id=by.person,
        at=at,
    )
    facts = {"reason": made.reason, "until": wish.until.isoformat()}
    _enter("ask_reopening", made, by, at, facts, right.on_behalf_of)
    return made


@transaction.atomic
def withdraw_asking(asked_id: int, *, by: Actor, at: datetime, today: date) -> Reopening | Refused:
    """Take back what one's department asked, before it is answered."""
    found = _asked(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    asked, now = found
    right = _may_ask(by, now)
    if isinstance(right, Refused):
        return right
    if not _waits(asked):
        return Refused("R719")
    asked.withdrawn_at = at
    asked.save(update_fields=["withdrawn_at"])
    _enter("withdraw_reopening", asked, by, at, {}, right.on_behalf_of)
    return asked


@transaction.atomic
def decline_reopening(
    asked_id: int, words: str, *, by: Actor, at: datetime, today: date
) -> Reopening | Refused:
    """Say no, with words that the department sees."""
    found = _asked(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    asked, now = found
    right = allowed(by, Verb.REOPEN, now.opened.facts)
    if isinstance(right, Refused):
        return right
    said = words.strip()
    if not _waits(asked):
        return Refused("R719")
    if not says_something(said) or len(said) > LONGEST_REASON:
        return Refused("R720")
    asked.granted, asked.words, asked.answered_by_id, asked.answered_at = False, said, by.person, at
    asked.save(update_fields=["granted", "words", "answered_by", "answered_at"])
    _enter("decline_reopening", asked, by, at, {"reason": said}, right.on_behalf_of)
    return asked


@transaction.atomic
def grant_reopening(
    asked_id: int, until: date | None, *, by: Actor, at: datetime, today: date
) -> Reopening | Refused:
    """Re-open what was asked for; after the last day it locks again by itself. What others approved stays approved."""
    found = _asked(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    asked, _ = found
    held = hold_whole(asked.made_return_id, Verb.REOPEN, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    if not _waits(asked):
        return Refused("R719")
    if until is None or not today <= until <= today + LONGEST:
        return _outside(today)
    asked.before = {str(part.pk): [part.state, part.approved_digest, part.key_stage] for part in held.parts}
    asked.granted, asked.open_until, asked.answered_by_id, asked.answered_at = True, until, by.person, at
    asked.save(update_fields=["before", "granted", "open_until", "answered_by", "answered_at"])
    part = next(one for one in held.parts if one.pk == asked.contribution_id)
    _decide(held, part, asked)
    _open(held, part, asked)
    unit = part.assignment.unit.title
    held.enter("重新开放", {"reason": asked.reason, "until": until.isoformat(), "units": unit})
    return asked


@transaction.atomic
def extend_reopening(
    asked_id: int, until: date | None, *, by: Actor, at: datetime, today: date
) -> Reopening | Refused:
    """Set another last day for what is re-opened and not approved again."""
    found = _open_one(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    asked, now, right = found
    if until is None or not today <= until <= today + LONGEST:
        return _outside(today)
    asked.open_until = now.part.open_until = until
    asked.save(update_fields=["open_until"])
    now.part.save(update_fields=["open_until"])
    _enter("extend_reopening", asked, by, at, {"until": until.isoformat()}, right.on_behalf_of)
    return asked


@transaction.atomic
def end_reopening(asked_id: int, *, by: Actor, at: datetime, today: date) -> Reopening | Refused:
    """Take an unused re-opening back: all stands as it did, as long as the content is what was approved."""
    found = _open_one(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    asked, now, right = found
    if _is_used(asked, now, at, today):
        return Refused("R725")
    made = now.part.made_return
    states = {int(pk): State(was[0]) for pk, was in asked.before.items()}
    for pk, (state, digest, key) in asked.before.items():
        Contribution.objects.filter(pk=int(pk)).update(
            state=state, state_at=at, approved_digest=digest, key_stage=key
        )
    Contribution.objects.filter(pk=now.part.pk).update(is_returned=False, open_until=None, open_fields=[])
    made.state, made.state_at = whole_of(states.values()).value, at
    made.save(update_fields=["state", "state_at"])
    asked.ended_at = at
    asked.save(update_fields=["ended_at"])
    _enter("end_reopening", asked, by, at, {}, right.on_behalf_of)
    return asked


def _held(part_id: int, by: Actor, today: date) -> PartNow | Refused:
    """Return a part that an actor sees, its return locked."""
    part = Contribution.objects.filter(pk=part_id, school=by.school).first()
    if part is None:
        return Refused("R101")
    Return.objects.select_for_update(of=("self",)).get(pk=part.made_return_id)
    now = part_now(by.school, pk=part_id)
    if now is None:
        return Refused("R101")
    seen = now.may_now(by, Verb.SEE_RETURN, today)
    return seen if isinstance(seen, Refused) else now


def _asked(asked_id: int, by: Actor, today: date) -> tuple[Reopening, PartNow] | Refused:
    first = Reopening.objects.filter(pk=asked_id, school=by.school).first()
    if first is None:
        return Refused("R101")
    now = _held(first.contribution_id, by, today)
    return now if isinstance(now, Refused) else (Reopening.objects.get(pk=asked_id), now)


def _open_one(asked_id: int, by: Actor, today: date) -> tuple[Reopening, PartNow, Allowed] | Refused:
    """Return what is re-opened still, for somebody who may re-open."""
    found = _asked(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    asked, now = found
    right = allowed(by, Verb.REOPEN, now.opened.facts)
    if isinstance(right, Refused):
        return right
    last = Reopening.objects.filter(contribution=now.part, granted=True).order_by("-pk").first()
    is_open = asked.granted and asked.ended_at is None and last is not None and last.pk == asked.pk
    if not is_open or now.part.open_until is None:
        return Refused("R719")
    return asked, now, right


def _may_ask(by: Actor, now: PartNow) -> Allowed | Refused:
    answers = [allowed(by, verb, now.opened.facts) for verb in ASKING]
    return next((one for one in answers if isinstance(one, Allowed)), answers[0])


def _waits(asked: Reopening) -> bool:
    return asked.granted is None and asked.withdrawn_at is None


def _why_not(wish: Wish, part: Contribution, today: date) -> Refused | None:
    if State(part.made_return.state) not in LOCKED:
        return Refused("R717")
    wrong = _why_not_words(wish.reason.strip())
    if wrong is not None:
        return wrong
    if wish.until is None or not today <= wish.until <= today + LONGEST:
        return _outside(today)
    if not set(wish.fields) <= scope_of(part).own_fields():
        return Refused("R724")
    waiting = Reopening.objects.filter(contribution=part, granted=None, withdrawn_at=None)
    return Refused("R718") if waiting.exists() else None


def _why_not_words(reason: str) -> Refused | None:
    if len(reason) > LONGEST_REASON:
        return Refused(
            "R214", {"field": "申请的理由", "most": str(LONGEST_REASON), "count": str(len(reason))}
        )
    return None if says_something(reason) else Refused("R715")


def _outside(today: date) -> Refused:
    return Refused("R716", {"first": in_words(today), "last": in_words(today + LONGEST)})


def _decide(held: HeldWhole, part: Contribution, asked: Reopening) -> None:
    """Write the decision over the part, so that its department finds it as an open correction."""
    reviewed = Reviewed(part, held.at, held.today)
    Decision.objects.create(
        school_id=held.made.school_id,
        made_return=held.made,
        contribution=part,
        verb=Verb.REOPEN.value,
        reason=asked.reason,
        revision=held.made.revision,
        rows=reviewed.own.height,
        counts=reviewed.counts,
        digest=reviewed.digest,
        by_id=held.by.person,
        on_behalf_of_id=held.allowed.on_behalf_of,
        at=held.at,
    )


def _open(held: HeldWhole, part: Contribution, asked: Reopening) -> None:
    lower_others(held.made, held.at)
    part.state, part.state_at, part.is_returned = State.FILLING.value, held.at, True
    part.approved_digest = part.key_stage = ""
    part.open_until, part.open_fields = asked.open_until, asked.fields
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


def _enter(
    action: str,
    asked: Reopening,
    by: Actor,
    at: datetime,
    facts: Mapping[str, object],
    on_behalf_of: int | None,
) -> None:
    made = asked.made_return
    name = f"{made.form.code} {definition_of(made).title}"
    subject = Subject(by.school, "contribution", str(asked.contribution_id), name)
    record(action, subject, by=by, at=at, facts=facts, on_behalf_of=on_behalf_of)
