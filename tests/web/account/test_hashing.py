"""Passwords as they are kept in use; the other tests hash theirs quickly."""

import pytest

from shucai.apps.organisation.actions.passwords import choose_password, make_initial_password
from shucai.config.accounts import PASSWORD_HASHERS
from tests.builders.people import MADE_AT, a_person
from tests.web.account.conftest import GOOD


@pytest.fixture(autouse=True)
def _as_in_use(settings):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS


def test_a_chosen_password_is_kept_as_argon2id_and_lets_its_owner_in(stranger):
    person = choose_password(a_person().pk, GOOD, at=MADE_AT)
    assert person.password.startswith("argon2$argon2id$")
    assert GOOD not in person.password
    answer = stranger.post("/account/login/", {"login": person.login, "password": GOOD})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_an_initial_password_is_kept_as_argon2id():
    initial = make_initial_password()
    assert initial.hashed.startswith("argon2$argon2id$")
    assert initial.text not in initial.hashed
