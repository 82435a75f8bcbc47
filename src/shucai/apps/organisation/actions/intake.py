"""Accounts made by long work: a roster brought in, or lost slips made anew; asked for in a request, done by a worker.

Hashing a password takes long on purpose, so the passwords of a whole school are made before the transaction that
writes everything begins. Done twice, the second time finds the batch closed.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from shucai.apps.jobs.models import Job
from shucai.apps.jobs.registry import Progress
from shucai.apps.organisation.actions.acting import day_of
from shucai.apps.organisation.actions.passwords import InitialPassword, make_initial_password
from shucai.apps.organisation.actions.roster import Brought, apply_roster, new_people
from shucai.apps.organisation.actions.slips import close_batch, open_batch, order_batch
from shucai.apps.organisation.actions.unused import reset_unused_passwords, unused_of
from shucai.apps.organisation.models import SlipBatch
from shucai.apps.organisation.queries.actors import actor_of
from shucai.domain.access import Actor
from shucai.domain.problems import Refused
from shucai.domain.roster import Line, RosterSheet

ROSTER, PASSWORDS = "roster", "passwords"
HASHING, WRITING = "生成初始密码", "写入账号"


def ask_for_roster(brought: Brought, *, by: Actor, at: datetime) -> Job | Refused:
    """Have a roster applied as it was shown, by a worker."""
    new = new_people(brought, by=by, at=at)
    if isinstance(new, Refused):
        return new
    return order_batch(ROSTER, f"导入名册 {brought.file_name}"[:120], _stored(brought), by=by, at=at)


def ask_for_passwords(*, by: Actor, at: datetime) -> Job | Refused:
    """Have new initial passwords made for all who never chose one, by a worker."""
    unused = unused_of(by=by, at=at)
    if isinstance(unused, Refused):
        return unused
    if not unused:
        return Refused("R239")
    return order_batch(PASSWORDS, "重发没登录过的人的初始密码", {}, by=by, at=at)


def passwords_for_roster(
    batch: SlipBatch, progress: Progress, *, at: datetime
) -> list[InitialPassword] | Refused:
    """Make the initial passwords that the roster of a batch needs."""
    count = new_people(_brought(batch.work), by=actor_of(batch.asked_by, day_of(at)), at=at)
    return count if isinstance(count, Refused) else _made(count, progress)


def bring_roster(
    batch: SlipBatch, ready: Iterable[InitialPassword], *, at: datetime
) -> Mapping[str, int] | Refused:
    """Do what the roster of a batch says, unless it was done meanwhile; return what was done, in counts."""
    by = actor_of(batch.asked_by, day_of(at))
    with transaction.atomic():
        mine = open_batch(batch.pk)
        if mine is None:
            return done_by(batch)
        applied = apply_roster(_brought(mine.work), by=by, at=at, ready=ready)
        if isinstance(applied, Refused):
            return applied
        close_batch(mine, applied.admitted, applied.counts, at=at)
        return applied.counts


def passwords_anew(
    batch: SlipBatch, progress: Progress, *, at: datetime
) -> dict[int, InitialPassword] | Refused:
    """Make new initial passwords for all who never chose one, by person."""
    unused = unused_of(by=actor_of(batch.asked_by, day_of(at)), at=at)
    return (
        unused
        if isinstance(unused, Refused)
        else dict(zip(unused, _made(len(unused), progress), strict=True))
    )


def renew_passwords(
    batch: SlipBatch, ready: Mapping[int, InitialPassword], *, at: datetime
) -> Mapping[str, int] | Refused:
    """Give the new initial passwords of a batch, unless it was done meanwhile; return what was done, in counts."""
    by = actor_of(batch.asked_by, day_of(at))
    with transaction.atomic():
        mine = open_batch(batch.pk)
        if mine is None:
            return done_by(batch)
        admitted = reset_unused_passwords(ready, by=by, at=at)
        if isinstance(admitted, Refused):
            return admitted
        close_batch(mine, admitted, {"renewed": len(admitted)}, at=at)
        return {"renewed": len(admitted)}


def done_by(batch: SlipBatch) -> Mapping[str, int]:
    """Return what a batch did, which was done by another run."""
    batch.refresh_from_db(fields=["told"])
    told: dict[str, int] = batch.told
    return told


def _made(count: int, progress: Progress) -> list[InitialPassword]:
    made: list[InitialPassword] = []
    for number in range(count):
        progress(HASHING, number, count)
        made.append(make_initial_password())
    progress(WRITING, 0, 0)
    return made


def _stored(brought: Brought) -> dict[str, object]:
    """Return a roster as JSON."""
    return {
        "file": brought.file_name,
        "fingerprint": brought.fingerprint,
        "places": dict(brought.sheet.places),
        "lines": [[line.row, dict(line.texts)] for line in brought.sheet.lines],
    }


def _brought(stored: Mapping[str, Any]) -> Brought:  # as _stored wrote it
    """Return a roster from what was stored of it."""
    lines = tuple(Line(row, texts) for row, texts in stored["lines"])
    return Brought(RosterSheet(lines, stored["places"]), stored["file"], stored["fingerprint"])
