"""ORG-4: single sign-on where the school has it (OIDC, CAS): to a person who is there, or nowhere."""

from datetime import timedelta

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from shucai.apps.audit.models import Entry
from shucai.apps.organisation.actions.passwords import give_initial_password
from shucai.apps.organisation.models import Person
from tests.builders.people import MADE_AT, a_person
from tests.builders.sign_on import CLIENT, SECRET, SignOn, _key, a_school_log_in

OIDC = "/account/oidc/school/"
CAS = "/account/cas/"
WAYS = [OIDC, CAS]


@pytest.fixture(scope="module")
def _running():
    with a_school_log_in() as school:
        yield school


@pytest.fixture
def school(_running, settings) -> SignOn:
    """The school's own log-in, which this installation knows both ways."""
    _running.__init__(address=_running.address, key=_running.key)
    provider = {
        "provider_id": "school",
        "name": "统一身份认证",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": _running.address, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider]}}
    settings.OIDC_NAME, settings.CAS_NAME = "统一身份认证", "智慧校园"
    settings.CAS_SERVER_URL = f"{_running.address}/cas/"
    return _running


def there_and_back(browser: Client, way: str, **query: str):
    """Go to the school's log-in and come back from it; return the last answer of ours."""
    there = browser.get(way, query)
    back = requests.get(there["Location"], allow_redirects=False, timeout=5).headers["Location"]
    return browser.get(back.removeprefix("http://localhost"))


def words(browser: Client) -> str:
    """Return the log-in page."""
    return browser.get("/account/login/").content.decode()


def test_the_log_in_page_offers_what_the_school_has(school, stranger):
    page = stranger.get("/account/login/?next=/forms/").content.decode()
    assert f'href="{OIDC}?next=/forms/"' in page
    assert f'href="{CAS}?next=/forms/"' in page
    assert "用智慧校园登录" in page


def test_what_the_school_does_not_have_is_not_there(stranger):
    assert "统一身份认证" not in words(stranger)
    assert stranger.get(OIDC).status_code == 404
    assert stranger.get(CAS).status_code == 404


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("called_by", ["login", "staff_no"])
def test_who_is_known_comes_in_to_the_page_they_wanted(school, stranger, way, called_by):
    person = a_person()
    school.who = getattr(person, called_by)
    assert there_and_back(stranger, way, next="/forms/")["Location"] == "/forms/"
    assert stranger.get("/forms/").status_code == 200
    entry = Entry.objects.order_by("pk").last()
    assert (entry.action, entry.actor, entry.facts["way"]) == ("log_in", person.pk, "统一身份认证")


def test_the_claim_that_names_people_is_the_schools_choice(school, stranger, settings):
    settings.OIDC_CLAIM = school.claim = "jobNumber"
    school.who = a_person().staff_no
    assert there_and_back(stranger, OIDC)["Location"] == "/"


@pytest.mark.parametrize("way", WAYS)
def test_nobody_is_sent_to_another_site(school, stranger, way):
    school.who = a_person().login
    assert there_and_back(stranger, way, next="https://evil.example/")["Location"] == "/"


@pytest.mark.parametrize("way", WAYS)
def test_the_unknown_are_told_whom_to_ask_and_no_account_is_made(school, stranger, way):
    school.who = "t-nobody"
    people = Person.objects.count()
    assert there_and_back(stranger, way)["Location"] == "/account/login/"
    assert "“t-nobody”在数采还没有账号，请联系本校系统管理员" in words(stranger)
    assert Person.objects.count() == people


@pytest.mark.parametrize("way", WAYS)
def test_what_means_two_people_opens_for_neither(school, stranger, way):
    one, two = a_person(), a_person()
    Person.objects.filter(pk=two.pk).update(staff_no=one.login)
    school.who = one.login
    there_and_back(stranger, way)
    assert stranger.get("/forms/").status_code == 303


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("change", [{"is_active": False}, {"left_on": MADE_AT.date() - timedelta(days=1)}])
def test_a_closed_account_stays_closed(school, stranger, way, change):
    person = a_person()
    Person.objects.filter(pk=person.pk).update(**change)
    school.who = person.login
    there_and_back(stranger, way)
    assert "已停用或已离任" in words(stranger)
    assert stranger.get("/forms/").status_code == 303


@pytest.mark.parametrize("way", WAYS)
def test_who_comes_from_there_needs_no_password_of_ours(school, stranger, way):
    person = a_person()
    give_initial_password(person, at=MADE_AT)
    school.who = person.login
    there_and_back(stranger, way)
    assert stranger.get("/forms/").status_code == 200
    chosen = "Qingnian-77-hu"
    refused = stranger.post("/account/password/", {"chosen": chosen, "again": chosen})
    assert "现在的密码不对" in refused.content.decode()


@pytest.mark.parametrize("way", WAYS)
def test_coming_from_there_once_does_not_excuse_a_later_password(school, stranger, way):
    closed, other = a_person(), a_person()
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    initial = give_initial_password(other, at=MADE_AT)
    school.who = closed.login
    there_and_back(stranger, way)
    stranger.post("/account/login/", {"login": other.login, "password": initial})
    assert stranger.get("/forms/")["Location"] == "/account/password/"


@pytest.mark.parametrize("way", WAYS)
def test_a_school_log_in_that_is_down_is_said_so(school, stranger, way):
    school.is_down = True
    if way == CAS:
        stranger.get(CAS, {"ticket": "ST-1"})
    else:
        assert stranger.get(OIDC)["Location"] == "/account/login/"
    assert "统一身份认证没有完成" in words(stranger)


def test_a_token_that_another_signed_opens_nothing(school, stranger):
    school.who, school.published = a_person().login, _key()
    there_and_back(stranger, OIDC)
    assert stranger.get("/forms/").status_code == 303
    assert "统一身份认证没有完成" in words(stranger)


def test_a_token_for_another_system_opens_nothing(school, stranger):
    school.who, school.audience = a_person().login, "another system"
    there_and_back(stranger, OIDC)
    assert stranger.get("/forms/").status_code == 303


def test_an_answer_nobody_asked_for_opens_nothing(school, stranger, person):
    school.who = person.login
    there = Client(SERVER_NAME="localhost").get(OIDC)["Location"]
    back = requests.get(there, allow_redirects=False, timeout=5).headers["Location"]
    stranger.get(back.removeprefix("http://localhost"))
    assert stranger.get("/forms/").status_code == 303


def test_an_account_is_not_joined_to_another_while_logged_in(school, stranger):
    one, two = a_person(), a_person()
    school.who = one.login
    there_and_back(stranger, OIDC)
    school.who = two.login
    there_and_back(stranger, OIDC, process="connect")
    assert stranger.get("/account/").context["person"] == one
    assert not SocialAccount.objects.exists()


def test_a_ticket_of_cas_opens_once(school, stranger):
    school.who = a_person().login
    there = stranger.get(CAS)["Location"]
    back = requests.get(there, allow_redirects=False, timeout=5).headers["Location"]
    path = back.removeprefix("http://localhost")
    another = Client(SERVER_NAME="localhost")
    another.get(path)
    stranger.get(path)
    assert another.get("/forms/").status_code == 200
    assert stranger.get("/forms/").status_code == 303
