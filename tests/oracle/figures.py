"""Figures by loops: for every row that asks, every row of the form that is asked is looked at."""

import re
from statistics import fmean

from shucai.domain.predicates import parse
from tests.oracle.interpret import evaluate

TAKE = re.compile(r"(\w+)\((.*)\)", re.DOTALL)
OVER_NOTHING = {"count": 0, "sum": 0, "distinct": 0}


class Asker:
    """Finds figures. rows: Source -> rows as dicts; schemas: Source -> columns; names: of columns that figures add."""

    def __init__(self, rows, schemas, parameters, constants):
        self.rows, self.schemas, self.parameters, self.constants = rows, schemas, parameters, constants

    def with_figures(self, row, figures, schema, columns):
        """Return the row with the values of its figures. columns: figure -> its column, for labels of later ones."""
        row, schema = dict(row), dict(schema)
        for figure in figures:
            row[figure.name] = self._found(figure, row, schema)
            schema[figure.name] = columns(figure, schema)
        return row

    def _found(self, figure, own, schema):
        known = self._known(figure)
        taken = []
        for one in _items(own, figure.each):
            key = [self._value(ours, one, schema) for _, ours in figure.match]
            if None in key:
                return None
            both = {**known, **{f"own.{name}": column for name, column in schema.items()}}
            for row in self._matching(figure, known, key, own):
                taken += self._taken(
                    figure, {**row, **{f"own.{name}": value for name, value in one.items()}}, both
                )
        return None if None in taken else _aggregate(figure.take, taken)

    def _known(self, figure):
        known = dict(self.schemas[figure.source])
        for inner in figure.looked_up:
            known[inner.name] = self.column(inner, known)
        return known

    def _matching(self, figure, known, key, own):
        for place, row in enumerate(self.rows[figure.source]):
            if figure.others and place == own["#place"]:
                continue
            found = self.with_figures(row, figure.looked_up, self.schemas[figure.source], self.column)
            for one in _items(found, figure.split):
                mine = [self._value(theirs, one, known) for theirs, _ in figure.match]
                if all(_alike(a, b) for a, b in zip(mine, key, strict=True)):
                    yield one

    def _taken(self, figure, row, both):
        """Return what one row gives: nothing where it does not count, None where that is open."""
        counts = True if figure.where is None else self._value(figure.where, row, both)
        if not counts:
            return [None] if counts is None else []
        name, argument = TAKE.fullmatch(figure.take.strip()).groups()
        return [1 if name == "count" else self._value(argument, row, both)]

    def column(self, figure, known):
        """Return the column a figure adds: that of the plain field it takes, where labels matter."""
        argument = TAKE.fullmatch(figure.take.strip())[2].strip()
        schema = self._known(figure)
        if figure.take.startswith(("value", "min", "max", "sum", "mean")) and argument in schema:
            return schema[argument]
        return PLAIN

    def _value(self, text, row, schema):
        return evaluate(parse(text).tree, row, schema, self.parameters, constants=self.constants)


class PLAIN:
    """A column of plain numbers: nothing coded, no unit."""

    type, labels, unit = "number", None, None


def _items(row, name):
    """Return the row once for every item of a multi-valued column, as it is where there is none."""
    if name is None or row[name] is None:
        return [row]
    return [{**row, name: item} for item in row[name].split(";")]


def _alike(a, b):
    return a is not None and a == b


def _aggregate(take, taken):
    name = take.partition("(")[0].strip()
    if not taken:
        return OVER_NOTHING.get(name)
    return {
        "count": len,
        "distinct": lambda values: len(set(values)),
        "sum": sum,
        "mean": fmean,
        "min": min,
        "max": max,
        "value": lambda values: values[0] if len(set(values)) == 1 else None,
    }[name](taken)
