"""Faults of one number of a form of one row that leave its total as it was: the largest of its sisters takes the difference.

Else every number of such a form would break the same total, and no two of them could lie in one school.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from shucai.domain.catalogue import Form, Source
from tests.mutants.fault import COLUMN, SET, Fault
from tests.mutants.school import School

SUM = re.compile(r"\w+ = (?P<parts>\w+(?: \+ \w+)+)")


def within_totals(faults: Iterable[Fault], form: Form, school: School) -> Iterator[Fault]:
    """Return each fault, before it the same within its total where it has one."""
    own = Source(form.platform, form.code)
    for fault in faults:
        if form.cardinality == "one" and fault.source == own and len(fault.values) == 1:
            yield from _within(fault, form, school)
        yield fault


def _within(fault: Fault, form: Form, school: School) -> Iterator[Fault]:
    (name, told) = next(iter(fault.values.items()))
    text = told[0] if fault.kind == COLUMN and isinstance(told, list) else told
    row = school.table(fault.source).typed.row(0, named=True)
    sister = _sister(name, form, row)
    number, was = _number(text), _number(row[name])
    if fault.kind in {SET, COLUMN} and sister is not None and number is not None and was is not None:
        rest = (_number(row[sister]) or 0) + was - number
        yield replace(fault, kind=SET, values={name: text, sister: f"{rest:.15g}"})


def _sister(name: str, form: Form, row: dict) -> str | None:
    """Return the largest number that stands in the same total."""
    found = (SUM.fullmatch(check.require) for check in form.checks)
    totals = [parts for one in found if one and name in (parts := one["parts"].split(" + "))]
    sisters = [part for part in min(totals, key=len, default=[]) if part != name]
    return max(sisters, key=lambda part: _number(row[part]) or 0, default=None)


def _number(text: object) -> float | None:
    try:
        return float(str(text))
    except ValueError:
        return None
