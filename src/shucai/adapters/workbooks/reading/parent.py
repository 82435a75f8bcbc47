"""The parent's side: starts the child, takes its answer within the time, and turns it into domain values."""

import io
import json
from pathlib import Path
from typing import Any

import polars as pl

from shucai.adapters.workbooks.reading.limits import Limits, Usage, size_text
from shucai.adapters.workbooks.reading.process import Ended, run_child
from shucai.domain.problems import Problem
from shucai.domain.tables import OtherSheet, Sheet, Unreadable, Workbook


def read(path: Path, limits: Limits) -> tuple[Workbook | Unreadable, Usage]:
    """Return what the file holds, or why it cannot be read, and what reading it used."""
    if not path.is_file():
        return Unreadable(Problem("W111", {"path": str(path)})), Usage()
    size = path.stat().st_size
    if size > limits.file_bytes:
        facts = {"size": size_text(size), "limit": size_text(limits.file_bytes)}
        return Unreadable(Problem("W103", facts)), Usage()
    limits = limits.of_file(size)
    ended = run_child(path, limits)
    stream = io.BytesIO(ended.answer)
    answered: dict[str, Any] = json.loads(stream.readline() or "{}")  # Any: JSON
    peak_bytes: int = answered.get("peak_bytes") or ended.usage.peak_bytes
    usage = Usage(peak_bytes, ended.usage.cpu_seconds)
    problem = _problem_of(ended, answered, limits)
    return (Unreadable(problem) if problem else _workbook_of(answered, stream)), usage


def _problem_of(ended: Ended, facts: dict[str, Any], limits: Limits) -> Problem | None:
    """Return the problem in a child's answer or in how it ended."""
    if ended.timed_out:
        return Problem("W106", {"seconds": f"{limits.seconds:.2g}"})
    if not facts:
        cause = f"信号 {ended.signal}" if ended.signal else "没有结果"
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
