"""What moved in a part since it was sent back, re-opened or approved for the last time: which rows, and what stood there."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import polars as pl
from django.db.models import QuerySet

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.working import sealing_for
from shucai.apps.formal.histories import cells_of
from shucai.apps.formal.models import RowChange
from shucai.apps.review.models import Decision
from shucai.domain.access import Verb
from shucai.domain.rows import UID

CORRECTING = (Verb.RETURN.value, Verb.REOPEN.value)
TURNING = (*CORRECTING, Verb.APPROVE_DEPARTMENT.value)
FIRST_VERSION = 1
AT_ONCE = 500
MOST_COMPARED = 1_000  # rows typed over, of which each is compared with what stood there


@dataclass(frozen=True)
class Since:
    """What moved since a decision; nothing where the part is not open for a correction.

    rows: uid -> the version of its first change since.
    """

    part: Contribution
    decision: Decision | None = None
    rows: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def added(self) -> frozenset[str]:
        """Return the rows that were not there then."""
        return frozenset(uid for uid, version in self.rows.items() if version == FIRST_VERSION)

    def was(self, uids: Collection[str]) -> dict[str, dict[str, str | None]]:
        """Return uid -> field -> what stood there then, of those of some rows that were typed over, not brought by a file."""
        wanted = [uid for uid in uids if uid in self.rows and uid not in self.added]
        if self.decision is None or not wanted:
            return {}
        sealing = sealing_for(self.part.made_return, at=self.decision.at)
        found: dict[str, dict[str, str | None]] = {}
        for start in range(0, len(wanted), AT_ONCE):
            changes = _changes(self.part, self.decision).filter(uid__in=wanted[start : start + AT_ONCE])
            for one in changes.exclude(sealed="").order_by("pk"):
                then = found.setdefault(one.uid, {})
                for name, (old, _) in cells_of(one, sealing).items():
                    then.setdefault(name, old)
        return found


def since_return(part: Contribution, decisions: Callable[[], Iterable[Decision]] | None = None) -> Since:
    """Return what moved in a part since it was last sent back or re-opened, or since the approval that others dropped.

    part: with return and form at hand. decisions: over it, the newest first, where a page shows them anyhow.
    """
    if not part.is_returned:
        return Since(part)
    decision = last_turn(part) if decisions is None else _last(part, decisions())
    if decision is None:
        return Since(part)
    rows: dict[str, int] = {}
    for uid, version in _changes(part, decision).order_by("pk").values_list("uid", "version"):
        rows.setdefault(uid, version)
    return Since(part, decision, rows)


def without_restored(since: Since, rows: pl.DataFrame) -> Since:
    """Return what moved without rows that were typed back to what stood there then. rows: of the part, as they are now."""
    typed = since.rows.keys() - since.added
    if not typed or len(typed) > MOST_COMPARED:
        return since
    then = since.was(typed)
    now = rows.filter(pl.col(UID).is_in(list(then))).rows(named=True)
    same = {row[UID] for row in now if all(row[name] == old for name, old in then[row[UID]].items())}
    return replace(since, rows={uid: version for uid, version in since.rows.items() if uid not in same})


def last_turn(part: Contribution) -> Decision | None:
    """Return the decision that a part was last sent back, re-opened or approved by."""
    made = Decision.objects.filter(contribution=part, verb__in=TURNING)
    return made.select_related("by", "on_behalf_of").order_by("-pk").first()


def _last(part: Contribution, decisions: Iterable[Decision]) -> Decision | None:
    return next((one for one in decisions if one.contribution_id == part.pk and one.verb in TURNING), None)


def _changes(part: Contribution, decision: Decision) -> QuerySet[RowChange]:
    """Return the changes of rows since a decision; that somebody accepted them is none."""
    made = RowChange.objects.filter(form=part.made_return.form_id, at__gt=decision.at)
    return made.exclude(kind="accepted")
