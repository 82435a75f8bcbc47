"""What others did to a return while an acceptance of its rows was prepared, so that the rest of it can be written at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from shucai.apps.filling.checking import beside, row_findings
from shucai.apps.filling.models import Return
from shucai.apps.filling.working import working_rows
from shucai.apps.formal.queries import formal_rows
from shucai.domain.catalogue import Form, Severity
from shucai.domain.problems import Refused
from shucai.domain.rows import PART, STATE, UID, VERSION, WorkingRows

COMPARED = [UID, VERSION, STATE, PART]


@dataclass(frozen=True)
class Seen:
    """What an acceptance was prepared from. formal: the accepted rows; rows: with all that is staged over them."""

    formal: pl.DataFrame
    rows: WorkingRows


def moved_rows(before: WorkingRows, now: WorkingRows) -> frozenset[str]:
    """Return the rows that were changed, added or taken away, by uid."""
    old, new = before.frame.select(COMPARED), now.frame.select(COMPARED)
    pairs = ((old, new), (new, old))
    return frozenset(uid for one, other in pairs for uid in one.join(other, on=COMPARED, how="anti")[UID])


def held_back(
    made: Return, seen: Seen, chosen: Collection[str], *, at: datetime, today: date
) -> dict[str, Refused] | None:
    """Return uid -> why a row cannot be accepted any more as it was seen; None where all has to be looked at anew.

    made: locked, as it stands. Rows that moved stay for another look; those compared with one that moved are checked again.
    """
    now = working_rows(made, at=at)
    if (
        now.form != seen.rows.form
        or refers_to_itself(now.form)
        or not formal_rows(made.form, now.form).equals(seen.formal)
    ):
        return None
    moved = moved_rows(seen.rows, now)
    told = {uid: Refused("R549") for uid in moved.intersection(chosen)}
    near = (beside(seen.rows, moved) | beside(now, moved)).intersection(chosen) - moved
    found = row_findings(made, near, at=at, today=today).filter(pl.col("severity") == Severity.ERROR.value)
    errors = found.group_by("uid", maintain_order=True)
    for uid, message, count in errors.agg(pl.col("message").first(), pl.len().alias("count")).iter_rows():
        told[uid] = Refused("R545", {"count": str(count), "first": message})
    return told


def refers_to_itself(form: Form) -> bool:
    """Return whether rows of a form may use other rows of it."""
    return any(code == form.code for key in form.foreign_keys for code, _ in key.targets)
