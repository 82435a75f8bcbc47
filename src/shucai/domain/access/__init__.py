"""Who may do what, decided from roles, their scope and dates alone: one pure function that every action and list asks."""

from shucai.domain.access.actor import Actor, Grant
from shucai.domain.access.roles import Position, Role
from shucai.domain.access.verbs import Verb

__all__ = ["Actor", "Grant", "Position", "Role", "Verb"]
