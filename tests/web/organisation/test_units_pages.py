"""The pages of the departments."""

import pytest

from shucai.apps.organisation.queries import unit_named
from tests.builders.organisation import STUDENTS, House
from tests.web.organisation.conftest import browser_of, words

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


def test_the_tree_shows_who_heads_and_who_fills(house, lead, django_assert_max_num_queries):
    head, reporter = house.head(STUDENTS), house.reporter(STUDENTS)
    with django_assert_max_num_queries(MOST_QUERIES):
        text = words(lead.get("/units/"))
    assert "16 个部门" in text
    assert head.name in text
    assert reporter.name in text


def test_who_does_not_manage_sees_no_way_to_change(house):
    text = words(browser_of(house.reporter()).get("/units/"))
    assert "教学管理处" in text
    assert "新增部门" not in text


def test_somebody_without_a_role_is_told_why_the_page_is_closed(house):
    answer = browser_of(house.person()).get("/units/")
    assert (answer.status_code, "您还没有被授予角色" in words(answer)) == (403, True)


def test_a_department_is_added(house, lead):
    answer = lead.post("/units/", {"name": "国际交流处", "other_name": "", "parent": ""}, follow=True)
    assert "已新增部门“国际交流处”" in words(answer)
    assert unit_named(house.school.pk, "国际交流处")


def test_a_taken_name_is_said_beside_what_was_typed(house, lead):
    answer = lead.post("/units/", {"name": "财务处", "other_name": "计财处"})
    assert answer.status_code == 422
    assert "已有名为“财务处”的部门" in words(answer)
    assert 'value="计财处"' in answer.content.decode()


def test_renaming_and_moving_is_one_form(house, lead):
    unit, parent = house.unit("团委"), house.unit(STUDENTS)
    posted = {"name": "青年工作部", "other_name": "团委", "parent": parent.pk}
    lead.post(f"/units/{unit.pk}/rename/", posted)
    unit.refresh_from_db()
    assert (unit.title, unit.parent) == ("青年工作部（团委）", parent)


def test_departments_are_shifted(house, lead):
    unit = house.unit("校长办公室")
    lead.post(f"/units/{unit.pk}/shift/", {"way": "up"})
    unit.refresh_from_db()
    assert unit.order == 0


def test_a_merger_is_shown_before_it_is_done(house, lead, django_assert_max_num_queries):
    reporter, unit, into = house.reporter("团委"), house.unit("团委"), house.unit(STUDENTS)
    with django_assert_max_num_queries(MOST_QUERIES):
        text = words(lead.get(f"/units/{unit.pk}/?into={into.pk}"))
    assert "把“团委”并入“学生工作处”" in text
    assert f"1 名人员 {reporter.name}" in text
    answer = lead.post(f"/units/{unit.pk}/merge/", {"into": into.pk}, follow=True)
    assert "部门已合并" in words(answer)
    assert "并入 学生工作处" in words(lead.get(f"/units/{unit.pk}/"))


def test_a_merger_is_undone_on_the_page_of_the_department(house, lead, django_assert_max_num_queries):
    reporter, unit, into = house.reporter("团委"), house.unit("团委"), house.unit(STUDENTS)
    lead.post(f"/units/{unit.pk}/merge/", {"into": into.pk})
    assert "并入的部门： 团委" in words(lead.get(f"/units/{into.pk}/"))
    with django_assert_max_num_queries(MOST_QUERIES):
        text = words(lead.get(f"/units/{unit.pk}/"))
    assert f"1 名人员 {reporter.name}" in text
    answer = lead.post(f"/units/{unit.pk}/unmerge/", follow=True)
    assert "已撤回合并，“团委”恢复使用" in words(answer)


def test_a_merger_that_something_was_built_on_says_what(house, lead):
    house.reporter("团委")
    unit, into = house.unit("团委"), house.unit(STUDENTS)
    lead.post(f"/units/{unit.pk}/merge/", {"into": into.pk})
    lead.post(f"/units/{into.pk}/rename/", {"name": "学生处"})
    text = words(lead.get(f"/units/{unit.pk}/"))
    assert "不能撤回：合并之后已经办过事" in text
    assert "：学生处" in text
    answer = lead.post(f"/units/{unit.pk}/unmerge/")
    assert answer.status_code == 422


def test_a_merger_that_cannot_be_says_why(house, lead):
    lead_office = house.unit("质量监督处")
    text = words(lead.get(f"/units/{lead_office.pk}/?into={house.unit(STUDENTS).pk}"))
    assert "是牵头部门，不能撤销或并入别的部门" in text


def test_a_department_is_closed_when_it_is_empty(house, lead):
    house.person("团委")
    answer = lead.post(f"/units/{house.unit('团委').pk}/close/")
    assert (answer.status_code, "1 名在用的人员" in words(answer)) == (422, True)
    lead.post(f"/units/{house.unit('信息处').pk}/close/")
    assert unit_named(house.school.pk, "信息处") is None


def test_another_department_becomes_the_lead_office(house, lead):
    unit = house.unit(STUDENTS)
    assert "牵头部门现在是“学生工作处”" in words(lead.post(f"/units/{unit.pk}/lead/", follow=True))


@pytest.mark.parametrize("page", ["/units/{}/", "/units/{}/rename/", "/units/{}/merge/", "/units/{}/close/"])
def test_a_department_of_another_school_is_not_found(house, lead, page):
    theirs = House().unit(STUDENTS).pk
    posted = {"name": "新的名称", "into": house.unit(STUDENTS).pk}
    answers = [
        (lead.get if page == "/units/{}/" else lambda url: lead.post(url, posted))(page.format(unit_id))
        for unit_id in (theirs, 999_999_999)
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
