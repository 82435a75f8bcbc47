"""The workbook itself: right students, the kinds of fault planted among them, and what is odd about the file as a whole."""

import random
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # openpyxl

import openpyxl

from shucai import toolkit
from shucai.domain.layouts.titles import title_key
from tests.builders.college import OF_A_CLASS, Row, student
from tests.builders.faults.kind import How, Kind
from tests.builders.faults.written import AGREED, REPAIRED, WRITTEN
from tests.builders.faults.wrong import EXPLAINED, FOUND, LATER, LEFT_OUT, TICKED

FORM = "1.5.1"
KINDS: Sequence[Kind] = (
    *WRITTEN, *AGREED, *REPAIRED, *FOUND, *LEFT_OUT, *LATER, *EXPLAINED, *TICKED,
)  # fmt: skip
FIRST, APART = 3, 7  # where the first fault stands, and how far the next
MERGED, COPIED, DOUBLED = 25 * OF_A_CLASS, 26 * OF_A_CLASS, 27 * OF_A_CLASS
HIDDEN, GAP = 28 * OF_A_CLASS, 29 * OF_A_CLASS
FEWEST = 30 * OF_A_CLASS  # students there have to be
SWAPPED = ("gender", "birth_date")
ALIASES = {"id_no": "身份证号"}
SCAN_BYTES = 4_500_000  # a picture of the old roster, pasted in: the file does not go in one piece


@dataclass(frozen=True)
class Planted:
    """A kind of fault and the student it was planted in."""

    kind: Kind
    number: int


@dataclass(frozen=True)
class Roster:
    """The students as they really are, and where which fault is. lines: student -> line of the sheet, from 1."""

    students: Sequence[Row]
    planted: Sequence[Planted]
    lines: Mapping[int, int]


def roster(count: int, year: int) -> Roster:
    """Return students with a place for every kind of fault."""
    assert count >= FEWEST
    students = [student(number, year) for number in range(count)]
    planted: list[Planted] = []
    number = FIRST
    for kind in KINDS:
        number = next(n for n in range(number, MERGED) if kind.fits(students[n]))
        planted.append(Planted(kind, number))
        number += APART
    real = {one.number: one.kind.real(students[one.number]) for one in planted}
    lines = {n: n + 2 + (n > GAP) for n in range(count)}
    return Roster([real.get(n, row) for n, row in enumerate(students)], planted, lines)


def write(target: Path, template: Path, people: Roster, year: int) -> None:
    """Fill a template of the form with the students and all that is wrong with them and with the file."""
    form = toolkit.find_form(FORM)
    book = openpyxl.load_workbook(template)
    sheet = book.worksheets[0]
    titles = {title_key(str(cell.value)): cell.column for cell in sheet[1]}
    places = {f.name: titles[title_key(f.title)] for f in form.fields}
    one, other = (places[name] for name in SWAPPED)
    places |= dict(zip(SWAPPED, (other, one), strict=True))
    for name in (*SWAPPED, *ALIASES):
        sheet.cell(1, places[name]).value = ALIASES.get(name, form.by_name[name].title)
    spell = Spelling()
    for number, row in enumerate(people.students):
        _fill(sheet, people.lines[number], places, spell.typed(row))
    for planted in people.planted:
        ordinary = student(planted.number, year)
        _fill(sheet, people.lines[planted.number], places, planted.kind.cells(ordinary))
    _make_odd(book, people, places, spell)
    book.save(target)
    _paste_scan(target)


class Spelling:
    """Rows in the words people type: names in place of codes."""

    def __init__(self) -> None:
        lists = toolkit.catalogue().code_lists
        fields = toolkit.find_form(FORM).fields
        self.labels = {f.name: lists[f.code_list].labels for f in fields if f.code_list}
        for name in ("origin_region", "hukou_region"):  # of regions the code is what people have
            del self.labels[name]

    def typed(self, row: Row) -> dict[str, object]:
        """Return a row as typed."""
        return {name: self.cell(name, text) for name, text in row.items()}

    def cell(self, name: str, text: str | None) -> str | None:
        """Return a cell as typed."""
        return self.labels[name].get(text, text) if text and name in self.labels else text


def _fill(sheet: Any, line: int, places: Mapping[str, int], cells: Mapping[str, object]) -> None:
    for name, value in cells.items():
        cell = sheet.cell(line, places[name])
        cell.value = value
        if value == "#N/A":
            cell.data_type = "e"


def _make_odd(book: Any, people: Roster, places: Mapping[str, int], spell: Spelling) -> None:
    """Merge, copy and hide, and write below the table what people write there."""
    sheet, lines = book.worksheets[0], people.lines
    wide, column = max(places.values()) + 1, places["class_name"]
    sheet.cell(1, wide).value = "班主任"
    sheet.cell(2, wide).value = "示例老师"
    sheet.merge_cells(
        start_row=lines[MERGED], end_row=lines[MERGED + 3], start_column=column, end_column=column
    )
    below = max(lines.values()) + 1
    for place, number in enumerate((COPIED, DOUBLED)):
        _fill(sheet, below + place, places, spell.typed(people.students[number]))
    sheet.cell(below + 1, places["phone"]).value = "15499999999"
    sheet.cell(below + 2, 1).value = "合计"
    sheet.cell(below + 2, 2).value = f"{len(people.students)} 人"
    sheet.cell(below + 3, 1).value = "填表人：示例"
    sheet.row_dimensions[lines[HIDDEN]].hidden = True
    sheet.column_dimensions[sheet.cell(1, places["email"]).column_letter].hidden = True
    notes = book.create_sheet("各班人数")
    notes.append(["班级", "人数"])
    notes.append(["示例一班", 40])
    notes.sheet_state = "hidden"


def _paste_scan(target: Path) -> None:
    with zipfile.ZipFile(target, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/media/scan.png", random.Random(5).randbytes(SCAN_BYTES))


def repaired(annotated: Path, target: Path, people: Roster, kinds: frozenset[How]) -> None:
    """Repair in a workbook what kinds are repaired there, and empty the lines that stand twice."""
    form = toolkit.find_form(FORM)
    book = openpyxl.load_workbook(annotated)
    sheet = book.worksheets[0]
    titles = {title_key(str(cell.value)): cell.column for cell in sheet[1] if cell.value}
    keys = {f.name: title_key(ALIASES.get(f.name, f.title)) for f in form.fields}
    places = {name: titles[key] for name, key in keys.items()}
    spell = Spelling()
    for one in people.planted:
        if one.kind.how in kinds:
            _fill(sheet, people.lines[one.number], places, spell.typed(people.students[one.number]))
    below = max(people.lines.values()) + 1
    for line in (below, below + 1):
        for column in range(1, sheet.max_column + 1):
            sheet.cell(line, column).value = None
    book.save(target)
