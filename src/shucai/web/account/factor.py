"""Whether somebody has a second factor."""

from allauth.mfa.models import Authenticator

from shucai.apps.organisation.models import Person


def has_second_factor(person: Person) -> bool:
    """Return whether an authenticator app is set up."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())
