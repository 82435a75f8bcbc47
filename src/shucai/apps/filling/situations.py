"""Whether somebody may do something to one return now; whole campaigns are read by ``queries.open_parts``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any  # the rows of a subquery

from django.db.models import QuerySet

from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.parts import Reading
from shucai.apps.filling.queries import part_still_told
from shucai.domain.access import Actor, Allowed, Verb
from shucai.domain.problems import Refused
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import CampaignState, FormNow, Situation, Standing, State, may_now

OF_RETURN = ("form__campaign", "form__collected_by")  # what is read with a return that is decided about


def may_now_on_part(actor: Actor, verb: Verb, contribution_id: int, today: date) -> Allowed | Refused:
    """Return whether an actor may do a verb to a department's part of a return today. R101 for one that is not there."""
    found = part_now(actor.school, contribution_id)
    return Refused("R101") if found is None else found.may_now(actor, verb, today)


def may_now_on_return(actor: Actor, verb: Verb, return_id: int, today: date) -> Allowed | Refused:
    """Return whether an actor may do a verb to a whole return today; it is the leading department's."""
    found = leading_part_now(actor.school, return_id)
    return Refused("R101") if found is None else found.may_now_whole(actor, verb, today)


@dataclass(frozen=True)
class PartNow:
    """A department's part of a return with what deciding asks, read once for several verbs.

    siblings: all parts of the return, itself among them, with assignment and department at hand.
    """

    part: Contribution
    opened: OpenPart
    siblings: Sequence[Contribution]

    @property
    def campaign(self) -> Campaign:
        """Return the campaign it belongs to."""
        return self.part.made_return.form.campaign

    @property
    def standing(self) -> Standing:
        """Return where the part stands."""
        return self._now.standing

    def may_now(
        self, actor: Actor, verb: Verb, today: date, *, filled_by: frozenset[int] = frozenset()
    ) -> Allowed | Refused:
        """Return whether an actor may do a verb to the part today. filled_by: who filled it, where that counts (ORG-3)."""
        return self._asked(actor, verb, today, self._now, filled_by)

    def may_now_whole(
        self, actor: Actor, verb: Verb, today: date, *, filled_by: frozenset[int] = frozenset()
    ) -> Allowed | Refused:
        """Return whether an actor may do a verb to the whole return today. filled_by: as for a part."""
        return self._asked(actor, verb, today, _of_whole(self._now, self.part), filled_by)

    @property
    def _now(self) -> FormNow:
        if self.opened.now is None:
            raise LookupError(f"contribution {self.part.pk} was read without its situation")
        return self.opened.now

    def _asked(
        self, actor: Actor, verb: Verb, today: date, now: FormNow, filled_by: frozenset[int]
    ) -> Allowed | Refused:
        facts = replace(self.opened.facts, filled_by=filled_by)
        return may_now(actor, verb, facts, Situation(today, CampaignState(self.campaign.state), now))


def part_now(school: int, part_id: int) -> PartNow | None:
    """Return a part of a school, None where there is none."""
    parts = _parts_of(Contribution.objects.filter(school=school, pk=part_id).values("made_return"))
    return _now_of(parts, lambda one: one.pk == part_id)


def locked_part_now(made: Return, part_id: int) -> PartNow | None:
    """Return a part of a return that is locked. made: with ``OF_RETURN`` at hand; all its parts share it."""
    parts = list(made.contributions.select_related("assignment__unit").order_by("pk"))
    return _now_of(parts, lambda one: one.pk == part_id, part_still_told(made.form.campaign, part_id))


def leading_part_now(school: int, return_id: int) -> PartNow | None:
    """Return the leading part of a return of a school, None where there is none."""
    parts = [one for one in _parts_of([return_id]) if one.school_id == school]
    return _now_of(parts, lambda one: one.assignment.order == 0)


def _parts_of(returns: QuerySet[Contribution, Any] | Iterable[int]) -> list[Contribution]:
    read = ("assignment__unit", *(f"made_return__{name}" for name in OF_RETURN))
    return list(Contribution.objects.select_related(*read).filter(made_return__in=returns).order_by("pk"))


def _now_of(
    siblings: Sequence[Contribution],
    is_wanted: Callable[[Contribution], bool],
    told: OpenPart | None = None,
) -> PartNow | None:
    """Return one of the parts of a return. told: what is known of it already."""
    part = next((one for one in siblings if is_wanted(one)), None)
    if part is None:
        return None
    form = part.made_return.form
    return PartNow(part, told or Reading(form.campaign, siblings, form).part(part), siblings)


def _of_whole(now: FormNow, part: Contribution) -> FormNow:
    """Return the situation of the whole return of a part."""
    return replace(now, standing=Standing(State(part.made_return.state), now.standing.key))
