"""What those above a department read on its part: where it stands, instead of that reviewing it is not theirs."""

from shucai.domain.access import Actor, Allowed, Role
from shucai.domain.problems import Refused
from shucai.domain.workflow import State

ABOVE = frozenset({Role.LEAD_OFFICE, Role.SCHOOL_LEADER, Role.STEERING_COMMITTEE})
NOT_THEIR_ROLE = "R102"
PASSED = "部门已审核通过，往后的步骤在“整张表”里办"


def stands_above(actor: Actor, state: State, answer: Allowed | Refused) -> str:
    """Return where a part stands to those whose role never reviews it; blank to others. answer: whether they may."""
    if not isinstance(answer, Refused) or answer.code != NOT_THEIR_ROLE or not actor.roles & ABOVE:
        return ""
    if state is State.ARCHIVED:
        return "这张表已归档，不再更改"
    if state.is_complete:
        return PASSED
    if state is State.CHECKED:
        return "接下来由部门负责人审核"
    return "部门还在填报，提交并由部门负责人审核后再看"
