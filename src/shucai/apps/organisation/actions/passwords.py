"""Passwords: the initial one that administrators hand out, and the one people choose themselves."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from shucai.apps.organisation.actions.lock_outs import lift_lock_out
from shucai.apps.organisation.actions.sessions import tell
from shucai.apps.organisation.models import Person
from shucai.domain.credentials import Owner, broken
from shucai.domain.problems import Refused

# Nothing that is mistaken for something else on paper: no 0 and o, no 1, l and i.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
DIGITS = "23456789"
GROUPS = 3
KEPT_PASSWORDS = 3
COMMON = "这是许多人用过的密码，请换一个"


@dataclass(frozen=True, slots=True)
class InitialPassword:
    """A password with its hash; hashing takes long on purpose, so many are made before a transaction begins."""

    text: str
    hashed: str


def make_initial_password() -> InitialPassword:
    """Return a random password of 12 characters: three letters and a digit, three times."""
    text = "".join(_group() for _ in range(GROUPS))
    return InitialPassword(text, make_password(text))


def give_initial_password(person: Person, *, at: datetime, ready: InitialPassword | None = None) -> str:
    """Give a person an initial password and return it. ready: one that was made before.

    It is stored hashed only; a lock-out after failed log-ins is lifted.
    at: when; the person has chosen none since, so the next log-in asks for a new one.
    Must run in the transaction of the action that records it.
    """
    initial = ready or make_initial_password()
    person.past_passwords = _chosen_lately(person)
    person.password = initial.hashed
    person.password_changed_at = None
    person.save(update_fields=["password", "past_passwords", "password_changed_at"])
    lift_lock_out(person)
    return initial.text


@transaction.atomic
def choose_password(person_id: int, chosen: str, *, at: datetime) -> Person | Refused:
    """Give a person the password they chose, unless it breaks a rule or was theirs lately."""
    person = Person.objects.select_for_update().get(pk=person_id)
    weak = [rule.says for rule in broken(chosen, Owner(person.login, person.name, person.staff_no))]
    if weak:
        return Refused("R151", {"rules": f"要{'；'.join(weak)}"})
    if _is_common(chosen):
        return Refused("R151", {"rules": COMMON})
    if any(check_password(chosen, old) for old in {person.password, *_chosen_lately(person)}):
        return Refused("R152", {"count": str(KEPT_PASSWORDS)})
    person.past_passwords = _chosen_lately(person)
    person.set_password(chosen)
    person.password_changed_at = at
    person.save(update_fields=["password", "past_passwords", "password_changed_at"])
    tell(person, "change_password", at=at)
    return person


def _chosen_lately(person: Person) -> list[str]:
    """Return the hashes of the last passwords a person chose, the latest first; an initial one was not chosen."""
    now = [person.password] if person.password_changed_at else []
    return [*now, *person.past_passwords][:KEPT_PASSWORDS]


def _is_common(password: str) -> bool:
    """Return whether it is on the framework's list of 20,000 common passwords."""
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False


def _group() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(3)) + secrets.choice(DIGITS)
