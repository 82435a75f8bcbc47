"""People and their accounts: create, edit, close, reopen, a new initial password."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shucai.apps.organisation.actions.acting import about_person, acting, day_of
from shucai.apps.organisation.actions.administrators import account_acted_on, is_last_administrator
from shucai.apps.organisation.actions.finding import open_unit
from shucai.apps.organisation.actions.passwords import InitialPassword, give_initial_password
from shucai.apps.organisation.models import Person
from shucai.apps.organisation.queries.actors import is_at_work
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.roster import wrong_login, wrong_name, wrong_staff_no


@dataclass(frozen=True, slots=True)
class Card:
    """What is written of a person. login: the staff number where it is blank."""

    name: str
    staff_no: str = ""
    login: str = ""
    unit_id: int | None = None

    @property
    def log_in_name(self) -> str:
        """Return the name to log in with."""
        return self.login.strip() or self.staff_no.strip()


@dataclass(frozen=True, slots=True)
class Admitted:
    """A person with the initial password, to be shown once."""

    person: Person
    password: str


@transaction.atomic
def create_person(
    card: Card, *, by: Actor, at: datetime, ready: InitialPassword | None = None
) -> Admitted | Refused:
    """Create a person with an account; it does nothing before a role is granted. ready: an initial password made before."""
    act = acting(by, Verb.MANAGE_PEOPLE, at=at)
    if isinstance(act, Refused):
        return act
    person = Person(school_id=by.school, made_at=at)
    if refused := write_card(person, card):
        return refused
    person.set_unusable_password()
    person.save()
    password = give_initial_password(person, at=at, ready=ready)
    act.record(about_person(person), did="新增人员", login=person.login, unit=_unit_name(person))
    return Admitted(person, password)


@transaction.atomic
def edit_person(person_id: int, card: Card, *, by: Actor, at: datetime) -> Person | Refused:
    """Change what is written of a person; roles and password stay."""
    found = account_acted_on(person_id, by=by, at=at)
    if isinstance(found, Refused):
        return found
    act, person = found
    before = _written(person)
    if refused := write_card(person, card):
        return refused
    changed = {key: [before[key], value] for key, value in _written(person).items() if before[key] != value}
    if changed:
        person.save(update_fields=["name", "staff_no", "login", "unit"])
        act.record(about_person(person), did="修改资料", **changed)
    return person


@transaction.atomic
def close_account(person_id: int, *, by: Actor, at: datetime) -> Person | Refused:
    """Close an account at once: nobody logs in with it, its roles rest, what it did stays."""
    found = account_acted_on(person_id, by=by, at=at)
    if isinstance(found, Refused):
        return found
    act, person = found
    if not person.is_active:
        return person
    if person.pk == by.person:
        return Refused("R216")
    if is_last_administrator(person, today=day_of(at)):
        return Refused("R207")
    person.is_active = False
    person.save(update_fields=["is_active"])
    act.record(about_person(person), did="停用账号")
    return person


@transaction.atomic
def reopen_account(person_id: int, *, by: Actor, at: datetime) -> Admitted | Refused:
    """Open a closed account again, also of one who had left; with a new initial password, as nobody used it meanwhile."""
    found = account_acted_on(person_id, by=by, at=at)
    if isinstance(found, Refused):
        return found
    act, person = found
    if is_at_work(person, day_of(at)):
        return Refused("R217", {"name": person.name})
    person.is_active, person.left_on = True, None
    person.save(update_fields=["is_active", "left_on"])
    password = give_initial_password(person, at=at)
    act.record(about_person(person), did="启用账号")
    return Admitted(person, password)


@transaction.atomic
def reset_password(person_id: int, *, by: Actor, at: datetime) -> Admitted | Refused:
    """Give a person a new initial password; the old one holds no longer."""
    found = account_acted_on(person_id, by=by, at=at)
    if isinstance(found, Refused):
        return found
    act, person = found
    if not is_at_work(person, day_of(at)):
        return Refused("R211", {"name": person.name})
    password = give_initial_password(person, at=at)
    act.record(about_person(person), did="重置密码")
    return Admitted(person, password)


def write_card(person: Person, card: Card) -> Refused | None:
    """Write a card into a person that is not saved yet, or say what is wrong with it."""
    name, staff_no, login = card.name.strip(), card.staff_no.strip(), card.log_in_name
    if refused := wrong_name(name) or wrong_staff_no(staff_no) or wrong_login(login):
        return refused
    others = Person.objects.exclude(pk=person.pk)
    namesake = others.filter(school=person.school_id, staff_no=staff_no).first() if staff_no else None
    if namesake is not None:
        return Refused("R218", {"staff_no": staff_no, "name": namesake.name})
    if others.filter(login__iexact=login).exists():
        return Refused("R205", {"login": login})
    unit = open_unit(card.unit_id, person.school_id or 0) if card.unit_id else None
    if isinstance(unit, Refused):
        return unit
    person.name, person.staff_no, person.login, person.unit = name, staff_no, login, unit
    return None


def _written(person: Person) -> dict[str, str]:
    return {
        "name": person.name,
        "staff_no": person.staff_no,
        "login": person.login,
        "unit": _unit_name(person),
    }


def _unit_name(person: Person) -> str:
    return person.unit.title if person.unit else ""
