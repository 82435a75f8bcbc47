"""Roles granted with scope and dates, delegated, confirmed and handed over (ORG-1, ORG-5)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shucai.apps.organisation.models.people import Person
from shucai.apps.organisation.models.units import School, Unit
from shucai.domain.access import Position, Role

ROLES = [(role.value, role.label) for role in Role]
POSITIONS = [(position.value, position.label) for position in Position]


class RoleGrant(models.Model):
    """A role given to a person.

    unit: None for the whole school. forms: ids such as talent.1.4.1, empty for every form of the unit.
    starts_on, ends_on: inclusive; ends_on None for as long as nobody revokes it.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="grants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=ROLES)
    position = models.CharField(max_length=10, choices=POSITIONS, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="grants")
    forms = models.JSONField(default=list)
    may_import = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    granted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="granted")
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="revoked")

    class Meta:
        """A role of a department names one; dates are in order; one unrevoked grant for the same thing."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="organisation_rolegrant_dates",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[r.value for r in Role if r.is_of_a_unit]) | Q(unit__isnull=False),
                name="organisation_rolegrant_unit",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "unit", "starts_on"],
                condition=Q(revoked_at__isnull=True, unit__isnull=False),
                name="organisation_rolegrant_once_a_unit",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "starts_on"],
                condition=Q(revoked_at__isnull=True, unit__isnull=True),
                name="organisation_rolegrant_once_a_school",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["school", "role"], name="organisation_rolegrant_role"),
            models.Index(fields=["person"], name="organisation_rolegrant_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()} {self.unit or ''}".strip()


class Delegation(models.Model):
    """A role of one person, exercised by another between two dates. The grant itself stays where it is."""

    school = models.ForeignKey(School, models.CASCADE, related_name="delegations")
    grant = models.ForeignKey(RoleGrant, models.CASCADE, related_name="delegations")
    to = models.ForeignKey(Person, models.CASCADE, related_name="delegated_to_me")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="delegations_made")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Dates are in order."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="organisation_delegation_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant} → {self.to}"


class DutyConfirmation(models.Model):
    """A person read the duties of a role in a year and said so; a new year asks again."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="confirmations")
    grant = models.ForeignKey(RoleGrant, models.CASCADE, related_name="confirmations")
    year = models.PositiveSmallIntegerField()
    confirmed_at = models.DateTimeField()

    class Meta:
        """Once a year."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grant", "year"], name="organisation_confirmation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.year}"


class Handover(models.Model):
    """Open work passed on when somebody leaves or changes duties; what: counts by kind of what moved.

    lasted: until when each role of the giver was to last, by id, blank for no end, so that leaving can be withdrawn.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="handovers")
    giver = models.ForeignKey(Person, models.CASCADE, related_name="handed_over")
    taker = models.ForeignKey(Person, models.CASCADE, related_name="taken_over")
    what = models.JSONField(default=dict)
    lasted = models.JSONField(default=dict)
    reason = models.CharField(max_length=200)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="handovers_made")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"
