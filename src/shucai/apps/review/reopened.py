"""Re-openings as somebody's work: what waits for an answer, what one's department asked and heard."""

from dataclasses import dataclass
from datetime import date, timedelta

from shucai.apps.review.models import Reopening
from shucai.domain.access import Actor, Facts, Verb, reach

HEARD = timedelta(days=7)  # how long an answer stays on the desk


@dataclass(frozen=True)
class OnDesk:
    """A re-opening on a desk. to_answer: it waits for the actor's answer; else it is of the actor's department."""

    made: Reopening
    to_answer: bool

    @property
    def is_open(self) -> bool:
        """Return whether it is granted and not approved again."""
        return bool(self.made.granted) and self.made.contribution.open_until is not None


def reopenings_on_desk(actor: Actor, today: date) -> list[OnDesk]:
    """Return the re-openings that concern an actor now, those to answer first."""
    answering = reach(actor, Verb.REOPEN)
    own = (reach(actor, Verb.FILL), reach(actor, Verb.APPROVE_DEPARTMENT))
    if not answering and not any(own):
        return []
    related = ("contribution__assignment__unit", "made_return__form__campaign", "by", "answered_by")
    found = Reopening.objects.filter(school=actor.school, withdrawn_at=None, ended_at=None)
    shown: list[OnDesk] = []
    for made in found.select_related(*related).order_by("-pk"):
        about = _about(made)
        if made.granted is None and answering.covers(about):
            shown.append(OnDesk(made, to_answer=True))
        elif any(one.covers(about) for one in own) and _is_news(made, today):
            shown.append(OnDesk(made, to_answer=False))
    return sorted(shown, key=lambda one: not one.to_answer)


def _is_news(made: Reopening, today: date) -> bool:
    if made.granted is None:
        return True
    if made.granted:
        return made.contribution.open_until is not None
    return made.answered_at is not None and made.answered_at.date() >= today - HEARD


def _about(made: Reopening) -> Facts:
    form = made.made_return.form
    named = f"{form.campaign.platform}.{form.code}"
    return Facts(made.school_id, frozenset({made.contribution.assignment.unit_id}), named)
