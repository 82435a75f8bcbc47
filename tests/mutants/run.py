"""``python -m tests.mutants.run``: the declared faults in real workbooks, batch by batch, through the command line.

Every finding must be one that a planted fault declares, and every declared finding must be there; nothing else.
SHUCAI_MUTANTS names a folder where the school as built stays, in ``clean``, for the next run.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from shucai.demo import SEED, demo_school
from shucai.demo.checking import Tables
from shucai.demo.write import write_demo
from shucai.toolkit.catalogue import YEAR
from tests.mutants.batches import Batch, batches_of, declared_in
from tests.mutants.plant import DECLARED
from tests.mutants.reach import Reach
from tests.mutants.school import School
from tests.mutants.workplace import CLEAN, Workplace

PROCESSES = 2
SECONDS = 60


def main(arguments: list[str]) -> int:
    """Run all batches, or those whose numbers are given; print what is not as declared and the count."""
    batches = _batches()
    wanted = [int(number) for number in arguments] or list(range(len(batches)))
    began, wrong = monotonic(), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(os.environ.get("SHUCAI_MUTANTS") or name)
        if not (folder / CLEAN).exists():
            write_demo(folder / CLEAN, SEED)
        for number, lines in _outcomes(wanted, folder):
            wrong += len(lines)
            told = [
                f"batch {number}: {len(batches[number].faults)} faults, {len(lines)} differences",
                *lines,
            ]
            sys.stdout.write("\n".join(told) + "\n")
            sys.stdout.flush()
    count = sum(len(batches[number].faults) for number in wanted)
    minutes = (monotonic() - began) / SECONDS
    sys.stdout.write(
        f"{count} planted faults in {len(wanted)} batches, {minutes:.0f} minutes, {wrong} differences\n"
    )
    return 1 if wrong else 0


def _outcomes(wanted: list[int], folder: Path) -> Iterator[tuple[int, list[str]]]:
    """Return the number of every batch with its differences, as they are done."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        waiting = {pool.submit(_failing, number, folder): number for number in wanted}
        for done in as_completed(waiting):
            yield waiting[done], done.result()


def _failing(number: int, folder: Path) -> list[str]:
    """Return the differences of one batch; runs in a process of its own, which keeps its workplace for the next one."""
    return _workplace(folder).failing(_batches()[number])


@cache
def _workplace(folder: Path) -> Workplace:
    at = demo_school(SEED)
    return Workplace(folder, School(Tables(at), at.year.ends))


@cache
def _batches() -> list[Batch]:
    return batches_of(declared_in(DECLARED), Reach(YEAR))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
