"""Reading the phone and the e-mail of a person."""

from dataclasses import dataclass

from shucai.apps.keys.queries import unseal
from shucai.apps.organisation.models import Person
from shucai.domain.roster import masked_email, masked_phone


@dataclass(frozen=True, slots=True)
class Contacts:
    """How a person is reached; blank where nothing is known."""

    phone: str
    email: str

    @property
    def masked(self) -> "Contacts":
        """Return them as pages show them."""
        return Contacts(masked_phone(self.phone), masked_email(self.email))


def contacts_of(person: Person) -> Contacts:
    """Return the contacts of a person, in clear; whoever shows them whole leaves an entry in the audit."""
    return Contacts(
        *(unseal(getattr(person, field), place=place_of(person, field)) for field in ("phone", "email"))
    )


def place_of(person: Person, field: str) -> str:
    """Return what a sealed contact is bound to."""
    return f"organisation.person.{field}/{person.pk}"
