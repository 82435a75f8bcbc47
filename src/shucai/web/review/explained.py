"""What was explained in a part, each with the findings it explains: what a reviewer accepts or refuses."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from shucai.apps.filling.checking.part import Said
from shucai.apps.review.reviewed import Reviewed
from shucai.web.findings.masking import message_of


@dataclass(frozen=True)
class Told:
    """An explanation with what it explains. title: what the first finding says. places: where."""

    said: Said
    title: str
    places: Sequence[str]


def explained(reviewed: Reviewed, *, masked: bool) -> list[Told]:
    """Return what was explained, undecided first. masked: without personal values."""
    seen, form = reviewed.seen, reviewed.rows.form
    spoken = seen.frame.filter(pl.col("mine") & pl.col("said").is_not_null())
    told: dict[int, Told] = {}
    for row in spoken.iter_rows(named=True):
        said = seen.said[row["said"]]
        if said.kind != "explain":
            continue
        place = "整张表" if row["rule"] in seen.found.whole_rules else f"第 {row['number']} 行"
        before = told.get(said.id)
        title = (
            before.title
            if before
            else message_of(form, seen.rules[row["rule"]], row["message"], masked=masked)
        )
        told[said.id] = Told(said, title, (*(before.places if before else ()), place))
    return sorted(told.values(), key=lambda one: one.said.accepted is not None)
