"""What others did to a return while an acceptance of its rows was prepared, so that the rest of it can be written at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from shucai.apps.filling.checking import beside, row_findings
from shucai.apps.filling.checking.found import eased_rules
from shucai.apps.filling.checking.twins import twins_told
from shucai.apps.filling.models import Return
from shucai.apps.filling.working import waiting, working_rows
from shucai.apps.formal.queries import formal_rows
from shucai.domain.catalogue import Check, Form, Severity, Source
from shucai.domain.problems import Refused
from shucai.domain.rows import PART, STATE, UID, VERSION, Scope, WorkingRows

COMPARED = [UID, VERSION, STATE, PART]


@dataclass(frozen=True)
class Seen:
    """What an acceptance was prepared from.

    formal: the accepted rows; rows: with all that is staged over them; scope: of the part whose rows are accepted.
    """

    formal: pl.DataFrame
    rows: WorkingRows
    scope: Scope


def moved_rows(before: WorkingRows, now: WorkingRows) -> frozenset[str]:
    """Return the rows that were changed, added or taken away, by uid."""
    old, new = before.frame.select(COMPARED), now.frame.select(COMPARED)
    pairs = ((old, new), (new, old))
    return frozenset(uid for one, other in pairs for uid in one.join(other, on=COMPARED, how="anti")[UID])


def held_back(
    made: Return, seen: Seen, chosen: Mapping[str, int], *, at: datetime, today: date
) -> dict[str, Refused] | None:
    """Return uid -> why a row cannot be accepted any more as it was seen; None where all has to be looked at anew.

    made: locked, as it stands. chosen: uid -> id of the staged row. Rows that moved stay for another look; those compared
    with one that moved are checked again.
    """
    now = working_rows(made, at=at)
    if (
        now.form != seen.rows.form
        or depends_on_itself(now.form)
        or not formal_rows(made.form, now.form).equals(seen.formal)
    ):
        return None
    moved = moved_rows(seen.rows, now) | _replaced(made, chosen)
    told = {uid: Refused("R549") for uid in moved.intersection(chosen)}
    near = (beside(seen.rows, moved) | beside(now, moved)).intersection(chosen) - moved
    found = row_findings(made, near, at=at, today=today).filter(pl.col("severity") == Severity.ERROR.value)
    errors = twins_told(found, now, seen.scope).group_by("uid", maintain_order=True)
    for uid, message, count in errors.agg(pl.col("message").first(), pl.len().alias("count")).iter_rows():
        told[uid] = Refused("R545", {"count": str(count), "first": message})
    return told


def _replaced(made: Return, chosen: Mapping[str, int]) -> frozenset[str]:
    """Return the rows of which what was chosen waits no more: given up and typed anew, they may bear the same version.

    Compared here, not in the database: one that knows nothing of the table yet compares each of thousands with each.
    """
    still = set(waiting(made).values_list("pk", flat=True))
    return frozenset(uid for uid, number in chosen.items() if number not in still)


def depends_on_itself(form: Form) -> bool:
    """Return whether a row may be wrong because of rows of its form that share nothing with it: it uses or looks them up."""
    uses = any(code == form.code for key in form.foreign_keys for code, _ in key.targets)
    return uses or any(_looks_up_own(check, form) for check in form.checks)


def _looks_up_own(check: Check, form: Form) -> bool:
    """Return whether a check, of one row and against accepting it, looks it up among the others."""
    stands_against = check.severity is Severity.ERROR and not check.once and check.id not in eased_rules(form)
    return stands_against and Source(form.platform, form.code) in check.sources
