"""Long work done at once, as a worker does it."""

from shucai.apps.jobs import tasks
from shucai.apps.jobs.models import Job


def worked(job: Job) -> Job:
    """Let a worker do a piece of long work and return it as it ended."""
    tasks.run.func(job.pk)
    job.refresh_from_db()
    return job


def work_all() -> list[Job]:
    """Let a worker do everything that waits, the oldest first, and return it."""
    return [worked(job) for job in Job.objects.filter(state=Job.QUEUED).order_by("pk")]
