"""Thirty people who save at once into a school's returns, alone and beside a large import and a large acceptance.

python -m bench.writers FOLDER      one installation in the folder: SQLite, or the PostgreSQL that SHUCAI_DATABASE names;
                                    prints a figure a line as JSON
Every save goes through the whole of a request: middleware, view, action, checks of the rows. Each writer has a connection of
its own, so that the database is asked for more at once than a server of eight threads asks.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.bringing import accepted
from bench.clock import cpu_now
from bench.figure import Figure
from bench.staffed import a_desk, install, write_large
from tests.builders.cluster import cluster, is_possible

if TYPE_CHECKING:
    from bench.writing import Office

ROWS = 10_000
LARGE = "1.4.2"  # the form that is brought in and accepted while others save
P95_SECONDS, WORST_SECONDS = 0.3, 2.0  # ruling 13 of the design
WARM_SECONDS, QUIET_SECONDS = 6, 20
RUSHED = 8  # saves of each writer that follow each other without a pause


def writing(folder: Path) -> Iterator[Figure]:
    """Return the figures of both databases, each of an installation and a process of its own."""
    yield from of_both("bench.writers", folder)


def of_both(module: str, folder: Path) -> Iterator[Figure]:
    """Return the figures that a module measures on both databases, each in a process of its own."""
    for name, made in (("SQLite", nullcontext("")), ("PostgreSQL", cluster() if is_possible() else None)):
        if made is None:
            continue
        with made as address:
            place = folder / name
            place.mkdir(parents=True)
            print(f"  {name}：", flush=True)
            yield from _figures(module, name, place, address)


def _figures(module: str, name: str, folder: Path, address: str) -> Iterator[Figure]:
    around = {**os.environ, "SHUCAI_DATABASE": address, "SHUCAI_LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", module, str(folder)]
    with subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            told = json.loads(line)
            yield Figure(**{**told, "title": f"{name}，{told['title']}"})
    if process.returncode:
        raise RuntimeError(f"{module} on {name} stopped")


def measured(folder: Path) -> Iterator[Figure]:
    """Return the figures of this installation."""
    install(folder / "var")
    from bench.writing import Office, bring, large_desk
    from shucai.config.worker import kept_working

    desk = a_desk()
    office = Office(desk, write_large(desk.form, ROWS, folder / "there.xlsx"))
    large = large_desk(LARGE, office)
    path = write_large(large.form, ROWS, folder / "large.xlsx")
    yield from beside(office, "不停地存", partial(office.rush, RUSHED), is_judged=False)
    with office.at_work():
        time.sleep(WARM_SECONDS)
        yield from beside(office, "平时", partial(time.sleep, QUIET_SECONDS))
        with kept_working():
            yield from beside(office, f"同时导入 {ROWS:,} 行", partial(bring, large, path))
        yield from beside(office, f"同时复核 {ROWS:,} 行", partial(accepted, large))
        yield from beside(office, f"同时复核正在填的表的 {ROWS:,} 行", partial(accepted, desk, ROWS // 2))
    for one in office.failed[:5]:
        print(f"  没存上：{one}", file=sys.stderr)
    yield Figure(f"{len(office.writers)} 人同时填报，没存上的", len(office.failed), 0, " 次")


def beside(
    office: "Office", when: str, work: Callable[[], object], *, is_judged: bool = True
) -> Iterator[Figure]:
    """Return how long saves took while something else was done."""
    before, began = cpu_now(), time.perf_counter()
    work()
    ended, used = time.perf_counter(), cpu_now() - before
    took = sorted(office.took(began, ended))
    middle, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(
        f"  {when}：{ended - began:.1f} s，{len(took)} 次保存，p50 {middle * 1000:.0f} ms，p95 {p95 * 1000:.0f} ms，"
        f"最慢 {took[-1]:.2f} s，{used:.1f} s CPU", file=sys.stderr, flush=True,
    )  # fmt: skip
    if not is_judged:
        return
    yield Figure(f"{when}，保存的 p95", p95, P95_SECONDS, " s")
    yield Figure(f"{when}，最慢的一次保存", took[-1], WORST_SECONDS, " s")


def main() -> None:
    """Measure one installation."""
    for figure in measured(Path(sys.argv[1])):
        print(json.dumps(asdict(figure)), flush=True)


if __name__ == "__main__":
    main()
