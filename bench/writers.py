"""Thirty people who save over HTTP, alone and beside large imports and large acceptances.

python -m bench.writers FOLDER      one installation in the folder: SQLite, or the PostgreSQL that SHUCAI_DATABASE names;
                                    prints a figure a line as JSON
The server is the product's own, with its usual processes and threads and a worker; the school is the demo school in
mid-campaign. Bulk work is done in rounds, for a single acceptance is over before many saves have met it.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figure import Figure
from bench.seats import open_school
from bench.served import served
from tests.builders.cluster import AS_INSTALLED, cluster, is_possible

if TYPE_CHECKING:
    from bench.writing import Office

# the form of many rows that is typed into, and the one only brought in and accepted: no row of theirs needs another form
TYPED, LARGE = "2.6.4", "2.6.5"
P95_SECONDS, WORST_SECONDS = 0.3, 2.0  # ruling 13 of the design
WARM_SECONDS, QUIET_SECONDS = 10, 20
ROUNDS = 3


def writing(folder: Path) -> Iterator[Figure]:
    """Return the figures of both databases, each of an installation and a process of its own."""
    yield from of_both("bench.writers", folder)


def of_both(module: str, folder: Path) -> Iterator[Figure]:
    """Return the figures that a module measures on both databases, each in a process of its own."""
    for name, made in (
        ("SQLite", nullcontext("")),
        ("PostgreSQL", cluster(AS_INSTALLED) if is_possible() else None),
    ):
        if made is None:
            continue
        with made as address:
            place = folder / name
            place.mkdir(parents=True)
            print(f"  {name}：", flush=True)
            for figure in apart(module, place, {"SHUCAI_DATABASE": address, "SHUCAI_LOG_LEVEL": "ERROR"}):
                yield replace(figure, title=f"{name}，{figure.title}")


def apart(module: str, folder: Path, around: Mapping[str, str]) -> Iterator[Figure]:
    """Return the figures that a module measures in a folder, in a process of its own. around: of its environment."""
    command = [sys.executable, "-m", module, str(folder)]
    with subprocess.Popen(
        command, env={**os.environ, **around}, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            yield Figure(**json.loads(line))
    if process.returncode:
        raise RuntimeError(f"{module} stopped")


def measured(folder: Path) -> Iterator[Figure]:
    """Return the figures of this installation."""
    campaigns = open_school(folder)
    from bench.writing import ROWS, Office

    with served(folder / "var", worker=True) as (port, _):
        office = Office(port, campaigns, folder, (TYPED, LARGE))
        files = [(office.other.file(ROWS), office.typed.file(ROWS)) for _ in range(ROUNDS)]
        spans: dict[str, list[tuple[float, float]]] = {}
        with office.at_work():
            time.sleep(WARM_SECONDS)
            spans["平时"] = [_timed(partial(time.sleep, QUIET_SECONDS))]
            for one, same in files:
                for when, work in _bulk(office, one, same):
                    spans.setdefault(when, []).append(_timed(work))
        for when, those in spans.items():
            yield from _harm(office, when, those)
    for words in office.failed[:5]:
        print(f"  没存上：{words}", file=sys.stderr)
    yield Figure(f"{len(office.writers)} 人同时填报，没存上的", len(office.failed), 0, " 次")


def _bulk(office: "Office", one: Path, same: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is done beside the writers, in words and as it is done."""
    from bench.writing import ROWS

    yield f"同时导入 {ROWS:,} 行", partial(office.other.bring, one)
    yield f"同时复核 {ROWS:,} 行", partial(office.other.accept, ROWS)
    yield f"同时复核正在填的表的 {ROWS:,} 行", partial(office.typed.accept, ROWS // 2)
    yield f"同时往正在填的表导入 {ROWS:,} 行", partial(office.typed.bring, same)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Do it, and return when it began and ended."""
    began = time.perf_counter()
    work()
    return began, time.perf_counter()


def _harm(office: "Office", when: str, spans: Sequence[tuple[float, float]]) -> Iterator[Figure]:
    """Return how long the saves took that began meanwhile, of all rounds together."""
    took = sorted(one for began, ended in spans for one in office.took(began, ended))
    middle, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    lasted = "、".join(f"{ended - began:.1f}" for began, ended in spans)
    print(
        f"  {when}：{lasted} s，{len(took)} 次保存，p50 {middle * 1000:.0f} ms，p95 {p95 * 1000:.0f} ms，"
        f"最慢 {took[-1]:.2f} s", file=sys.stderr, flush=True,
    )  # fmt: skip
    yield Figure(f"{when}，保存的 p95", p95, P95_SECONDS, " s")
    yield Figure(f"{when}，最慢的一次保存", took[-1], WORST_SECONDS, " s")


def main() -> None:
    """Measure one installation."""
    for figure in measured(Path(sys.argv[1])):
        print(json.dumps(asdict(figure)), flush=True)


if __name__ == "__main__":
    main()
