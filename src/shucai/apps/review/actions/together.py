"""Deciding on several whole returns at once, each on its own: what stands against one does not hold up the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shucai.apps.review.models import Decision
from shucai.domain.problems import Refused


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of several returns. left: return -> why nothing was decided on it."""

    decisions: list[Decision] = field(default_factory=list[Decision])
    left: dict[int, Refused] = field(default_factory=dict[int, Refused])


def each_of(
    wanted: Mapping[int, str], count: int, decide: Callable[[int, str], Decision | Refused]
) -> Passed | Refused:
    """Decide on several returns, each in a transaction of its own.

    wanted: return -> the digest looked at. count: how many were announced and confirmed.
    """
    if not wanted or count != len(wanted):
        return Refused("R712", {"count": str(len(wanted)), "said": str(count)})
    passed = Passed()
    for return_id, digest in wanted.items():
        done = decide(return_id, digest)
        if isinstance(done, Refused):
            passed.left[return_id] = done
        else:
            passed.decisions.append(done)
    return passed
