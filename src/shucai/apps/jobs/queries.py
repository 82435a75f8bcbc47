"""Reading long work."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from shucai.apps.jobs.lease import lease, seconds_between_signs
from shucai.apps.jobs.models import Job, Sign
from shucai.domain.access import Actor

MISSED = 2.5  # signs


def is_anybody_working(at: datetime) -> bool:
    """Return whether a worker gave a sign lately; without one, a page says so instead of waiting for ever."""
    return Sign.objects.filter(at__gte=at - lease()).exists()


def is_silent(job: Job, at: datetime) -> bool:
    """Return whether the worker of a job missed several signs: it may be gone, and another takes the job up soon."""
    since = timedelta(seconds=MISSED * seconds_between_signs())
    return job.state == Job.RUNNING and job.heartbeat_at is not None and job.heartbeat_at < at - since


def jobs_of(actor: Actor) -> QuerySet[Job]:
    """Return the long work an actor asked for, the latest first."""
    return (
        Job.objects.filter(school=actor.school, asked_by=actor.person)
        .defer("arguments")
        .order_by("-asked_at")
    )


def job_of(actor: Actor, job_id: int) -> Job | None:
    """Return long work an actor asked for; another's is no different from none."""
    return jobs_of(actor).filter(pk=job_id).first()


def time_left(job: Job, at: datetime) -> timedelta | None:
    """Return how long the stage of a job will go on at the pace it had so far; None where nobody can tell."""
    if job.stage_at is None or job.state != Job.RUNNING or not 0 < job.done <= job.total:
        return None
    return (at - job.stage_at) * (job.total - job.done) / job.done
