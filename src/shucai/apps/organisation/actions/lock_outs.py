"""Waiting after failed log-ins: how a log-in name is counted, and how the wait is lifted.

The counting itself is django-axes', in the database, by log-in name and address of the computer.
"""

from axes.utils import reset
from django.utils.crypto import salted_hmac

from shucai.apps.organisation.models import Person

SALT = "shucai.log_in"


def counted_as(login: str) -> str:
    """Return what failures of a log-in name are counted under, in whatever case it was typed.

    A keyed hash: people type their password into the wrong box, and what they typed must not be kept.
    """
    return salted_hmac(SALT, login.strip().lower(), algorithm="sha256").hexdigest()


def lift_lock_out(person: Person) -> None:
    """Let somebody log in again at once, on every computer."""
    reset(username=counted_as(person.login))
