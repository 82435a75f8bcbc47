"""Reading workbooks in limited child processes. What a hostile file can do, it does there; the caller always lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shucai.adapters.workbooks.reading.limits import STANDARD, Limits, Usage

if TYPE_CHECKING:  # the child imports this package too, and starts three times as fast without polars
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from shucai.domain.tables import Unreadable, Workbook

__all__ = ["Limits", "Usage", "read_with_usage", "read_workbook", "read_workbooks"]


def read_workbook(path: Path, *, sheet: str = "", limits: Limits = STANDARD) -> Workbook | Unreadable:
    """Return a sheet of an .xlsx, .xls or .csv file as text, or why it cannot be read; no file makes it raise.

    sheet: its name; the first one where it is blank, or where none has that name.
    """
    return read_with_usage(path, sheet=sheet, limits=limits)[0]


def read_workbooks(
    paths: Iterable[Path], *, limits: Limits = STANDARD
) -> Generator[tuple[Path, Workbook | Unreadable], None, None]:
    """Yield each path with what ``read_workbook`` would return for it, in order; the next ones are read meanwhile.

    Close it (``contextlib.closing``) where it may be left before its end: that ends the processes at once.
    """
    from shucai.adapters.workbooks.reading.batch import read_all

    return read_all(paths, limits)


def read_with_usage(
    path: Path, *, sheet: str = "", limits: Limits = STANDARD
) -> tuple[Workbook | Unreadable, Usage]:
    """Return what ``read_workbook`` returns, and what the child process used."""
    from shucai.adapters.workbooks.reading.parent import read

    return read(path, limits, sheet)
