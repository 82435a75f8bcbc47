"""Accounts: which checks say each clause and each rule of the reference, or why none can."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from shucai.domain.catalogue import Platform


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause of a constraint cell, or one rule. place: file and line, for messages.

    form, field: where the clause stands; None for a rule, whose id is then ``text``.
    checks: ids of checks, ``*`` standing for any run of characters. excluded: why no engine can check it.
    """

    place: str
    platform: Platform
    form: str | None
    field: str | None
    text: str
    checks: tuple[str, ...]
    excluded: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the reference is alive on one platform. checks: how many different ones the accounts name."""

    platform: Platform
    cells: int
    clauses: int
    rules: int
    checks: int
    excluded: tuple[Entry, ...]


def account_faults(
    entries: Sequence[Entry], ids: Sequence[str], fields: Mapping[str, set[str]]
) -> Iterator[str]:
    """Return what in the accounts does not hold.

    ids: of all checks of the catalogue. fields: form code -> its fields.
    """
    known = set(ids)
    for entry in entries:
        if bool(entry.checks) == bool(entry.excluded):
            yield f"{entry.place}：{entry.text}：checks 和 excluded 必须恰好填一个"
        for name in entry.checks:
            if not _names_one(name, known):
                yield f"{entry.place}：没有校验 {name}"
        if entry.form is not None and entry.field not in fields.get(entry.form, set()):
            yield f"{entry.place}：{entry.form} 没有字段 {entry.field}"


def _names_one(name: str, known: set[str]) -> bool:
    return any(fnmatchcase(one, name) for one in known) if "*" in name else name in known


def coverage(platform: Platform, entries: Sequence[Entry]) -> Coverage:
    """Return the counts of a platform's accounts."""
    own = [entry for entry in entries if entry.platform == platform]
    clauses = [entry for entry in own if entry.form is not None]
    rules = [entry for entry in own if entry.form is None]
    return Coverage(
        platform=platform,
        cells=len({(entry.form, entry.field) for entry in clauses}),
        clauses=len(clauses),
        rules=len({entry.text for entry in rules}),
        checks=len({name for entry in own for name in entry.checks}),
        excluded=tuple(entry for entry in own if entry.excluded),
    )
