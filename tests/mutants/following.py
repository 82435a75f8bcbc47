"""Faults found by following a check into the forms it looks up: rows that match are made alike, or no longer alike."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice, product

import polars as pl

from shucai.domain.catalogue import Check, Figure, Form, Source
from shucai.domain.checks import Rule
from shucai.domain.figures import add_figures
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.check import across_checks
from tests.mutants.fault import COLUMN, SET, Fault
from tests.mutants.other_texts import other_texts
from tests.mutants.school import School, words_of

NAME = re.compile(r"(?:folded\()?(?:own\.)?([A-Za-z_]\w*)\)?")
ROWS = 40  # of another form that are tried
PAIRS = 400  # of changes of two cells at once
FEW, SOME = 3, 12


class Following:
    """A check of a form in a school, with the rows and figures it sees."""

    def __init__(self, rule: Rule, check: Check, form: Form, school: School) -> None:
        self.rule, self.check, self.school = rule, check, school
        self.own = Source(form.platform, form.code)
        self.words = words_of(check)

    def faults(self) -> Iterator[Fault]:
        """Return what may make the check fail, the change of least reach first."""
        for figure in self.check.figures:
            if figure.match:
                yield from self._parted(figure)
                yield from self._matched(figure)
        yield from islice(self._pairs(), PAIRS)
        for source in dict.fromkeys((self.own, *self.check.sources)):
            yield from self._columns(source)

    def _set(self, source: Source, row: int, values: dict) -> Fault:
        return Fault(self.rule.id, source, SET, row, values)

    def _texts(self, source: Source, row: int, name: str) -> Iterator[str | None]:
        typed = self.school.table(source).typed
        return other_texts(self._form(source).by_name[name], typed[name][row], typed[name])

    def _form(self, source: Source) -> Form:
        return catalogue().form_at(source.platform, source.code, self.school.edition)

    def _said(self, source: Source) -> list[str]:
        """Return the fields of a form the check speaks of."""
        return [name for name in self._form(source).by_name if name in self.words]

    def _frames(self, figure: Figure) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return the rows that ask, with the figures, and the rows a figure goes to, with what they look up."""
        form = self._form(self.own)
        plans = next((one.plans for one in across_checks(form) if one.check.id == self.check.id), ())
        plan = next(plan for plan in plans if plan.name == figure.name)
        tables = self.school.tables
        theirs = add_figures(tables[figure.source], plan.looked_up, tables)
        return add_figures(tables[self.own], plans, tables), theirs

    def _parted(self, figure: Figure) -> Iterator[Fault]:
        """Return changes of rows that match: other values, the same values, the same but for one."""
        asking, theirs = self._frames(figure)
        said = self._said(figure.source)
        for row, other in _matches(figure, asking, theirs):
            for name in said:
                for text in self._texts(figure.source, other, name):
                    yield self._set(figure.source, other, {name: text})
            if figure.source != self.own:
                typed = self.school.table(self.own).typed.row(row, named=True)
                alike = {name: typed[name] for name in said if name in self._form(self.own).by_name}
                if alike:
                    yield self._set(figure.source, other, alike)
                for name in alike:
                    for text in islice(self._texts(figure.source, other, name), FEW):
                        yield self._set(figure.source, other, alike | {name: text})

    def _matched(self, figure: Figure) -> Iterator[Fault]:
        """Return changes that let rows match: ours are made like theirs, theirs like ours, one cell more changed."""
        asking, theirs = self._frames(figure)
        pairs = [(NAME.fullmatch(their), NAME.fullmatch(our)) for their, our in figure.match]
        names = [(their[1], our[1]) for their, our in pairs if their and our]
        ours, others = self._form(self.own).by_name, self._form(figure.source).by_name
        apart = 1 if figure.source == self.own else 0  # a row is like itself already
        for number, other in enumerate(_spread(theirs.height, ROWS)):
            row = (number + apart) % max(asking.height, 1)
            values = {our: _text(theirs[their][other]) for their, our in names if our in ours}
            yield from self._with_one_more(self.own, row, values)
            values = {their: _text(asking[our][row]) for their, our in names if their in others}
            yield from self._with_one_more(figure.source, other, values)

    def _with_one_more(self, source: Source, row: int, values: dict) -> Iterator[Fault]:
        if not self.school.table(source).height:
            return
        if values:
            yield self._set(source, row, values)
        for name in self._said(source):
            if name not in values:
                for text in islice(self._texts(source, row, name), FEW):
                    yield self._set(source, row, values | {name: text})

    def _pairs(self) -> Iterator[Fault]:
        """Return changes of two cells of a row, and numbers that are sums of two."""
        said = self._said(self.own)
        typed = self.school.table(self.own).typed
        for row in _spread(typed.height, SOME):
            for one, other in product(said, said):
                if one == other:
                    continue
                sum_ = _sum(typed[one][row], typed[other][row])
                if sum_ is not None:
                    yield self._set(self.own, row, {one: sum_})
                texts = [[None, *islice(self._texts(self.own, row, name), FEW)] for name in (one, other)]
                for first, second in product(*texts):
                    yield self._set(self.own, row, {one: first, other: second})

    def _columns(self, source: Source) -> Iterator[Fault]:
        """Return columns that say the same from top to bottom, and numbers all too large."""
        typed = self.school.table(source).typed
        for name in self._said(source) if typed.height else ():
            field = self._form(source).by_name[name]
            texts = [typed[name][0], None, *islice(other_texts(field, typed[name][0], typed[name]), SOME)]
            for text in dict.fromkeys(texts):
                yield Fault(self.rule.id, source, COLUMN, 0, {name: [text]})
            if field.is_numeric:
                yield Fault(self.rule.id, source, COLUMN, 0, {name: 1000})


def _matches(figure: Figure, asking: pl.DataFrame, theirs: pl.DataFrame) -> Iterator[tuple[int, int]]:
    """Return rows that ask with the first row they find by the first pair."""
    their, our = (NAME.fullmatch(side) for side in figure.match[0])
    if their is None or our is None:
        return
    values, found = asking[our[1]], theirs[their[1]]
    if values.dtype != found.dtype or figure.split:
        return
    for row in _spread(asking.height, SOME):
        places = (found == values[row]).fill_null(value=False).arg_true().to_list()
        if values[row] is not None and places:
            yield row, places[0]


def _spread(height: int, many: int) -> range:
    return range(0, height, max(height // many, 1))


def _text(value: object) -> str | None:
    """Return a value as a person types it; of several the first."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date) else str(value).partition(";")[0]


def _sum(one: str | None, other: str | None) -> str | None:
    try:
        return f"{float(one or '') + float(other or ''):.15g}"
    except ValueError:
        return None
