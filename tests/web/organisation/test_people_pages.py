"""The pages of people, their accounts and roles."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from shucai.apps.organisation.actions.sessions import tell
from shucai.apps.organisation.models import Delegation, Person, RoleGrant, SlipBatch
from shucai.domain.access import Position, Role
from tests.builders.jobs import work_all
from tests.builders.organisation import AT, STUDENTS, TEACHING, House
from tests.web.organisation.conftest import browser_of, words

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


def today():
    return timezone.localdate()


def grant_of(person) -> RoleGrant:
    return RoleGrant.objects.get(person=person, revoked_at=None)


def test_the_list_is_searched_and_filtered(house, lead, django_assert_max_num_queries):
    student, teacher = house.reporter(STUDENTS), house.head(TEACHING)
    with django_assert_max_num_queries(MOST_QUERIES):
        everybody = words(lead.get("/people/"))
    assert student.name in everybody
    assert teacher.name in everybody
    for query in (
        {"q": student.staff_no},
        {"unit": house.unit(STUDENTS).pk},
        {"role": Role.REPORTER.value},
    ):
        found = words(lead.get("/people/", query, headers={"HX-Request": "true"}))
        assert (student.name in found, teacher.name in found) == (True, False), query


@pytest.mark.parametrize(("state", "count"), [("open", 3), ("waiting", 2), ("no_role", 1), ("closed", 0)])
def test_accounts_are_filtered_by_state(house, lead, state, count):
    house.person()
    found = words(lead.get("/people/", {"state": state}, headers={"HX-Request": "true"}))
    assert f"{count} 人" in found


def test_nobody_found_says_what_to_do(lead):
    assert "没有这样的人" in words(lead.get("/people/", {"q": "不存在的人"}))


def test_a_reporter_sees_the_own_department_only(house):
    me, colleague, stranger = house.reporter(), house.head(), house.reporter(STUDENTS)
    browser = browser_of(me)
    text = words(browser.get("/people/"))
    assert (colleague.name in text, stranger.name in text) == (True, False)
    assert browser.get(f"/people/{colleague.pk}/").status_code == 200
    assert browser.get(f"/people/{stranger.pk}/").status_code == 404


def test_a_new_person_gets_a_slip_with_the_initial_password(house, lead):
    posted = {"name": "陈例", "staff_no": "A1001", "login": "", "unit": house.unit(TEACHING).pk}
    answer = lead.post("/people/new/", posted)
    password = re.search(r'secret">([^<]+)<', answer.content.decode())[1]
    person = Person.objects.get(login="A1001")
    assert person.check_password(password)
    assert password not in lead.get(f"/people/{person.pk}/").content.decode()


@pytest.mark.parametrize(
    ("typed", "words_shown"),
    [
        ({"name": "", "staff_no": "A1"}, "姓名不能空着"),
        ({"name": "陈例", "staff_no": "A 1"}, "只能用字母、数字"),
        ({"name": "陈例", "staff_no": "", "login": ""}, "工号和登录名至少填一个"),
    ],
)
def test_what_is_wrong_stands_at_its_field(lead, typed, words_shown):
    answer = lead.post("/people/new/", typed)
    assert answer.status_code == 422
    shown = re.search(r'<em role="alert">([^<]+)</em>', answer.content.decode())
    assert words_shown in shown[1]
    assert Person.objects.filter(staff_no=typed["staff_no"]).exclude(staff_no="").count() == 0


def test_a_card_is_changed(house, lead):
    person = house.person()
    assert f'value="{person.staff_no}"' in lead.get(f"/people/{person.pk}/edit/").content.decode()
    posted = {"name": "改例", "staff_no": person.staff_no, "login": person.login, "unit": ""}
    answer = lead.post(f"/people/{person.pk}/edit/", posted, follow=True)
    assert "已保存改例的资料" in words(answer)
    assert "姓名" in words(answer) or "名称" in words(answer)


def test_the_page_of_a_person_shows_roles_in_force_to_come_and_ended(
    house, lead, django_assert_max_num_queries
):
    person = house.person()
    day = today()
    house.grant(person, Role.REPORTER, STUDENTS)
    house.grant(person, Role.SCHOOL_LEADER, starts_on=day + timedelta(days=9))
    house.grant(person, Role.AUDITOR, starts_on=day - timedelta(days=9), ends_on=day - timedelta(days=2))
    with django_assert_max_num_queries(MOST_QUERIES):
        text = words(lead.get(f"/people/{person.pk}/"))
    assert "填报人 · 学生工作处" in text
    assert "已结束的角色 1 个" in text
    assert "授予角色" in text


def test_a_role_is_granted_changed_and_revoked_from_the_page(house, lead):
    person, unit = house.person(), house.unit(TEACHING)
    page = f"/people/{person.pk}/"
    posted = {"role": "reporter", "unit": unit.pk, "forms": ["talent.1.4.1"], "may_import": "1"}
    assert "已授予“填报人”" in words(lead.post(f"{page}grants/", posted, follow=True))
    grant = grant_of(person)
    assert (grant.forms, grant.may_import) == (["talent.1.4.1"], True)
    changed = {"role": "reporter", "starts_on": f"{grant.starts_on}", "ends_on": ""}
    assert "角色已调整" in words(lead.post(f"{page}grants/{grant.pk}/change/", changed, follow=True))
    grant.refresh_from_db()
    assert (grant.forms, grant.may_import) == ([], False)
    assert "角色已撤销" in words(lead.post(f"{page}grants/{grant.pk}/revoke/", follow=True))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({}, "角色不能空着"),
        ({"role": "reporter"}, "填报人所在的部门不能空着"),
        ({"role": "school_leader", "starts_on": "八月"}, "不是日期"),
        ({"role": "school_leader", "starts_on": "2024-09-02", "ends_on": "2024-09-01"}, "早于开始日期"),
    ],
)
def test_a_role_that_cannot_be_granted_says_why(house, lead, typed, reason):
    answer = lead.post(f"/people/{house.person().pk}/grants/", typed)
    assert (answer.status_code, reason in words(answer)) == (422, True)


def test_the_forms_to_choose_from_are_those_of_the_department(house, lead):
    shown = lead.get("/people/forms/", {"unit": house.unit("安全保卫处").pk}).content.decode()
    assert 'value="national.N-AQ-AQ-01"' in shown
    assert 'value="talent.1.4.1"' not in shown


def test_a_head_delegates_and_takes_back(house):
    head, deputy = house.head(), house.person()
    browser, grant = browser_of(head), grant_of(head)
    day = today()
    posted = {"to": deputy.pk, "starts_on": f"{day}", "ends_on": f"{day}", "reason": "外出培训"}
    answer = browser.post(f"/people/{head.pk}/grants/{grant.pk}/delegate/", posted, follow=True)
    assert f"由 {deputy.name} 代办：外出培训" in words(answer)
    made = Delegation.objects.get()
    answer = browser.post(f"/people/{head.pk}/delegations/{made.pk}/end/", follow=True)
    assert "委托已收回" in words(answer)


@pytest.mark.parametrize("page", ["/account/", "/duties/"])
def test_running_delegations_are_listed_for_who_gave_them_and_ended_there(house, page):
    head, deputy = house.head(), house.person()
    browser, grant = browser_of(head), grant_of(head)
    posted = {"to": deputy.pk, "starts_on": f"{today()}", "ends_on": f"{today()}", "reason": "外出培训"}
    browser.post(f"/people/{head.pk}/grants/{grant.pk}/delegate/", posted)
    text = words(browser.get("/"))
    assert f"正由 {deputy.name} 代办" in text
    assert f"代 {head.name} 办理" in words(browser_of(deputy).get("/"))
    assert f"代{head.name}办理" in words(browser_of(deputy).get("/account/"))
    answer = browser.get(page)
    assert f"由 {deputy.name} 代办" in words(answer)
    back = re.search(r'name="back" value="(\w+)"', answer.content.decode())[1]
    made = Delegation.objects.get()
    ended = browser.post(f"/people/{head.pk}/delegations/{made.pk}/end/", {"back": back}, follow=True)
    assert ended.redirect_chain == [(page, 303)]
    assert "委托已收回" in words(ended)
    assert "代办：" not in words(ended)
    assert deputy.name not in words(browser.get("/"))


def test_who_delegates_for_somebody_absent_has_it_listed_too(house, lead):
    head, deputy = house.head(), house.person()
    posted = {"to": deputy.pk, "starts_on": f"{today()}", "ends_on": f"{today()}", "reason": "病假两周"}
    lead.post(f"/people/{head.pk}/grants/{grant_of(head).pk}/delegate/", posted)
    assert f"{head.name}的，由 {deputy.name} 代办" in words(lead.get("/account/"))
    assert f"由 {deputy.name} 代办" in words(browser_of(head).get("/account/"))


@pytest.mark.parametrize("missing", ["to", "starts_on", "ends_on", "reason"])
def test_a_delegation_needs_everything(house, missing):
    head, deputy = house.head(), house.person()
    posted = {"to": deputy.pk, "starts_on": f"{today()}", "ends_on": f"{today()}", "reason": "外出培训"}
    answer = browser_of(head).post(
        f"/people/{head.pk}/grants/{grant_of(head).pk}/delegate/", posted | {missing: ""}
    )
    assert answer.status_code == 422
    assert not Delegation.objects.exists()


def test_the_least_length_of_a_reason_is_said_before_and_in_place_after(house):
    head, deputy = house.head(), house.person()
    browser = browser_of(head)
    assert "事由 4 到 200 个字" in words(browser.get(f"/people/{head.pk}/"))
    posted = {"to": deputy.pk, "starts_on": f"{today()}", "ends_on": f"{today()}", "reason": "出差"}
    answer = browser.post(f"/people/{head.pk}/grants/{grant_of(head).pk}/delegate/", posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<em role="alert">请写明理由，至少 4 个字</em>' in page
    assert 'value="出差"' in page
    assert f'<option value="{deputy.pk}" selected>' in page
    assert page.count("请写明理由") == 1


def test_an_account_is_closed_and_opened_with_a_new_password(house, lead):
    person = house.reporter()
    assert "账号已停用" in words(lead.post(f"/people/{person.pk}/close/", follow=True))
    assert "初始密码" in words(lead.post(f"/people/{person.pk}/reopen/"))
    assert "已重置" in words(lead.post(f"/people/{person.pk}/password/"))


def test_the_last_administrator_cannot_be_revoked_from_the_page(house):
    browser, grant = browser_of(house.administrator), grant_of(house.administrator)
    answer = browser.post(f"/people/{house.administrator.pk}/grants/{grant.pk}/revoke/")
    assert "至少要留一名长期有效的系统管理员" in words(answer)


def test_an_administrator_is_offered_only_what_an_administrator_grants(house):
    person = house.person()
    offered = browser_of(house.administrator).get(f"/people/{person.pk}/").content.decode()
    assert 'value="administrator"' in offered
    assert 'value="reporter"' not in offered


def test_a_member_of_the_lead_office_sees_people_and_changes_nothing(house):
    browser = browser_of(house.member(Role.LEAD_OFFICE, Position.MEMBER))
    person = house.person()
    assert "授予角色" not in words(browser.get(f"/people/{person.pk}/"))
    assert browser.get("/people/new/").status_code == 403
    assert browser.get("/roster/").status_code == 403


@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("get", ""),
        ("get", "edit/"),
        ("post", "edit/"),
        ("get", "handover/"),
        ("post", "close/"),
        ("post", "reopen/"),
        ("post", "password/"),
        ("post", "grants/"),
    ],
)
def test_a_person_of_another_school_is_not_found(lead, method, page):
    theirs = House().lead.pk
    posted = {"role": "school_leader", "name": "例", "staff_no": "A1001"}
    answers = [getattr(lead, method)(f"/people/{one}/{page}", posted) for one in (theirs, 999_999_999)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_lost_slips_are_shown_anew_for_all_who_wait(house, lead):
    person = house.reporter(STUDENTS)
    assert "重发未登录过的初始密码" in words(lead.get("/people/"))
    page = lead.post("/people/passwords/").headers["Location"]
    work_all()
    assert "已重发 1 人的初始密码" in words(lead.get(page))
    shown = words(lead.post(f"/people/slips/{SlipBatch.objects.get().pk}/"))
    assert person.name in shown
    assert "初始密码只在这一页显示一次" in shown
    assert browser_of(house.head(TEACHING)).post("/people/passwords/").status_code == 403


def test_the_history_of_a_person_is_not_crowded_out_by_log_ins(house, lead):
    person = house.reporter(STUDENTS)
    tell(person, "log_in", at=AT, way="密码")
    assert "log_in" not in words(lead.get(f"/people/{person.pk}/"))


def test_who_leaves_and_who_takes_over_read_it_on_their_desks(house, lead):
    giver, taker = house.reporter(STUDENTS), house.reporter(STUDENTS)
    sent = {
        "taker": str(taker.pk),
        "last_day": (today() + timedelta(days=5)).isoformat(),
        "reason": "调往外校任教",
        "grants": str(grant_of(giver).pk),
    }
    lead.post(f"/people/{giver.pk}/handover/", sent)
    assert f"手上的工作已移交给 {taker.name} 。事由：调往外校任教" in words(browser_of(giver).get("/"))
    assert f"{giver.name} 离任，手上的角色和工作移交给了您" in words(browser_of(taker).get("/"))
    takers = lead.get(f"/people/{taker.pk}/handover/").content.decode()
    assert f'<option value="{giver.pk}"' not in takers  # who leaves takes nothing over


def test_after_a_new_password_no_role_is_asked_for_again(house, lead):
    shown = words(lead.post(f"/people/{house.reporter(STUDENTS).pk}/password/"))
    assert ("回到这个人的页面" in shown, "授予角色" in shown) == (True, False)
