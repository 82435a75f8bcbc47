"""Undoing an import until one of its rows is accepted: its rows go, those that gave way to it come back."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet

from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.bringing.touched import touched_by_undoing
from shucai.apps.filling.models import Import, StagedRow
from shucai.apps.formal.history import Change
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused


@transaction.atomic
def undo_import(import_id: int, *, by: Actor, at: datetime, today: date) -> Import | Refused:
    """Undo an import, with what was typed over its rows since. Rows of it that were deleted since stay so."""
    seen = Import.objects.filter(pk=import_id, school=by.school).first()
    if seen is None:
        return Refused("R101")
    verb = Verb.FILL if seen.is_carried else Verb.IMPORT
    held = hold_part(seen.contribution_id, verb, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    brought = Import.objects.select_for_update().get(pk=import_id)
    refused = _why_not(brought)
    if refused:
        return refused
    own = StagedRow.objects.filter(origin=brought, state="pending")
    gave_way = StagedRow.objects.filter(superseded_by=brought, state="superseded")
    changes = [*_changes(own, "undone", brought), *_changes(gave_way, "restored", brought)]
    own.update(state="undone", decided_by=by.person, decided_at=at)
    _bring_back(gave_way, held)
    brought.state, brought.undone_by_id, brought.undone_at = "undone", by.person, at
    brought.save(update_fields=["state", "undone_by", "undone_at"])
    held.record("撤销导入", changes, {"import": brought.pk, "file_digest": brought.digest})
    return brought


def _why_not(brought: Import) -> Refused | None:
    if brought.state != "committed":
        return Refused("R564", {"state": brought.get_state_display()})
    touched = touched_by_undoing(brought)
    if touched.accepted:
        return Refused("R568", {"count": str(touched.accepted)})
    return Refused("R569", {"file": touched.later}) if touched.later else None


def _bring_back(gave_way: QuerySet[StagedRow], held: HeldPart) -> None:
    """Let rows wait again; two versions on, so that nobody saves over what they saw of the import."""
    gave_way.update(state="pending", superseded_by=None, decided_at=None, version=F("version") + 2)


def _changes(rows: QuerySet[StagedRow], kind: str, brought: Import) -> Iterator[Change]:
    origin = f"import/{brought.pk}"
    step = 1 if kind == "undone" else 2
    for uid, version in rows.order_by("pk").values_list("uid", "version"):
        yield Change(uid, version + step, kind, origin=origin)
