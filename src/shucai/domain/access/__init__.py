"""Who may do what, decided from roles, their scope and dates alone: one pure function that every action and list asks."""

from shucai.domain.access.actor import Actor, Grant
from shucai.domain.access.duties import duties_of
from shucai.domain.access.rights import Allowed, Facts, Reach, allowed, allowed_openly, may, reach
from shucai.domain.access.roles import Position, Role
from shucai.domain.access.table import RIGHTS, Condition, Right, Rule, Within
from shucai.domain.access.verbs import Verb

__all__ = [
    "RIGHTS", "Actor", "Allowed", "Condition", "Facts", "Grant", "Position", "Reach", "Right", "Role",
    "Rule", "Verb", "Within", "allowed", "allowed_openly", "duties_of", "may", "reach",
]  # fmt: skip
