"""``python -m tests.mutants.run``: the declared faults in real workbooks, batch by batch, through the command line.

Every finding must be one that a planted fault declares, and every declared finding must be there; nothing else.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from shucai.adapters.workbooks.template import template_file_name
from shucai.demo import SEED, demo_school
from shucai.demo.checking import Tables
from shucai.demo.write import LAST_YEAR, THIS_YEAR, write_demo, write_form
from shucai.domain.catalogue import Source
from shucai.domain.examples.wrong import ERROR_CELL
from shucai.domain.tables import column_letters
from shucai.toolkit.templates import PLATFORM_NAMES
from tests.mutants.batches import Batch, Declared, batches_of, declared_in
from tests.mutants.fault import planted
from tests.mutants.plant import DECLARED
from tests.mutants.school import School

FIRST_ROW = 2  # of data in our templates
Found = Counter[tuple[str, str, int]]


class Workplace:
    """The demo school as workbooks, and copies of it with faults."""

    def __init__(self, folder: Path) -> None:
        at = demo_school(SEED)
        self.school = School(Tables(at), at.year.ends)
        self.clean = folder / "clean"
        if not self.clean.exists():
            write_demo(self.clean, SEED)
        self.folder = folder
        self.before = check(self.clean)

    def failing(self, batch: Batch) -> list[str]:
        """Return a sentence for every finding of a batch that is not as declared."""
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            place = Path(name)
            self._link(place)
            self._plant(batch, place)
            found = check(place)
        return list(differences(batch, found - self.before, self.before - found))

    def _link(self, place: Path) -> None:
        for path in self.clean.rglob("*.xlsx"):
            target = place / path.relative_to(self.clean)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)

    def _plant(self, batch: Batch, place: Path) -> None:
        typed: dict[Source, pl.DataFrame] = {}
        for one in batch.faults:
            source = one.fault.source
            before = self.school.table(replace(source, last_year=True)).typed
            cells = typed.get(source)
            cells = self.school.table(source).typed if cells is None else cells
            typed[source] = planted(cells, one.fault, before)
            if one.fault.before is not None:
                last = one.fault.before.source
                typed[last] = planted(typed.get(last, before), one.fault.before, before)
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
    command = [sys.executable, "-c", "from shucai.config.command import main; main()", "check", "--json"]
    done = subprocess.run(
        [*command, str(folder / THIS_YEAR), "--last-year", str(folder / LAST_YEAR)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr[-2000:] + done.stdout[:2000]
    found: Found = Counter()
    for file in json.loads(done.stdout)["files"]:
        form = f"{file['platform']}.{file['form']}"
        found.update({(form, f["rule"], f["row"] - FIRST_ROW): 1 for f in file["findings"]})
    return found


def differences(batch: Batch, new: Found, gone: Found) -> Iterator[str]:
    """Return what is not as declared."""
    found = Counter((form, rule) for form, rule, _ in new)
    lost = Counter((form, rule) for form, rule, _ in gone)
    for one in batch.faults:
        own = {row for form, rule, row in new if (form, rule) == (one.form, one.fault.rule)}
        if len(own) != one.own_count or not set(one.own) <= own:
            yield f"{one.fault.rule}: declared at {one.own} ({one.own_count}), found at {sorted(own)[:20]}"
        for name, count in one.others.items():
            if found[name] != count:
                yield f"{one.fault.rule}: declares {name[1]} {count} times, found {found[name]} times"
        for name, count in one.gone.items():
            if lost[name] != count:
                yield f"{one.fault.rule}: declares {name[1]} to end {count} times, ended {lost[name]} times"
    for name in (found.keys() | lost.keys()) - batch.rules:
        yield f"nobody declares {name}: {found[name]} new, {lost[name]} ended"


def suspects(batch: Batch, lines: Iterable[str]) -> list[Declared]:
    """Return the faults of a batch that may have got in each other's way: those named, and all of the forms named."""
    text = "\n".join(lines)
    return [one for one in batch.faults if one.fault.rule in text or f"'{one.form}'" in text]


def main(arguments: list[str]) -> int:
    """Run all batches, or those whose numbers are given; print what is not as declared and the count.

    Faults that lie in one school may answer for each other; those of a batch that differ are planted again, apart.
    """
    batches = batches_of(declared_in(DECLARED))
    wanted = [batches[int(number)] for number in arguments] or batches
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        place = Workplace(Path(os.environ.get("SHUCAI_MUTANTS") or name))
        again: list[Declared] = []
        for batch in wanted:
            lines = place.failing(batch)
            again += suspects(batch, lines)
            sys.stdout.write(f"{len(batch.faults)} faults together, {len(lines)} differences\n")
            sys.stdout.flush()
        for batch in batches_of(again, apart=True):
            lines = place.failing(batch)
            wrong += lines
            sys.stdout.write("\n".join([f"{len(batch.faults)} faults apart", *lines]) + "\n")
            sys.stdout.flush()
    count = sum(len(batch.faults) for batch in wanted)
    sys.stdout.write(f"{count} planted faults in {len(wanted)} batches, {len(wrong)} not as declared\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
