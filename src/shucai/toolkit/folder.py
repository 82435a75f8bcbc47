"""Checking the set of a department or a school: every file by itself, then the forms against each other and last year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from shucai.adapters.workbooks.reading import read_workbooks
from shucai.domain.catalogue import Severity
from shucai.domain.checks import Result, Skipped, Summary, Table, across_results, reference_results, summarise
from shucai.domain.figures import Frames
from shucai.domain.rows.keys import is_complete
from shucai.toolkit.catalogue import YEAR, catalogue
from shucai.toolkit.check import Progress, across_checks, check_read, source_title
from shucai.toolkit.report import Refusal, Report, summary_as_json
from shucai.toolkit.rows import frames_of, rows_in, workbooks_in

SHOWN_KEYS = 5


@dataclass(frozen=True)
class FileResult:
    """One file of a folder and what came of it."""

    path: Path
    result: Report | Refusal


@dataclass(frozen=True)
class FolderSummary:
    """The sums over the files that could be read.

    clean: files without a finding. asked: changed cells that a person has to confirm. counts: findings by severity.
    """

    clean: int
    rows: int
    changes: int
    asked: int
    counts: Mapping[str, int]
    evaluated: Summary


@dataclass(frozen=True)
class FolderReport:
    """What came of every file; checks between forms are in the reports. doubled: a sentence for each clash of files.

    last_year: last year's files that could not be read.
    """

    files: tuple[FileResult, ...]
    doubled: tuple[str, ...]
    last_year: tuple[FileResult, ...] = ()

    @property
    def reports(self) -> list[Report]:
        """Return the reports of the files that could be read."""
        return [file.result for file in self.files if isinstance(file.result, Report)]

    @property
    def unread(self) -> list[FileResult]:
        """Return the files whose rows were not read."""
        return [file for file in (*self.files, *self.last_year) if isinstance(file.result, Refusal)]

    @property
    def blocks(self) -> bool:
        """Return whether any file has findings that block, or two files hold the same form."""
        return bool(self.doubled) or any(report.blocks for report in self.reports)

    @cached_property
    def summary(self) -> FolderSummary:
        """Return the sums over all files that could be read."""
        reports = self.reports
        return FolderSummary(
            clean=sum(report.findings.is_empty() and not report.blocks for report in reports),
            rows=sum(report.rows for report in reports),
            changes=sum(report.changed for report in reports),
            asked=sum(report.asked for report in reports),
            counts={s.value: sum(report.counts[s.value] for report in reports) for s in Severity},
            evaluated=summarise(
                [r for x in reports for r in x.results], [s for x in reports for s in x.skipped]
            ),
        )

    def as_json(self) -> dict[str, Any]:  # a JSON object: any value JSON has
        """Return the report for machines: the sums, and one object a file."""
        summary = self.summary
        return {
            "summary": {
                "files": len(self.files),
                "unread": len(self.unread),
                "clean": summary.clean,
                "rows": summary.rows,
                "changes": summary.changes,
                "asked": summary.asked,
                "findings": dict(summary.counts),
                "evaluated": summary_as_json(summary.evaluated),
            },
            "doubled": list(self.doubled),
            "files": [{"file": file.path.name, **file.result.as_json()} for file in self.files],
            "last_year": [{"file": file.path.name, **file.result.as_json()} for file in self.last_year],
        }


def check_folder(
    folder: Path,
    *,
    year: int = YEAR,
    last_year: Path | None = None,
    accept_mapping: bool = False,
    filling: bool = False,
    progress: Progress = lambda _step: None,
) -> FolderReport:
    """Return the reports of all workbooks under a folder, the forms checked against each other and against last year.

    last_year: the folder of the collection before. filling: departments still fill, so what forms say of each other
    is 提示 only (ruling 4). Files whose name begins with ``~$`` or ``.`` are Excel's and the system's own and are
    passed over.
    """
    before, unread = ({}, ()) if last_year is None else _rows_of_last_year(last_year, year, progress)
    files = []
    with closing(read_workbooks(workbooks_in(folder))) as read:
        for path, workbook in read:
            progress(path.name)
            result = check_read(workbook, year=year, accept_mapping=accept_mapping, among_others=True)
            files.append(FileResult(path, result))
    files = _numbered(files)
    reports = [f.result for f in files if isinstance(f.result, Report)]
    tables, frames = _tables(reports), {**before, **frames_of(report.table for report in reports)}
    joined = {
        id(report): _with_others(report, tables[report.form.platform], frames, filling=filling)
        for report in reports
    }
    return FolderReport(
        tuple(replace(f, result=joined.get(id(f.result), f.result)) for f in files),
        tuple(_doubled(files)),
        unread,
    )


def _rows_of_last_year(folder: Path, year: int, progress: Progress) -> tuple[Frames, tuple[FileResult, ...]]:
    """Return the rows of last year's forms, read by this year's definitions, and the files that could not be read."""
    read = rows_in(folder, year=year, progress=lambda name: progress(f"上年 {name}"))
    frames = {replace(source, last_year=True): frame for source, frame in read.frames.items()}
    return frames, tuple(FileResult(path, refusal) for path, refusal in read.unread)


def _numbered(files: Iterable[FileResult]) -> list[FileResult]:
    """Return the files with every table knowing which of several files of its form it is."""
    return [
        replace(file, result=replace(file.result, table=replace(file.result.table, part=number)))
        if isinstance(file.result, Report)
        else file
        for number, file in enumerate(files)
    ]


def _tables(reports: Iterable[Report]) -> dict[str, dict[str, Table]]:
    """Return platform -> form code -> rows; the rows of two files of one form are taken together."""
    tables: dict[str, dict[str, Table]] = {"talent": {}, "national": {}}
    for report in reports:
        of_platform = tables[report.form.platform]
        known = of_platform.get(report.form.code)
        table = report.table
        if known is not None:
            table = replace(table, values=pl.concat([known.values, table.values]), none={}, refused={})
        of_platform[report.form.code] = table
    return tables


def _with_others(report: Report, tables: Mapping[str, Table], frames: Frames, *, filling: bool) -> Report:
    """Return the report with what other forms say; without rows there is nothing to compare (ruling 16)."""
    if not report.rows:
        return report
    edition = catalogue().edition_of(report.form)
    titles = {code: form.title for code, form in edition.forms.items()}
    across = across_results(report.table, across_checks(report.form), frames, source_title, filling=filling)
    answers = [*reference_results(report.table, tables, titles), *across]
    rules = {answer.rule for answer in answers}
    return replace(
        report,
        results=(
            *(r for r in report.results if r.rule not in rules),
            *(a for a in answers if isinstance(a, Result)),
        ),
        skipped=tuple(a for a in answers if isinstance(a, Skipped)),
    )


def _doubled(files: Iterable[FileResult]) -> Iterator[str]:
    """Return a sentence for every form that stands in several files with rows that exclude each other."""
    holders: dict[str, list[tuple[str, Table]]] = {}
    for file in files:
        if isinstance(file.result, Report):
            holders.setdefault(file.result.form.id, []).append((file.path.name, file.result.table))
    for held in holders.values():
        if len(held) > 1:
            yield from _clashes(held)


def _clashes(held: Sequence[tuple[str, Table]]) -> Iterator[str]:
    form = held[0][1].form
    names = "、".join(name for name, _ in held)
    if form.cardinality == "one":
        yield f"{form.code} {form.title} 只填一行，在 {names} 里都有，请只保留一份"
        return
    keys = pl.concat([table.values.select(form.primary_key).unique(maintain_order=True) for _, table in held])
    again = (
        keys.filter(is_complete(form))
        .filter(pl.struct(form.primary_key).is_duplicated())
        .unique(maintain_order=True)
    )
    if again.height:
        shown = "；".join(" / ".join(str(part) for part in row) for row in again.head(SHOWN_KEYS).iter_rows())
        more = " 等" if again.height > SHOWN_KEYS else ""
        yield f"{form.code} {form.title} 有 {again.height} 行在 {names} 里重复：{shown}{more}，请只保留一份"
