"""Declared faults -> batches that can lie in one school at once without getting in each other's way."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shucai.domain.catalogue import Source
from shucai.toolkit.catalogue import YEAR, catalogue
from tests.mutants.fault import SET, Fault
from tests.mutants.reach import Answer, Reach

TOLD = re.compile(r"(\S+)\|(\S+)×(\d+)")


@dataclass(frozen=True)
class Declared:
    """A fault with the findings it must bring: the rows its own check names, the number of others by (form, rule)."""

    fault: Fault
    form: str
    own: tuple[int, ...]
    own_count: int
    others: dict[tuple[str, str], int]
    gone: dict[tuple[str, str], int]

    @property
    def new(self) -> dict[tuple[str, str], int]:
        """Return the number of findings it must bring by (form, rule), those of its own check among them."""
        return {(self.form, self.fault.rule): self.own_count, **self.others}

    @property
    def rules(self) -> set[tuple[str, str]]:
        """Return every check whose findings it changes."""
        return {*self.new, *self.gone}


def declared_in(folder: Path) -> Iterator[Declared]:
    """Return all declared faults, form by form."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield _declared(row, path.stem)


def _declared(row: dict[str, str], form: str) -> Declared:
    own, _, more = row["own"].partition(" …")
    rows = tuple(map(int, own.split()))
    return Declared(
        fault=Fault.of_row(row),
        form=form,
        own=rows,
        own_count=int(more) if more else len(rows),
        others={(form, rule): int(n) for form, rule, n in TOLD.findall(row["others"])},
        gone={(form, rule): int(n) for form, rule, n in TOLD.findall(row["gone"])},
    )


@dataclass
class Batch:
    """Faults planted together: what one of them declares, no other reaches.

    apart: nor does any reach what another reaches, so that they cannot bring about together what none does alone.
    declared, reached: check -> the rows it answers for that a fault changes, or may change; None for all rows.
    cells: form and column -> the rows a fault changes it in.
    blanked: cells of a row that are blank; a row of nothing else is no row.
    """

    apart: bool = False
    faults: list[Declared] = field(default_factory=list)
    declared: dict[str, set[int | None]] = field(default_factory=dict)
    reached: dict[str, set[int | None]] = field(default_factory=dict)
    cells: dict[str, set[int | None]] = field(default_factory=dict)
    blanked: dict[tuple[Source, int], set[str]] = field(default_factory=dict)

    def has_room_for(self, one: Declared, answers: Iterable[Answer]) -> bool:
        """Return whether a fault fits in. answers: what it reaches."""
        rules = {rule for _, rule in one.rules}
        if not self._leaves_a_row(one.fault) or any(_meets(self.cells, *cell) for cell in _cells(one.fault)):
            return False
        return not any(
            _meets(self.reached if self.apart or rule in rules else self.declared, rule, row)
            for rule, row in answers
        )

    def _leaves_a_row(self, fault: Fault) -> bool:
        """Return whether something that must be filled still is, where a fault blanks cells beside others."""
        blanks, others = _blanks(fault), self.blanked.get((fault.source, fault.row), set())
        form = catalogue().form_at(fault.source.platform, fault.source.code, YEAR)
        filled = {one.name for one in form.fields if one.required} - blanks - others
        return not (blanks and others) or bool(filled)

    def take(self, one: Declared, answers: Iterable[Answer]) -> None:
        """Put a fault in."""
        rules = {rule for _, rule in one.rules}
        self.faults.append(one)
        self.blanked.setdefault((one.fault.source, one.fault.row), set()).update(_blanks(one.fault))
        for column, row in _cells(one.fault):
            self.cells.setdefault(column, set()).add(row)
        for rule, row in answers:
            self.reached.setdefault(rule, set()).add(row)
            if rule in rules:
                self.declared.setdefault(rule, set()).add(row)


def _cells(fault: Fault) -> Iterator[tuple[str, int | None]]:
    """Return the columns whose cells a fault writes, with the row, None where it writes all."""
    for part in (fault, fault.before):
        for name in part.fields or () if part is not None else ():
            yield f"{part.source}.{name}", part.row if part.kind == SET else None


def _blanks(fault: Fault) -> set[str]:
    return {name for name, text in fault.values.items() if text is None} if fault.kind == SET else set()


def _meets(answered: dict[str, set[int | None]], rule: str, row: int | None) -> bool:
    rows = answered.get(rule)
    return rows is not None and (row is None or row in rows or None in rows)


def batches_of(declared: Iterable[Declared], reach: Reach, *, apart: bool = False) -> list[Batch]:
    """Return the faults in as few batches as a first fit finds, those that declare most first.

    Raises ValueError where one declares more than it reaches.
    """
    batches: list[Batch] = []
    reached = [(one, reach.of(one.fault)) for one in declared]
    for one, answers in sorted(reached, key=lambda pair: len(pair[0].rules), reverse=True):
        beyond = {rule for _, rule in one.rules} - {rule for rule, _ in answers}
        if beyond:
            raise ValueError(f"{one.fault.rule} declares what it cannot reach: {sorted(beyond)}")
        batch = next((batch for batch in batches if batch.has_room_for(one, answers)), None)
        if batch is None:
            batch = Batch(apart)
            batches.append(batch)
        batch.take(one, answers)
    return batches


def suspects(batch: Batch, rules: Collection[str], reach: Reach) -> list[Declared]:
    """Return the faults of a batch that may have changed what these checks answer."""
    return [one for one in batch.faults if any(rule in rules for rule, _ in reach.of(one.fault))]
