"""Examples of a check as the tables of its page: one table for examples that look at the same rows of other forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from shucai import toolkit
from shucai.domain.catalogue import Field, Form, plain_number
from shucai.domain.examples import Example, Row, Verdict, form_named
from shucai.domain.examples.given import LAST_YEAR

VERDICT_LOOK = {Verdict.PASS: "pass", Verdict.FAIL: "fail", Verdict.OPEN: "open"}
BLANK = "空白"
SHOWN_COLUMNS = 5  # of rows that nobody wrote by hand
SHOWN_ROWS = 6  # of rows that belong together; how many more there are is said
Cells = tuple[str, ...]  # what stands in the columns of a row, empty where nothing was filled in


@dataclass(frozen=True)
class Body:
    """Rows that belong together. look: of their verdict, empty for further rows of the form that state none.

    more_count: rows that are not shown.
    """

    look: str
    rows: tuple[Cells, ...]
    more_count: int

    @property
    def height(self) -> int:
        """Return how many lines of the table the rows take."""
        return len(self.rows) + bool(self.more_count)


@dataclass(frozen=True)
class Given:
    """Rows of another form that the examples look at. more_count: rows not shown; more_columns: columns not shown."""

    title: str
    code: str
    columns: Cells
    rows: tuple[Cells, ...]
    more_count: int
    more_columns: int


@dataclass(frozen=True)
class ExampleTable:
    """Rows of the form with their verdicts, and the rows of other forms that they are held against.

    more_columns: columns that are not shown.
    """

    columns: Cells
    more_columns: int
    bodies: tuple[Body, ...]
    given: tuple[Given, ...]


def shown(value: object, field: Field) -> str:
    """Return a value as it stands in a cell, empty for a blank; a code with its label behind it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    text = plain_number(value) if isinstance(value, float) else str(value)
    code = toolkit.catalogue().code_lists[field.code_list].by_code.get(text) if field.code_list else None
    return f"{text} {code.label}" if code is not None and code.label != text else text


def tables_of(
    examples: Sequence[Example], form: Form, first: Sequence[str], most: int | None = None
) -> list[ExampleTable]:
    """Return the tables of a check. first: the fields it is about, which stand before others; most: columns shown."""
    return [
        _table(list(alike), form, first, most)
        for _, alike in groupby(examples, key=lambda example: dict(example.given))
    ]


def _table(examples: Sequence[Example], form: Form, first: Sequence[str], most: int | None) -> ExampleTable:
    rows = [row for example in examples for row in example.all_rows]
    names = _names(rows, first)
    kept = names[:most]
    return ExampleTable(
        columns=_titles(kept, form),
        more_columns=len(names) - len(kept),
        bodies=tuple(body for example in examples for body in _bodies(example, kept, form)),
        given=tuple(_given(name, rows, form, most) for name, rows in examples[0].given.items()),
    )


def _names(rows: Iterable[Row], first: Sequence[str]) -> list[str]:
    """Return the fields that some row names, those a check is about before others; its place is always among them."""
    used = list(dict.fromkeys(name for row in rows for name in row))
    return list(dict.fromkeys([*first[:1], *(name for name in first if name in used), *used]))


def _bodies(example: Example, names: Sequence[str], form: Form) -> Iterable[Body]:
    parts = (("", example.before), (VERDICT_LOOK[example.verdict], example.rows), ("", example.after))
    return (Body(look, *_cut(_cells(rows, names, form))) for look, rows in parts if rows)


def _cells(rows: Sequence[Row], names: Sequence[str], form: Form) -> tuple[Cells, ...]:
    return tuple(tuple(shown(row.get(name), form.by_name[name]) for name in names) for row in rows)


def _titles(names: Sequence[str], form: Form) -> Cells:
    return tuple(form.by_name[name].title for name in names)


def _given(name: str, rows: Sequence[Row], form: Form, most: int | None) -> Given:
    named = form_named(name, form, toolkit.catalogue())
    names = _names(rows, ())
    kept = names[:most]
    shown_rows, more_count = _cut(_cells(rows, kept, named.form))
    return Given(
        title=named.words,
        code=named.form.code,
        columns=_titles(kept, named.form),
        rows=shown_rows,
        more_count=more_count,
        more_columns=len(names) - len(kept),
    )


def _cut(rows: tuple[Cells, ...]) -> tuple[tuple[Cells, ...], int]:
    """Return the first rows, of rows that are all the same one, and how many more there are."""
    most = 1 if len(rows) > SHOWN_ROWS and len(set(rows)) == 1 else SHOWN_ROWS
    return rows[:most], max(len(rows) - most, 0)


@dataclass(frozen=True)
class Values:
    """The examples of a check of one cell: what passes, what fails, what stays open; empty texts are blanks."""

    passing: Cells
    failing: Cells
    left_open: Cells


def values_of(examples: Sequence[Example], field: Field) -> Values:
    """Return the examples of a check of one field as the values that stand in its cell."""
    found: Mapping[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for example in examples:
        found[example.verdict] += [shown(row.get(field.name), field) for row in example.rows]
    return Values(*(tuple(found[verdict]) for verdict in Verdict))


def year_values_of(examples: Sequence[Example], field: Field) -> Values | None:
    """Return the examples of a check of one figure against last year's as ``last year → this year``.

    None where the examples are of another kind: several rows, other columns, other forms.
    """
    found: Mapping[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for example in examples:
        pair = _pair(example, field)
        if pair is None:
            return None
        found[example.verdict].append(pair)
    return Values(*(tuple(found[verdict]) for verdict in Verdict)) if examples else None


def _pair(example: Example, field: Field) -> str | None:
    given = list(example.given.items())
    if len(example.all_rows) != 1 or len(given) != 1 or not given[0][0].startswith(LAST_YEAR):
        return None
    (now,), (_, before) = example.all_rows, given[0]
    if len(before) != 1 or {*now, *before[0]} - {field.name}:
        return None
    values = (shown(row.get(field.name), field) or BLANK for row in (before[0], now))
    return " → ".join(values)
