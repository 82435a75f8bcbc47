"""Measuring: the least of several runs, in seconds of the clock or of CPU time, child processes included."""

import gc
import resource
import time
from collections.abc import Callable


def wall(work: Callable[[], object], runs: int = 3) -> float:
    """Return the least time of the clock."""
    return min(_once(work, time.perf_counter) for _ in range(runs))


def cpu(work: Callable[[], object], runs: int = 3) -> float:
    """Return the least CPU time of this process and of the children it waited for."""
    return min(_once(work, cpu_now) for _ in range(runs))


def _once(work: Callable[[], object], now: Callable[[], float]) -> float:
    gc.collect()
    began = now()
    work()
    return now() - began


def cpu_now() -> float:
    """Return the CPU time that this process has used, and the children it waited for."""
    usage = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in usage)
