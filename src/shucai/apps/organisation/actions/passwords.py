"""Initial passwords: made here, shown once, and changed by their owner at the first log-in (ORG-4)."""

import secrets
from datetime import datetime

from shucai.apps.organisation.models import Person

# Nothing that is mistaken for something else on paper: no 0 and o, no 1, l and i.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
DIGITS = "23456789"
GROUPS = 3


def give_initial_password(person: Person, *, at: datetime) -> str:
    """Give a person a random password of 12 characters, three letters and a digit three times, and return it.

    It is stored hashed only. at: when; the person has chosen none since, so the next log-in asks for a new one.
    Must run in the transaction of the action that records it.
    """
    password = "".join(_group() for _ in range(GROUPS))
    person.set_password(password)
    person.password_changed_at = None
    person.save(update_fields=["password", "password_changed_at"])
    return password


def _group() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(3)) + secrets.choice(DIGITS)
