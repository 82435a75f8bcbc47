"""ORG-4: log-in, lock-out, the first password, idle log-out."""

from datetime import timedelta

import pytest
from django.test import Client

from shucai.apps.audit.models import Entry
from shucai.apps.organisation.actions.passwords import give_initial_password
from shucai.apps.organisation.models import Person, RoleGrant
from shucai.web.account.idle import BEGAN, POLL, SEEN
from tests.builders.people import MADE_AT, a_person, logged_in
from tests.web.account.conftest import GOOD


def log_in(browser: Client, login: str, password: str, **more: str):
    """Send the log-in form."""
    return browser.post("/account/login/", {"login": login, "password": password, **more})


def happened() -> list[str]:
    """Return what the audit tells, in order."""
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


@pytest.mark.parametrize("path", ["/", "/forms/", "/checks/", "/account/", "/account/password/"])
def test_a_stranger_sees_the_log_in_page_and_nothing_else(stranger, path):
    answer = stranger.get(path)
    assert answer.status_code == 303
    assert answer["Location"] == f"/account/login/?next={path}"


def test_who_logs_in_comes_to_the_page_they_wanted(stranger, person):
    answer = log_in(stranger, person.login, GOOD, next="/forms/")
    assert (answer.status_code, answer["Location"]) == (302, "/forms/")
    assert stranger.get("/forms/").status_code == 200
    assert happened()[-1] == "log_in"


def test_the_log_in_name_is_taken_in_any_case(stranger, person):
    assert log_in(stranger, person.login.upper(), GOOD).status_code == 302


def test_nobody_is_sent_to_another_site(stranger, person):
    assert log_in(stranger, person.login, GOOD, next="https://evil.example/")["Location"] == "/"


def test_the_session_gets_another_key_at_log_in(stranger, person):
    stranger.get("/account/login/")
    stranger.session["planted"] = 1
    before = stranger.session.session_key
    log_in(stranger, person.login, GOOD)
    assert stranger.session.session_key != before


@pytest.mark.parametrize("login", ["t99999", None])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(stranger, person, login):
    answer = log_in(stranger, login or person.login, "something else")
    assert answer.status_code == 422
    assert "登录名或密码不对" in answer.content.decode()


def test_a_failure_is_kept_without_what_was_typed_for_nobody(stranger, person):
    log_in(stranger, "my-secret-typed-here", "x")
    log_in(stranger, person.login, "x")
    unknown, known = Entry.objects.filter(action="log_in_failed").order_by("pk")
    assert (unknown.school, known.school) == (0, person.school_id)
    assert "secret" not in str(unknown.__dict__)


def test_after_five_failures_even_the_right_password_waits(stranger, person):
    for _ in range(4):
        assert log_in(stranger, person.login, "wrong").status_code == 422
    answer = log_in(stranger, person.login, "wrong")
    assert answer.status_code == 429
    assert "还要等 15 分钟" in answer.content.decode()
    assert log_in(stranger, person.login, GOOD).status_code == 429
    assert "log_in_locked" in happened()


def test_another_person_at_the_same_computer_is_not_locked_out(stranger, person):
    for _ in range(5):
        log_in(stranger, "t99999", "wrong")
    assert log_in(stranger, person.login, GOOD).status_code == 302


def test_a_new_initial_password_lifts_the_lock_out(stranger, person):
    for _ in range(5):
        log_in(stranger, person.login, "wrong")
    initial = give_initial_password(person, at=MADE_AT)
    assert log_in(stranger, person.login, initial).status_code == 302


