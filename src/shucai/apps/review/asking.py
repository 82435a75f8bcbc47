"""Who may ask that a part which passed be opened again, and whether that waits for an answer (REV-3)."""

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.parts import standing_of
from shucai.apps.review.actions.reopening import ASKING, LOCKED
from shucai.apps.review.models import Reopening
from shucai.domain.access import Actor, Facts, may
from shucai.domain.workflow import State


def may_ask(part: Contribution, actor: Actor) -> bool:
    """Return whether a part is locked with its return, and of a department that may ask for it to be opened again."""
    return State(part.made_return.state) in LOCKED and is_running(part) and is_own(part, actor)


def may_ask_longer(part: Contribution, actor: Actor) -> bool:
    """Return whether a part is re-opened and not submitted again, and of a department that may ask for a later last day."""
    return standing_of(part).is_reopened and is_running(part) and is_own(part, actor)


def is_running(part: Contribution) -> bool:
    """Return whether the campaign of a part goes on; of one that is closed nothing is opened again."""
    return part.made_return.form.campaign.state != "closed"


def is_own(part: Contribution, actor: Actor) -> bool:
    """Return whether a part is of a department the actor fills or heads."""
    return any(may(actor, verb, facts_of(part)) for verb in ASKING)


def is_asked(part: Contribution) -> bool:
    """Return whether somebody asked and has no answer yet."""
    return Reopening.objects.filter(contribution=part, granted=None, withdrawn_at=None).exists()


def facts_of(part: Contribution) -> Facts:
    """Return what rights over a part are decided by."""
    form = part.made_return.form
    named = f"{form.campaign.platform}.{form.code}"
    return Facts(part.school_id, frozenset({part.assignment.unit_id}), named)
