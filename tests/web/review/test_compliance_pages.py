"""The pages of the compliance check: what waits, one return after another, several together."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shucai.apps.filling.models import Contribution, Return
from shucai.apps.review.models import Pin
from shucai.domain.access import Role
from shucai.web.review import compliance, reopening
from tests.builders.people import logged_in
from tests.builders.staffed import AT
from tests.builders.staging import FILLING

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30
REVIEW = date(2024, 9, 9)
WHY = "第 2 行的发文单位与文号对不上，请核对证书原件"


@pytest.fixture(autouse=True)
def _on(monkeypatch):
    for views in (compliance, reopening):
        monkeypatch.setattr(views, "today", lambda: FILLING)
        monkeypatch.setattr(views, "clock", lambda: AT)


@pytest.fixture
def passed(awards):
    """Awards that their department approved."""
    awards.approve()
    return awards


def page(passed, person=None) -> str:
    answer = logged_in(person or passed.school.member).get(f"/compliance/{passed.part.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def decide(passed, person=None, **sent):
    browser = logged_in(person or passed.school.member)
    return browser.post(f"/compliance/{passed.part.pk}/decide/", sent, follow=True)


def hidden(shown: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}" value="(\w+)"', shown)
    assert found, name
    return found[1]


def test_the_office_lets_pass_what_was_on_the_page_and_takes_it_back(passed):
    shown = page(passed)
    assert "待合规检查" in shown
    done = decide(passed, do="approve_compliance", digest=hidden(shown, "digest"), seconds="75", looked="2")
    assert "合规检查已通过" in done.content.decode()
    assert "待审议" in page(passed)
    withdrawn = decide(passed, do="withdraw").content.decode()
    assert "待合规检查" in withdrawn
    assert "撤回合规检查</span>" in withdrawn


def test_what_waits_is_on_the_list_and_passes_together(passed):
    browser = logged_in(passed.school.member)
    shown = browser.get("/compliance/").content.decode()
    assert "1.1.7" in shown
    pk = str(passed.made.pk)
    sent = {"id": pk, f"digest:{pk}": hidden(shown, f"digest:{pk}"), "count": "1"}
    assert "1 张表合规检查已通过" in browser.post("/compliance/together/", sent, follow=True).content.decode()
    assert passed.states() == ("compliant", "compliant")


def test_another_number_than_the_one_confirmed_is_refused_on_the_page(passed):
    sent = {"id": str(passed.made.pk), "count": "3"}
    answer = logged_in(passed.school.member).post("/compliance/together/", sent)
    assert answer.status_code == 422
    assert "确认的是 3 张" in answer.content.decode()
    assert passed.states()[1] == "department_approved"


def test_a_return_goes_back_with_reason_and_places(passed):
    uid = list(passed.window.rows().frame["#uid"])[1]
    pin = f"{uid}/issuer"
    sent = {
        "do": "return",
        "reason": WHY,
        "part": str(passed.part.pk),
        "pin": pin,
        f"words:{pin}": "与证书不符",
    }
    assert "已退回修改" in decide(passed, **sent).content.decode()
    assert Pin.objects.get().words == "与证书不符"
    assert passed.states() == ("filling", "filling")


def test_a_reason_too_short_comes_back_with_what_was_typed(passed):
    done = decide(passed, do="return", reason="退回", part=str(passed.part.pk))
    assert done.status_code == 422
    assert ">退回</textarea>" in done.content.decode()


def test_a_reporter_sees_where_it_stands_and_nothing_to_decide(passed):
    shown = page(passed, passed.reporter)
    assert "各部门" in shown
    assert "decide-bar" not in shown
    assert "先看这些" not in shown
    assert logged_in(passed.reporter).get("/compliance/").status_code == 403


def test_who_filled_and_is_of_the_office_finds_why_not(passed):
    passed.school.grant(passed.reporter, Role.LEAD_OFFICE)
    shown = page(passed, passed.reporter)
    assert "只能查看" in shown
    refused = decide(passed, passed.reporter, do="approve_compliance")
    assert refused.status_code == 422
    assert passed.states()[1] == "department_approved"


def test_what_one_filled_is_listed_apart_with_who_may_check_it(passed):
    passed.school.grant(passed.reporter, Role.LEAD_OFFICE)
    shown = logged_in(passed.reporter).get("/compliance/").content.decode()
    assert "须由另一人检查" in shown
    assert passed.school.member.name in shown
    assert "一起通过" not in shown
    assert "去检查" in logged_in(passed.school.member).get("/").content.decode()
    assert "去检查" not in logged_in(passed.reporter).get("/").content.decode()


def test_what_passed_is_found_again_to_take_it_back(passed):
    decide(passed, do="approve_compliance", digest=hidden(page(passed), "digest"))
    shown = logged_in(passed.school.member).get("/compliance/").content.decode()
    assert "检查已通过，等审议" in shown
    assert f"/compliance/{passed.part.pk}/" in shown


@pytest.mark.parametrize(
    ("state", "heading"), [("deliberated", "审议已通过，等上报"), ("submitted", "已上报，等归档")]
)
def test_what_waits_for_the_steps_after_the_deliberation_is_on_the_list(passed, state, heading):
    for table in (Contribution.objects.filter(pk=passed.part.pk), Return.objects.filter(pk=passed.made.pk)):
        table.update(state=state)
    shown = logged_in(passed.school.planner).get("/compliance/").content.decode()
    assert heading in shown
    assert f"/compliance/{passed.part.pk}/" in shown


def test_nobody_is_sent_to_the_reporter_for_what_is_locked_for_all(passed):
    told = logged_in(passed.school.planner).get(f"/filling/{passed.part.pk}/").content.decode()
    assert "这张表现在是“待合规检查”，不能填报" in told
    assert "可以请填报人" not in told


def test_what_is_said_after_a_decision_names_the_form(passed):
    done = decide(passed, do="approve_compliance", digest=hidden(page(passed), "digest"))
    assert "1.1.7 学校获奖（荣誉）情况：合规检查已通过" in done.content.decode()


def test_the_pages_ask_few_questions(passed):
    browser = logged_in(passed.school.member)
    for path in ("/compliance/", f"/compliance/{passed.part.pk}/"):
        browser.get(path)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get(path)
        assert len(asked) <= MOST_QUERIES, path


def test_the_page_of_a_form_of_several_departments_asks_no_more(passed):
    campaign = passed.part.made_return.form.campaign
    part = Contribution.objects.get(
        made_return__form__campaign=campaign, made_return__form__code="1.4.1", assignment__order=0
    )
    assert part.made_return.contributions.count() > 3
    browser = logged_in(passed.school.member)
    browser.get(f"/compliance/{part.pk}/")
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/compliance/{part.pk}/")
    assert len(asked) <= MOST_QUERIES


def test_the_page_names_the_step_that_is_not_theirs_and_what_is_archived(passed):
    decide(passed, do="approve_compliance")
    for state, told in (
        ("deliberated", "已审议通过，等牵头部门（组长、副组长）上报"),
        ("submitted", "已上报，等牵头部门归档"),
        ("archived", "已归档，不再更改"),
    ):
        for table in (
            Contribution.objects.filter(pk=passed.part.pk),
            Return.objects.filter(pk=passed.made.pk),
        ):
            table.update(state=state)
        assert told in page(passed, passed.school.chair)


def reopen(passed, person, **sent):
    return logged_in(person).post(f"/compliance/{passed.part.pk}/reopening/", sent, follow=True)


def test_the_page_of_review_leads_to_asking_only_who_may_ask_and_while_that_can_be_granted(passed):
    def leads(person):
        shown = logged_in(person).get(f"/review/{passed.part.pk}/").content.decode()
        return "申请重新开放" in shown

    assert not leads(passed.reporter)
    decide(passed, do="approve_compliance")
    assert leads(passed.reporter)
    other = next(one for one in passed.school.units.values() if one != passed.part.assignment.unit)
    passed.school.grant(passed.school.member, Role.REPORTER, other)
    assert not leads(passed.school.member)
    archived = {"state": "archived"}
    Contribution.objects.filter(pk=passed.part.pk).update(**archived)
    Return.objects.filter(pk=passed.part.made_return_id).update(**archived)
    assert not leads(passed.reporter)


def test_a_department_asks_for_a_re_opening_and_the_office_grants_it(passed):
    decide(passed, do="approve_compliance")
    assert "申请重新开放" in page(passed, passed.reporter)
    until = FILLING.isoformat()
    asked = reopen(
        passed, passed.reporter, do="ask", reason=WHY, until=until, scope="columns", field="doc_no"
    )
    assert "等牵头部门答复" in asked.content.decode()
    shown = page(passed)
    assert WHY in shown
    answered = reopen(passed, passed.school.member, do="grant", id=hidden(shown, "id"), until=until)
    assert "开放中" in answered.content.decode()
    assert "要先办" not in answered.content.decode()
    assert passed.states() == ("filling", "filling")
    assert "开放到" in page(passed, passed.reporter)


def test_a_department_asks_for_some_rows_by_their_numbers(passed):
    decide(passed, do="approve_compliance")
    until = FILLING.isoformat()
    sent = {"do": "ask", "reason": WHY, "until": until, "scope": "rows"}
    for typed, words in (
        ("", "请写出要改的行号"),
        ("二", "看不懂行号“二”"),
        ("2-1", "看不懂行号“2-1”"),
        ("2、7", "表中没有第 7 行"),
    ):
        refused = reopen(passed, passed.reporter, rows=typed, **sent)
        assert refused.status_code == 422
        assert words in refused.content.decode()
        assert f'value="{typed}"' in refused.content.decode()
    asked = reopen(passed, passed.reporter, rows="第 2 行", **sent)
    assert "只改 1 行：第 2 行" in asked.content.decode()
    shown = page(passed)
    assert "只改 1 行：第 2 行" in shown
    reopen(passed, passed.school.member, do="grant", id=hidden(shown, "id"), until=until)
    uids = passed.window.rows().frame["#uid"].to_list()
    assert passed.now().open_rows == [uids[1]]


def test_rows_ticked_in_the_grid_are_carried_into_what_is_asked(passed):
    assert '"reopen": null' in grid(passed, passed.reporter)
    decide(passed, do="approve_compliance")
    assert f'"anchor": "ask-{passed.part.pk}"' in grid(passed, passed.reporter)
    assert '"reopen": null' in grid(passed, passed.school.member)
    carried = logged_in(passed.reporter).get(f"/compliance/{passed.part.pk}/?rows=2").content.decode()
    assert re.search('value="rows" checked', carried)
    assert 'value="2"' in carried
    assert "勾选了 1 行：第 2 行" in carried
    wrong = logged_in(passed.reporter).get(f"/compliance/{passed.part.pk}/?rows=9").content.decode()
    assert "表中没有第 9 行" in wrong
    sent = {"do": "ask", "reason": WHY, "until": FILLING.isoformat(), "scope": "rows", "rows": "2"}
    assert "等牵头部门答复" in reopen(passed, passed.reporter, of=passed.part.pk, **sent).content.decode()
    assert '"reopen": null' in grid(passed, passed.reporter)


def grid(passed, person):
    return logged_in(person).get(f"/filling/{passed.part.pk}/").content.decode()


def test_what_is_asked_without_a_reason_comes_back(passed):
    decide(passed, do="approve_compliance")
    refused = reopen(passed, passed.reporter, do="ask", reason="改", until=FILLING.isoformat())
    assert refused.status_code == 422
    assert "请写明为什么要重新开放" in refused.content.decode()


def test_the_committee_and_the_office_carry_it_on_from_the_page(passed, monkeypatch):
    monkeypatch.setattr(compliance, "today", lambda: REVIEW)
    decide(passed, do="approve_compliance", digest=hidden(page(passed), "digest"))
    for person, verb, words in (
        (passed.school.chair, "deliberate", "已记为审议通过"),
        (passed.school.planner, "submit", "已记为上报"),
        (passed.school.planner, "archive", "已归档"),
    ):
        shown = page(passed, person)
        assert f'value="{verb}"' in shown
        done = decide(passed, person, do=verb, digest=hidden(shown, "digest"))
        assert words in done.content.decode()
    assert "decide-bar" not in page(passed, passed.school.planner)
