"""Measuring: the least of several runs, in seconds of the clock or of CPU time, child processes included."""

import gc
import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PARENT, TIMES = 1, slice(11, 15)  # in /proc/…/stat, behind the name


def wall(work: Callable[[], object], runs: int = 3) -> float:
    """Return the least time of the clock."""
    return min(_once(work, time.perf_counter) for _ in range(runs))


def cpu(work: Callable[[], object], runs: int = 3) -> float:
    """Return the least CPU time of this process and of its children, with theirs."""
    return min(_once(work, cpu_now) for _ in range(runs))


def _once(work: Callable[[], object], now: Callable[[], float]) -> float:
    gc.collect()
    began = now()
    work()
    return now() - began


def cpu_now() -> float:
    """Return the CPU time that this process has used, the children it waited for, and those that live (Linux)."""
    usage = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in usage) + sum(_of_living(os.getpid()))


def _of_living(parent: int) -> Iterator[float]:
    """Yield the CPU time of each living child of a process, with that of the children it waited for, and so down."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[PARENT]) == parent:
            yield sum(int(ticks) for ticks in fields[TIMES]) / os.sysconf("SC_CLK_TCK")
            yield from _of_living(int(path.parent.name))