def test_the_lock_out_of_a_colleague_is_shown_and_lifted_by_the_administrator_and_recorded(stranger, person):
    keeper = a_person("系统管理", school=person.school)
    grant = {"school": person.school, "starts_on": MADE_AT.date(), "granted_at": MADE_AT}
    RoleGrant.objects.create(person=keeper, role="administrator", **grant)
    page, keeper = f"/people/{person.pk}/", logged_in(keeper)
    assert "暂停登录" not in keeper.get(page).content.decode()
    for _ in range(5):
        log_in(stranger, person.login, "wrong")
    shown = keeper.get(page).content.decode()
    assert "连续 5 次没有登录成功，从" in shown
    assert "系统管理员、牵头部门组长和副组长可以提前解除" in shown
    assert keeper.post(f"{page}unlock/").status_code == 303
    assert Entry.objects.latest("pk").facts["did"] == "解除暂停登录"
    assert log_in(stranger, person.login, GOOD).status_code == 302
    keeper.post(f"{page}unlock/")
    assert Entry.objects.filter(facts__did="解除暂停登录").count() == 1


def test_only_administrators_lift_the_lock_out_of_an_administrator_and_the_page_says_so(stranger, person):
    grant = {"school": person.school, "starts_on": MADE_AT.date(), "granted_at": MADE_AT}
    lead = a_person("牵头", school=person.school)
    RoleGrant.objects.create(person=person, role="administrator", **grant)
    RoleGrant.objects.create(person=lead, role="lead_office", position="head", **grant)
    for _ in range(5):
        log_in(stranger, person.login, "wrong")
    shown = logged_in(lead).get(f"/people/{person.pk}/").content.decode()
    assert "系统管理员的账号只有系统管理员可以提前解除" in shown
    assert "请找本校其他系统管理员" in shown
    for offered in ("现在解除", "重置密码", "停用账号", "离任移交"):
        assert f"{offered}</" not in shown


def test_who_manages_nobody_lifts_no_lock_out(stranger, person):
    for _ in range(5):
        log_in(stranger, person.login, "wrong")
    logged_in(a_person("旁观", school=person.school)).post(f"/people/{person.pk}/unlock/")
    assert log_in(stranger, person.login, GOOD).status_code == 429


@pytest.mark.parametrize("change", [{"is_active": False}, {"left_on": MADE_AT.date() - timedelta(days=1)}])
def test_a_closed_account_does_not_open(stranger, person, change):
    Person.objects.filter(pk=person.pk).update(**change)
    log_in(stranger, person.login, GOOD)
    assert stranger.get("/forms/").status_code == 303


def test_the_first_log_in_leads_to_a_password_of_ones_own_and_nowhere_else(stranger, person):
    initial = give_initial_password(person, at=MADE_AT)
    log_in(stranger, person.login, initial)
    for path in ("/", "/forms/", "/account/"):
        assert stranger.get(path)["Location"] == "/account/password/"
    page = stranger.get("/account/password/").content.decode()
    assert "请设置自己的密码" in page
    assert "现在的密码" not in page
    answer = stranger.post("/account/password/", {"chosen": "Qingnian-77-hu", "again": "Qingnian-77-hu"})
    assert answer["Location"] == "/"
    assert stranger.get("/forms/").status_code == 200


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ("short-1", "至少 10 个字符"),
        ("onlyletters", "至少用两种"),
        ("woaini1314a", "人人会猜"),
        ("12345678901", "人人会猜"),
        ("T-my-own-{login}", "不含登录名"),
        (GOOD, "最近 3 次用过"),
    ],
)
def test_a_weak_password_is_refused_with_the_rule_it_breaks(person, chosen, says):
    browser = logged_in(person)
    chosen = chosen.format(login=person.login)
    answer = browser.post("/account/password/", {"current": GOOD, "chosen": chosen, "again": chosen})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(GOOD)


def test_a_password_is_changed_only_by_who_knows_it_and_the_same_twice(person):
    browser = logged_in(person)
    new = "Qingnian-77-hu"
    wrong = browser.post("/account/password/", {"current": "x", "chosen": new, "again": new})
    assert "现在的密码不对" in wrong.content.decode()
    twice = browser.post("/account/password/", {"current": GOOD, "chosen": new, "again": new + "x"})
    assert "两次输入的新密码不一样" in twice.content.decode()


