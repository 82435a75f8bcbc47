"""Reading long work."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from shucai.apps.jobs.models import Job, Sign
from shucai.domain.access import Actor

ALIVE_WITHIN = timedelta(seconds=30)


def is_anybody_working(at: datetime) -> bool:
    """Return whether a worker gave a sign lately; without one, a page says so instead of waiting for ever."""
    return Sign.objects.filter(at__gte=at - ALIVE_WITHIN).exists()


def jobs_of(actor: Actor) -> QuerySet[Job]:
    """Return the long work an actor asked for, the latest first."""
    return Job.objects.filter(school=actor.school, asked_by=actor.person).order_by("-asked_at")
