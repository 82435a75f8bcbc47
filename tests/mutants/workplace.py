"""The demo school as workbooks, copies of it with faults, and what the command line finds in them."""

import contextlib
import io
import json
import os
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import polars as pl

from shucai.adapters.workbooks.template import template_file_name
from shucai.config.command import main
from shucai.demo.write import LAST_YEAR, THIS_YEAR, write_form
from shucai.domain.catalogue import Source
from shucai.domain.examples.wrong import ERROR_CELL
from shucai.domain.tables import column_letters
from shucai.toolkit.templates import PLATFORM_NAMES
from tests.mutants.batches import Batch
from tests.mutants.differences import Difference, Found, differences
from tests.mutants.fault import planted
from tests.mutants.school import School

FIRST_ROW = 2  # of data in our templates
CLEAN = "clean"


class Workplace:
    """A folder where copies of a school with faults are made and checked. clean: the school as built, in ``folder``."""

    def __init__(self, folder: Path, school: School) -> None:
        self.school, self.folder, self.clean = school, folder, folder / CLEAN

    @cached_property
    def before(self) -> Found:
        """Return what is found in the school as built."""
        return check(self.clean)

    def failing(self, batch: Batch) -> list[Difference]:
        """Return what is found in a school with the faults of a batch and is not as declared."""
        before = self.before
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            place = Path(name)
            self._link(place)
            self._plant(batch, place)
            found = check(place)
        return list(differences(batch, found - before, before - found))

    def _link(self, place: Path) -> None:
        for path in self.clean.rglob("*.xlsx"):
            target = place / path.relative_to(self.clean)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)

    def _plant(self, batch: Batch, place: Path) -> None:
        typed: dict[Source, pl.DataFrame] = {}
        for one in batch.faults:
            for fault in filter(None, (one.fault, one.fault.before)):
                before = self.school.table(replace(fault.source, last_year=True)).typed
                cells = typed.get(fault.source)
                cells = self.school.table(fault.source).typed if cells is None else cells
                typed[fault.source] = planted(cells, fault, before)
        for source, cells in typed.items():
            write(cells, source, self.school, place)


def write(cells: pl.DataFrame, source: Source, school: School, place: Path) -> None:
    """Write the workbook of a form with cells as typed, error cells as errors."""
    form = school.table(source).form
    year = LAST_YEAR if source.last_year else THIS_YEAR
    target = place / year / PLATFORM_NAMES[form.platform] / template_file_name(form)
    target.unlink(missing_ok=True)
    write_form(form.code, form.edition, cells, target)
    errors = [
        f"{column_letters(number)}{row + FIRST_ROW}"
        for number, name in enumerate(form.by_name, 1)
        for row in (cells[name] == ERROR_CELL).fill_null(value=False).arg_true().to_list()
    ]
    if errors:
        _make_errors(target, errors)


def _make_errors(path: Path, cells: Iterable[str]) -> None:
    """Turn cells of the first sheet into error cells, as a formula that failed leaves them."""
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts[part].decode()
    for cell in cells:
        error = f'<c r="{cell}" t="e"><v>{ERROR_CELL}</v></c>'
        sheet = re.sub(rf'<c r="{cell}"[^>]*?(/>|>.*?</c>)', error, sheet, count=1)
    parts[part] = sheet.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def check(folder: Path) -> Found:
    """Return what the command line finds in a school of two years: (form id, rule, row from 0)."""
    command = ["check", "--json", str(folder / THIS_YEAR), "--last-year", str(folder / LAST_YEAR)]
    said, progress = io.StringIO(), io.StringIO()
    code: object = None
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(progress):
        try:
            main(command, prog_name="shucai")
        except SystemExit as ended:
            code = ended.code
    if code not in {0, 1}:
        raise RuntimeError(f"shucai check ended with {code}: {said.getvalue()[:2000]}")
    found: Found = Counter()
    for file in json.loads(said.getvalue())["files"]:
        form = f"{file['platform']}.{file['form']}"
        found.update({(form, f["rule"], f["row"] - FIRST_ROW): 1 for f in file["findings"]})
    return found
