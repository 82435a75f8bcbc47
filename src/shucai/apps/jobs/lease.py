"""After how long without a sign a worker has lost its job, and how often it gives one."""

from datetime import timedelta

from django.conf import settings

SIGNS_IN_A_LEASE = 6


def lease() -> timedelta:
    """Return after how long without a sign a worker has lost its job."""
    kept: timedelta = settings.JOB_LEASE
    return kept


def seconds_between_signs() -> float:
    """Return how often a worker gives a sign and looks for what others lost: several times within a lease."""
    return lease().total_seconds() / SIGNS_IN_A_LEASE
