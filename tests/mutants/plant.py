"""``python -m tests.mutants.plant [CODE …]``: find a fault for every check and write what follows from it.

Writes ``tests/mutants/declared/<form id>.csv``, a line a check; the difference is what a reviewer looks at.
CODE: a form or platform; or ``missing`` for the checks alone that have no line yet, the other lines staying as they are.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
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
MISSING = "missing"


def main(codes: Iterable[str]) -> None:
    at = demo_school(SEED)
    school = School(Tables(at), at.year.ends)
    DECLARED.mkdir(exist_ok=True)
    wanted = set(codes)
    for form in school.forms:
        known = _known(form) if MISSING in wanted else {}
        if MISSING in wanted and known.keys() == {rule.id for rule in checks_of(form)}:
            continue
        if not wanted or wanted & {form.code, form.platform, MISSING}:
            plant(form, school, known)


def _known(form: Form) -> dict[str, dict[str, str]]:
    """Return the lines there are, by check."""
    path = DECLARED / f"{form.id}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["rule"]: row for row in csv.DictReader(file)}


def plant(form: Form, school: School, known: Mapping[str, dict[str, str]]) -> None:
    """Write the lines of a form. known: lines that stay as they are, by check."""
    lines, lost = [], []
    for rule in checks_of(form):
        line = known.get(rule.id) or _line(rule, form, school)
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
    for fault in faults_for(rule, form, school):
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
