"""Fifty people at work over both campaigns: thirty who save, twenty who look at the board, each with a connection of its own.

python -m bench.board FOLDER      one installation in the folder: SQLite, or the PostgreSQL that SHUCAI_DATABASE names;
                                  prints a figure a line as JSON
Every look is a whole page of 90 or 119 forms × 15 departments that something has changed on; people's browsers ask more
rarely, and are answered without a page where nothing has.
"""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from bench.figure import Figure
from bench.staffed import a_desk, install, write_large

if TYPE_CHECKING:
    from django.test import Client

    from bench.writing import Office

ROWS = 10_000  # of the form that ten of the thirty write in
LOOKING = 20
BEAT = 5.0  # seconds between two looks of a person
WARM_SECONDS, SECONDS = 6, 25
BOARD_SECONDS, SAVE_SECONDS = 1.0, 0.3
WELL = 200


@dataclass
class Looker:
    """Somebody who looks at the boards of both campaigns by turns. took: when a look began, and its seconds."""

    browser: "Client"
    addresses: list[str]
    place: float
    took: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    failed: int = 0

    def go_on(self, stop: Event) -> None:
        """Look at a steady pace until told to stop."""
        from django.db import connection

        stop.wait(self.place * BEAT)
        while not stop.is_set():
            address = self.addresses[len(self.took) % len(self.addresses)]
            began = time.perf_counter()
            self.failed += self.browser.get(address).status_code != WELL
            self.took.append((began, time.perf_counter() - began))
            stop.wait(max(0.0, BEAT - (time.perf_counter() - began)))
        connection.close()


def measured(folder: Path) -> Iterator[Figure]:
    """Return the figures of this installation."""
    install(folder / "var")
    from bench.writing import Office
    from tests.builders.people import logged_in

    desk = a_desk()
    school = desk.school
    national = school.published("national")
    addresses = [f"/board/?campaign={pk}" for pk in (desk.made.form.campaign_id, national.pk)]
    office = Office(desk, write_large(desk.form, ROWS, folder / "there.xlsx"))
    people = [school.planner, school.member, school.leader, school.chair, *school.heads.values()]
    lookers = [Looker(logged_in(people[n % len(people)]), addresses, n / LOOKING) for n in range(LOOKING)]
    began, ended = _at_work(office, lookers)
    looks = sorted(took for one in lookers for at, took in one.took if began <= at <= ended)
    saves = sorted(office.took(began, ended))
    print(f"  {len(looks)} 次打开，{len(saves)} 次保存", file=sys.stderr, flush=True)
    yield Figure("50 人同时工作，进度总览的 p95", looks[int(len(looks) * 0.95)], BOARD_SECONDS, " s")
    yield Figure("50 人同时工作，保存的 p95", saves[int(len(saves) * 0.95)], SAVE_SECONDS, " s")
    failed = len(office.failed) + sum(one.failed for one in lookers)
    yield Figure("50 人同时工作，没成的", failed, 0, " 次")


def _at_work(office: "Office", lookers: list[Looker]) -> tuple[float, float]:
    """Let everybody work, and return from when to when it is measured."""
    stop = Event()
    threads = [Thread(target=partial(one.go_on, stop)) for one in lookers]
    with office.at_work():
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


def main() -> None:
    """Measure one installation."""
    for figure in measured(Path(sys.argv[1])):
        print(json.dumps(asdict(figure)), flush=True)


if __name__ == "__main__":
    main()
