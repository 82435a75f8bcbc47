"""Moving a part of a return along the chain, and its return with it."""

from shucai.apps.filling.actions.holding import HeldPart
from shucai.apps.filling.models import Contribution
from shucai.domain.workflow import KeyData, Standing, State, whole_of

STAGES = {KeyData.PUT: "put", KeyData.APPROVED: "approved"}


def move_part(held: HeldPart, standing: Standing) -> None:
    """Write where a part stands now; its return stands where its parts do."""
    part = held.part
    if part.state != standing.state.value:
        part.state, part.state_at = standing.state.value, held.at
    part.is_returned, part.key_stage = standing.is_returned, STAGES.get(standing.key, "")
    part.save(update_fields=["state", "state_at", "is_returned", "key_stage"])
    move_whole(held)


def move_whole(held: HeldPart) -> None:
    """Write where a return stands by its parts."""
    made = held.made
    states = Contribution.objects.filter(made_return=made).values_list("state", flat=True)
    whole = whole_of(State(state) for state in states).value
    if made.state != whole:
        made.state, made.state_at = whole, held.at
        made.save(update_fields=["state", "state_at"])
