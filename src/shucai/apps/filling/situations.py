"""Whether somebody may do something to one return now; whole campaigns are read by ``queries.open_parts``."""

from dataclasses import dataclass, replace
from datetime import date

from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.parts import Reading
from shucai.domain.access import Actor, Allowed, Verb
from shucai.domain.problems import Refused
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import CampaignState, FormNow, Situation, Standing, State, may_now


def may_now_on_part(actor: Actor, verb: Verb, contribution_id: int, today: date) -> Allowed | Refused:
    """Return whether an actor may do a verb to a department's part of a return today. R101 for one that is not there."""
    found = part_now(actor.school, pk=contribution_id)
    return Refused("R101") if found is None else found.may_now(actor, verb, today)


def may_now_on_return(actor: Actor, verb: Verb, return_id: int, today: date) -> Allowed | Refused:
    """Return whether an actor may do a verb to a whole return today; it is the leading department's."""
    found = part_now(actor.school, made_return=return_id, assignment__order=0)
    return Refused("R101") if found is None else found.may_now_whole(actor, verb, today)


@dataclass(frozen=True)
class PartNow:
    """A department's part of a return with what deciding asks, read once for several verbs."""

    part: Contribution
    opened: OpenPart

    @property
    def campaign(self) -> Campaign:
        """Return the campaign it belongs to."""
        return self.part.made_return.form.campaign

    def may_now(self, actor: Actor, verb: Verb, today: date) -> Allowed | Refused:
        """Return whether an actor may do a verb to the part today."""
        return self._asked(actor, verb, today, self._now)

    def may_now_whole(self, actor: Actor, verb: Verb, today: date) -> Allowed | Refused:
        """Return whether an actor may do a verb to the whole return today."""
        return self._asked(actor, verb, today, _of_whole(self._now, self.part))

    @property
    def _now(self) -> FormNow:
        if self.opened.now is None:
            raise LookupError(f"contribution {self.part.pk} was read without its situation")
        return self.opened.now

    def _asked(self, actor: Actor, verb: Verb, today: date, now: FormNow) -> Allowed | Refused:
        state = CampaignState(self.campaign.state)
        return may_now(actor, verb, self.opened.facts, Situation(today, state, now))


def part_now(school: int, **wanted: int) -> PartNow | None:
    """Return the part of a school that is wanted, None where there is none."""
    read = ("assignment__unit", "made_return__form__campaign", "made_return__form__collected_by")
    part = Contribution.objects.select_related(*read).filter(school=school, **wanted).first()
    if part is None:
        return None
    siblings = part.made_return.contributions.select_related("assignment__unit", "made_return")
    return PartNow(part, Reading(part.made_return.form.campaign, siblings).part(part))


def _of_whole(now: FormNow, part: Contribution) -> FormNow:
    """Return the situation of the whole return of a part."""
    return replace(now, standing=Standing(State(part.made_return.state), now.standing.key))
