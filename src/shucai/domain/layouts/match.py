"""Matching the heading row of a sheet with a form, and saying every difference (ruling 5)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from shucai.domain.catalogue import Form
from shucai.domain.layouts.titles import title_key
from shucai.domain.tables import Sheet, column_letters

HEADING_ROWS = 12  # a heading lower than this is not looked for
SURE_ENOUGH = 0.5  # a row is the heading when at least half of the form's titles stand in it

Kind = Literal["missing", "unknown", "extra", "moved", "alias", "doubled", "no_heading"]
STRANGE = "不在本表的模板里；如果它就是缺少的那一列，请改回原列名，不是就不用管"
CONSENT: frozenset[Kind] = frozenset({"extra", "moved", "alias"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as in the template, in words."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Layout:
    """Where the fields of a form stand in a sheet.

    columns: field name -> sheet column, from 1. heading_row: from 1; data begin below it.
    """

    form: Form
    heading_row: int
    columns: Mapping[str, int]
    differences: tuple[Difference, ...] = field(default=())

    @property
    def refused(self) -> bool:
        """Return whether nothing may be read, because something is missing or cannot be told."""
        return bool(self.against)

    @property
    def against(self) -> tuple[str, ...]:
        """Return what stands against reading, in words; what a person may consent to is no part of it."""
        return tuple(one.text for one in self.differences if one.kind not in CONSENT)

    @property
    def needs_consent(self) -> bool:
        """Return whether the columns could be mapped by title, but not all stand as in the template."""
        return bool(self.differences) and not self.refused


def match(sheet: Sheet, form: Form) -> Layout:
    """Return where the fields of a form stand; what does not fit is listed, nothing is guessed."""
    names = _names_of_titles(form)
    row, headings = heading_of(sheet, names)
    if row == 0:
        return Layout(form, 0, {}, (Difference("no_heading", _no_heading(sheet, form)),))
    columns: dict[str, int] = {}
    differences: list[Difference] = []
    strange: list[tuple[int, str]] = []
    for column, heading in headings:
        name = names.get(title_key(heading))
        if name is None:
            strange.append((column, heading))
        elif name in columns:
            where = f"{column_letters(columns[name])} 列和 {column_letters(column)} 列"
            differences.append(Difference("doubled", f"「{heading}」出现两次（{where}），请删去一列"))
        else:
            columns[name] = column
            if title_key(heading) != title_key(form.by_name[name].title):
                text = f"{column_letters(column)} 列「{heading}」按「{form.by_name[name].title}」读取"
                differences.append(Difference("alias", text))
    differences += _absent(form, columns, strange)
    differences += _moved(form, columns)
    return Layout(form, row, columns, tuple(differences))


def heading_of(sheet: Sheet, names: Mapping[str, str]) -> tuple[int, list[tuple[int, str]]]:
    """Return the row (from 1; 0 for none) whose cells name most fields, and its cells as (column, text)."""
    best: tuple[int, int, list[tuple[int, str]]] = (0, 0, [])
    for number, (cells, is_continued) in enumerate(_heads(sheet), start=1):
        found = [(column, text) for column, text in enumerate(cells, start=1) if text and text.strip()]
        hits = len({names[title_key(text)] for _, text in found if title_key(text) in names})
        if hits > best[1] or (is_continued and hits and hits == best[1]):
            best = (number, hits, found)
    fields = len(set(names.values()))
    enough = best[1] >= max(1, min(fields, round(fields * SURE_ENOUGH)))
    return (best[0], best[2]) if enough else (0, [])


def _heads(sheet: Sheet) -> Iterator[tuple[list[str | None], bool]]:
    """Yield the cells of each row that may be the heading, and whether it goes on from the row above.

    A heading of two lines has columns that are merged downwards: the lower line is theirs too.
    """
    rows = [list(cells) for cells in sheet.cells.head(HEADING_ROWS).iter_rows()]
    continued = set[int]()
    for top, left, bottom, _ in sheet.merges:
        if left > sheet.cells.width:
            continue
        for row in range(top + 1, min(bottom, len(rows)) + 1):
            rows[row - 1][left - 1] = rows[top - 1][left - 1]
            continued.add(row)
    return ((cells, number in continued) for number, cells in enumerate(rows, start=1))


def _names_of_titles(form: Form) -> dict[str, str]:
    """Return title key -> field name; the titles proper win over other spellings."""
    names = {title_key(alias): f.name for f in form.fields for alias in f.aliases}
    return names | {title_key(f.title): f.name for f in form.fields}


def _absent(form: Form, columns: Mapping[str, int], strange: Sequence[tuple[int, str]]) -> list[Difference]:
    """Return the fields without a column and the columns without a field, with likely renamings named."""
    missing = [f for f in form.fields if f.name not in columns and not f.derived]
    if not missing:
        return [
            Difference("extra", f"多出 {column_letters(c)} 列「{text}」，不会读取") for c, text in strange
        ]
    differences: list[Difference] = []
    left = {text: column for column, text in strange}
    for f in missing:
        near = get_close_matches(f.title, left, n=1, cutoff=0.5)
        hint = (
            f"；{column_letters(left[near[0]])} 列「{near[0]}」可能就是它，请改回原列名"
            if near
            else "，请从模板补上这一列"
        )
        differences.append(Difference("missing", f"缺少「{f.title}」{hint}"))
    return differences + [
        Difference("unknown", f"{column_letters(column)} 列「{text}」{STRANGE}") for column, text in strange
    ]


def _moved(form: Form, columns: Mapping[str, int]) -> list[Difference]:
    """Return the columns that no longer follow each other as in the form."""
    present = [f.name for f in form.fields if f.name in columns]
    in_sheet = sorted(present, key=columns.__getitem__)
    moved = [name for name, expected in zip(in_sheet, present, strict=True) if name != expected]
    if not moved:
        return []
    titles = "、".join(f"{column_letters(columns[n])} 列「{form.by_name[n].title}」" for n in moved[:6])
    return [Difference("moved", f"列的次序与模板不同：{titles}{' 等' if len(moved) > 6 else ''}，按列名对应")]  # noqa: PLR2004


def _no_heading(sheet: Sheet, form: Form) -> str:
    first = "、".join(f"「{f.title}」" for f in form.fields[:3])
    return (
        f"第一个工作表「{sheet.name}」的前 {HEADING_ROWS} 行里找不到 {form.code} {form.title} 的表头（{first} …）。"
        "请使用本表的模板，数据放在第一个工作表"
    )
