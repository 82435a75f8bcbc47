"""A whole return under review: all its parts together, for those who decide after the departments (REV-1)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256

import polars as pl
from django.db.models import Prefetch, prefetch_related_objects

from shucai.apps.filling.checking import found_of, run_checks
from shucai.apps.filling.checking.found import Found
from shucai.apps.filling.checking.part import said_about
from shucai.apps.filling.models import Contribution, Declaration, Return
from shucai.apps.review.reviewed import Hand, Reviewed, Shared, hands_of, people_of, waiting_of
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
            {part.pk: waiting_of(self.hands, part) for part in self.parts},
        )
        return [Reviewed(part, self.at, self.today, shared=shared) for part in self.parts]

    @cached_property
    def hands(self) -> list[Hand]:
        """Return who put values into it."""
        return hands_of(self.made)

    @cached_property
    def fillers(self) -> frozenset[int]:
        """Return everybody who filled any of it."""
        return people_of(self.hands)

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


def fillers_of_whole(made: Return) -> frozenset[int]:
    """Return everybody who put values into a return, accepted or waiting (ORG-3)."""
    return people_of(hands_of(made))


def parts_of(made: Return, siblings: Iterable[Contribution] | None = None) -> list[Contribution]:
    """Return the parts of a return, the leading one first, with what they declared.

    made: with form and campaign at hand. siblings: the parts with assignment and department at hand, where read already.
    """
    if siblings is None:
        siblings = made.contributions.select_related("assignment__unit")
    found = sorted(siblings, key=lambda part: part.assignment.order)
    for part in found:
        part.made_return = made
    prefetch_related_objects(found, Prefetch("declarations", Declaration.objects.select_related("signed_by")))
    return found
