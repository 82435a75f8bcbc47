"""What a reviewer has done with a part so far: rows looked at, time spent, places marked to be returned."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import F

from shucai.apps.review.comparing import Compared, Slice
from shucai.apps.review.models import Attention, Mark, Sight
from shucai.domain.rows import UID, VERSION

MOST_AT_ONCE = 60  # seconds a page may tell of at a time where it told nothing before
AT_ONCE = 2_000


@dataclass(frozen=True)
class Progress:
    """How much of what is to be looked at somebody has looked at. compared: the rows; person: the reviewer."""

    compared: Compared
    person: int

    @cached_property
    def versions(self) -> Mapping[str, int]:
        """Return uid -> version of the rows of the part."""
        rows = self.compared.rows
        return dict(zip(rows[UID].to_list(), rows[VERSION].to_list(), strict=True))

    @cached_property
    def seen(self) -> frozenset[str]:
        """Return the rows that were looked at as they are now."""
        part = self.compared.reviewed.part
        found = Sight.objects.filter(contribution=part, by=self.person).values_list("uid", "version")
        return frozenset(uid for uid, version in found if self.versions.get(uid) == version)

    @cached_property
    def to_look(self) -> frozenset[str]:
        """Return the rows that ask to be looked at: all but those that are as last year and of which nothing was said."""
        slices = self.compared.slices
        return frozenset(slices[Slice.ALL]) - frozenset(slices[Slice.SAME])

    @property
    def total(self) -> int:
        """Return how many rows ask to be looked at."""
        return len(self.to_look)

    @property
    def looked(self) -> int:
        """Return how many of them were looked at."""
        return len(self.to_look & self.seen)

    @property
    def unseen(self) -> int:
        """Return how many of them nobody has looked at here."""
        return self.total - self.looked

    @property
    def unchanged(self) -> int:
        """Return how many rows an approval takes with it unchanged."""
        return len(self.compared.slices[Slice.SAME])

    def seen_in(self, uids: Collection[str]) -> int:
        """Return how many of some rows were looked at."""
        return len(self.seen.intersection(uids))


def keep_sights(progress: Progress, uids: Collection[str]) -> None:
    """Note rows as looked at; those that are not the part's are left out."""
    there = {uid: progress.versions[uid] for uid in uids if uid in progress.versions}
    part = progress.compared.reviewed.part
    Sight.objects.bulk_create(
        [
            Sight(contribution=part, by_id=progress.person, uid=uid, version=version)
            for uid, version in there.items()
            if uid not in progress.seen
        ],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )


def keep_time(part_id: int, person: int, seconds: int, *, at: datetime) -> None:
    """Add time to what a reviewer has spent on a part: never more than has passed since the page told so last."""
    mine = Attention.objects.filter(contribution=part_id, by=person)
    before = mine.first()
    if before is None:
        first = max(0, min(seconds, MOST_AT_ONCE))
        Attention.objects.get_or_create(
            contribution_id=part_id, by_id=person, defaults={"seconds": first, "at": at}
        )
        return
    passed = max(0, int((at - before.at).total_seconds()))
    mine.update(seconds=F("seconds") + max(0, min(seconds, passed)), at=at)


def seconds_of(part_id: int, person: int | None) -> int:
    """Return how long a reviewer has had a part before them since their last decision."""
    found = Attention.objects.filter(contribution=part_id, by=person).values_list("seconds", flat=True)
    return found.first() or 0


def marks_of(part_id: int, person: int | None) -> list[Mark]:
    """Return the places a reviewer means to return, as they were marked."""
    return list(Mark.objects.filter(contribution=part_id, by=person).order_by("pk"))
