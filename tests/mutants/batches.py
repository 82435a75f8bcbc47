"""Declared faults -> batches that can lie in one school at once without getting in each other's way."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutants.fault import Fault
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
    """Faults planted together: every answer of every check is within the reach of one of them at most.

    answered: check -> the rows it answers for within reach of a fault, None for all rows.
    """

    faults: list[Declared] = field(default_factory=list)
    answered: dict[str, set[int | None]] = field(default_factory=dict)

    def has_room_for(self, answers: Iterable[Answer]) -> bool:
        """Return whether no fault in it reaches one of these answers."""
        return not any(
            rows is not None and (row is None or row in rows or None in rows)
            for rows, row in ((self.answered.get(rule), row) for rule, row in answers)
        )

    def take(self, one: Declared, answers: Iterable[Answer]) -> None:
        """Put a fault in."""
        self.faults.append(one)
        for rule, row in answers:
            self.answered.setdefault(rule, set()).add(row)


def batches_of(declared: Iterable[Declared], reach: Reach) -> list[Batch]:
    """Return the faults in as few batches as a first fit finds. Raises ValueError where one tells more than it reaches."""
    batches: list[Batch] = []
    for one in declared:
        answers = reach.of(one.fault)
        beyond = {rule for _, rule in one.rules} - {rule for rule, _ in answers}
        if beyond:
            raise ValueError(f"{one.fault.rule} declares what it cannot reach: {sorted(beyond)}")
        batch = next((batch for batch in batches if batch.has_room_for(answers)), None)
        if batch is None:
            batch = Batch()
            batches.append(batch)
        batch.take(one, answers)
    return batches
