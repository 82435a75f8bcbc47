"""Actions on a real database."""

import pytest

from tests.builders.kept import nothing_kept
from tests.builders.organisation import House

__all__ = ["nothing_kept"]


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hash passwords quickly; how strongly they are hashed in use is a matter of the settings."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def house(db) -> House:
    """A school with an administrator and the head of its lead office."""
    return House()
