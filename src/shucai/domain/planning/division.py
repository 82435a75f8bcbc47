"""The task division as a workbook: a row for every department's part, read back with what is wrong at which cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from shucai.domain.catalogue import Form
from shucai.domain.roster import name_key
from shucai.domain.tables import cell_name

TITLES = ("表号", "表名", "次序", "部门", "负责的行", "负责的栏目")
NEEDED = ("表号", "部门")
SEPARATORS = "、,，;；\n"
LONGEST_SCOPE = 200

Cells = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class WrongCell:
    """Something that cannot be used: where, and what is allowed or to be done."""

    cell: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part as the workbook has it. unit: an id of the school's."""

    unit: int
    scope: str = ""
    fields: tuple[str, ...] = ()


@dataclass
class Division:
    """What a workbook says: form code -> its parts in order; forms it does not name stay as they are."""

    parts: dict[str, tuple[ReadPart, ...]] = field(default_factory=dict[str, tuple[ReadPart, ...]])
    wrong: list[WrongCell] = field(default_factory=list[WrongCell])


def read_division(rows: Sequence[Cells], forms: Mapping[str, Form], units: Mapping[str, int]) -> Division:
    """Return the division in the rows of a sheet, the titles being the first that has them.

    units: name_key -> id of the departments of the school.
    """
    found = Division()
    head = next((n for n, row in enumerate(rows) if set(NEEDED) <= {(c or "").strip() for c in row}), None)
    if head is None:
        found.wrong.append(WrongCell("A1", f"没有找到标题“{'”“'.join(NEEDED)}”，请用下载的分工表填写"))
        return found
    reader = _Reader(rows[head], forms, units, found)
    for number, row in enumerate(rows[head + 1 :], head + 2):
        if any((cell or "").strip() for cell in row):
            reader.take(number, row)
    reader.finish()
    return found


class _Reader:
    def __init__(
        self, titles: Cells, forms: Mapping[str, Form], units: Mapping[str, int], found: Division
    ) -> None:
        self.columns = {(title or "").strip(): place for place, title in enumerate(titles)}
        self.forms, self.units, self.found = forms, units, found
        self.held: dict[str, list[tuple[int, int, ReadPart]]] = {}  # form -> (place, row, part)

    def take(self, number: int, row: Cells) -> None:
        """Read one row."""
        code = self._text(row, "表号").upper()
        if code not in self.forms:
            near = "、".join(get_close_matches(code, self.forms, n=3))
            self._wrong(number, "表号", f"没有表“{code}”" + (f"，是不是 {near}" if near else "，请核对表号"))
            return
        unit = self._unit(number, row)
        fields = self._fields(number, row, self.forms[code])
        place = self._place(number, row, len(self.held.get(code, ())) + 1)
        scope = self._text(row, "负责的行")
        if len(scope) > LONGEST_SCOPE:
            self._wrong(number, "负责的行", f"最多 {LONGEST_SCOPE} 个字，现在 {len(scope)} 个，请缩短")
        if unit is None or fields is None or place is None:
            return
        if unit in {part.unit for _, _, part in self.held.get(code, ())}:
            self._wrong(number, "部门", f"{code} 里这个部门出现了两次，请合成一行")
            return
        self.held.setdefault(code, []).append((place, number, ReadPart(unit, scope, fields)))

    def finish(self) -> None:
        """Put the parts of every form in order."""
        for code, parts in self.held.items():
            seen: dict[int, int] = {}
            for place, number, _ in parts:
                if place in seen:
                    self._wrong(
                        number, "次序", f"{code} 的次序 {place} 与第 {seen[place]} 行相同，请改成不同的数"
                    )
                seen.setdefault(place, number)
            self.found.parts[code] = tuple(part for _, _, part in sorted(parts, key=lambda one: one[0]))

    def _unit(self, number: int, row: Cells) -> int | None:
        name = self._text(row, "部门")
        unit = self.units.get(name_key(name))
        if unit is None:
            near = get_close_matches(name_key(name), self.units, n=1) if name else []
            hint = f"，是不是{near[0]}" if near else "，请先在“组织部门”中新增，或改成已有的名称"
            self._wrong(number, "部门", f"本校没有部门“{name}”{hint}" if name else "部门不能空着")
        return unit

    def _fields(self, number: int, row: Cells, form: Form) -> tuple[str, ...] | None:
        text = self._text(row, "负责的栏目")
        for mark in SEPARATORS:
            text = text.replace(mark, "、")
        by_title = {one.title: one.name for one in form.fields}
        titles = [title.strip() for title in text.split("、") if title.strip()]
        unknown = next((title for title in titles if title not in by_title), None)
        if unknown is None:
            return tuple(by_title[title] for title in titles)
        near = get_close_matches(unknown, by_title, n=1)
        hint = f"，是不是“{near[0]}”" if near else "；多个栏目用、隔开"
        self._wrong(number, "负责的栏目", f"{form.code} 没有栏目“{unknown}”{hint}")
        return None

    def _place(self, number: int, row: Cells, default: int) -> int | None:
        text = self._text(row, "次序")
        if not text:
            return default
        if text.isdecimal() and int(text) > 0:
            return int(text)
        self._wrong(number, "次序", f"“{text}”不是次序，请填 1、2、3，1 是牵头部门")
        return None

    def _text(self, row: Cells, title: str) -> str:
        place = self.columns.get(title)
        return (row[place] or "").strip() if place is not None and place < len(row) else ""

    def _wrong(self, number: int, title: str, words: str) -> None:
        place = self.columns.get(title, self.columns["表号"])
        self.found.wrong.append(WrongCell(cell_name(number, place + 1), words))
