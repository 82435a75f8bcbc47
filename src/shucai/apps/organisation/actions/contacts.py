"""Phone and e-mail of people: sealed where they are stored, changed and shown whole only by recorded acts."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shucai.apps.audit.actions import record
from shucai.apps.keys.actions import ACCOUNTS, seal
from shucai.apps.organisation.actions.acting import about_person, acting
from shucai.apps.organisation.actions.administrators import account_of
from shucai.apps.organisation.actions.finding import person_of
from shucai.apps.organisation.models import Person
from shucai.apps.organisation.queries.contacts import Contacts, contacts_of, place_of
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.roster import masked_email, masked_phone, wrong_email, wrong_phone


@dataclass(frozen=True, slots=True)
class NewContacts:
    """Contacts as they are typed. A blank keeps what is there, as it is not shown; drop: fields to be emptied."""

    phone: str = ""
    email: str = ""
    drop: frozenset[str] = frozenset()


@transaction.atomic
def change_contacts(person_id: int, new: NewContacts, *, by: Actor, at: datetime) -> Person | Refused:
    """Change the phone and the e-mail of a person: one's own, or somebody's whose account the actor manages."""
    found = _person(person_id, by, at)
    if isinstance(found, Refused):
        return found
    person, behalf = found
    phone, email = new.phone.strip(), new.email.strip()
    if refused := wrong_phone(phone) or wrong_email(email):
        return refused
    old = contacts_of(person)
    now = Contacts(
        "" if "phone" in new.drop else phone or old.phone, "" if "email" in new.drop else email or old.email
    )
    if now == old:
        return person
    for field in ("phone", "email"):
        sealed = seal(
            getattr(now, field),
            school=person.school_id or 0,
            year=ACCOUNTS,
            place=place_of(person, field),
            at=at,
        )
        setattr(person, field, sealed)
    person.save(update_fields=["phone", "email"])
    facts: dict[str, object] = {"did": "修改联系方式"}
    if now.phone != old.phone:
        facts["phone"] = [masked_phone(old.phone), masked_phone(now.phone)]
    if now.email != old.email:
        facts["email"] = [masked_email(old.email), masked_email(now.email)]
    record("change_contacts", about_person(person), by=by, at=at, facts=facts, on_behalf_of=behalf)
    return person


@transaction.atomic
def show_contacts(person_id: int, *, by: Actor, at: datetime) -> Contacts | Refused:
    """Return the phone and the e-mail of a person whole; that somebody looked is kept."""
    found = _person(person_id, by, at)
    if isinstance(found, Refused):
        return found
    person, behalf = found
    facts = {"did": "显示联系方式"}
    record("show_contacts", about_person(person), by=by, at=at, facts=facts, on_behalf_of=behalf)
    return contacts_of(person)


def _person(person_id: int, by: Actor, at: datetime) -> tuple[Person, int | None] | Refused:
    """Return a person whose contacts the actor may handle, locked, and on whose behalf."""
    if person_id == by.person:
        own = person_of(person_id, by.school)
        return own if isinstance(own, Refused) else (own, None)
    act = acting(by, Verb.MANAGE_PEOPLE, at=at, person=person_id)
    if isinstance(act, Refused):
        return act
    person = account_of(person_id, act)
    return person if isinstance(person, Refused) else (person, act.on_behalf_of)
