"""The parent's side: has files read by a child within their limits, and turns its answers into domain values."""

import io
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import polars as pl

from shucai.adapters.workbooks.reading.limits import FILES_A_CHILD, LARGE_FILE, Limits, Usage, size_text
from shucai.adapters.workbooks.reading.process import Answer, Child
from shucai.domain.problems import Problem
from shucai.domain.tables import OtherSheet, Sheet, Unreadable, Workbook


def read(path: Path, limits: Limits, sheet: str = "") -> tuple[Workbook | Unreadable, Usage]:
    """Return what the file holds, or why it cannot be read, and what reading it used. sheet: as in ``read_workbook``."""
    with Reader(limits) as reader:
        outcome = reader.read(path, sheet)
    return outcome, reader.usage


@dataclass(frozen=True, slots=True)
class _Answered:
    """A child's answer with its first line taken apart."""

    answer: Answer
    facts: dict[str, Any]  # Any: JSON
    stream: io.BytesIO

    @property
    def failed(self) -> bool:
        """Return whether reading broke off, which may be for what the child read before."""
        return not self.facts or "failed" in self.facts


class Reader:
    """Reads one file after another. What comes of a file never depends on those before it.

    A child that a file kills or hangs costs that file; where reading breaks off in a child that has read others, the
    file is read again in a fresh one.
    """

    def __init__(self, limits: Limits) -> None:
        self.usage = Usage()
        self._limits = limits
        self._child: Child | None = None
        self._peak_bytes: int | None = None
        self._stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def read(self, path: Path, sheet: str = "") -> Workbook | Unreadable:
        """Return what the file holds, or why it cannot be read."""
        if not path.is_file():
            return Unreadable(Problem("W111", {"path": str(path)}))
        size = path.stat().st_size
        if size > self._limits.file_bytes:
            facts = {"size": size_text(size), "limit": size_text(self._limits.file_bytes)}
            return Unreadable(Problem("W103", facts))
        limits = self._limits.of_file(size)
        answered = self._asked(path, limits, sheet)
        if answered.failed and not answered.answer.timed_out and self._had_read_others():
            self.end()
            answered = self._asked(path, limits, sheet)
        if answered.failed or answered.answer.timed_out or size > LARGE_FILE:
            self.end()
        problem = _problem_of(answered, limits)
        return Unreadable(problem) if problem else _workbook_of(answered.facts, answered.stream)

    def stop(self) -> None:
        """Break off what is being read, from another thread; nothing is read afterwards."""
        self._stopped = True
        child = self._child
        if child is not None:
            child.kill()

    def end(self) -> None:
        """End the child; the next file gets a fresh one."""
        if self._child is not None:
            used = self._child.end()
            self.usage = Usage(self._peak_bytes or used.peak_bytes, used.cpu_seconds)
            self._child = None

    def _asked(self, path: Path, limits: Limits, sheet: str) -> _Answered:
        deadline = time.monotonic() + limits.seconds
        if self._child is not None and self._child.answers >= FILES_A_CHILD:
            self.end()
        if self._child is None:
            self._child = Child(self._limits)
        answer = self._child.ask(path, limits.seconds, deadline, sheet)
        stream = io.BytesIO(answer.content)
        facts: dict[str, Any] = json.loads(stream.readline() or "{}")  # Any: JSON
        self._peak_bytes = facts.get("peak_bytes")
        return _Answered(answer, facts, stream)

    def _had_read_others(self) -> bool:
        return not self._stopped and self._child is not None and self._child.answers > 1


def _problem_of(answered: _Answered, limits: Limits) -> Problem | None:
    """Return the problem in a child's answer or in how it ended."""
    answer, facts = answered.answer, answered.facts
    if answer.timed_out:
        return Problem("W106", {"seconds": f"{limits.seconds:.2g}"})
    if not facts:
        cause = f"信号 {answer.signal}" if answer.signal else "没有结果"
        return Problem("W105", {"detail": f"读取程序中途停止，{cause}，可能是内存超过上限"})
    if "problem" in facts:
        code, details = facts["problem"]
        return Problem(code, details)
    return None


def _workbook_of(facts: dict[str, Any], stream: io.BytesIO) -> Workbook:
    marks_bytes: int = facts["marks_bytes"]
    marks = pl.read_ipc_stream(stream.read(marks_bytes))
    cells = pl.read_ipc_stream(stream)
    return Workbook(
        format=facts["format"],
        sheet=Sheet(
            name=facts["name"],
            cells=cells,
            marks=marks,
            hidden=facts.get("hidden", False),
            hidden_rows=tuple(facts.get("hidden_rows", ())),
            hidden_columns=tuple(facts.get("hidden_columns", ())),
            merges=tuple((a, b, c, d) for a, b, c, d in facts.get("merges", ())),
        ),
        others=tuple(OtherSheet(**other) for other in facts.get("others", ())),
        identity=facts.get("identity"),
        date_1904=facts.get("date_1904", False),
        encoding=facts.get("encoding"),
    )
