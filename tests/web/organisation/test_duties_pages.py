"""Reading and confirming duties, who has not, and the hand-over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shucai.apps.campaigns.actions import draft_campaign
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.organisation.models import DutyConfirmation, Handover, RoleGrant
from shucai.domain.access import Position, Role, duties_of
from tests.builders.organisation import AT, STUDENTS, TEACHING, done
from tests.web.organisation.conftest import browser_of, words

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_duties_to_read(role):
    assert len(duties_of(role)) >= 2


def test_a_reporter_reads_the_duties_with_the_forms_and_confirms(house, django_assert_max_num_queries):
    reporter = house.reporter("安全保卫处")
    browser = browser_of(reporter)
    with django_assert_max_num_queries(MOST_QUERIES):
        text = words(browser.get("/duties/"))
    assert "有 1 项等您读过后确认" in text
    assert "提交前做初审" in text
    assert "N-AQ-AQ-01" in text
    grant = RoleGrant.objects.get(person=reporter)
    assert "都已确认" in words(browser.post(f"/duties/{grant.pk}/confirm/", follow=True))
    assert DutyConfirmation.objects.get().year == timezone.localdate().year


def test_only_the_forms_a_role_is_narrowed_to_are_listed(house):
    browser = browser_of(house.reporter("安全保卫处", forms=frozenset({"national.N-AQ-AQ-02"})))
    text = words(browser.get("/duties/"))
    assert "负责的表单 1 张" in text


def test_the_duties_and_the_account_lead_to_delegating(house):
    reporter = house.reporter()
    browser, own = browser_of(reporter), f"/people/{reporter.pk}/"
    for page in ("/duties/", "/account/"):
        assert f'href="{own}#held-title"' in browser.get(page).content.decode(), page
    assert "受托人" in words(browser.get(own))
    for alone in (house.person(), house.administrator):
        assert "委托同事代办" not in browser_of(alone).get("/duties/").content.decode()


def test_being_in_the_group_is_confirmed(house):
    browser = browser_of(house.reporter())
    assert "确认已加入" in words(browser.post("/duties/joined/", follow=True))


def test_somebody_without_a_role_is_told_where_roles_come_from(house):
    text = words(browser_of(house.person()).get("/duties/"))
    assert "角色由牵头部门授予" in text


def test_nobody_confirms_for_another(house):
    theirs = RoleGrant.objects.get(person=house.reporter())
    browser = browser_of(house.head())
    assert browser.post(f"/duties/{theirs.pk}/confirm/").status_code == 404
    assert browser.post("/duties/999999999/confirm/").status_code == 404


def test_the_lead_office_sees_who_has_not_confirmed(house, lead, django_assert_max_num_queries):
    ready, open_one = house.reporter(), house.reporter(STUDENTS)
    browser = browser_of(ready)
    browser.post(f"/duties/{RoleGrant.objects.get(person=ready).pk}/confirm/")
    browser.post("/duties/joined/")
    with django_assert_max_num_queries(MOST_QUERIES):
        everybody = words(lead.get("/duties/all/"))
    assert "4 人有角色，1 人全部确认完" in everybody
    outstanding = words(lead.get("/duties/all/?only=outstanding"))
    assert (ready.name in outstanding, open_one.name in outstanding) == (False, True)


def test_the_outstanding_are_reminded_by_words_to_paste_into_the_chat_group(house, lead):
    ready, open_one = house.reporter(), house.reporter(STUDENTS)
    browser = browser_of(ready)
    browser.post(f"/duties/{RoleGrant.objects.get(person=ready).pk}/confirm/")
    browser.post("/duties/joined/")
    page = lead.get("/duties/all/").content.decode()
    reminder = page.split("readonly>")[1].split("</textarea>")[0]
    assert f"{STUDENTS}：{open_one.name}" in reminder
    assert ready.name not in reminder


def test_the_overview_is_not_a_reporters(house):
    browser = browser_of(house.reporter())
    assert browser.get("/duties/all/").status_code == 403
    assert "全校确认情况" not in words(browser.get("/duties/"))


def test_a_hand_over_shows_what_moves_and_then_moves_it(house, lead, django_assert_max_num_queries):
    giver, taker = house.reporter(TEACHING), house.person()
    last_day = timezone.localdate() + timedelta(days=7)
    page = f"/people/{giver.pk}/handover/"
    with django_assert_max_num_queries(MOST_QUERIES):
        text = words(lead.get(page, {"taker": taker.pk, "last_day": f"{last_day}"}))
    assert "填报人 · 教学管理处" in text
    posted = {
        "taker": taker.pk,
        "last_day": f"{last_day}",
        "reason": "调离",
        "grants": [RoleGrant.objects.get(person=giver).pk],
    }
    answer = lead.post(page, posted, follow=True)
    assert f"已移交给{taker.name}" in words(answer)
    assert Handover.objects.get().taker == taker


def test_a_hand_over_names_forms_by_number_and_title(house, lead):
    giver, taker = house.member(Role.LEAD_OFFICE, Position.MEMBER), house.person()
    campaign = done(draft_campaign("talent", 2024, by=house.by_lead, at=AT))
    CampaignForm.objects.filter(campaign=campaign, code="0.1.5").update(collected_by=giver)
    text = words(lead.get(f"/people/{giver.pk}/handover/", {"taker": taker.pk}))
    assert "0.1.5 在校生基础信息表 集中导入" in text


@pytest.mark.parametrize(
    ("missing", "reason"),
    [("taker", "接手人不能空着"), ("last_day", "最后一天不能空着"), ("reason", "请写明理由")],
)
def test_a_hand_over_needs_everything(house, lead, missing, reason):
    giver, taker = house.reporter(TEACHING), house.person()
    posted = {"taker": taker.pk, "last_day": f"{timezone.localdate()}", "reason": "调离"} | {missing: ""}
    answer = lead.post(f"/people/{giver.pk}/handover/", posted)
    assert (answer.status_code, reason in words(answer)) == (422, True)


def test_what_nobody_takes_over_is_confirmed_by_name(house, lead):
    giver, taker = house.reporter(TEACHING), house.person()
    page = f"/people/{giver.pk}/handover/"
    assert "暂时空缺" not in words(lead.get(page, {"taker": taker.pk}))
    posted = {"taker": taker.pk, "last_day": f"{timezone.localdate()}", "reason": "调离"}
    answer = lead.post(page, posted)
    assert (answer.status_code, "这些没有人接手" in words(answer)) == (422, True)
    assert f"暂时空缺：填报人·{TEACHING}" in words(answer)
    assert f"以后，{TEACHING}的表没有人填报" in words(answer)
    key = f"grant-{RoleGrant.objects.get(person=giver).pk}"
    assert "已移交给" in words(lead.post(page, posted | {"vacant": [key]}, follow=True))


def test_leaving_is_withdrawn_until_the_last_day(house, lead):
    giver, taker = house.reporter(TEACHING), house.person()
    last_day = timezone.localdate() + timedelta(days=7)
    grant = RoleGrant.objects.get(person=giver)
    posted = {"taker": taker.pk, "last_day": f"{last_day}", "reason": "调离", "grants": [grant.pk]}
    lead.post(f"/people/{giver.pk}/handover/", posted)
    grant.refresh_from_db()
    assert grant.ends_on == last_day
    assert "撤回离任" in words(lead.get(f"/people/{giver.pk}/"))
    assert browser_of(taker).post(f"/people/{giver.pk}/stay/").status_code in {403, 404, 422}
    text = words(lead.post(f"/people/{giver.pk}/stay/", follow=True))
    assert "离任已撤回" in text
    assert "撤回离任 " in text  # in the history
    grant.refresh_from_db()
    giver.refresh_from_db()
    assert (grant.ends_on, grant.revoked_at, giver.left_on) == (None, None, None)
    assert RoleGrant.objects.filter(person=taker, ends_on=None).exists()


def test_a_role_changed_since_stays_as_it_was_changed(house, lead):
    giver, taker = house.reporter(TEACHING), house.person()
    grant = RoleGrant.objects.get(person=giver)
    today = timezone.localdate()
    posted = {
        "taker": taker.pk,
        "last_day": f"{today + timedelta(days=7)}",
        "reason": "调离",
        "grants": [grant.pk],
    }
    lead.post(f"/people/{giver.pk}/handover/", posted)
    RoleGrant.objects.filter(pk=grant.pk).update(ends_on=today + timedelta(days=3))
    lead.post(f"/people/{giver.pk}/stay/")
    grant.refresh_from_db()
    assert grant.ends_on == today + timedelta(days=3)


def test_what_was_confirmed_in_former_years_stays_to_be_read(house):
    reporter = house.reporter()
    grant, year = RoleGrant.objects.get(person=reporter), timezone.localdate().year
    DutyConfirmation.objects.create(person=reporter, grant=grant, year=year - 1, confirmed_at=AT)
    text = words(browser_of(reporter).get("/duties/"))
    assert f"历年确认 {year - 1} 年度 · 填报人" in text
    assert "待确认" in text


def test_what_the_taker_cannot_have_is_said_beforehand(house, lead):
    giver, taker = house.reporter(TEACHING), house.head(TEACHING)
    text = words(lead.get(f"/people/{giver.pk}/handover/", {"taker": taker.pk}))
    assert "不能移交：" in text
    assert "填报和审核须由两人承担" in text


def test_the_forms_of_a_published_campaign_are_its_own(house, lead):
    """A form that the campaign gave to another department is no longer among the duties here."""
    campaign = done(draft_campaign("talent", 2024, by=house.by_lead, at=AT))
    form = campaign.forms.get(code="2.19.4")
    form.assignments.update(unit=house.unit(STUDENTS))
    campaign.state, campaign.published_at = "published", AT
    campaign.save()
    before = words(browser_of(house.reporter("安全保卫处")).get("/duties/"))
    after = words(browser_of(house.reporter(STUDENTS)).get("/duties/"))
    assert ("2.19.4" in before, "2.19.4" in after) == (False, True)
