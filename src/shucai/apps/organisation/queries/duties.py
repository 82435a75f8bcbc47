"""Duties: whose they are, who confirmed them this year, who is in the chat group."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from shucai.apps.organisation.models import DutyConfirmation, Person, RoleGrant
from shucai.apps.organisation.queries.actors import in_force
from shucai.domain.access import Position, Role, duties_of


@dataclass(frozen=True)
class Duty:
    """A role in force with its duties. confirmation: of this year, None where it is outstanding."""

    grant: RoleGrant
    sentences: tuple[str, ...]
    confirmation: DutyConfirmation | None


@dataclass(frozen=True)
class Standing:
    """Somebody with duties, for the lead office. outstanding: roles that are not confirmed."""

    person: Person
    duties: tuple[Duty, ...]

    @property
    def outstanding(self) -> tuple[Duty, ...]:
        """Return the duties that are not confirmed yet."""
        return tuple(duty for duty in self.duties if duty.confirmation is None)

    @property
    def is_done(self) -> bool:
        """Return whether all is confirmed, the chat group too."""
        return not self.outstanding and self.person.joined_group_at is not None


def duties_of_person(person_id: int, year: int, today: date) -> list[Duty]:
    """Return the roles somebody holds today with their duties; delegated ones are the holder's to confirm."""
    return _duties(list(_grants(today).filter(person=person_id)), year)


def confirmed_before(person_id: int, year: int) -> QuerySet[DutyConfirmation]:
    """Return what somebody confirmed in the years before one, the latest first; of roles that ended too."""
    found = DutyConfirmation.objects.filter(person=person_id, year__lt=year)
    return found.select_related("grant", "grant__unit").order_by("-year", "pk")


def standings(school_id: int, year: int, today: date) -> list[Standing]:
    """Return everybody of a school who holds a role today, those with something outstanding first."""
    grants = list(_grants(today).filter(school=school_id, person__is_active=True))
    by_person: dict[int, list[Duty]] = {}
    for duty in _duties(grants, year):
        by_person.setdefault(duty.grant.person_id, []).append(duty)
    found = [Standing(duties[0].grant.person, tuple(duties)) for duties in by_person.values()]
    return sorted(
        found, key=lambda one: (one.is_done, one.person.unit.order if one.person.unit else -1, one.person.pk)
    )


def _grants(today: date) -> QuerySet[RoleGrant]:
    found = RoleGrant.objects.filter(in_force(today))
    return found.select_related("person", "person__unit", "unit").order_by("pk")


def _duties(grants: list[RoleGrant], year: int) -> list[Duty]:
    made = {one.grant_id: one for one in DutyConfirmation.objects.filter(grant__in=grants, year=year)}
    return [Duty(grant, _sentences(grant), made.get(grant.pk)) for grant in grants]


def _sentences(grant: RoleGrant) -> tuple[str, ...]:
    return duties_of(Role(grant.role), Position(grant.position) if grant.position else None)
