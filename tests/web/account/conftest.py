"""Accounts: what was counted in one test does not count in the next."""

import pytest
from django.core.cache import cache
from django.test import Client

from shucai.apps.organisation.actions.passwords import choose_password
from shucai.apps.organisation.models import Person
from tests.builders.people import MADE_AT, a_person

GOOD = "Luzhi-Huai-2024"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def person() -> Person:
    """Somebody with a password of their own."""
    someone = a_person()
    choose_password(someone.pk, GOOD, at=MADE_AT)
    someone.refresh_from_db()
    return someone


@pytest.fixture
def stranger() -> Client:
    """A browser in which nobody is logged in."""
    return Client(SERVER_NAME="localhost")
