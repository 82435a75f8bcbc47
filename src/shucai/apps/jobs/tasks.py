"""The one task of the queue: run a job under a lease that its worker keeps alive."""

import contextlib
import logging
import threading
import traceback
from collections.abc import Generator

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django_tasks import task

from shucai.apps.jobs.clock import worker_now
from shucai.apps.jobs.lease import seconds_between_signs
from shucai.apps.jobs.models import LONGEST_PROBLEM, Job
from shucai.apps.jobs.registry import KINDS, Progress
from shucai.domain.problems import Refused

BROKEN = "系统出错，没有完成；已记录，请稍后重新发起，仍不行请联系系统管理员"
logger = logging.getLogger(__name__)


@task()
def run(job_id: int) -> None:
    """Do the work of a job, unless another worker holds it or it has ended.

    What fails is told to the person who waits and logged by type and place; its words may hold personal data.
    """
    attempt = _claimed(job_id)
    if attempt is None:
        return
    mine = Job.objects.filter(pk=job_id, attempt=attempt, state=Job.RUNNING)
    job = mine.get()
    try:
        with _beating(mine):
            outcome = KINDS[job.kind](job.arguments, _telling(mine))
    except Exception as error:  # noqa: BLE001 - whatever failed, the person who waits is told
        place = traceback.extract_tb(error.__traceback__)[-1]
        logger.error(
            "job %s (%s): %s at %s:%s", job_id, job.kind, type(error).__name__, place.filename, place.lineno
        )
        mine.update(state=Job.FAILED, ended_at=worker_now(), problem=BROKEN)
    else:
        if isinstance(outcome, Refused):
            ending: dict[str, object] = {"state": Job.FAILED, "problem": outcome.reason[:LONGEST_PROBLEM]}
        else:
            ending = {"state": Job.DONE, "result": dict(outcome)}
        mine.update(ended_at=worker_now(), **ending)


def _telling(mine: QuerySet[Job]) -> Progress:
    """Return what writes down the progress of a job, and when each stage began: from it the time left is reckoned."""
    told = ""

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal told
        at = worker_now()
        began = {} if stage == told else {"stage_at": at}
        told = stage
        mine.update(stage=stage, done=done, total=total, heartbeat_at=at, **began)

    return progress


@transaction.atomic
def _claimed(job_id: int) -> int | None:
    """Return the number of this attempt where the job was waiting and is now this worker's."""
    job = Job.objects.select_for_update().filter(pk=job_id, state=Job.QUEUED).first()
    if job is None:
        return None
    job.state, job.attempt = Job.RUNNING, job.attempt + 1
    job.heartbeat_at = job.started_at = worker_now()
    job.stage, job.done, job.total = "", 0, 0
    job.save(update_fields=["state", "attempt", "heartbeat_at", "started_at", "stage", "done", "total"])
    return job.attempt


@contextlib.contextmanager
def _beating(mine: QuerySet[Job]) -> Generator[None]:
    """Keep the lease alive from a thread with a connection of its own, so that long steps without progress do not lose it."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(seconds_between_signs()):
                with contextlib.suppress(OperationalError):  # busy for a moment; the next beat tells
                    mine.update(heartbeat_at=worker_now())
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
