"""Many files at once: a reader for each core, what they read ahead bounded, results in the order of the paths."""

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from shucai.adapters.workbooks.reading.limits import LARGE_FILE, Limits
from shucai.adapters.workbooks.reading.parent import Reader
from shucai.domain.tables import Unreadable, Workbook

AHEAD = 16  # files that are read or wait to be taken
AHEAD_BYTES = 2 * LARGE_FILE  # of these on disk; a file above it is read when no other is waiting
MOST_READERS = 8  # each may use the memory of Limits

Outcome = Workbook | Unreadable


def read_all(paths: Iterable[Path], limits: Limits) -> Generator[tuple[Path, Outcome], None, None]:
    """Yield each path with what its file holds, or why it cannot be read, in the order given.

    The next files are read while the caller is busy with one. No process is left when the iterator ends or is closed.
    """
    count = min(_cores(), MOST_READERS)
    readers = [Reader(limits) for _ in range(count)]
    idle: SimpleQueue[Reader] = SimpleQueue()
    for reader in readers:
        idle.put(reader)
    threads = ThreadPoolExecutor(count, thread_name_prefix="reading")
    try:
        yield from _in_order(paths, idle, threads)
    finally:
        for reader in readers:
            reader.stop()
        threads.shutdown(cancel_futures=True)
        for reader in readers:
            reader.end()


def _in_order(
    paths: Iterable[Path], idle: SimpleQueue[Reader], threads: ThreadPoolExecutor
) -> Iterator[tuple[Path, Outcome]]:
    waiting: deque[tuple[Path, int, Future[Outcome]]] = deque()
    for path in paths:
        size = path.stat().st_size if path.is_file() else 0
        while waiting and (len(waiting) >= AHEAD or size + sum(of for _, of, _ in waiting) > AHEAD_BYTES):
            yield _taken(waiting)
        waiting.append((path, size, threads.submit(_read, path, idle)))
    while waiting:
        yield _taken(waiting)


def _taken(waiting: deque[tuple[Path, int, Future[Outcome]]]) -> tuple[Path, Outcome]:
    path, _, reading = waiting.popleft()
    return path, reading.result()


def _read(path: Path, idle: SimpleQueue[Reader]) -> Outcome:
    reader = idle.get()
    try:
        return reader.read(path)
    finally:
        idle.put(reader)


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
