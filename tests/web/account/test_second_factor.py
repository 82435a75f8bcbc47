"""ORG-4: the optional second factor, and where it is demanded."""

import re
import time
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from django.core.cache.backends import locmem
from django.test import Client

from shucai.apps.audit.models import Entry
from shucai.apps.keys.queries import unseal
from shucai.apps.organisation.models import RoleGrant
from shucai.domain.access import Role
from shucai.web.account.adapters import SEALED_AT
from tests.builders.people import MADE_AT, a_person, logged_in
from tests.web.account.conftest import GOOD

SET_UP = "/account/second-factor/set-up/"
CODE = "/account/second-factor/code/"
RECOVERY = "/account/second-factor/recovery/"


def code_of(secret: str, *, ahead: int = 0) -> str:
    """Return what the app on the phone shows. ahead: how many periods of 30 s from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


class Phone:
    """An authenticator app in which an account was set up."""

    def __init__(self, browser: Client) -> None:
        answer = browser.get(SET_UP)
        assert answer["Location"] == f"/account/again/?next={SET_UP.replace('/', '%2F')}"
        browser.post(answer["Location"], {"password": GOOD})
        self.page = browser.get(SET_UP).content.decode()
        self.secret = browser.session[SECRET_SESSION_KEY]
        self.answer = browser.post(SET_UP, {"code": code_of(self.secret)})


@pytest.fixture
def here(person):
    """A browser in which the person is logged in."""
    return logged_in(person)


@pytest.fixture
def phone(here):
    """The person's phone, set up."""
    return Phone(here)


def password_given(browser: Client, person, **more: str):
    """Log in as far as the password."""
    return browser.post("/account/login/", {"login": person.login, "password": GOOD, **more})


def told(action: str) -> int:
    """Return how often the audit tells of something."""
    return Entry.objects.filter(action=action).count()


def test_it_is_set_up_by_a_picture_or_by_typing_and_shows_recovery_codes_once(here, phone):
    assert "data:image/svg+xml" in phone.page
    fours = re.findall(r"<span>([A-Z2-7]{4})</span>", phone.page)
    assert "".join(fours) == phone.secret
    assert 'href="otpauth://totp/' in phone.page
    assert phone.answer["Location"] == RECOVERY
    assert len(re.findall(r"<code>\d{8}</code>", here.get(RECOVERY).content.decode())) == 10
    again = here.get(RECOVERY).content.decode()
    assert "只显示一次" in again
    assert "<code>" not in again
    assert told("second_factor_on") == 1


def test_a_wrong_code_sets_nothing_up(here, person):
    here.post("/account/again/", {"password": GOOD})
    here.get(SET_UP)
    assert "验证码不对" in here.post(SET_UP, {"code": "000000"}).content.decode()
    assert not Authenticator.objects.filter(user=person).exists()


def test_secrets_lie_sealed(phone, person):
    kept = {one.type: one.data for one in Authenticator.objects.filter(user=person)}
    assert phone.secret not in str(kept)
    assert unseal(kept["totp"]["secret"], place=SEALED_AT) == phone.secret
    assert len(unseal(kept["recovery_codes"]["seed"], place=SEALED_AT)) == 80


def test_from_then_on_the_password_alone_opens_nothing(phone, person, stranger):
    answer = password_given(stranger, person, next="/forms/")
    assert answer["Location"].startswith(CODE)
    assert stranger.get("/forms/").status_code == 303
    wrong = stranger.post(CODE, {"code": "000000"})
    assert wrong.status_code == 422
    assert told("second_factor_failed") == 1
    answer = stranger.post(CODE, {"code": code_of(phone.secret, ahead=1)})
    assert answer["Location"] == "/forms/"
    assert stranger.get("/forms/").status_code == 200
    assert Entry.objects.order_by("pk").last().action == "log_in"


def test_a_code_opens_once(phone, person, stranger):
    code = code_of(phone.secret, ahead=1)
    password_given(stranger, person)
    stranger.post(CODE, {"code": code})
    another = Client(SERVER_NAME="localhost")
    password_given(another, person)
    assert another.post(CODE, {"code": code}).status_code == 422


def test_codes_cannot_be_guessed_one_after_the_other(phone, person, stranger):
    password_given(stranger, person)
    for number in range(5):
        stranger.post(CODE, {"code": f"{number:06}"})
    answer = stranger.post(CODE, {"code": code_of(phone.secret, ahead=1)})
    assert "15 分钟后再试" in answer.content.decode()
    assert stranger.get("/forms/").status_code == 303


