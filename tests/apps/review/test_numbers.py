"""Rows have one number for a department, wherever it reads of them: the one in its own grid (FIL-8)."""

import pytest

from shucai.apps.campaigns.models import Assignment
from shucai.apps.filling.models import Contribution
from shucai.apps.review.actions.returning import Asked, Pinned, return_part
from shucai.apps.review.comparing import compared
from shucai.apps.review.corrections import correction_of
from shucai.apps.review.models import Decision
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.rows.looking import NUMBER
from tests.builders.schools import PUBLISHED
from tests.builders.staffed import AT
from tests.builders.staging import FILLING
from tests.builders.standing import standing
from tests.builders.under_review import UnderReview

pytestmark = pytest.mark.django_db


def second(school):
    """Return the part of a department whose row stands below the two of the leading one."""
    lead = UnderReview(school).filled(2)
    unit = next(unit for unit in school.units.values() if unit != lead.part.assignment.unit)
    asked = Assignment.objects.create(form=lead.made.form, unit=unit, order=1)
    Contribution.objects.create(
        school_id=lead.made.school_id,
        made_return=lead.made,
        assignment=asked,
        state="not_started",
        state_at=AT,
    )
    other = UnderReview(school, order=1)
    other.window.add({**other.right_rows(1)[0], "award_name": "示例荣誉称号"})
    return other.accepted().submitted()


other = standing(*PUBLISHED, second)


def test_its_review_and_what_is_asked_of_it_count_as_its_grid_does(other):
    rows = compared(Reviewed(other.now(), AT, FILLING)).rows
    assert rows[NUMBER].to_list() == [1]
    pin = Pinned(rows["#uid"][0], "issuer", "写全称")
    asked = Asked("发文单位与证书不符，请核对", [pin])
    assert isinstance(return_part(other.part.pk, asked, by=other.reviewer, at=AT, today=FILLING), Decision)
    said = correction_of(other.now(), at=AT)
    assert said is not None
    assert [place.number for place in said.places] == [1]
