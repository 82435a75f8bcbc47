"""A whole return under review: all its parts together, for those who decide after the departments (REV-1)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256

import polars as pl

from shucai.apps.filling.checking import found_of, run_checks
from shucai.apps.filling.checking.found import Found
from shucai.apps.filling.checking.part import said_about
from shucai.apps.filling.models import Contribution, Return, StagedRow
from shucai.apps.formal.models import Row
from shucai.apps.review.reviewed import Reviewed, Shared
from shucai.domain.catalogue import Severity
from shucai.domain.problems import Refused


@dataclass(frozen=True)
class ReviewedWhole:
    """A return under review. parts: the leading one first, with return and form at hand. afresh: all checks are run anew."""

    made: Return
    parts: Sequence[Contribution]
    at: datetime
    today: date
    afresh: bool = False

    @cached_property
    def each(self) -> list[Reviewed]:
        """Return its parts under review; the checks are run once."""
        run = run_checks if self.afresh else found_of
        shared = Shared(
            run(self.made, at=self.at, today=self.today),
            self.parts,
            said_about(self.parts[0], at=self.at),
            _waiting(self.made),
        )
        return [Reviewed(part, self.at, self.today, shared=shared) for part in self.parts]

    @property
    def leading(self) -> Reviewed:
        """Return the part that answers for the whole."""
        return self.each[0]

    @property
    def rows(self) -> pl.DataFrame:
        """Return the rows it stands for."""
        return self.leading.rows.counted

    @property
    def found(self) -> Found:
        """Return what the checks found in the whole."""
        return self.leading.seen.found

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return severity -> how many findings the whole has."""
        severities = self.found.frame["severity"]
        return {one.value: int((severities == one.value).sum()) for one in Severity}

    @cached_property
    def digest(self) -> str:
        """Return the hash of what a decision now would cover: what its departments approved."""
        return digest_of_whole(self.parts)

    @cached_property
    def moved(self) -> list[Contribution]:
        """Return the parts that are no longer what their department approved."""
        return [one.part for one in self.each if one.part.approved_digest != one.digest]

    def against(self) -> Refused | None:
        """Return what stands against letting the whole pass now, the first of it."""
        return next(self.all_against(), None)

    def all_against(self) -> Iterator[Refused]:
        """Yield everything that stands against letting the whole pass now."""
        if self.moved:
            yield Refused("R711", {"units": "、".join(one.assignment.unit.title for one in self.moved)})
        for one in self.each:
            yield from one.all_against()


def digest_of_whole(parts: Sequence[Contribution]) -> str:
    """Return the hash over what the departments of a return approved."""
    covered = sorted((part.pk, part.approved_digest) for part in parts)
    return sha256(json.dumps(covered).encode()).hexdigest()


def _waiting(made: Return) -> dict[int, frozenset[str]]:
    """Return part -> its rows that nobody has accepted yet."""
    found: dict[int, set[str]] = {}
    pending = StagedRow.objects.filter(made_return=made, state="pending")
    for part, uid in pending.values_list("contribution", "uid"):
        found.setdefault(part, set()).add(uid)
    return {part: frozenset(uids) for part, uids in found.items()}


def fillers_of_whole(made: Return) -> frozenset[int]:
    """Return everybody who put values into a return, accepted or waiting (ORG-3)."""
    formal = Row.objects.filter(form=made.form_id).values_list("fillers", flat=True)
    staged = StagedRow.objects.filter(made_return=made, state="pending").values_list("fillers", flat=True)
    return frozenset(person for people in (*formal, *staged) for person in people)


def parts_of(made: Return) -> list[Contribution]:
    """Return the parts of a return, the leading one first. made: with form and campaign at hand."""
    own = made.contributions.select_related("assignment__unit").prefetch_related("declarations")
    found = list(own.order_by("assignment__order"))
    for part in found:
        part.made_return = made
    return found
