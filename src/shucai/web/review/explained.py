"""What was explained in a part, each with the findings it explains: what a reviewer accepts or refuses."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from shucai.apps.filling.checking.part import Said
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.rows import UID
from shucai.web.findings.groups import naming_column
from shucai.web.findings.masking import message_of


@dataclass(frozen=True)
class Told:
    """An explanation with what it explains. title: what the first finding says. places: where, a row with its name."""

    said: Said
    title: str
    places: Sequence[str]


def explained(reviewed: Reviewed, *, masked: bool) -> list[Told]:
    """Return what was explained, undecided first. masked: without personal values."""
    seen, form = reviewed.seen, reviewed.rows.form
    spoken = seen.frame.filter(pl.col("mine") & pl.col("said").is_not_null())
    called = {} if masked else _called(reviewed, spoken["uid"])
    told: dict[int, Told] = {}
    for row in spoken.iter_rows(named=True):
        said = seen.said[row["said"]]
        if said.kind != "explain":
            continue
        of_row = f"第 {row['number']} 行 {called.get(row['uid'], '')}".rstrip()
        place = "整张表" if row["rule"] in seen.found.whole_rules else of_row
        before = told.get(said.id)
        title = (
            before.title
            if before
            else message_of(form, seen.rules[row["rule"]], row["message"], masked=masked)
        )
        told[said.id] = Told(said, title, (*(before.places if before else ()), place))
    return sorted(told.values(), key=lambda one: one.said.accepted is not None)


def _called(reviewed: Reviewed, uids: pl.Series) -> dict[str, str]:
    """Return uid -> what a row is called, of some rows."""
    frame, name = reviewed.rows.frame, naming_column(reviewed.rows.form)
    if name is None:
        return {}
    wanted = frame.filter(pl.col(UID).is_in(uids.drop_nulls().unique().to_list()))
    return {uid: called for uid, called in wanted.select(UID, name).iter_rows() if called}
