"""Asking for long work, and taking up again what a killed worker left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from shucai.apps.jobs.lease import lease
from shucai.apps.jobs.models import Job, Sign
from shucai.apps.jobs.registry import KINDS
from shucai.domain.access import Actor

MOST_ATTEMPTS = 5
LOST = "已经尝试 {attempts} 次，每次都中途停止。请重新发起；仍不行请联系系统管理员"


@dataclass(frozen=True)
class Order:
    """Long work wanted. kind: a registered one; title: as people call it; arguments: JSON."""

    kind: str
    title: str
    arguments: Mapping[str, object] = field(default_factory=dict[str, object])


@transaction.atomic
def ask(order: Order, *, by: Actor, at: datetime) -> Job:
    """Put long work into the queue, in the transaction of the action that wants it."""
    if order.kind not in KINDS:
        raise KeyError(order.kind)
    job = Job.objects.create(
        school=by.school,
        asked_by=by.person,
        kind=order.kind,
        title=order.title,
        arguments=dict(order.arguments),
        asked_at=at,
    )
    _enqueue(job)
    return job


@transaction.atomic
def take_up_stale(at: datetime) -> int:
    """Put back into the queue what a worker began and no longer tells of; give up after MOST_ATTEMPTS. Return how many."""
    stale = Job.objects.select_for_update().filter(state=Job.RUNNING, heartbeat_at__lt=at - lease())
    for job in stale:
        if job.attempt >= MOST_ATTEMPTS:
            job.state, job.ended_at = Job.FAILED, at
            job.problem = LOST.format(attempts=job.attempt)
            job.save(update_fields=["state", "ended_at", "problem"])
        else:
            job.state = Job.QUEUED
            job.save(update_fields=["state"])
            _enqueue(job)
    return len(stale)


def give_sign(worker: str, at: datetime) -> None:
    """Record that a worker is alive."""
    Sign.objects.update_or_create(worker=worker, defaults={"at": at})
    Sign.objects.filter(at__lt=at - timedelta(days=1)).delete()


def _enqueue(job: Job) -> None:
    from shucai.apps.jobs.tasks import run

    run.enqueue(job.pk)
