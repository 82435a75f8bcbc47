"""Reading an account: its second factor, and what happened to it."""

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from shucai.apps.audit.models import Entry
from shucai.apps.organisation.models import Person


def account_history(person: Person, kinds: Collection[str]) -> QuerySet[Entry]:
    """Return what happened to an account, the latest first. kinds: of actions."""
    about = Entry.objects.filter(
        school=person.school_id or 0, subject_kind="person", subject_id=str(person.pk)
    )
    return about.filter(action__in=kinds).order_by("-number")


def has_second_factor(person: Person) -> bool:
    """Return whether an authenticator app is set up."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())
