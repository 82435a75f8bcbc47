"""Before a new row goes: whether other departments have filled cells of it, which are not the deleter's to drop (FIL-8)."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from shucai.apps.filling.actions.saving.desk import Desk
from shucai.apps.filling.models import StagedRow
from shucai.domain.rows import RowState

FILLED = "{unit}已在这一行填了“{titles}”，不能删除；请先与{unit}商定，由其清空这些格，再删除"


def filled_by_others(desk: Desk, uids: Iterable[str]) -> Mapping[str, str]:
    """Return uid -> why a new row stays: what another department has filled in it; nothing for those that may go."""
    scope = desk.scope
    if not any(other.fields for other in scope.others.values()):
        return {}
    new = [uid for uid in uids if uid in desk.there and desk.there[uid].state is RowState.ADDED]
    told: dict[str, str] = {}
    for uid, part in _over(desk, new).values_list("uid", "contribution_id"):
        other, cells = scope.others[part], desk.there[uid].cells
        titles = [title for name, title in scope.titles.items() if name in other.fields and cells.get(name)]
        if titles:
            told.setdefault(uid, FILLED.format(unit=other.unit, titles="、".join(titles)))
    return told


def drop_blanks_over(desk: Desk) -> None:
    """Let go what others have staged over new rows that are deleted: nothing stands in it any more."""
    if desk.dropped and desk.scope.others:
        _over(desk, desk.dropped).update(state="deleted", decided_at=desk.held.at)


def _over(desk: Desk, uids: Iterable[str]) -> QuerySet[StagedRow]:
    staged = StagedRow.objects.filter(made_return=desk.held.made, state="pending", uid__in=list(uids))
    return staged.exclude(contribution=desk.part)
