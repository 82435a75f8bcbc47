"""What must be complete before what: references between forms, and the steps of the prescribed order (CAM-6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from shucai.domain.catalogue import Edition

Why = Literal["catalogue", "order"]
Needs = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class OrderedBefore:
    """One form that must be complete before another, by code; why: it refers to its rows, or it is an earlier step."""

    form: str
    needs: str
    why: Why


def prerequisites_of(edition: Edition) -> tuple[OrderedBefore, ...]:
    """Return what must be complete before what.

    A form needs those whose rows it refers to, deferred references left out, and those of the step before it. Computed
    forms are nobody's to complete, so that nothing waits for them.
    """
    typed = {code for code, form in edition.forms.items() if not form.read_only}
    found: dict[tuple[str, str], OrderedBefore] = {}
    for code in edition.forms:
        for needed in edition.forms[code].prerequisites:
            if code in typed and needed in typed:
                found[code, needed] = OrderedBefore(code, needed, "catalogue")
    for code, needed in _steps(edition):
        if code in typed and needed in typed and not _leads_to(needed, code, found):
            found.setdefault((code, needed), OrderedBefore(code, needed, "order"))
    return tuple(found.values())


def _steps(edition: Edition) -> list[tuple[str, str]]:
    """Return (form, form of the step before it) of the numbered steps."""
    numbers = sorted({step.order for step in edition.steps if step.order is not None})
    at = {n: [code for s in edition.steps if s.order == n for code in s.forms] for n in numbers}
    return [(code, needed) for before, now in pairwise(numbers) for code in at[now] for needed in at[before]]


def _leads_to(start: str, end: str, found: Mapping[tuple[str, str], OrderedBefore]) -> bool:
    needs: dict[str, set[str]] = {}
    for form, needed in found:
        needs.setdefault(form, set()).add(needed)
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        code = waiting.pop()
        if code == end:
            return True
        if code not in seen:
            seen.add(code)
            waiting.extend(needs.get(code, ()))
    return False


def cycle_in(needs: Needs) -> tuple[str, ...]:
    """Return the forms of a circle in which each waits for the next, or nothing where there is none."""
    done: set[str] = set()
    for start in needs:
        circle = _circle_from(start, needs, done)
        if circle:
            return circle
    return ()


def _circle_from(start: str, needs: Needs, done: set[str]) -> tuple[str, ...]:
    """Walk down from a form; done grows by what leads to no circle."""
    path: list[str] = []
    waiting = [(start, False)]
    while waiting:
        code, leaving = waiting.pop()
        if leaving:
            done.add(path.pop())
        elif code in path:
            return tuple(path[path.index(code) :])
        elif code not in done:
            path.append(code)
            waiting.append((code, True))
            waiting.extend((needed, False) for needed in needs.get(code, ()))
    return ()
