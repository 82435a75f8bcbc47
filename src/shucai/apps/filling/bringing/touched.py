"""What undoing an import would touch, before anything is undone; what was done to its rows by hand since."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from shucai.apps.filling.laying import place_of
from shucai.apps.filling.models import Contribution, Import, StagedRow
from shucai.apps.filling.working import sealing_for
from shucai.apps.organisation.models import Person


@dataclass(frozen=True)
class Touched:
    """What an undoing touches, in rows.

    pending: rows that wait, new ones, changes and removals. edited: how many of them were typed over since. deleted: rows
    that were there before and that somebody deleted since. back: rows that gave way to the import and come back.
    others: new rows with cells of other departments; they stay whatever is chosen. units: of those departments.
    accepted, later: what stands against it; later: the last import that does, by its name and by its key.
    """

    pending: int
    edited: int
    deleted: int
    back: int
    others: int
    units: tuple[str, ...]
    accepted: int
    later: str
    later_import: int | None

    @property
    def by_hand(self) -> int:
        """Return how many rows somebody has to decide about."""
        return self.edited + self.deleted

    @property
    def going(self) -> int:
        """Return how many rows go whatever is decided about the others."""
        return self.pending - self.others - self.edited


@dataclass(frozen=True)
class Later:
    """What was done to a row of an import by hand since. index: of the row in the file. fields: those typed over."""

    index: int | None
    did: str
    fields: tuple[str, ...]
    who: str
    at: datetime


def rows_brought(imports: Collection[int]) -> QuerySet[StagedRow]:
    """Return the staged rows that came with imports, found by their contributions, as they are indexed."""
    parts = Import.objects.filter(pk__in=imports).values("contribution")
    return StagedRow.objects.filter(contribution__in=parts, origin__in=imports)


def touched_by_undoing(brought: Import) -> Touched:
    """Return what undoing an import would touch now."""
    own = rows_brought([brought.pk])
    shared = with_cells_of_others(brought)
    told = own.aggregate(
        pending=Count("pk", Q(state="pending")),
        edited=Count("pk", Q(state="pending", edited_at__isnull=False) & ~Q(uid__in=shared.values("uid"))),
        accepted=Count("pk", Q(state="accepted")),
    )
    given = own.filter(state="superseded", superseded_by__state="committed").values("superseded_by")
    later = Import.objects.filter(pk__in=given).only("file_name").order_by("-committed_at", "-pk").first()
    parts = Contribution.objects.filter(pk__in=shared.values("contribution"))
    units = {one.assignment.unit.title for one in parts.select_related("assignment__unit")}
    return Touched(
        **told,
        deleted=deleted_since(brought).count(),
        back=gave_way_to(brought).count(),
        others=shared.values("uid").distinct().count(),
        units=tuple(sorted(units)),
        later=later.file_name if later else "",
        later_import=later.pk if later else None,
    )


def gave_way_to(brought: Import) -> QuerySet[StagedRow]:
    """Return the rows that waited and gave way to those of an import."""
    return StagedRow.objects.filter(superseded_by=brought, state="superseded")


def edited_since(brought: Import) -> QuerySet[StagedRow]:
    """Return the rows of an import that wait and were typed over since."""
    return rows_brought([brought.pk]).filter(state="pending", edited_at__isnull=False)


def deleted_since(brought: Import) -> QuerySet[StagedRow]:
    """Return the rows of an import that were deleted since and were there before it: an undoing may bring them back."""
    before = gave_way_to(brought).values("uid")
    return rows_brought([brought.pk]).filter(state="deleted", uid__in=before)


def with_cells_of_others(brought: Import) -> QuerySet[StagedRow]:
    """Return what other departments staged over rows that came with an import alone: it would hang in the air."""
    own = rows_brought([brought.pk]).filter(state="pending", kind="added")
    alone = own.exclude(uid__in=gave_way_to(brought).values("uid"))
    staged = StagedRow.objects.filter(made_return=brought.contribution.made_return_id, state="pending")
    return staged.exclude(contribution=brought.contribution_id).filter(uid__in=alone.values("uid"))


def later_by_hand(brought: Import, *, at: datetime, most: int) -> list[Later]:
    """Return what was done to rows of an import by hand since, the latest first."""
    concerned = (edited_since(brought) | deleted_since(brought)).order_by("-edited_at", "-pk")[:most]
    rows = list(concerned)
    names = dict(Person.objects.filter(pk__in={row.edited_by for row in rows}).values_list("pk", "name"))
    return [
        Later(
            row.index,
            "删除" if row.state == "deleted" else "修改",
            tuple(_typed(brought, row, at)),
            names.get(row.edited_by or 0, ""),
            row.edited_at or row.made_at,
        )
        for row in rows
    ]


def _typed(brought: Import, row: StagedRow, at: datetime) -> Iterator[str]:
    """Yield the fields that were typed over a row."""
    if not row.sealed or row.state == "deleted":
        return
    sealing = sealing_for(brought.contribution.made_return, at=at)
    yield from json.loads(sealing.unseal(row.sealed, place_of(row.uid, row.contribution_id)))
