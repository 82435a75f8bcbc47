"""Re-openings as somebody's work: what waits for an answer or is over, what one's department asked and heard."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from shucai.apps.campaigns.models import CampaignForm, Prerequisite
from shucai.apps.filling.models import Contribution
from shucai.apps.review.models import Reopening
from shucai.domain.access import Actor, Facts, Verb, reach
from shucai.domain.workflow import Standing, State

HEARD = timedelta(days=7)  # how long an answer stays on the desk


@dataclass(frozen=True)
class OnDesk:
    """A re-opening on a desk. to_answer: it waits for the actor; else it is of the actor's department.

    is_over: it was granted, its last day is past, and the part was not submitted again.
    """

    made: Reopening
    to_answer: bool
    is_over: bool = False

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
    there = Reopening.objects.filter(school=actor.school, withdrawn_at=None, ended_at=None)
    there = there.exclude(made_return__form__campaign__state="closed")
    # Few, so they are counted out first: PostgreSQL without statistics would go through all parts of the school instead.
    found = Reopening.objects.filter(pk__in=list(there.values_list("pk", flat=True)))
    shown, newest = list[OnDesk](), dict[int, Reopening]()
    in_force = set[int]()
    for made in found.select_related(*related).order_by("-pk"):
        about, first = _about(made), newest.setdefault(made.contribution_id, made)
        stands = bool(made.granted) and made.contribution_id not in in_force
        in_force |= {made.contribution_id} if made.granted else set()
        is_over = stands and _is_over(made, today)
        if is_over and first.granted is None:
            continue  # a later last day is asked for, and that is what there is to answer
        if (made.granted is None or is_over) and answering.covers(about):
            shown.append(OnDesk(made, to_answer=True, is_over=is_over))
        elif any(one.covers(about) for one in own) and (made is first or stands) and _is_news(made, today):
            shown.append(OnDesk(made, to_answer=False, is_over=is_over))
    return sorted(shown, key=lambda one: not one.to_answer)


def held_meanwhile(form: CampaignForm) -> list[str]:
    """Return the codes of the forms that a department cannot begin while this one is re-opened: they need it first."""
    idle = Contribution.objects.filter(state=State.NOT_STARTED.value, made_return__form=OuterRef("form"))
    needing = Prerequisite.objects.filter(Exists(idle), needs=form, lifted_at=None)
    return list(needing.order_by("form__position").values_list("form__code", flat=True))


def _is_over(made: Reopening, today: date) -> bool:
    """Return whether its last day is past and what it is about was not submitted again."""
    part = made.contribution
    return bool(made.granted) and Standing(State(part.state), open_until=part.open_until).is_over(today)


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
