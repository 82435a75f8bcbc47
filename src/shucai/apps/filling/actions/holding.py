"""What every change of rows does: ask, lock the return, and at its end move the state, write history and audit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from shucai.apps.audit.actions import Subject, record
from shucai.apps.filling.changing import declared_against
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.situations import OF_RETURN, locked_part_now
from shucai.apps.filling.working import sealing_for
from shucai.apps.formal.history import Change, Entries, Written, entries_of, write_entries
from shucai.apps.keys.sealing import Sealing
from shucai.domain.access import Actor, Allowed, Verb
from shucai.domain.problems import Refused
from shucai.domain.workflow import Standing, State, take
from shucai.domain.workflow.steps import step_from

OF_ROWS = frozenset({Verb.FILL, Verb.IMPORT, Verb.ACCEPT_ROWS})


@dataclass(frozen=True)
class HeldPart:
    """A contribution with its return, locked until the end of the transaction, for somebody who may do a verb to it.

    made: with form and campaign at hand, its revision as it stands. standing: of the part, before the verb.
    siblings: all parts of the return, itself among them.
    """

    part: Contribution
    made: Return
    standing: Standing
    verb: Verb
    allowed: Allowed
    sealing: Sealing
    by: Actor
    at: datetime
    siblings: Sequence[Contribution]

    @property
    def after(self) -> Standing:
        """Return where the part stands after the step of the verb."""
        standing = take(self.standing, self.verb)
        if isinstance(standing, Refused):
            raise RuntimeError(f"contribution {self.part.pk} was held for a step it cannot take")
        return standing

    @property
    def fillers(self) -> list[int]:
        """Return who acts, and on whose behalf: those whose values others must accept (ruling 8)."""
        return fillers_of(self.by, self.allowed)

    def record(
        self,
        what: str,
        changes: Iterable[Change] | Entries | Written,
        facts: Mapping[str, object] | None = None,
    ) -> int:
        """End a change of rows: state, revision, history and the one entry of the audit. Return how many rows changed.

        what: the action in words. changes: Written where the history was written before.
        """
        has_moved = self._move()
        Return.objects.filter(pk=self.made.pk).update(revision=F("revision") + 1)
        self.made.revision += 1
        written = changes if isinstance(changes, Written) else self._history(changes)
        self.enter(what, facts, written, is_quiet=self.verb in OF_ROWS and not has_moved)
        return written.row_changes

    def _history(self, changes: Iterable[Change] | Entries) -> Written:
        if not isinstance(changes, Entries):
            changes = entries_of(changes, form=self.made.form, sealing=self.sealing, by=self.by, at=self.at)
        return write_entries(changes)

    def enter(
        self,
        did: str,
        facts: Mapping[str, object] | None = None,
        written: Written | None = None,
        *,
        is_quiet: bool = False,
    ) -> None:
        """Write the one entry of the audit of what was done to the part.

        did: in words. written: of its rows. is_quiet: progress stands as it stood.
        """
        name = f"{self.made.form.code} {self.part.assignment.unit.title}"
        rows = asdict(written) if written else {}
        record(
            self.verb,
            Subject(self.by.school, "contribution", str(self.part.pk), name, is_quiet=is_quiet, **rows),
            by=self.by,
            at=self.at,
            facts={"did": did, **(facts or {})},
            on_behalf_of=self.allowed.on_behalf_of,
        )

    def _move(self) -> bool:
        """Take the step of the verb: the first rows of a part begin it, and its return with it. Return whether one moved."""
        has_moved = False
        for one in (self.part, self.made):
            step = step_from(State(one.state), self.verb)
            if step is not None and step.end.value != one.state:
                one.state, one.state_at = step.end.value, self.at
                one.save(update_fields=["state", "state_at"])
                has_moved = True
        return has_moved


def fillers_of(by: Actor, allowed: Allowed) -> list[int]:
    """Return who puts in what somebody does: they themselves, and those for whom they act."""
    return sorted({by.person, allowed.on_behalf_of or by.person})


def hold_part(part_id: int, verb: Verb, *, by: Actor, at: datetime, today: date) -> HeldPart | Refused:
    """Return a contribution and its return, locked, where an actor may do a verb to it today. R101 where it is not theirs.

    The return is locked before the question, so that its state cannot move between the answer and the act.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a part is held in the transaction of its action")
    locked = Return.objects.select_for_update(of=("self",)).select_related(*OF_RETURN)
    made = locked.filter(contributions=part_id, contributions__school=by.school).first()
    now = locked_part_now(made, part_id) if made is not None else None
    if made is None or now is None:
        return Refused("R101")
    allowed = now.may_now(by, verb, today)
    if isinstance(allowed, Refused):
        return allowed
    declared = declared_against(part_id, verb)
    if declared is not None:
        return declared
    sealing = sealing_for(made, at=at)
    return HeldPart(now.part, made, now.standing, verb, allowed, sealing, by, at, now.siblings)
