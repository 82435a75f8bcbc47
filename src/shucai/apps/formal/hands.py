"""Who put values into accepted rows: of each row, and of all rows of a part told together (ruling 8, ORG-3)."""

from collections.abc import Collection
from typing import NamedTuple

import polars as pl

from shucai.adapters.frames import unpacked
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.models import Snapshot
from shucai.domain.rows import PART, UID

FILLERS = "fillers"
HANDS = pl.Schema({UID: pl.String(), FILLERS: pl.List(pl.Int64)})


class Share(NamedTuple):
    """The accepted rows of a part of a form into which the same people put values. fillers: these; rows: how many."""

    form: int
    part: int
    fillers: list[int]
    rows: int


def shares_of(forms: Collection[int]) -> list[Share]:
    """Return the shares of all accepted rows of several forms. forms: ids of the campaign's forms."""
    found = Snapshot.objects.filter(form__in=forms).values_list("form", "shares")
    return [Share(form, *one) for form, shares in found for one in shares]


def former_hands(form: CampaignForm) -> pl.DataFrame:
    """Return who ever put values into each accepted row of a form, columns of HANDS."""
    stored = Snapshot.objects.filter(form=form).values_list("hands", flat=True).first()
    return unpacked(bytes(stored)) if stored else pl.DataFrame(schema=HANDS)


def hands_after(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Return the hands of rows together with those of their former states. Columns of HANDS, each row once."""
    hands = pl.concat([before, now]).explode(FILLERS).group_by(UID, maintain_order=True)
    return hands.agg(pl.col(FILLERS).drop_nulls().unique().sort())


def shares_in(rows: pl.DataFrame, hands: pl.DataFrame) -> list[tuple[int, list[int], int]]:
    """Return part, people and number of the rows that the same people filled. rows: all of a form; hands: of each of them."""
    held = rows.select(UID, PART).join(hands, on=UID, how="left").with_columns(pl.col(FILLERS).fill_null([]))
    shares = held.group_by(PART, FILLERS).len().sort(PART, FILLERS)
    return list(shares.iter_rows())
