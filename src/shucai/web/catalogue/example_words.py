"""Examples of a check as the tables of its page: one table for examples that look at the same rows of other forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from shucai import toolkit
from shucai.domain.catalogue import Form, plain_number
from shucai.domain.examples import Example, Row, Verdict, form_named

VERDICT_LOOK = {Verdict.PASS: "pass", Verdict.FAIL: "fail", Verdict.OPEN: "open"}
Cells = tuple[str, ...]  # what stands in the columns of a row, empty where nothing was filled in


@dataclass(frozen=True)
class Body:
    """Rows that belong together. look: of their verdict, empty for further rows of the form that state none."""

    look: str
    rows: tuple[Cells, ...]


@dataclass(frozen=True)
class Given:
    """Rows of another form that the examples look at."""

    title: str
    code: str
    columns: Cells
    rows: tuple[Cells, ...]


@dataclass(frozen=True)
class ExampleTable:
    """Rows of the form with their verdicts, and the rows of other forms that they are held against."""

    columns: Cells
    bodies: tuple[Body, ...]
    given: tuple[Given, ...]


def shown(value: object) -> str:
    """Return a value as it stands in a cell, empty for a blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return plain_number(value) if isinstance(value, float) else str(value)


def tables_of(examples: Sequence[Example], form: Form, first: Sequence[str]) -> list[ExampleTable]:
    """Return the tables of a check. first: the fields it is about, which stand before others."""
    return [
        _table(list(alike), form, first)
        for _, alike in groupby(examples, key=lambda example: dict(example.given))
    ]


def _table(examples: Sequence[Example], form: Form, first: Sequence[str]) -> ExampleTable:
    rows = [row for example in examples for row in example.all_rows]
    names = _names(rows, first)
    return ExampleTable(
        columns=_titles(names, form),
        bodies=tuple(body for example in examples for body in _bodies(example, names)),
        given=tuple(_given(name, rows, form) for name, rows in examples[0].given.items()),
    )


def _names(rows: Iterable[Row], first: Sequence[str]) -> list[str]:
    """Return the fields that some row names, those a check is about before others; its place is always among them."""
    used = list(dict.fromkeys(name for row in rows for name in row))
    return list(dict.fromkeys([*first[:1], *(name for name in first if name in used), *used]))


def _bodies(example: Example, names: Sequence[str]) -> Iterable[Body]:
    parts = (("", example.before), (VERDICT_LOOK[example.verdict], example.rows), ("", example.after))
    return (Body(look, _cells(rows, names)) for look, rows in parts if rows)


def _cells(rows: Sequence[Row], names: Sequence[str]) -> tuple[Cells, ...]:
    return tuple(tuple(shown(row.get(name)) for name in names) for row in rows)


def _titles(names: Sequence[str], form: Form) -> Cells:
    return tuple(form.by_name[name].title for name in names)


def _given(name: str, rows: Sequence[Row], form: Form) -> Given:
    named = form_named(name, form, toolkit.catalogue())
    names = _names(rows, ())
    return Given(named.words, named.form.code, _titles(names, named.form), _cells(rows, names))


@dataclass(frozen=True)
class Values:
    """The examples of a check of one cell: what passes, what fails, what stays open; empty texts are blanks."""

    passing: Cells
    failing: Cells
    left_open: Cells


def values_of(examples: Sequence[Example], field: str) -> Values:
    """Return the examples of a check of one field as the values that stand in its cell."""
    found: Mapping[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for example in examples:
        found[example.verdict] += [shown(row.get(field)) for row in example.rows]
    return Values(*(tuple(found[verdict]) for verdict in Verdict))
