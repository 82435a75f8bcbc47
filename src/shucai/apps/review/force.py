"""Whether a receipt still tells how things are: what was submitted or approved may have been sent back or moved since."""

from shucai.apps.filling.models import Contribution, Receipt
from shucai.apps.review.models import Decision
from shucai.domain.access import Verb
from shucai.domain.workflow import STEPS, State

ENDS = {
    step.verb.value: step.end for step in STEPS if step.verb not in {Verb.RETURN, Verb.WITHDRAW, Verb.REOPEN}
}
OF_THE_WHOLE = (
    Verb.APPROVE_COMPLIANCE.value, Verb.DELIBERATE.value, Verb.SUBMIT.value, Verb.ARCHIVE.value
)  # fmt: skip


def is_submitted_still(made: Receipt) -> bool:
    """Return whether what was submitted lies with its reviewers: not taken back, sent back, re-opened or dropped."""
    return made.withdrawn_at is None and State(made.contribution.state).rank >= State.CHECKED.rank


def holds_still(made: Decision, part: Contribution) -> bool:
    """Return whether a decision holds, or is one that nothing later can undo. part: with its return at hand."""
    if made.verb == Verb.APPROVE_DEPARTMENT.value:
        return _is_last(made) and part.approved_digest == made.digest
    if made.verb == Verb.APPROVE_KEY_DATA.value:
        return _is_last(made) and part.key_stage == "approved"
    if made.verb in OF_THE_WHOLE:
        return _is_last(made) and State(part.made_return.state).rank >= ENDS[made.verb].rank
    return True


def _is_last(made: Decision) -> bool:
    later = Decision.objects.filter(made_return=made.made_return_id, contribution=made.contribution_id)
    return not later.filter(verb=made.verb, pk__gt=made.pk).exists()
