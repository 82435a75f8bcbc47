"""What a reviewer has before them: a part, who filled it, what still stands against approving it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import polars as pl

from shucai.apps.filling.checking.found import Found
from shucai.apps.filling.checking.lacking import lacks_of, own_rows
from shucai.apps.filling.checking.part import PartFindings, Said, cases_in, seen_by
from shucai.apps.filling.checking.running import found_of, run_checks
from shucai.apps.filling.covering import digest_of
from shucai.apps.filling.models import Contribution, Return, StagedRow
from shucai.apps.filling.working import working_rows
from shucai.apps.formal.hands import shares_of
from shucai.apps.review.models import Decision
from shucai.domain.catalogue import Severity
from shucai.domain.problems import Refused
from shucai.domain.rows import Scope, WorkingRows

Hand = tuple[int, str, Sequence[int]]  # a part, a row of it that waits or a blank, who put values into it


@dataclass(frozen=True)
class Shared:
    """What all parts of a return have in common, read once for them.

    said: (rule, row, cells) -> what was written of a finding. waiting: part -> rows that nobody has accepted yet.
    """

    found: Found
    siblings: Sequence[Contribution]
    said: Mapping[tuple[str, str, str], Said]
    waiting: Mapping[int, frozenset[str]]


@dataclass(frozen=True)
class Reviewed:
    """A part under review. part: with return, form and campaign at hand. afresh: all checks are run anew.

    shared: where the whole return is looked at. siblings: the parts of the return, where read already.
    """

    part: Contribution
    at: datetime
    today: date
    afresh: bool = False
    shared: Shared | None = None
    siblings: Sequence[Contribution] | None = None

    @cached_property
    def rows(self) -> WorkingRows:
        """Return all rows of the return."""
        return working_rows(self.part.made_return, at=self.at)

    @cached_property
    def seen(self) -> PartFindings:
        """Return the findings the part answers for."""
        if self.shared is None:
            run = run_checks if self.afresh else found_of
            found = run(self.part.made_return, at=self.at, today=self.today)
            return seen_by(self.part, found, at=self.at, siblings=self.siblings)
        of = self.shared
        return seen_by(self.part, of.found, at=self.at, siblings=of.siblings, said=of.said)

    @property
    def scope(self) -> Scope:
        """Return which rows and cells are the part's."""
        return self.seen.scope

    @cached_property
    def own(self) -> pl.DataFrame:
        """Return the rows the part stands for."""
        return own_rows(self.rows, self.scope)

    @cached_property
    def digest(self) -> str:
        """Return the hash of what an approval now would cover."""
        return digest_of(self.rows, self.scope)

    @cached_property
    def waiting_uids(self) -> frozenset[str]:
        """Return the rows of the part that nobody has accepted yet, those to be removed among them."""
        if self.shared is not None:
            return self.shared.waiting.get(self.part.pk, frozenset())
        return waiting_of(self.hands, self.part)

    @cached_property
    def hands(self) -> list[Hand]:
        """Return who put values into the return."""
        return hands_of(self.part.made_return)

    @cached_property
    def fillers(self) -> frozenset[int]:
        """Return who filled the part."""
        return fillers_of(self.part, self.scope, self.hands)

    @cached_property
    def decisions(self) -> list[Decision]:
        """Return the decisions over the part and its return, the newest first."""
        found = Decision.objects.filter(made_return=self.part.made_return)
        own = found.filter(contribution=self.part) | found.filter(contribution=None)
        return list(own.select_related("by", "on_behalf_of").order_by("-pk"))

    @property
    def waiting(self) -> int:
        """Return how many rows of the part nobody has accepted yet."""
        return len(self.waiting_uids)

    @cached_property
    def key_fields(self) -> tuple[str, ...]:
        """Return the fields of the part that the school leader approves (REV-2), in the order of the form."""
        form, supplied = self.part.made_return.form, self.scope.fields if self.scope.is_of_fields else None
        names = self.rows.form.by_name if form.is_key else form.key_fields
        return tuple(
            name
            for name in self.rows.form.by_name
            if name in names and (supplied is None or name in supplied)
        )

    @cached_property
    def undecided(self) -> list[Said]:
        """Return the explanations of the part that nobody has decided on yet, in the order of the findings."""
        return [one for one in self._explained if one.accepted is None]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return severity -> how many cases the part answers for."""
        mine = self.seen.frame.filter(pl.col("mine"))
        return {one.value: cases_in(mine.filter(pl.col("severity") == one.value)) for one in Severity}

    def against(self) -> Refused | None:
        """Return what stands against approving the part now, the first of it."""
        return next(self.all_against(), None)

    def all_against(self) -> Iterator[Refused]:
        """Yield everything that stands against approving the part now."""
        if self.waiting:
            yield Refused("R701", {"count": f"{self.waiting:,}"})
        if self.undecided:
            yield Refused("R702", {"count": f"{len(self.undecided):,}"})
        for lack in lacks_of(self.part, self.seen, self.rows):
            yield Refused("R703", {"what": "；".join(text for text in (lack.words, lack.first) if text)})

    @property
    def _explained(self) -> Iterator[Said]:
        mine = self.seen.frame.filter(pl.col("mine") & pl.col("said").is_not_null())
        for number in dict.fromkeys(mine["said"].to_list()):
            one = self.seen.said[number]
            if one.kind == "explain":
                yield one


def fillers_of(part: Contribution, scope: Scope, hands: Sequence[Hand] | None = None) -> frozenset[int]:
    """Return everybody who put values into what a part stands for, accepted or waiting (ORG-3). hands: where read already."""
    found = hands_of(part.made_return) if hands is None else hands
    if scope.leads or scope.is_of_fields:
        return people_of(found)
    return people_of(one for one in found if one[0] == part.pk)


def hands_of(made: Return) -> list[Hand]:
    """Return who put values into a return: into rows that wait row by row, into accepted ones without telling which."""
    accepted = [(share.part, "", share.fillers) for share in shares_of([made.form_id])]
    staged = StagedRow.objects.filter(made_return=made, state="pending").order_by()
    return [*accepted, *staged.values_list("contribution", "uid", "fillers")]


def people_of(hands: Iterable[Hand]) -> frozenset[int]:
    """Return the people of hands."""
    return frozenset(person for _, _, people in hands for person in people)


def waiting_of(hands: Iterable[Hand], part: Contribution) -> frozenset[str]:
    """Return the rows of a part that nobody has accepted yet, those to be removed among them."""
    return frozenset(uid for of, uid, _ in hands if uid and of == part.pk)
