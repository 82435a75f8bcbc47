"""Waiting after failed log-ins: how a log-in name is counted, and until when a person waits.

The counting itself is django-axes', in the database, by log-in name and address of the computer.
"""

from dataclasses import dataclass
from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.utils.crypto import salted_hmac

from shucai.apps.organisation.models import Person

SALT = "shucai.log_in"


@dataclass(frozen=True)
class LockOut:
    """A log-in name waits at one or more computers. since: the last failure; until: when the longest wait is over."""

    since: datetime
    until: datetime
    times: int


def counted_as(login: str) -> str:
    """Return what failures of a log-in name are counted under, in whatever case it was typed.

    A keyed hash: people type their password into the wrong box, and what they typed must not be kept.
    """
    return salted_hmac(SALT, login.strip().lower(), algorithm="sha256").hexdigest()


def lock_out_of(person: Person, at: datetime) -> LockOut | None:
    """Return the lock-out that a person waits for at a moment, None where there is none."""
    failed = AccessAttempt.objects.filter(
        username=counted_as(person.login),
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
        attempt_time__gt=at - settings.AXES_COOLOFF_TIME,
    )
    latest = failed.order_by("-attempt_time").first()
    if latest is None:
        return None
    until = latest.attempt_time + settings.AXES_COOLOFF_TIME
    return LockOut(latest.attempt_time, until, latest.failures_since_start)
