"""Running a child: its start, what it is asked, the deadline of an answer, and how the child ended."""

import json
import os
import selectors
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from shucai.adapters.workbooks.reading.limits import Limits, Usage
from shucai.adapters.workbooks.reading.nursery import child_of

CHILD = "shucai.adapters.workbooks.reading.child"
READ_BYTES = 1024 * 1024
LONGEST_NAME = 200  # of a sheet, far beyond what a spreadsheet allows; a request stays small


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child said of one file. whole: whether it came to its end. signal: what killed the child, 0 for none."""

    content: bytes
    whole: bool
    signal: int = 0
    timed_out: bool = False


class Child:
    """A reading process. It is asked by one thread; any thread may kill it."""

    def __init__(self, limits: Limits) -> None:
        """Start it. limits: of all it reads but for the seconds, which each file has of its own."""
        self.answers = 0
        self._requests, theirs = socket.socketpair()
        with theirs:
            self._born = child_of(CHILD, limits, theirs)
        self.pid = self._born.pid
        self._ended_with = 0
        self._ending = threading.Lock()
        self._usage: Usage | None = None

    def ask(self, path: Path, seconds: float, deadline: float, sheet: str = "") -> Answer:
        """Let the child read a sheet of a file; a child that dies or takes too long is ended."""
        request = json.dumps(
            {"suffix": path.suffix.lower(), "seconds": seconds, "sheet": sheet[:LONGEST_NAME]}
        ).encode()
        with path.open("rb") as file:
            content = self._answer(request, file, deadline)
        whole = self._has_finished(deadline)
        self.answers += 1
        if whole:
            return Answer(content, whole=True)
        timed_out = time.monotonic() >= deadline
        self.end()
        killed_by = max(-self._ended_with, 0)
        out_of_time = timed_out or killed_by == signal.SIGXCPU
        return Answer(b"", whole=False, signal=killed_by, timed_out=out_of_time)

    def end(self) -> Usage:
        """Kill the child where it still lives, and return what it used over its life."""
        with self._ending:
            if self._usage is None:
                self._requests.close()
                self._ended_with, self._usage = self._born.end()
            return self._usage

    def kill(self) -> None:
        """Make the child die; whoever asks it will notice."""
        with self._ending:
            if self._usage is None:
                self._born.kill()

    def _answer(self, request: bytes, file: BinaryIO, deadline: float) -> bytes:
        """Return all that the child writes until it closes its end of the pipe, by itself or by dying."""
        ours, theirs = os.pipe()
        with os.fdopen(ours, "rb", buffering=0) as answers:
            try:
                socket.send_fds(self._requests, [request], [file.fileno(), theirs])
            except OSError:  # it died between two files
                return b""
            finally:
                os.close(theirs)
            return b"".join(_chunks_until(deadline, answers.fileno()))

    def _has_finished(self, deadline: float) -> bool:
        return any(_chunks_until(deadline, self._requests.fileno(), size=1, most=1))


def _chunks_until(
    deadline: float, source: int, *, size: int = READ_BYTES, most: int | None = None
) -> Iterator[bytes]:
    """Yield what comes until the source ends or the time is over. most: chunks that are waited for, None for all."""
    with selectors.DefaultSelector() as selector:
        selector.register(source, selectors.EVENT_READ)
        while most != 0 and selector.select(max(deadline - time.monotonic(), 0)):
            try:
                chunk = os.read(source, size)
            except ConnectionResetError:  # the child died before it took what was sent
                return
            if not chunk:
                return
            most = None if most is None else most - 1
            yield chunk
