"""The rows of the year before: what the school had accepted in its last campaign of the platform, by primary key."""

from collections.abc import Mapping

import polars as pl

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.filling.models import Return
from shucai.apps.formal.queries import formal_rows
from shucai.domain.catalogue import Form
from shucai.domain.rows import UID, WorkingRows

BEFORE = "#before"


def form_of_last_year(made_return: Return) -> CampaignForm | None:
    """Return the same form in the campaign of the year before, None where there is none."""
    campaign = made_return.form.campaign
    return (
        CampaignForm.objects.select_related("campaign")
        .filter(
            campaign__school=made_return.school_id,
            campaign__platform=campaign.platform,
            campaign__year=campaign.year - 1,
            code=made_return.form.code,
        )
        .first()
    )


def rows_of_last_year(made_return: Return, definition: Form) -> pl.DataFrame | None:
    """Return last year's accepted rows with the columns both years have, None where there was no campaign."""
    form = form_of_last_year(made_return)
    if form is None:
        return None
    rows = formal_rows(form, definition)
    blank = [pl.lit(None, pl.String()).alias(name) for name in definition.by_name if name not in rows.columns]
    return rows.with_columns(blank).select(list(definition.by_name))


def row_of_last_year(made_return: Return, rows: WorkingRows, uid: str) -> Mapping[str, str | None] | None:
    """Return last year's row of the same key, None where there was none; a form of one row needs no key."""
    before = rows_of_last_year(made_return, rows.form)
    if before is None or before.is_empty():
        return None
    if rows.form.cardinality == "one":
        return before.row(0, named=True)
    key = list(rows.form.primary_key)
    own = rows.frame.filter(pl.col(UID) == uid).select(key)
    found = before.join(own, on=key, how="semi", nulls_equal=True) if key and own.height else before.head(0)
    return found.row(0, named=True) if found.height else None


def moved_since_last_year(made_return: Return, rows: WorkingRows) -> dict[str, list[str]]:
    """Return field -> uids of rows in which it is not as last year; under the blank name the rows with any such field."""
    before, key = rows_of_last_year(made_return, rows.form), list(rows.form.primary_key)
    if before is None or not key:
        return {}
    others = [name for name in rows.form.by_name if name not in key]
    both = rows.frame.select(UID, *rows.form.by_name).join(
        before, on=key, how="left", suffix=BEFORE, nulls_equal=True
    )
    known = rows.frame.select(UID, *key).join(before, on=key, how="anti", nulls_equal=True)[UID].to_list()
    found = {
        name: both.filter(pl.col(name).ne_missing(pl.col(f"{name}{BEFORE}")))[UID].to_list()
        for name in others
    }
    found[""] = sorted({*known, *(uid for uids in found.values() for uid in uids)})
    return found
