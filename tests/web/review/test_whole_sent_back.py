"""The page of a whole return after a part went back, and with what another department than the leading one declared."""

import re

import pytest

from shucai.apps.filling.models import Contribution, Declaration
from shucai.web.review import compliance
from tests.builders.people import logged_in
from tests.builders.staffed import AT
from tests.builders.staging import FILLING
from tests.web.review.test_compliance_pages import WHY, decide, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_day(monkeypatch):
    """The page is used on a day of filling."""
    monkeypatch.setattr(compliance, "today", lambda: FILLING)
    monkeypatch.setattr(compliance, "clock", lambda: AT)


def approved_by(shown):
    found = re.search(r'data-k="部门审核">(.*?)</td>', shown)
    assert found
    return found[1]


def test_the_whole_stands_as_sent_back_with_its_part_whose_approval_holds_no_more(awards):
    awards.approve()
    assert approved_by(page(awards)).startswith(awards.head.name)
    decide(awards, do="return", reason=WHY, part=str(awards.part.pk))
    shown = page(awards)
    assert "已退回" in shown.partition("整张表")[0]
    assert "这张表现在是“已退回”" in shown
    assert approved_by(shown) == "—"


def test_what_others_say_is_asked_about_the_part_that_was_declared(awards):
    campaign = awards.part.made_return.form.campaign
    parts = Contribution.objects.filter(
        made_return__form__campaign=campaign, made_return__form__code="1.4.1"
    ).order_by("assignment__order")
    leading, other = parts[0], parts[1]
    Declaration.objects.create(
        school=other.school,
        contribution=other,
        kind="no_data",
        words="没有",
        signed_by=awards.reporter,
        signed_at=AT,
    )
    shown = logged_in(awards.school.member).get(f"/compliance/{leading.pk}/").content.decode()
    assert f'hx-get="/declarations/{other.pk}/against/"' in shown
