"""What reading one cell answers: a value with the rules it took, or a refusal. Values are text here, typed by the column.

Named tuples, because a large file makes hundreds of thousands of them.
"""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How far a change may go on its own: SILENT is listed, ASK is listed for a person to confirm."""

    SILENT = "SILENT"
    ASK = "ASK"


class Read(NamedTuple):
    """A cell that could be read.

    text: the value in the one spelling of its column, None where missing or declared none.
    rules: what was applied, ids of the normalisation rules, in order; empty where the cell stood so.
    declared_none: whether 「无」 was declared (ruling 1).
    """

    text: str | None
    rules: tuple[str, ...] = ()
    level: Level = Level.SILENT
    declared_none: bool = False


class Refused(NamedTuple):
    """A cell that is not guessed at. message: names the value, what is allowed and the remedy."""

    rule: str
    message: str


Outcome = Read | Refused


def asked(text: str | None, *rules: str) -> Read:
    """Return a reading that a person has to confirm."""
    return Read(text, rules, Level.ASK)


def silent(text: str | None, *rules: str) -> Read:
    """Return a reading that is only listed."""
    return Read(text, rules)


def after(rules: tuple[str, ...], level: Level, outcome: Outcome) -> Outcome:
    """Return an outcome with the rules that came before it in front; one ASK makes the whole an ASK."""
    if isinstance(outcome, Refused) or not rules:
        return outcome
    joined = tuple(dict.fromkeys((*rules, *outcome.rules)))
    weight = Level.ASK if Level.ASK in {level, outcome.level} else Level.SILENT
    return Read(outcome.text, joined, weight, outcome.declared_none)
