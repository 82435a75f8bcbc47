"""Reading the history of rows: who changed a cell, when, from what to what (REV-4)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.history import place_of_change
from shucai.apps.formal.models import RowChange
from shucai.apps.keys.queries import unseal

KIND_WORDS = {
    "typed": "填写",
    "imported": "导入",
    "accepted": "复核通过",
    "removed": "删除",
    "restored": "恢复",
    "deleted": "删除",
    "undone": "撤销",
}


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change of a row. version: of the row afterwards. kind, origin: see RowChange. cells: field -> (old, new).

    person: whose change it is, by by.
    """

    uid: str
    version: int
    kind: str
    cells: Mapping[str, tuple[str | None, str | None]]
    by: str
    at: datetime
    origin: str
    person: int

    @property
    def how(self) -> str:
        """Return how it came about, as people read it."""
        return KIND_WORDS.get(self.kind, self.kind)


def past_of(form: CampaignForm, uids: Iterable[str], since: datetime | None = None) -> list[PastChange]:
    """Return every change of some rows of a form, the oldest first. since: only what was done after that."""
    found = RowChange.objects.filter(form=form, uid__in=list(uids)).order_by("at", "pk")
    found = found.filter(at__gt=since) if since else found
    return [
        PastChange(one.uid, one.version, one.kind, _cells(one), one.by_name, one.at, one.origin, one.by)
        for one in found
    ]


def _cells(one: RowChange) -> dict[str, tuple[str | None, str | None]]:
    plain = unseal(one.sealed, place=place_of_change(one.uid, one.version))
    return {name: (old, new) for name, (old, new) in json.loads(plain).items()} if plain else {}


def rows_changed(form: CampaignForm, *, actions: int) -> list[str]:
    """Return the uids of the rows that the last so many actions changed, those changed last first."""
    of_form = RowChange.objects.filter(form=form)
    moments = of_form.order_by("-at").values_list("at", flat=True).distinct()[:actions]
    oldest = min(moments, default=None)
    if oldest is None:
        return []
    changed = of_form.filter(at__gte=oldest).order_by("-at", "-pk").values_list("uid", flat=True)
    return list(dict.fromkeys(changed))


def last_entry(form: int) -> int:
    """Return the number of the last entry of the history of a form, 0 without one."""
    return RowChange.objects.filter(form=form).order_by("-pk").values_list("pk", flat=True).first() or 0


def moved_since(form: int, entry: int, *, most: int) -> tuple[frozenset[str], int] | None:
    """Return which rows of a form changed after an entry of its history, and the last entry; None for more changes than most.

    Changes of one form follow each other, since their return is locked; so its entries are numbered in their order.
    """
    later = RowChange.objects.filter(form=form, pk__gt=entry).order_by("pk")
    found = list(later.values_list("uid", "pk")[: most + 1])
    if len(found) > most:
        return None
    return frozenset(uid for uid, _ in found), found[-1][1] if found else entry
