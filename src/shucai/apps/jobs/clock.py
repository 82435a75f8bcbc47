"""The time, for work that no request began: its run is the edge where the clock is read."""

from datetime import datetime

from django.utils import timezone


def worker_now() -> datetime:
    """Return the time of this moment of a run."""
    return timezone.now()  # noqa: TID251 - a worker has no request whose time it could take
