"""``python -m tests.mutants.run``: the declared faults in real workbooks, batch by batch, through the command line.

Every finding must be one that a planted fault declares, and every declared finding must be there; nothing else.
SHUCAI_MUTANTS names a folder where the school as built stays, in ``clean``, for the next run.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from shucai.demo import SEED, demo_school
from shucai.demo.checking import Tables
from shucai.demo.write import write_demo
from shucai.toolkit.catalogue import YEAR
from tests.mutants.batches import Batch, Declared, batches_of, declared_in, suspects
from tests.mutants.differences import Difference
from tests.mutants.plant import DECLARED
from tests.mutants.reach import Reach
from tests.mutants.school import School
from tests.mutants.workplace import CLEAN, Workplace

PROCESSES = 2
SECONDS = 60


def main(arguments: list[str]) -> int:
    """Run all batches, or those whose numbers are given; print what is not as declared and the count.

    Faults that lie together can bring about what none does alone; those of a batch that differs are planted again apart.
    """
    began, reach = monotonic(), Reach(YEAR)
    batches = batches_of(declared_in(DECLARED), reach)
    wanted = [batches[int(number)] for number in arguments] or batches
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # the processes are as many as the machine has cores
    with tempfile.TemporaryDirectory() as name:
        folder = Path(os.environ.get("SHUCAI_MUTANTS") or name)
        if not (folder / CLEAN).exists():
            write_demo(folder / CLEAN, SEED)
        again: list[Declared] = []
        wrong = 0
        for batch, found in _outcomes(wanted, folder):
            close = suspects(batch, {one.rule for one in found}, reach)
            again += close
            wrong += 0 if close else len(found)
        further = batches_of(again, reach, apart=True)
        wrong += sum(len(found) for _, found in _outcomes(further, folder))
    _say(f"{sum(len(batch.faults) for batch in wanted)} planted faults in {len(wanted)} batches")
    _say(f"{len(again)} of them again in {len(further)} batches, apart")
    _say(f"{(monotonic() - began) / SECONDS:.0f} minutes, {wrong} differences")
    return 1 if wrong else 0


def _outcomes(batches: Sequence[Batch], folder: Path) -> Iterator[tuple[Batch, list[Difference]]]:
    """Check all batches; return each with what is not as declared, and print it, as they are done."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        waiting = {pool.submit(_failing, batch, folder): number for number, batch in enumerate(batches)}
        for done in as_completed(waiting):
            number, found = waiting[done], done.result()
            _say(f"batch {number}: {len(batches[number].faults)} faults, {len(found)} differences")
            for one in found:
                _say(f"  {one.text}")
            yield batches[number], found


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _failing(batch: Batch, folder: Path) -> list[Difference]:
    """Return the differences of one batch; runs in a process of its own, which keeps its workplace for the next one."""
    return _workplace(folder).failing(batch)


@cache
def _workplace(folder: Path) -> Workplace:
    at = demo_school(SEED)
    return Workplace(folder, School(Tables(at), at.year.ends))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
