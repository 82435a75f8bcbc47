"""What asking for a re-opening and answering have in common: finding it, its days, writing the answer, the audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shucai.apps.audit.actions import Subject, record
from shucai.apps.campaigns.models import Campaign
from shucai.apps.campaigns.queries import ends_on
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.situations import PartNow, part_now
from shucai.apps.filling.working import definition_of
from shucai.apps.review.models import Reopening
from shucai.domain.access import Actor, Allowed, Verb, allowed
from shucai.domain.problems import Refused
from shucai.domain.workflow.now import in_words

LONGEST = timedelta(days=30)
NOTHING: Mapping[str, object] = {}


def held_part(part_id: int, by: Actor, today: date) -> PartNow | Refused:
    """Return a part that an actor sees, its return locked."""
    part = Contribution.objects.filter(pk=part_id, school=by.school).first()
    if part is None:
        return Refused("R101")
    Return.objects.select_for_update(of=("self",)).get(pk=part.made_return_id)
    now = part_now(by.school, part_id)
    if now is None:
        return Refused("R101")
    seen = now.may_now(by, Verb.SEE_RETURN, today)
    return seen if isinstance(seen, Refused) else now


def asked_of(asked_id: int, by: Actor, today: date) -> tuple[Reopening, PartNow] | Refused:
    """Return what was asked with its part, held, for somebody who sees it."""
    first = Reopening.objects.filter(pk=asked_id, school=by.school).first()
    if first is None:
        return Refused("R101")
    now = held_part(first.contribution_id, by, today)
    return now if isinstance(now, Refused) else (Reopening.objects.get(pk=asked_id), now)


def to_answer(asked_id: int, by: Actor, today: date) -> tuple[Reopening, PartNow, Allowed] | Refused:
    """Return what was asked with its part, held, for somebody who may answer."""
    found = asked_of(asked_id, by, today)
    if isinstance(found, Refused):
        return found
    right = allowed(by, Verb.REOPEN, found[1].opened.facts)
    return right if isinstance(right, Refused) else (*found, right)


def waits(asked: Reopening) -> bool:
    """Return whether nobody answered yet."""
    return asked.granted is None and asked.withdrawn_at is None


def last_granted(part: Contribution) -> Reopening | None:
    """Return the last re-opening of a part that was granted."""
    return Reopening.objects.filter(contribution=part, granted=True).order_by("-pk").first()


def is_open(asked: Reopening, part: Contribution) -> bool:
    """Return whether it is granted and its part not approved again."""
    last = last_granted(part)
    is_last = last is not None and last.pk == asked.pk
    return bool(asked.granted) and asked.ended_at is None and is_last and part.open_until is not None


@dataclass(frozen=True, slots=True)
class Days:
    """The last days that can be chosen. is_bound: the campaign ends before the longest that is usual."""

    first: date
    last: date
    is_bound: bool

    def why_not(self, until: date | None) -> Refused | None:
        """Return what is wrong with a last day."""
        return None if until is not None and self.first <= until <= self.last else self.outside(until)

    def outside(self, until: date | None = None) -> Refused:
        """Return which last days can be chosen."""
        if self.is_bound and (self.first > self.last or (until is not None and until > self.last)):
            return Refused("R732", {"last": in_words(self.last)})
        return Refused("R716", {"first": in_words(self.first), "last": in_words(self.last)})


def days_for(campaign: Campaign, today: date, first: date | None = None) -> Days:
    """Return the last days of a re-opening: within a month, and not after the campaign, as long as that is not over.

    first: the first of them, today where none is named.
    """
    ends, longest = ends_on(campaign), today + LONGEST
    is_bound = ends is not None and today <= ends < longest
    return Days(first or today, ends if is_bound and ends else longest, is_bound)


def bound_of(asked: Reopening) -> dict[str, object]:
    """Return what it is for as facts of the audit: the columns, and how many rows."""
    fields = definition_of(asked.made_return).by_name
    columns = "、".join(fields[name].title for name in asked.fields if name in fields)
    return {name: value for name, value in (("columns", columns), ("rows", len(asked.rows))) if value}


def write(asked: Reopening, **answer: object) -> None:
    """Write what became of what was asked."""
    for name, value in answer.items():
        setattr(asked, name, value)
    asked.save(update_fields=list(answer))


def enter(
    action: str,
    asked: Reopening,
    by: Actor,
    at: datetime,
    right: Allowed,
    facts: Mapping[str, object] = NOTHING,
) -> None:
    """Write the one entry of the audit."""
    made = asked.made_return
    name = f"{made.form.code} {definition_of(made).title}"
    subject = Subject(by.school, "contribution", str(asked.contribution_id), name)
    record(action, subject, by=by, at=at, facts=facts, on_behalf_of=right.on_behalf_of)
