"""Checking the set of a department or a school: every file by itself, then the references between the forms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.checks import Result, Skipped, Table, reference_results
from shucai.toolkit.catalogue import YEAR, catalogue
from shucai.toolkit.check import Progress, check_file
from shucai.toolkit.report import Refusal, Report

SUFFIXES = frozenset({".xlsx", ".xls", ".csv"})


@dataclass(frozen=True)
class FileResult:
    """One file of a folder and what came of it."""

    path: Path
    result: Report | Refusal


@dataclass(frozen=True)
class FolderReport:
    """What came of every file; references between the forms are in the reports. doubled: forms found in two files."""

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
    for path in workbooks_in(folder):
        progress(path.name)
        files.append(FileResult(path, check_file(path, year=year, accept_mapping=accept_mapping)))
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


def _doubled(files: Iterable[FileResult]) -> Iterable[str]:
    names: dict[Form, list[str]] = {}
    by_form: dict[str, tuple[Form, list[str]]] = {}
    for file in files:
        if isinstance(file.result, Report):
            form = file.result.form
            by_form.setdefault(form.id, (form, []))[1].append(file.path.name)
    del names
    for form, paths in by_form.values():
        if len(paths) > 1 and form.primary_key == ():
            yield f"{form.code} {form.title} 在 {'、'.join(paths)} 里都有，请只保留一份"
