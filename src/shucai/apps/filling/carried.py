"""Last year's rows offered as this year's beginning (FIL-9): which form carries any, and which rows are a department's."""

import polars as pl
from django.db.models import QuerySet

from shucai.apps.campaigns.models import Assignment, Campaign, CampaignForm
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import definition_of
from shucai.apps.formal.queries import formal_rows
from shucai.domain.catalogue import Form
from shucai.domain.rows import PART


def last_year_of(part: Contribution) -> CampaignForm | None:
    """Return the same form in the school's campaign of the year before, None where nothing is carried forward."""
    if not definition_of(part.made_return).inherits or scope_of(part).is_of_fields:
        return None
    found = _filled_before(part.made_return.form.campaign).filter(code=part.made_return.form.code)
    return found.select_related("campaign").first()


def filled_before(campaign: Campaign) -> frozenset[str]:
    """Return the codes of the forms of which the school has rows of the year before on the platform of a campaign."""
    return frozenset(_filled_before(campaign).values_list("code", flat=True))


def _filled_before(campaign: Campaign) -> QuerySet[CampaignForm]:
    return CampaignForm.objects.filter(
        campaign__school=campaign.school_id,
        campaign__platform=campaign.platform,
        campaign__year=campaign.year - 1,
        snapshot__rows__gt=0,
    )


def carried_rows(part: Contribution, definition: Form) -> pl.DataFrame | None:
    """Return the rows that the department had last year; those of departments that are gone are the lead's."""
    form = last_year_of(part)
    if form is None:
        return None
    frame = formal_rows(form, definition)
    parts = dict(Assignment.objects.filter(form=form).values_list("contribution", "unit"))
    units = set(part.made_return.contributions.values_list("assignment__unit", flat=True))
    own, leads = part.assignment.unit_id, part.assignment.order == 0
    mine = [pk for pk, unit in parts.items() if unit == own or (leads and unit not in units)]
    others = [pk for pk in parts if pk not in mine and pk is not None]
    return frame.filter(~pl.col(PART).is_in(others) if leads else pl.col(PART).is_in(mine))


def carried_count(part: Contribution) -> int:
    """Return how many rows of last year a department may begin with."""
    rows = carried_rows(part, definition_of(part.made_return))
    return 0 if rows is None else rows.height
