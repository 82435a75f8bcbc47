"""Fifty people at work at a school in mid-campaign: thirty who type, twenty with a board open, over HTTP.

python -m bench.board FOLDER      one installation in the folder: SQLite, or the PostgreSQL that SHUCAI_DATABASE names;
                                  prints a figure a line as JSON
The server is the product's own, with its usual processes and threads; both campaigns of the demo school run: 209 forms,
15 departments. Boards ask four times as often as the pages do, and every fourth time they are opened anew. At the end
the thirty save again and again without a pause.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import cycle, islice
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import TYPE_CHECKING

from bench.figure import Figure
from bench.staffed import install
from bench.visitors import HOST, WELL, Browser, Decider, Looker, Typist, Visitor
from shucai import toolkit

if TYPE_CHECKING:
    from shucai.apps.campaigns.models import Campaign
    from shucai.apps.organisation.models import Person
    from shucai.domain.todos import OpenPart

TYPING, LOOKING = 30, 20
BEAT = 5.0  # seconds between two saves of a person, and between two looks
DECIDING = 6.0  # seconds between two changes of a state
NO_PAUSE = 0.01
WARM_SECONDS, SECONDS = 12, 40
BOARD_SECONDS, SAVE_SECONDS, WORST_SECONDS = 1.0, 0.3, 5.0
START = "from shucai.config.command import main; main()"
PATIENCE = 120  # seconds until the server has to answer


def measured(folder: Path) -> Iterator[Figure]:
    """Return the figures of this installation."""
    install(folder / "var")
    from shucai.demo.opening import open_demo_school
    from shucai.web.actors import clock

    open_demo_school("invented-words-only", at=clock(), at_work=True)
    with _server(folder / "var") as (port, server):
        visitors = _visitors(port)
        before = _cpu(server)
        began, ended = _at_work(visitors)
        used = (_cpu(server) - before) / (ended - began)
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


def _visitors(port: int) -> list[Visitor]:
    """Return thirty who type, twenty who look, and one who declares."""
    from shucai.apps.campaigns.models import Campaign
    from shucai.apps.organisation.models import Person
    from shucai.domain.access import Role

    campaigns = list(Campaign.objects.filter(state="published").order_by("pk"))
    Person.objects.filter(password_changed_at=None).update(password_changed_at=campaigns[0].published_at)
    staff = Person.objects.exclude(grants=None).order_by("pk")
    own = [(person, part) for person in staff for part in _parts_to_type(person, campaigns)]
    decided = next((person, part) for person, part in reversed(own) if part.state == "not_started")
    free = [(person, part) for person, part in own if part.id != decided[1].id]
    seats = islice(cycle(_dealt(free)), TYPING)
    above = [person for person in staff.exclude(grants__role=Role.REPORTER) if _sees_progress(person)]
    addresses = [f"/board/?campaign={one.pk}" for one in campaigns] + ["/", "/board/leaders/"]
    typing: list[Visitor] = [_typist(port, person, part, n) for n, (person, part) in enumerate(seats)]
    looking = [
        Looker(_browser(port, person), Random(100 + n), BEAT, addresses=addresses[: 3 + _is_above(person)])
        for n, person in enumerate(islice(cycle(above), LOOKING))
    ]
    deciding = Decider(_browser(port, decided[0]), Random(1000), DECIDING, part=decided[1].id)
    return [*typing, *looking, deciding]


def _parts_to_type(person: "Person", campaigns: "Sequence[Campaign]") -> "list[OpenPart]":
    """Return the parts somebody may type into now."""
    from shucai.apps.filling.queries import open_parts
    from shucai.apps.organisation.queries import actor_of
    from shucai.domain.todos import Task, Urgency, todos_of
    from shucai.web.actors import today

    parts = [part for campaign in campaigns for part in open_parts(campaign)]
    rest = {Urgency.WAITING, Urgency.LATER}
    one_row = {one.id for one in toolkit.catalogue().forms if one.cardinality != "many"}
    todos = todos_of(actor_of(person, today()), parts, today())
    open_now = [one.part for one in todos if one.task is Task.FILL and one.urgency not in rest]
    return [part for part in open_now if part.leads and part.form not in one_row]


def _dealt(free: "Sequence[tuple[Person, OpenPart]]") -> "list[tuple[Person, OpenPart]]":
    """Return one part of everybody, then a second one of everybody, each part once."""
    rounds: dict[int, int] = {}
    dealt, given = [], set[int]()
    for person, part in free:
        if part.id not in given:
            given.add(part.id)
            rounds[person.pk] = rounds.get(person.pk, 0) + 1
            dealt.append((rounds[person.pk], person, part))
    return [(person, part) for _, person, part in sorted(dealt, key=lambda one: one[0])]


def _typist(port: int, person: "Person", part: "OpenPart", number: int) -> Typist:
    from shucai.apps.filling.models import Contribution
    from shucai.apps.filling.working import definition_of

    found = Contribution.objects.select_related("made_return__form__campaign").get(pk=part.id)
    return Typist(
        _browser(port, person), Random(number), BEAT, part=part.id, form=definition_of(found.made_return)
    )


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


def _browser(port: int, person: "Person") -> Browser:
    from tests.builders.people import logged_in

    return Browser(port, logged_in(person).cookies["shucai_session"].value)


def _at_work(visitors: Sequence[Visitor]) -> tuple[float, float]:
    """Let everybody work, and return from when to when it is measured."""
    stop = Event()
    threads = [Thread(target=one.go_on, args=(stop,)) for one in visitors]
    for thread in threads:
        thread.start()
    time.sleep(WARM_SECONDS)
    began = time.perf_counter()
    time.sleep(SECONDS)
    ended = time.perf_counter()
    stop.set()
    for thread in threads:
        thread.join()
    return began, ended


@contextmanager
def _server(var: Path) -> Generator[tuple[int, int]]:
    """Give the port of the product's server over this installation, and the id of its process."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", START, "serve", "--no-worker", "--port", str(port)]
    around = {**os.environ, "SHUCAI_VAR": str(var), "SHUCAI_LOG_LEVEL": "ERROR"}
    with subprocess.Popen(command, env=around, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, process)
            yield port, process.pid
        finally:
            process.terminate()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if Browser(port, "").ask("GET", "/healthz")[0] == WELL:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not start")


def _cpu(pid: int) -> float:
    """Return the CPU seconds of a process and those it started."""
    total, tick = 0.0, os.sysconf("SC_CLK_TCK")
    for one in (pid, *_started_by(pid)):
        fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / tick
    return total


def _started_by(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in listed.read_text(encoding="utf-8").split()] if listed.exists() else []


def main() -> None:
    """Measure one installation."""
    for figure in measured(Path(sys.argv[1])):
        print(json.dumps(asdict(figure)), flush=True)


if __name__ == "__main__":
    main()
