"""The demo school in memory, its findings, and what changes in them when a fault is planted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

import polars as pl

from shucai.demo.checking import Tables
from shucai.domain.catalogue import Check, Figure, Form, Source
from shucai.domain.checks import Result, Table, across_results, check_table, reference_results
from shucai.domain.checks.across import across_definitions
from shucai.domain.examples.wrong import ERROR_CELL
from shucai.domain.normalise import normalise_columns
from shucai.domain.tables import Mark
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.check import across_checks, row_checks, source_title
from shucai.toolkit.normalising import readers
from tests.mutants.fault import SET, Fault, planted

MARKS = {"index": pl.UInt32, "field": pl.String, "mark": pl.String, "shown": pl.String}
WORD = re.compile(r"[A-Za-z_]\w*")
Finding = tuple[str, str, int]  # form id, rule, row from 0


def words_of(check: Check) -> frozenset[str]:
    """Return the words a check says, names of fields among them."""
    return frozenset(WORD.findall(" ".join(_texts(check))))


class School:
    """The tables of a school, and which checks of which forms look at which form."""

    def __init__(self, tables: Tables, today: date) -> None:
        self.tables, self.today = tables, today
        self.edition = tables.at.edition
        self._found: dict[str, frozenset[Finding]] = {}

    @cached_property
    def forms(self) -> list[Form]:
        """Return all forms of the year."""
        return [form for form in catalogue() if form.edition == self.edition]

    @cached_property
    def readers_of(self) -> Mapping[Source, list[tuple[Form, Check, frozenset[str]]]]:
        """Return for every source the checks of any form that look there, with the words they say."""
        found: dict[Source, list[tuple[Form, Check, frozenset[str]]]] = {}
        for form in self.forms:
            own = Source(form.platform, form.code)
            for check in across_definitions(form):
                words = words_of(check)
                for source in {own, *check.sources}:
                    found.setdefault(source, []).append((form, check, words))
        return found

    @cached_property
    def referrers_of(self) -> Mapping[str, list[tuple[Form, frozenset[str]]]]:
        """Return for every form those whose foreign keys point to it, with the fields they point to."""
        found: dict[str, list[tuple[Form, frozenset[str]]]] = {}
        for form in self.forms:
            targets = [target for key in form.foreign_keys for target in key.targets]
            for code in {code for code, _ in targets}:
                fields = frozenset(name for other, names in targets if other == code for name in names)
                found.setdefault(f"{form.platform}.{code}", []).append((form, fields))
        return found

    def _across_as_built(self, form: Form, rules: set[str]) -> Iterator[Finding]:
        """Return what checks that look across find in the school as it was, each answered once."""
        table = self.table(Source(form.platform, form.code))
        for rule in rules:
            if rule not in self._found:
                self._found[rule] = frozenset(_across(table, {rule}, self.tables))
            yield from self._found[rule]

    def _referring_as_built(self, form: Form) -> frozenset[Finding]:
        name = f"{form.id} references"
        if name not in self._found:
            self._found[name] = frozenset(
                self._references(self.table(Source(form.platform, form.code)), None)
            )
        return self._found[name]

    def table(self, source: Source) -> Table:
        """Return the table of a form as it was built."""
        return self.tables.of(source.code, last_year=source.last_year)

    def changed(self, fault: Fault) -> Table:
        """Return the table of the form with the fault planted."""
        whole = self.table(fault.source)
        before = self.table(replace(fault.source, last_year=True))
        typed = planted(whole.typed, fault, before.typed)
        if fault.kind == SET:
            cells = typed.slice(fault.row, 1).select(list(fault.values))
            return stitched(whole, fault.row, read(whole.form, cells), typed)
        return read(whole.form, typed)

    def consequences(self, fault: Fault) -> tuple[frozenset[Finding], frozenset[Finding]]:
        """Return the findings a fault brings, and those of the school as it was that it takes away."""
        table = self.changed(fault)
        frames = self._frames(fault, table)
        new: set[Finding] = set()
        old: set[Finding] = set()
        if not fault.source.last_year:
            new |= self._of_form(table)
            old |= self._as_built(table.form)
        for form, checks in self._looking_at(fault).items():
            own = Source(form.platform, form.code)
            asking = table if own == fault.source else self.table(own)
            new |= set(_across(asking, checks, frames))
            old |= set(self._across_as_built(form, checks))
        if not fault.source.last_year:
            for form, fields in self.referrers_of.get(table.form.id, ()):
                if form is not table.form and (fault.fields is None or fault.fields & fields):
                    new |= self._references(self.table(Source(form.platform, form.code)), table)
                    old |= self._referring_as_built(form)
        return frozenset(new - old), frozenset(old - new)

    def fails(self, fault: Fault, form: Form) -> bool:
        """Return whether the check of a fault newly fails, without looking at any other check where that is quick."""
        own = Source(form.platform, form.code)
        across = [one for one in across_checks(form) if one.check.id == fault.rule]
        if across:
            table = self.changed(fault)
            asking = table if own == fault.source else self.table(own)
            frames = self._frames(fault, table)
            return bool(
                set(_across(asking, {fault.rule}, frames)) - set(self._across_as_built(form, {fault.rule}))
            )
        checks = [one for one in row_checks(form) if one.id == fault.rule]
        if not checks or own != fault.source:
            return True
        table = self.changed(fault)
        failed = table.frame.select(checks[0].ok.alias("ok"))["ok"]
        return bool((~failed).fill_null(value=False).any())

    def _frames(self, fault: Fault, table: Table) -> "_Override":
        """Return the frames of the school with the fault in them."""
        changed = {fault.source: table.frame}
        if fault.before is not None:
            changed[fault.before.source] = self.changed(fault.before).frame
        return _Override(self.tables, changed)

    def _looking_at(self, fault: Fault) -> dict[Form, set[str]]:
        found: dict[Form, set[str]] = {}
        for one in (fault, fault.before):
            for form, check, words in self.readers_of.get(one.source, ()) if one else ():
                if one.fields is None or one.fields & words:
                    found.setdefault(form, set()).add(check.id)
        return found

    def _as_built(self, form: Form) -> frozenset[Finding]:
        if form.id not in self._found:
            self._found[form.id] = frozenset(self._of_form(self.table(Source(form.platform, form.code))))
        return self._found[form.id]

    def _of_form(self, table: Table) -> set[Finding]:
        """Return the findings of all checks that need no other form but what it refers to."""
        results = check_table(table, catalogue().code_lists, row_checks(table.form), today=self.today)
        return set(_found(table.form, results)) | self._references(table, table)

    def _references(self, table: Table, changed: Table | None) -> set[Finding]:
        form = table.form
        titles = {code: other.title for code, other in catalogue().edition_of(form).forms.items()}
        codes = {code for key in form.foreign_keys for code, _ in key.targets}
        at_hand = {code: self.table(Source(form.platform, code)) for code in codes}
        if changed is not None and changed.form.code in at_hand:
            at_hand[changed.form.code] = changed
        answers = reference_results(table, at_hand, titles)
        return set(_found(form, [a for a in answers if isinstance(a, Result)]))


class _Override(Mapping[Source, pl.DataFrame]):
    """The frames of a school with some of them exchanged."""

    def __init__(self, tables: Tables, changed: Mapping[Source, pl.DataFrame]) -> None:
        self.tables, self.changed = tables, changed

    def __getitem__(self, source: Source) -> pl.DataFrame:
        return self.changed[source] if source in self.changed else self.tables[source]

    def __iter__(self) -> Iterator[Source]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)


def stitched(whole: Table, row: int, one: Table, typed: pl.DataFrame) -> Table:
    """Return a table with some cells of one row exchanged, the others as they were read.

    one: the exchanged cells. typed: all cells of the form with them.
    """
    nowhere = pl.Series([False] * whole.height)
    none, refused = dict(whole.none), dict(whole.refused)
    values = []
    for name in one.values.columns:
        values.append(_exchanged(whole.values[name], row, one.values[name]))
        none[name] = _exchanged(whole.none.get(name, nowhere), row, one.none.get(name, nowhere.head(1)))
        parts = [whole.refused[name].filter(pl.col("index") != row)] if name in whole.refused else []
        if name in one.refused:
            moved = pl.lit(row).cast(one.refused[name].schema["index"]).alias("index")
            parts.append(one.refused[name].with_columns(moved))
        refused[name] = pl.concat(parts) if parts else None
    return replace(
        whole,
        values=whole.values.with_columns(values),
        typed=typed,
        none=none,
        refused={name: found for name, found in refused.items() if found is not None and found.height},
    )


def _exchanged(before: pl.Series, row: int, now: pl.Series) -> pl.Series:
    return pl.concat([before.head(row), now.alias(before.name), before.slice(row + 1)])


def read(form: Form, typed: pl.DataFrame) -> Table:
    """Return the table of typed cells, of all columns or of some, #N/A standing for an error cell of the sheet."""
    marks = [
        (index, name, Mark.ERROR.value, ERROR_CELL)
        for name in typed.columns
        for index in (typed[name] == ERROR_CELL).fill_null(value=False).arg_true().to_list()
    ]
    places = {name: number for number, name in enumerate(form.by_name, 1)}
    of_columns = [readers(form)[places[name] - 1] for name in typed.columns]
    columns = normalise_columns(of_columns, typed, pl.DataFrame(marks, schema=MARKS, orient="row"))
    return Table(
        form=form,
        values=columns.values,
        typed=typed,
        rows=pl.Series("row", range(2, typed.height + 2), pl.Int64),
        sheet=form.code,
        places=places,
        none=columns.none,
        refused=columns.refused,
    )


def _across(table: Table, rules: set[str], frames: Mapping[Source, pl.DataFrame]) -> Iterator[Finding]:
    checks = [across for across in across_checks(table.form) if across.check.id in rules]
    answers = across_results(table, checks, frames, source_title)
    return _found(table.form, [answer for answer in answers if isinstance(answer, Result)])


def _found(form: Form, results: list[Result]) -> Iterator[Finding]:
    for result in results:
        for row in result.failures["index"].unique().to_list():
            yield form.id, result.rule, row


def _texts(check: Check) -> Iterator[str]:
    yield from (check.require, check.when or "", *(check.per or ()))
    for figure in check.figures:
        yield from _figure_texts(figure)


def _figure_texts(figure: Figure) -> Iterator[str]:
    yield from (figure.take, figure.where or "", figure.split or "", figure.each or "")
    for pair in figure.match:
        yield from pair
    for inner in figure.looked_up:
        yield from _figure_texts(inner)
