"""The burn-down of a campaign as lines to draw, and in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from shucai.domain.progress import BurnDown
from shucai.web.campaigns.words import day

WIDTH, HEIGHT = 1000, 100  # of what is drawn into; the page stretches it


@dataclass(frozen=True)
class Burning:
    """What is drawn: points of the three lines, where today is. words: what it says, for who does not see it."""

    left: str
    planned: str
    coming: str
    today: str
    first: str
    last: str
    words: str


def burning_of(made: BurnDown | None) -> Burning | None:
    """Return how a burn-down is drawn; None where there is none yet."""
    if made is None or not made.count or len(made.days) == 1:
        return None
    place = len(made.left) - 1
    now, planned = made.left[-1], made.planned_now
    behind = f"，多 {now - planned} 张" if now > planned else ""
    return Burning(
        left=_points(made, made.left, 0),
        planned=_points(made, made.planned, 0),
        coming=_points(made, made.coming, place),
        today=f"{_across(made, place):g}",
        first=day(made.days[0]),
        last=day(made.days[-1]),
        words=f"现在还剩 {now} 张，按截止日应剩 {planned} 张{behind}",
    )


def _points(made: BurnDown, counts: Sequence[int], start: int) -> str:
    return " ".join(
        f"{_across(made, start + number):g},{HEIGHT * (1 - count / made.count):g}"
        for number, count in enumerate(counts)
    )


def _across(made: BurnDown, place: int) -> float:
    return round(WIDTH * place / (len(made.days) - 1), 1)
