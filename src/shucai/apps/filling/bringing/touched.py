"""What undoing an import would touch, before anything is undone."""

from dataclasses import dataclass

from django.db.models import Count, Q

from shucai.apps.filling.models import Import, StagedRow


@dataclass(frozen=True)
class Touched:
    """What an undoing touches, in rows.

    pending: rows that go, changes and removals that fall away. edited: how many of them were typed over since.
    back: rows that gave way to the import and come back. accepted, later: what stands against it; later: by which import.
    """

    pending: int
    edited: int
    back: int
    accepted: int
    later: str


def touched_by_undoing(brought: Import) -> Touched:
    """Return what undoing an import would touch now."""
    own = StagedRow.objects.filter(origin=brought)
    told = own.aggregate(
        pending=Count("pk", Q(state="pending")),
        edited=Count("pk", Q(state="pending", edited_at__isnull=False)),
        accepted=Count("pk", Q(state="accepted")),
    )
    later = own.filter(state="superseded", superseded_by__state="committed").values_list(
        "superseded_by__file_name", flat=True
    )
    back = StagedRow.objects.filter(superseded_by=brought, state="superseded").count()
    return Touched(told["pending"], told["edited"], back, told["accepted"], later.first() or "")
