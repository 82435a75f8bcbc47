"""Reading the history of a row: who changed what, when, with old and new value (REV-4)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.history import place_of_change
from shucai.apps.formal.models import RowChange
from shucai.apps.keys.sealing import Sealing


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a row. cells: field -> old and new; empty where they lie in the file that ``origin`` names."""

    kind: str
    version: int
    by: str
    at: datetime
    origin: str
    cells: Mapping[str, tuple[str | None, str | None]]


def history_of(form: CampaignForm, uid: str, sealing: Sealing) -> list[Event]:
    """Return all changes of a row, the newest first."""
    found = RowChange.objects.filter(form=form, uid=uid).order_by("-at", "-pk")
    return [
        Event(one.kind, one.version, one.by_name, one.at, one.origin, cells_of(one, sealing)) for one in found
    ]


def cells_of(one: RowChange, sealing: Sealing) -> dict[str, tuple[str | None, str | None]]:
    """Return the cells of a change, field -> old and new."""
    if not one.sealed:
        return {}
    opened = json.loads(sealing.unseal(one.sealed, place_of_change(one.uid, one.version)))
    return {name: (old, new) for name, (old, new) in opened.items()}
