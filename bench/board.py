"""Fifty people at work at a school in mid-campaign: thirty who type, twenty with a board open, over HTTP.

python -m bench.board FOLDER      one installation in the folder: SQLite, or the PostgreSQL that SHUCAI_DATABASE names;
                                  prints a figure a line as JSON
The server is the product's own, with its usual processes and threads; both campaigns of the demo school run: 209 forms,
15 departments. Boards ask four times as often as the pages do, and every fourth time they are opened anew. At the end
the thirty save again and again without a pause.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench.figure import Figure
from bench.seats import BEAT, browser, open_school, seats, typist
from bench.served import cpu_of, served
from bench.visitors import Decider, Looker, Typist, Visitor, at_work

if TYPE_CHECKING:
    from shucai.apps.campaigns.models import Campaign
    from shucai.apps.organisation.models import Person

TYPING, LOOKING = 30, 20
DECIDING = 6.0  # seconds between two changes of a state
NO_PAUSE = 0.01
WARM_SECONDS, SECONDS = 12, 40
BOARD_SECONDS, SAVE_SECONDS, WORST_SECONDS = 1.0, 0.3, 5.0


def measured(folder: Path) -> Iterator[Figure]:
    """Return the figures of this installation."""
    campaigns = open_school(folder)
    with served(folder / "var") as (port, server):
        visitors = _visitors(port, campaigns)
        before = cpu_of(server)
        began, ended = _at_work(visitors)
        used = (cpu_of(server) - before) / (ended - began)
        yield from _figures(visitors, began, ended)
        yield from _without_a_pause(visitors)
    print(f"  服务进程平均用 {used:.2f} 个处理器核", file=sys.stderr, flush=True)


def _figures(visitors: Sequence[Visitor], began: float, ended: float) -> Iterator[Figure]:
    took: dict[str, list[float]] = {}
    for one in visitors:
        for at, seconds, what in one.took:
            if began <= at <= ended:
                took.setdefault(what, []).append(seconds)
    for what, those in took.items():
        those.sort()
        middle, p95 = those[len(those) // 2] * 1000, _p95(those) * 1000
        print(
            f"  {what}：{len(those)} 次，p50 {middle:.0f} ms，p95 {p95:.0f} ms", file=sys.stderr, flush=True
        )
    failed = [words for one in visitors for words in one.failed]
    for words in failed[:5]:
        print(f"  没成：{words}", file=sys.stderr)
    yield Figure("50 人同时工作，打开总览的 p95", _p95(took["open"]), BOARD_SECONDS, " s")
    yield Figure("50 人同时工作，保存的 p95", _p95(took["save"]), SAVE_SECONDS, " s")
    yield Figure("50 人同时工作，没成的", len(failed), 0, " 次")


def _without_a_pause(visitors: Sequence[Visitor]) -> Iterator[Figure]:
    """Return how those who type fare when each of them saves again at once: nobody is left behind."""
    typing = [one for one in visitors if isinstance(one, Typist)]
    for one in typing:
        one.beat = NO_PAUSE
        one.failed.clear()
    began, ended = _at_work(typing)
    took = sorted(seconds for one in typing for at, seconds, _ in one.took if began <= at <= ended)
    print(
        f"  不停地存：{len(took)} 次，p50 {took[len(took) // 2]:.2f} s，p95 {_p95(took):.2f} s",
        file=sys.stderr, flush=True,
    )  # fmt: skip
    yield Figure(f"{TYPING} 人不停地存，最慢的一次", took[-1], WORST_SECONDS, " s")
    yield Figure(f"{TYPING} 人不停地存，没存上的", sum(len(one.failed) for one in typing), 0, " 次")


def _p95(took: Sequence[float]) -> float:
    return took[int(len(took) * 0.95)]


def _visitors(port: int, campaigns: "Sequence[Campaign]") -> list[Visitor]:
    """Return thirty who type, twenty who look, and one who declares."""
    from shucai.apps.organisation.models import Person
    from shucai.domain.access import Role

    own = seats(campaigns)
    decided = next((person, part) for person, part in reversed(own) if part.state == "not_started")
    free = [(person, part) for person, part in own if part.id != decided[1].id]
    staff = Person.objects.exclude(grants=None).order_by("pk")
    above = [person for person in staff.exclude(grants__role=Role.REPORTER) if _sees_progress(person)]
    addresses = [f"/board/?campaign={one.pk}" for one in campaigns] + ["/", "/board/leaders/"]
    typing: list[Visitor] = [
        typist(port, person, part.id, Random(n))
        for n, (person, part) in enumerate(islice(cycle(free), TYPING))
    ]
    looking = [
        Looker(browser(port, person), Random(100 + n), BEAT, addresses=addresses[: 3 + _is_above(person)])
        for n, person in enumerate(islice(cycle(above), LOOKING))
    ]
    deciding = Decider(browser(port, decided[0]), Random(1000), DECIDING, part=decided[1].id)
    return [*typing, *looking, deciding]


def _sees_progress(person: "Person") -> bool:
    from shucai.apps.organisation.queries import actor_of
    from shucai.domain.access import Verb, reach
    from shucai.web.actors import today

    return bool(reach(actor_of(person, today()), Verb.SEE_RETURN))


def _is_above(person: "Person") -> bool:
    from shucai.apps.organisation.queries import actor_of
    from shucai.web.actors import today
    from shucai.web.navigation import ABOVE

    return bool(ABOVE & actor_of(person, today()).roles)


def _at_work(visitors: Sequence[Visitor]) -> tuple[float, float]:
    """Let everybody work, and return from when to when it is measured."""
    with at_work(visitors):
        time.sleep(WARM_SECONDS)
        began = time.perf_counter()
        time.sleep(SECONDS)
        return began, time.perf_counter()


def main() -> None:
    """Measure one installation."""
    for figure in measured(Path(sys.argv[1])):
        print(json.dumps(asdict(figure)), flush=True)


if __name__ == "__main__":
    main()
