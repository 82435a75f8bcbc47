"""People, each with an account of their own (ORG-3)."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from shucai.apps.organisation.models.units import Authority, School, Unit


class People(BaseUserManager["Person"]):
    """Finds a person by the log-in name, as Django's log-in asks for it."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person of a log-in name, in whatever case it was typed."""
        return self.get(login__iexact=username)


class Person(AbstractBaseUser):
    """A person of a school, or of an authority above it.

    login: unique in the installation, usually the staff number. phone, email: sealed (apps.keys), for reminders only.
    password_changed_at: None until the person has chosen one; the first log-in forces it (ORG-4).
    past_passwords: hashes of the last ones, the latest first.
    left_on: the last day; from then on the account is closed. joined_group_at: confirmed being in the chat group (COM-5).
    """

    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="people")
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="people")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="people")
    login = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    staff_no = models.CharField(max_length=30, blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    password_changed_at = models.DateTimeField(null=True)
    past_passwords = models.JSONField(default=list)
    left_on = models.DateField(null=True)
    joined_group_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = People()

    class Meta:
        """A staff number is one person of a school."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "staff_no"],
                condition=~models.Q(staff_no=""),
                name="organisation_person_staff_no",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["school", "unit"], name="organisation_person_unit")]

    def __str__(self) -> str:
        return self.name
