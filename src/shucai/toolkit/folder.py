"""Checking the set of a department or a school: every file by itself, then the references between the forms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from shucai.adapters.workbooks.reading import read_workbooks
from shucai.domain.checks import Result, Skipped, Table, reference_results
from shucai.toolkit.catalogue import YEAR, catalogue
from shucai.toolkit.check import Progress, check_read
from shucai.toolkit.report import Refusal, Report

SUFFIXES = frozenset({".xlsx", ".xls", ".csv"})
SHOWN_KEYS = 5


@dataclass(frozen=True)
class FileResult:
    """One file of a folder and what came of it."""

    path: Path
    result: Report | Refusal


@dataclass(frozen=True)
class FolderReport:
    """What came of every file; references between forms are in the reports. doubled: a sentence for each clash of files."""

    files: tuple[FileResult, ...]
    doubled: tuple[str, ...]

    @property
    def reports(self) -> list[Report]:
        """Return the reports of the files that could be read."""
        return [file.result for file in self.files if isinstance(file.result, Report)]

    @property
    def unread(self) -> list[FileResult]:
        """Return the files whose rows were not read."""
        return [file for file in self.files if isinstance(file.result, Refusal)]

    @property
    def blocks(self) -> bool:
        """Return whether any file has findings that block, or two files hold the same form."""
        return bool(self.doubled) or any(report.blocks for report in self.reports)

    def as_json(self) -> dict[str, Any]:  # a JSON object: any value JSON has
        """Return the report for machines: one object a file."""
        return {
            "doubled": list(self.doubled),
            "files": [{"file": file.path.name, **file.result.as_json()} for file in self.files],
        }


def check_folder(
    folder: Path, *, year: int = YEAR, accept_mapping: bool = False, progress: Progress = lambda _step: None
) -> FolderReport:
    """Return the reports of all workbooks under a folder, with references checked between the forms found in it.

    Files whose name begins with ``~$`` or ``.`` are Excel's and the system's own and are passed over.
    """
    files = []
    for path, workbook in read_workbooks(workbooks_in(folder)):
        progress(path.name)
        files.append(FileResult(path, check_read(workbook, year=year, accept_mapping=accept_mapping)))
    reports = [f.result for f in files if isinstance(f.result, Report)]
    tables = _tables(reports)
    joined = {id(report): _with_references(report, tables[report.form.platform]) for report in reports}
    return FolderReport(
        tuple(replace(f, result=joined.get(id(f.result), f.result)) for f in files), tuple(_doubled(files))
    )


def workbooks_in(folder: Path) -> list[Path]:
    """Return the workbooks under a folder, in a stable order."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in found if not path.name.startswith(("~$", ".")))


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


def _with_references(report: Report, tables: Mapping[str, Table]) -> Report:
    edition = catalogue().edition_of(report.form)
    titles = {code: form.title for code, form in edition.forms.items()}
    answers = list(reference_results(report.table, tables, titles))
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
    again = keys.drop_nulls().filter(pl.struct(form.primary_key).is_duplicated()).unique(maintain_order=True)
    if again.height:
        shown = "；".join(" / ".join(str(part) for part in row) for row in again.head(SHOWN_KEYS).iter_rows())
        more = " 等" if again.height > SHOWN_KEYS else ""
        yield f"{form.code} {form.title} 有 {again.height} 行在 {names} 里重复：{shown}{more}，请只保留一份"
