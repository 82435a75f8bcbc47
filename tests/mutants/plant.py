"""``python -m tests.mutants.plant [CODE …]``: find a fault for every check and write what follows from it.

Writes ``tests/mutants/declared/<form id>.csv``, a line a check; the difference is what a reviewer looks at.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from shucai.demo import SEED, demo_school
from shucai.demo.checking import Tables
from shucai.domain.catalogue import Form
from shucai.toolkit.checks import checks_of
from tests.mutants.fault import Fault
from tests.mutants.planting import faults_for
from tests.mutants.school import School

DECLARED = Path(__file__).parent / "declared"
COLUMNS = ["rule", "form", "year", "kind", "row", "values", "also", "own", "others", "gone"]
TRIES = 400


def main(codes: Iterable[str]) -> None:
    at = demo_school(SEED)
    school = School(Tables(at), at.year.ends)
    DECLARED.mkdir(exist_ok=True)
    wanted = set(codes)
    for form in school.forms:
        if not wanted or form.code in wanted or form.platform in wanted:
            plant(form, school)


def plant(form: Form, school: School) -> None:
    lines, lost = [], []
    for rule in checks_of(form):
        line = _line(rule, form, school)
        if line is None:
            lost.append(rule.id)
        else:
            lines.append(line)
    with (DECLARED / f"{form.id}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    sys.stdout.write(f"{form.id}: {len(lines)} planted, {len(lost)} not: {' '.join(lost[:8])}\n")
    sys.stdout.flush()


def _line(rule, form: Form, school: School) -> dict[str, str] | None:
    for number, fault in enumerate(faults_for(rule, form, school)):
        if number > TRIES:
            return None
        if _fails(fault, form, school):
            new, gone = school.consequences(fault)
            if any(name == rule.id for _, name, _ in new):
                return fault.as_row() | told(new, gone, rule.id)
    return None


def _fails(fault: Fault, form: Form, school: School) -> bool:
    """Return whether a fault can be told by its check: quick, before all that follows is looked for."""
    return school.fails(fault, form)


def told(new, gone, rule: str) -> dict[str, str]:
    """Return the findings as they stand in a line: the rows the check itself names, the other checks with their number."""
    own = sorted(row for _, name, row in new if name == rule)
    others = Counter(f"{form}|{name}" for form, name, _ in new if name != rule)
    lost = Counter(f"{form}|{name}" for form, name, _ in gone)
    return {
        "own": " ".join(map(str, own[:20])) + (f" …{len(own)}" if len(own) > 20 else ""),
        "others": " ".join(f"{name}×{count}" for name, count in sorted(others.items())),
        "gone": " ".join(f"{name}×{count}" for name, count in sorted(lost.items())),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
