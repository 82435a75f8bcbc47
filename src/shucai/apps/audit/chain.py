"""The chain: each entry's hash covers it and the hash before it, so that none can be altered, dropped or moved unnoticed."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any  # what JSON holds

from django.db.models import Max

from shucai.apps.audit.models import ChainHead, Entry
from shucai.domain.problems import Problem

GENESIS = "0" * 64
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COVERED = (
    "school", "number", "actor", "actor_name", "on_behalf_of", "action", "subject_kind", "subject_id", "subject",
    "facts", "row_changes", "rows_digest", "previous",
)  # fmt: skip
BATCH = 2_000


def hash_of(entry: Entry) -> str:
    """Return the hash of an entry, in hexadecimal: over its columns as canonical JSON, the time in UTC microseconds."""
    told = {name: getattr(entry, name) for name in COVERED}
    told["at"] = (entry.at - EPOCH) // timedelta(microseconds=1)
    return sha256(_canonical(told).encode()).hexdigest()


def as_stored(facts: Mapping[str, object]) -> dict[str, Any]:
    """Return facts as every database gives them back: texts, whole numbers, truth values, lists and objects of these.

    Fractions are written as text: the two databases print them in different ways, and the hash would not hold.
    Raises TypeError for anything else.
    """
    stored: dict[str, Any] = json.loads(_canonical(facts), parse_float=_refuse_fraction)
    return stored


def flaws_of(school: int) -> Iterator[Problem]:
    """Yield what is wrong with the chain of a school, in its order; nothing where it is whole. Reads every entry once.

    The last number is read before the head: an entry that is added meanwhile then moves the head only.
    """
    written = Entry.objects.filter(school=school).order_by("number")
    last = written.aggregate(last=Max("number"))["last"] or 0
    head = ChainHead.objects.filter(pk=school).first() or ChainHead(school=school, hash=GENESIS)
    number, link, at_head = 0, GENESIS, GENESIS
    for entry in written.filter(number__lte=max(last, head.number)).iterator(BATCH):
        yield from _flaws_at(entry, number, link)
        number, link = entry.number, entry.hash
        at_head = link if number == head.number else at_head
    yield from _flaws_at_end(head, number, at_head)


def _flaws_at(entry: Entry, before: int, link: str) -> Iterator[Problem]:
    """Yield what is wrong with an entry. before, link: number and hash of the one before it."""
    here = {"number": str(entry.number)}
    if entry.number > before + 1:
        yield Problem("A102", {"first": str(before + 1), "last": str(entry.number - 1)})
    elif entry.previous != link:
        yield Problem("A103", here | {"before": str(before)}) if before else Problem("A104", here)
    if entry.hash != hash_of(entry):
        yield Problem("A101", here | {"at": f"{entry.at:%Y-%m-%d}", "actor": entry.actor_name})


def _flaws_at_end(head: ChainHead, number: int, at_head: str) -> Iterator[Problem]:
    """Yield where the last entry is not the one at which the product stopped writing."""
    if number < head.number:
        yield Problem("A102", {"first": str(number + 1), "last": str(head.number)})
    elif at_head != head.hash:
        yield Problem("A106", {"number": str(head.number)})
    if number > head.number:
        yield Problem("A105", {"first": str(head.number + 1), "last": str(number)})


def _canonical(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _refuse_fraction(text: str) -> float:
    raise TypeError(f"a fraction stands in the audit as text, not as {text}")