def test_every_process_knows_which_codes_were_used_and_how_many_were_wrong(phone, person, stranger):
    code = code_of(phone.secret, ahead=1)
    password_given(stranger, person)
    assert stranger.post(CODE, {"code": code}).status_code == 302
    in_another_process()
    another = Client(SERVER_NAME="localhost")
    password_given(another, person)
    assert another.post(CODE, {"code": code}).status_code == 422
    for number in range(4):
        in_another_process()
        another.post(CODE, {"code": f"{number:06}"})
    in_another_process()
    assert "15 分钟后再试" in another.post(CODE, {"code": "000009"}).content.decode()


def in_another_process() -> None:
    """Let go of what Django keeps in the memory of a process, as in one that another request comes to."""
    for kept in (*locmem._caches.values(), *locmem._expire_info.values()):
        kept.clear()


def test_without_the_phone_a_recovery_code_opens_once(here, phone, person, stranger):
    code = re.search(r"<code>(\d{8})</code>", here.get(RECOVERY).content.decode())[1]
    password_given(stranger, person)
    assert stranger.post(CODE, {"code": code})["Location"] == "/"
    another = Client(SERVER_NAME="localhost")
    password_given(another, person)
    assert another.post(CODE, {"code": code}).status_code == 422


def test_a_lost_master_key_is_told_in_words(phone, person, stranger, settings):
    settings.MASTER_KEYS = {"another": bytes(32)}
    password_given(stranger, person)
    answer = stranger.post(CODE, {"code": code_of(phone.secret, ahead=1)})
    assert answer.status_code == 422
    assert "联系本校系统管理员撤销" in answer.content.decode()


def test_new_recovery_codes_end_the_old_ones(here, phone, person, stranger):
    old = re.search(r"<code>(\d{8})</code>", here.get(RECOVERY).content.decode())[1]
    here.post(RECOVERY + "new/")
    assert old not in here.get(RECOVERY).content.decode()
    password_given(stranger, person)
    assert stranger.post(CODE, {"code": old}).status_code == 422


def test_it_is_turned_off_by_who_shows_the_password(here, phone, person):
    another = logged_in(person)
    assert another.post("/account/second-factor/turn-off/")["Location"].startswith("/account/again/")
    assert Authenticator.objects.filter(user=person).exists()
    here.post("/account/second-factor/turn-off/")
    assert not Authenticator.objects.filter(user=person).exists()
    assert told("second_factor_off") == 1


@pytest.mark.parametrize("demanded", ["all", "administrators"])
def test_where_it_is_demanded_nothing_else_opens_before(person, settings, demanded):
    settings.SECOND_FACTOR_FOR = demanded
    grant = {"role": Role.ADMINISTRATOR.value, "starts_on": date(2024, 8, 20), "granted_at": MADE_AT}
    RoleGrant.objects.create(school=person.school, person=person, **grant)
    here = logged_in(person)
    for path in ("/forms/", "/account/", "/account/second-factor/recovery/new/"):
        assert here.get(path)["Location"] == SET_UP
    Phone(here)
    assert here.get("/forms/").status_code == 200
    here.post("/account/second-factor/turn-off/")
    assert Authenticator.objects.filter(user=person).exists()


def test_who_is_no_administrator_is_not_asked_for_it(person, settings):
    settings.SECOND_FACTOR_FOR = "administrators"
    assert logged_in(person).get("/forms/").status_code == 200


def test_an_administrator_takes_it_off_for_who_lost_the_phone(phone, person, stranger):
    administrator = a_person("示例乙")
    grant = {"role": Role.ADMINISTRATOR.value, "starts_on": date(2024, 8, 20), "granted_at": MADE_AT}
    RoleGrant.objects.create(school=person.school, person=administrator, **grant)
    theirs = logged_in(administrator)
    assert "撤销两步验证" in theirs.get(f"/people/{person.pk}/").content.decode()
    theirs.post(f"/people/{person.pk}/second-factor/")
    assert password_given(stranger, person)["Location"] == "/"
    assert "撤销两步验证" in str(Entry.objects.filter(actor=administrator.pk).values_list("facts"))


def test_not_even_an_administrator_takes_off_their_own_without_the_password(here, phone, person):
    grant = {"role": Role.ADMINISTRATOR.value, "starts_on": date(2024, 8, 20), "granted_at": MADE_AT}
    RoleGrant.objects.create(school=person.school, person=person, **grant)
    assert "我的账号" in here.post(f"/people/{person.pk}/second-factor/").content.decode()
    assert Authenticator.objects.filter(user=person).exists()


def test_nobody_else_takes_it_off(phone, person):
    assert logged_in(a_person("示例乙")).post(f"/people/{person.pk}/second-factor/").status_code in {404, 422}
    assert Authenticator.objects.filter(user=person).exists()
