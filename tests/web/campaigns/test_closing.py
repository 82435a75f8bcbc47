"""Closing a campaign and opening it again: what every desk and page says before and after."""

import pytest

from shucai.apps.filling.models import Contribution
from shucai.apps.review.models import Reopening
from shucai.domain.workflow import State
from tests.builders.kept import put
from tests.builders.staffed import AT
from tests.web.board.test_board import FILLING, part_of
from tests.web.campaigns.conftest import QUERIES, Visitor, words

pytestmark = pytest.mark.django_db
WHY = "平台提前关闭，今年不再填"


@pytest.fixture
def campaign(school, on):
    """A published campaign on a day of filling, in which a form is re-opened by request."""
    published = school.published()
    on(FILLING)
    part = part_of(published, "2.11.1")
    put(Contribution.objects.filter(pk=part.pk), state=State.FILLING, is_returned=True, open_until=FILLING)
    Reopening.objects.create(
        school_id=published.school_id, made_return=part.made_return, contribution=part, reason="文号有误",
        until=FILLING, by=school.reporters["财务处"], at=AT, granted=True, open_until=FILLING,
        answered_by=school.planner, answered_at=AT,
    )  # fmt: skip
    return published


def close(campaign, planner, reason=WHY, **sent):
    return planner.post(f"/campaigns/{campaign.pk}/close/", reason=reason, **sent)


def test_every_desk_says_that_a_campaign_was_closed_by_whom_and_why(
    school, campaign, planner, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("shucai.web.campaigns.one.clock", lambda: AT)
    reporter, head = Visitor(school.reporters["财务处"]), Visitor(school.heads["财务处"])
    everybody = (reporter, head, planner, Visitor(school.leader), Visitor(school.chair))
    assert "2.11.1 重新开放到" in words(reporter.get("/"))
    close(campaign, planner, left=90)
    for one in everybody:
        with django_assert_max_num_queries(QUERIES):
            desk = words(one.get("/"))
        assert f"由 {school.planner.name} 结束：{WHY}" in desk
        assert "重新开放到" not in desk
        assert "去修改" not in desk
    assert f"由 {school.planner.name} 结束：{WHY}" in words(reporter.get(f"/campaigns/{campaign.pk}/"))
    planner.post(f"/campaigns/{campaign.pk}/close/", reason="平台又开放了一周")
    desk = words(reporter.get("/"))
    assert WHY not in desk
    assert "2.11.1 重新开放到" in desk


@pytest.mark.parametrize("page", ["/", "/board/"])
def test_pages_of_what_runs_lead_to_the_closed_campaign_itself(campaign, planner, page):
    there = f"/campaigns/{campaign.pk}/"
    planner.get(f"{page}?campaign={campaign.pk}")
    close(campaign, planner, left=90)
    answer = planner.browser.get(f"{page}?campaign={campaign.pk}")
    assert (answer.status_code, answer["Location"]) == (303, there)
    polled = planner.browser.get(
        f"{page}?campaign={campaign.pk}&number=1", headers={"HX-Request": "true", "X-Shucai-Poll": "1"}
    )
    assert polled["HX-Redirect"] == there
    planner.get(f"{page}?campaign=999999", status=404)


def test_the_number_of_forms_left_stays_ticked_where_the_reason_is_refused(campaign, planner):
    page = planner.post(f"/campaigns/{campaign.pk}/close/", 422, reason="完", left=90)
    assert 'name="left" value="90" required checked' in page
