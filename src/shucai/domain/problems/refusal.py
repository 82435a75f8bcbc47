"""A refusal: why somebody may not do something now, until when, and who can lift it. A value, never an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shucai.domain.problems.refusals import REFUSALS


@dataclass(frozen=True, slots=True)
class Refused:
    """What an action answers instead of acting.

    code: of the register of refusals. facts: fill the placeholders of its sentence.
    lifted_by: who can lift it, as people call them; blank where nobody can.
    until: when it ends by itself, as people read it; blank where it does not.
    """

    code: str
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    lifted_by: str = ""
    until: str = ""

    @property
    def reason(self) -> str:
        """Return the Chinese sentences: why, until when, who can lift it."""
        parts = [REFUSALS[self.code].format_map(self.facts)]
        if self.until:
            parts.append(f"到{self.until}为止")
        if self.lifted_by:
            parts.append(f"可以请{self.lifted_by}处理")
        return "；".join(parts)

    def __bool__(self) -> bool:
        """Return that this is a refusal, so that ``if refused:`` reads as it acts."""
        return True
