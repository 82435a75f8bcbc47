"""Declared faults -> batches that can lie in one school at once without getting in each other's way."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutants.fault import SET, Fault

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
    def rules(self) -> set[tuple[str, str]]:
        """Return every check whose findings it changes."""
        return {(self.form, self.fault.rule), *self.others, *self.gone}


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
    """Faults planted together: every cell is changed by one of them, every check answers for one of them.

    apart: also every form is changed by one of them.
    """

    apart: bool = False
    faults: list[Declared] = field(default_factory=list)
    rules: set = field(default_factory=set)
    cells: set = field(default_factory=set)
    whole: set = field(default_factory=set)

    def takes(self, one: Declared) -> bool:
        """Return whether a fault fits in, and put it in where it does."""
        source = one.fault.source
        places = {source} | ({one.fault.before.source} if one.fault.before else set())
        if one.rules & self.rules or places & self.whole:
            return False
        if self.apart and any(form == one.form for form in (other.form for other in self.faults)):
            return False
        if one.fault.kind == SET:
            cells = {(source, one.fault.row, name) for name in one.fault.values}
            if cells & self.cells:
                return False
            self.cells |= cells
        else:
            if any(place == source for place, _, _ in self.cells):
                return False
            self.whole.add(source)
        self.rules |= one.rules
        self.faults.append(one)
        return True


def batches_of(declared: Iterable[Declared], *, apart: bool = False) -> list[Batch]:
    """Return the faults in as few batches as a first fit finds. apart: at most one of a form in each."""
    batches: list[Batch] = []
    for one in declared:
        if not any(batch.takes(one) for batch in batches):
            batches.append(Batch(apart))
            batches[-1].takes(one)
    return batches
