"""查找: forms, fields, people and rules, by kind, and only what the viewer may see."""

import pytest

from tests.builders.staffed import Staffed
from tests.web.campaigns.conftest import QUERIES, Visitor, words

pytestmark = pytest.mark.django_db


def test_a_form_of_a_running_campaign_leads_to_its_page_there(school, django_assert_max_num_queries):
    campaign = school.published()
    visitor = Visitor(school.planner)
    with django_assert_max_num_queries(QUERIES):
        page = visitor.get("/find/?q=2.11.1")
    form = campaign.forms.get(code="2.11.1")
    assert f'href="/campaigns/{campaign.pk}/forms/{form.pk}/"' in page
    assert "2.11.1 学校经费总收入表" in words(page)


def test_fields_people_and_rules_are_found_by_kind(school):
    visitor = Visitor(school.planner)
    assert "字段" in words(visitor.get("/find/?q=教师资格证编号"))
    told = words(visitor.get(f"/find/?q={school.reporters['财务处'].name}"))
    assert "人员" in told
    assert "财务处" in told
    assert "校验规则" in words(visitor.get("/find/?q=talent.F16"))


def test_people_of_another_school_are_not_found(school):
    stranger = Staffed("另一示例学校").reporters["财务处"]
    page = words(Visitor(school.planner).get(f"/find/?q={stranger.login}"))
    assert stranger.name not in page
    assert "没有找到" in page


def test_a_reporter_finds_only_people_whom_reporters_see(school):
    head = school.heads["团委"]
    assert f'href="/people/{head.pk}/"' not in Visitor(school.reporters["财务处"]).get(
        f"/find/?q={head.login}"
    )


def test_nothing_typed_and_nothing_found_say_what_to_do(school):
    visitor = Visitor(school.planner)
    assert "按表号、表名、字段" in words(visitor.get("/find/"))
    assert "没有找到“没有这样的东西”" in words(visitor.get("/find/?q=没有这样的东西"))


def test_every_page_has_the_box_to_search_in(school):
    assert 'action="/find/"' in Visitor(school.reporters["财务处"]).get("/")
