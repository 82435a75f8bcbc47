"""Slips with initial passwords made by long work: sealed until the one who asked looks at them, once."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from shucai.apps.audit.actions import Subject
from shucai.apps.jobs.actions import Order, ask
from shucai.apps.jobs.models import Job
from shucai.apps.keys.actions import ACCOUNTS, seal
from shucai.apps.keys.queries import unseal
from shucai.apps.organisation.actions.acting import acting
from shucai.apps.organisation.actions.people import Admitted
from shucai.apps.organisation.models import Person, SlipBatch
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

KEPT = timedelta(days=3)
MARK = 16  # of a password's hash; tells whether it is still the one on the slip


@transaction.atomic
def order_batch(kind: str, title: str, work: Mapping[str, object], *, by: Actor, at: datetime) -> Job:
    """Put the making of accounts into the queue."""
    batch = SlipBatch.objects.create(school_id=by.school, asked_by_id=by.person, work=dict(work), asked_at=at)
    batch.job = ask(Order(kind, title, {"batch": batch.pk}), by=by, at=at)
    batch.save(update_fields=["job"])
    return batch.job


def open_batch(batch_id: int) -> SlipBatch | None:
    """Return a batch that is still to be done, locked to the end of the transaction; None where it was done already."""
    return SlipBatch.objects.select_for_update().filter(pk=batch_id, done_at=None).first()


def close_batch(
    batch: SlipBatch, admitted: Sequence[Admitted], told: Mapping[str, int], *, at: datetime
) -> None:
    """Keep what a batch did and its slips; to be called in the transaction that did it."""
    slips = [[one.person.pk, one.password, one.person.password[-MARK:]] for one in admitted]
    batch.sealed = seal(
        json.dumps(slips) if slips else "", school=batch.school_id, year=ACCOUNTS, place=_place(batch), at=at
    )
    batch.told, batch.work, batch.done_at = dict(told), {}, at
    batch.save(update_fields=["sealed", "told", "work", "done_at"])


@transaction.atomic
def show_slips(batch_id: int, *, by: Actor, at: datetime) -> tuple[Admitted, ...] | Refused:
    """Return the slips of a batch to the one who asked for it, for the only time: from now on they are kept nowhere.

    Left out are people who have another password by now.
    """
    batch = SlipBatch.objects.select_for_update().filter(
        pk=batch_id, school=by.school, asked_by=by.person, done_at__isnull=False
    )
    found = batch.first()
    if found is None:
        return Refused("R101")
    act = acting(by, Verb.MANAGE_PEOPLE, at=at)
    if isinstance(act, Refused):
        return act
    if not found.sealed:
        return Refused("R238", {"days": str(KEPT.days)})
    kept = json.loads(unseal(found.sealed, place=_place(found)))
    found.sealed, found.shown_at = "", at
    found.save(update_fields=["sealed", "shown_at"])
    people = Person.objects.select_related("unit").in_bulk([person for person, _, _ in kept])
    shown = tuple(
        Admitted(people[person], password)
        for person, password, mark in kept
        if person in people and people[person].password.endswith(mark)
    )
    act.record(Subject(by.school, "slips", str(found.pk), "初始密码"), did="显示初始密码", slips=len(shown))
    return shown


def forget_slips(at: datetime) -> int:
    """Destroy the slips nobody looked at in time, and what was asked for and never done. Return how many."""
    old = SlipBatch.objects.filter(~Q(sealed=""), done_at__lt=at - KEPT)
    undone = SlipBatch.objects.filter(done_at=None, asked_at__lt=at - KEPT)
    if not (old.exists() or undone.exists()):
        return 0
    return old.update(sealed="") + undone.delete()[0]


def _place(batch: SlipBatch) -> str:
    return f"organisation.slipbatch.sealed/{batch.pk}"