def test_a_changed_password_ends_the_other_sessions(person):
    here, there = logged_in(person), logged_in(person)
    here.post("/account/password/", {"current": GOOD, "chosen": "Qingnian-77-hu", "again": "Qingnian-77-hu"})
    assert here.get("/forms/").status_code == 200
    assert there.get("/forms/").status_code == 303


def idle(browser: Client, seconds: float) -> None:
    """Let a session not have been used for a while."""
    session = browser.session
    session[SEEN] -= seconds
    session.save()


def test_who_does_nothing_for_half_an_hour_is_logged_out_with_words(person):
    browser = logged_in(person)
    browser.get("/forms/")
    idle(browser, 1801)
    answer = browser.get("/forms/?q=1")
    assert answer["Location"] == "/account/login/?next=/forms/%3Fq%3D1"
    assert "30 分钟没有操作" in browser.get(answer["Location"]).content.decode()
    assert happened()[-1] == "log_out_idle"


def test_what_was_sent_too_late_is_told_not_to_be_saved(person):
    browser = logged_in(person)
    browser.get("/forms/")
    idle(browser, 1801)
    answer = browser.post("/checks/", headers={"Referer": "http://localhost/new/"})
    assert answer["Location"] == "/account/login/?next=/new/"
    assert "没有保存" in browser.get(answer["Location"]).content.decode()


def test_a_page_that_asks_by_itself_does_not_keep_somebody_logged_in(person):
    browser = logged_in(person)
    browser.get("/forms/")
    idle(browser, 1000)
    browser.get("/forms/", headers={POLL: "1"})
    idle(browser, 900)
    assert browser.get("/forms/").status_code == 303


def test_who_says_they_are_there_stays_logged_in(person):
    browser = logged_in(person)
    browser.get("/forms/")
    idle(browser, 1000)
    assert browser.get("/account/stay/", headers={POLL: "1"}).json()["left"] in range(790, 802)
    assert browser.post("/account/stay/").json() == {"left": 1800}
    idle(browser, 900)
    assert browser.get("/forms/").status_code == 200


def test_after_a_working_day_everybody_logs_in_again(person):
    browser = logged_in(person)
    browser.get("/forms/")
    session = browser.session
    session[BEGAN] -= 12 * 3600 + 1
    session.save()
    answer = browser.get("/forms/")
    assert "登录已满 12 小时" in browser.get(answer["Location"]).content.decode()


def test_a_part_of_a_page_leads_the_whole_page_to_the_log_in(stranger):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/forms/?q=1"}
    answer = stranger.get("/forms/", headers=headers)
    assert answer["HX-Redirect"] == "/account/login/?next=/forms/%3Fq%3D1"
    headers["HX-Current-URL"] = "https://evil.example/"
    assert stranger.get("/forms/", headers=headers)["HX-Redirect"] == "/account/login/?next=/"


def test_what_a_script_sends_by_itself_is_not_told_to_be_lost(stranger):
    stranger.post("/review/1/looked/", {"seconds": "3"}, headers={"Accept": "*/*"})
    assert "没有保存" not in stranger.get("/account/login/").content.decode()
    stranger.post("/review/1/decide/", {"do": "return"}, headers={"Accept": "text/html,*/*;q=0.8"})
    assert stranger.get("/account/login/").content.decode().count("没有保存") == 1


def test_logging_out_ends_it(person):
    browser = logged_in(person)
    assert browser.get("/account/logout/").status_code == 405
    browser.post("/account/logout/")
    assert browser.get("/forms/").status_code == 303
    assert happened()[-1] == "log_out"


def test_my_account_shows_my_roles_and_my_last_log_ins(stranger, person):
    log_in(stranger, person.login, GOOD)
    page = stranger.get("/account/").content.decode()
    assert person.login in page
    assert "登录（密码）" in page
    assert "还没有角色" in page
