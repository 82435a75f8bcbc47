"""``python -m tests.mutants.plant [WHAT …]``: find a fault for every check and write what follows from it.

Writes ``tests/mutants/declared/<form id>.csv``, a line a check; the difference is what a reviewer looks at.
WHAT: a form or a platform, whose faults are looked for anew; a check that has changed: what follows from the faults
within whose reach it lies is told anew; ``missing``: checks without a line. All other lines stay as they are.
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
from tests.mutants.reach import Reach
from tests.mutants.school import School

DECLARED = Path(__file__).parent / "declared"
COLUMNS = ["rule", "form", "year", "kind", "row", "values", "also", "own", "others", "gone"]
MISSING = "missing"

Lines = Mapping[str, dict[str, str]]


def main(arguments: Iterable[str]) -> None:
    at = demo_school(SEED)
    school = School(Tables(at), at.year.ends)
    DECLARED.mkdir(exist_ok=True)
    wanted, reach = set(arguments), Reach(school.edition)
    for form in school.forms:
        known = _known(form)
        if not wanted or wanted & {form.code, form.platform}:
            plant(form, school, {}, {})
        else:
            stale = {rule: line for rule, line in known.items() if _is_stale(line, wanted, reach)}
            missing = known.keys() != {rule.id for rule in checks_of(form)}
            if stale or (missing and MISSING in wanted):
                plant(form, school, {rule: known[rule] for rule in known.keys() - stale.keys()}, stale)


def _is_stale(line: Mapping[str, str], changed: set[str], reach: Reach) -> bool:
    """Return whether one of the changed checks may say something else of a fault than its line."""
    rules = {rule for rule, _ in reach.of(Fault.of_row(line))}
    return bool(changed & rules) or any(f"|{rule}×" in line["others"] + line["gone"] for rule in changed)


def _known(form: Form) -> dict[str, dict[str, str]]:
    """Return the lines there are, by check."""
    path = DECLARED / f"{form.id}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["rule"]: row for row in csv.DictReader(file)}


def plant(form: Form, school: School, known: Lines, stale: Lines) -> None:
    """Write the lines of a form. known: those that stay as they are, by check. stale: those to be told anew."""
    lines, lost = [], []
    for rule in checks_of(form):
        line = known.get(rule.id)
        if line is None and rule.id in stale:
            line = _told_anew(Fault.of_row(stale[rule.id]), school)
        line = line or _line(rule, form, school)
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


def _told_anew(fault: Fault, school: School) -> dict[str, str] | None:
    """Return the line of a fault, None where its own check does not find it any more."""
    new, gone = school.consequences(fault)
    return (
        fault.as_row() | told(new, gone, fault.rule)
        if any(name == fault.rule for _, name, _ in new)
        else None
    )


def _line(rule, form: Form, school: School) -> dict[str, str] | None:
    for fault in faults_for(rule, form, school):
        line = _told_anew(fault, school) if _fails(fault, form, school) else None
        if line is not None:
            return line
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
