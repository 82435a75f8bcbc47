"""What every decision over a whole return does: hold it, keep reviewer and filler apart, move it, write the audit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.situations import leading_part_now
from shucai.apps.filling.working import definition_of
from shucai.apps.review.whole import ReviewedWhole, fillers_of_whole, parts_of
from shucai.domain.access import Actor, Allowed, Verb
from shucai.domain.problems import Refused
from shucai.domain.workflow import Standing, State, take


@dataclass(frozen=True)
class HeldWhole:
    """A return with its parts, locked until the end of the transaction, for somebody who may decide on the whole."""

    made: Return
    parts: Sequence[Contribution]
    verb: Verb
    allowed: Allowed
    by: Actor
    at: datetime
    today: date

    def reviewed(self, *, afresh: bool = False) -> ReviewedWhole:
        """Return what is decided on."""
        return ReviewedWhole(self.made, self.parts, self.at, self.today, afresh)

    def move(self) -> None:
        """Take the step of the verb with the return and all its parts."""
        after = take(Standing(State(self.made.state)), self.verb)
        if isinstance(after, Refused):
            raise RuntimeError(f"return {self.made.pk} was held for a step it cannot take")
        Contribution.objects.filter(made_return=self.made).update(state=after.state.value, state_at=self.at)
        self.made.state, self.made.state_at = after.state.value, self.at
        self.made.save(update_fields=["state", "state_at"])

    def enter(self, did: str, facts: Mapping[str, object] | None = None) -> None:
        """Write the one entry of the audit of what was done to the whole. did: in words."""
        name = f"{self.made.form.code} {definition_of(self.made).title}"
        record(
            self.verb,
            Subject(self.by.school, "return", str(self.made.pk), name),
            by=self.by,
            at=self.at,
            facts={"did": did, **(facts or {})},
            on_behalf_of=self.allowed.on_behalf_of,
        )


def hold_whole(return_id: int, verb: Verb, *, by: Actor, at: datetime, today: date) -> HeldWhole | Refused:
    """Return a return, locked, where an actor may decide on the whole who neither filled it nor acts for who did.

    Before its departments have approved all of it, nobody decides on the whole.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a return is held in the transaction of its action")
    locked = Return.objects.select_for_update(of=("self",)).select_related("form__campaign")
    made = locked.filter(pk=return_id, school=by.school).first()
    now = leading_part_now(by.school, return_id)
    if made is None or now is None:
        return Refused("R101")
    seen = now.may_now(by, Verb.SEE_RETURN, today)
    if isinstance(seen, Refused):
        return seen
    if not State(made.state).is_complete:
        return Refused("R401", {"state": State(made.state).label, "verb": verb.label})
    allowed = now.may_now_whole(by, verb, today, filled_by=fillers_of_whole(made))
    if isinstance(allowed, Refused):
        return allowed
    return HeldWhole(made, parts_of(made), verb, allowed, by, at, today)
