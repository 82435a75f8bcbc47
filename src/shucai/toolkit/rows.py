"""The rows of a folder of workbooks, read and normalised but not checked: what derived forms and indicators are made from."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from shucai.adapters.workbooks.reading import read_workbooks
from shucai.domain.catalogue import Source
from shucai.domain.checks import Table
from shucai.toolkit.catalogue import YEAR
from shucai.toolkit.check import Progress, rows_of_last_year
from shucai.toolkit.report import Refusal

SUFFIXES = frozenset({".xlsx", ".xls", ".csv"})


@dataclass(frozen=True)
class Rows:
    """The rows at hand by form. unread: the files that could not be read, and why."""

    frames: dict[Source, pl.DataFrame]
    unread: tuple[tuple[Path, Refusal], ...]


def rows_in(
    folder: Path,
    *,
    year: int = YEAR,
    last_year: Path | None = None,
    progress: Progress = lambda _step: None,
) -> Rows:
    """Return the rows of a folder, and of last year's where its folder is given, read by the definitions of ``year``."""
    now = _read(folder, year, progress)
    if last_year is None:
        return now
    then = _read(last_year, year, progress)
    before = {replace(source, last_year=True): frame for source, frame in then.frames.items()}
    return Rows({**now.frames, **before}, now.unread + then.unread)


def workbooks_in(folder: Path) -> list[Path]:
    """Return the workbooks under a folder, in a stable order.

    Files whose name begins with ``~$`` or ``.`` are Excel's and the system's own and are passed over.
    """
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in found if not path.name.startswith(("~$", ".")))


def frames_of(tables: Iterable[Table]) -> dict[Source, pl.DataFrame]:
    """Return the rows of every form at hand, those of its several files together."""
    found: dict[Source, list[pl.DataFrame]] = {}
    for table in tables:
        found.setdefault(Source(table.form.platform, table.form.code), []).append(table.frame)
    return {source: pl.concat(frames) for source, frames in found.items()}


def _read(folder: Path, year: int, progress: Progress) -> Rows:
    tables: list[Table] = []
    unread: list[tuple[Path, Refusal]] = []
    with closing(read_workbooks(workbooks_in(folder))) as read:
        for path, workbook in read:
            progress(path.name)
            table = rows_of_last_year(workbook, year)
            if isinstance(table, Refusal):
                unread.append((path, table))
            else:
                tables.append(replace(table, part=len(tables)))
    return Rows(frames_of(tables), tuple(unread))
