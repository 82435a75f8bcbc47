"""Submitting, accepting and importing so many rows that a worker does it: asked for once, done once, with the same result.

How many a request still does was measured: accepting takes about 0.1 s of CPU a thousand rows, submitting a quarter of it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any  # JSON

from django.db import transaction

from shucai.apps.filling.actions.accepting import Decided, accept_rows
from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.actions.importing import commit_import
from shucai.apps.filling.actions.submitting import submit_part
from shucai.apps.filling.checking import found_of, run_checks
from shucai.apps.filling.models import Contribution, Import, Receipt, StagedRow
from shucai.apps.filling.working import definition_of
from shucai.apps.formal.models import Snapshot
from shucai.apps.jobs.actions import Order, ask
from shucai.apps.jobs.models import Job
from shucai.apps.jobs.registry import Progress, Result
from shucai.apps.organisation.models import Person
from shucai.apps.organisation.queries import actor_of
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

SUBMIT, ACCEPT, COMMIT = "filling.submit_part", "filling.accept_rows", "filling.commit_import"
MOST_SUBMITTED = 50_000  # rows of a return that are submitted within a request
MOST_ACCEPTED = MOST_IMPORTED = 2_000  # more would keep those who save waiting, see bench/writers.py
OPEN = (Job.QUEUED, Job.RUNNING)
STEPS = 3  # of the checks, before what was asked is done


@dataclass(frozen=True)
class Asked:
    """What a job was asked. which: more of it, by the kind.

    began: when each attempt began, by which it is known whether one of them did it.
    """

    part: int
    by: Actor
    today: date
    which: Mapping[str, Any]
    began: tuple[datetime, ...]


def is_long_to_submit(part_id: int) -> bool:
    """Return whether the return of a part has more rows than are checked and submitted within a request."""
    found = Contribution.objects.filter(pk=part_id).values_list("made_return", "made_return__form").first()
    if found is None:
        return False
    made, form = found
    accepted = Snapshot.objects.filter(form=form).values_list("rows", flat=True).first() or 0
    added = StagedRow.objects.filter(made_return=made, state="pending", kind="added").count()
    return accepted + added > MOST_SUBMITTED


def is_long_to_accept(part_id: int, rows: int | None) -> bool:
    """Return whether so many rows, or all that wait in a part, are more than are accepted within a request."""
    if rows is None:
        rows = StagedRow.objects.filter(contribution=part_id, state="pending").count()
    return rows > MOST_ACCEPTED


@transaction.atomic
def ask_to_submit(part_id: int, *, by: Actor, at: datetime, today: date) -> Job | Refused:
    """Have a worker submit a part; the job that does so already where there is one."""
    held = hold_part(part_id, Verb.CHECK, by=by, at=at, today=today)
    return held if isinstance(held, Refused) else _asked(held, SUBMIT, "校验并提交", today, {})


@transaction.atomic
def ask_to_accept(
    part_id: int, uids: Iterable[str] | None, *, expected: int | None, by: Actor, at: datetime, today: date
) -> Job | Refused:
    """Have a worker accept staged rows, as accept_rows does; the job that does so already where there is one."""
    held = hold_part(part_id, Verb.ACCEPT_ROWS, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    which = {"uids": None if uids is None else list(uids), "expected": expected}
    return _asked(held, ACCEPT, "复核通过", today, which)


def is_long_to_import(import_id: int) -> bool:
    """Return whether an import brings more rows than are put into staging within a request."""
    counts = Import.objects.filter(pk=import_id).values_list("counts", flat=True).first() or {}
    count: int = counts.get("new", 0) + counts.get("changed", 0)
    return count > MOST_IMPORTED


@transaction.atomic
def ask_to_import(
    import_id: int, *, remove_absent: bool, by: Actor, at: datetime, today: date
) -> Job | Refused:
    """Have a worker commit an import, as commit_import does; the job that does so already where there is one."""
    brought = Import.objects.filter(pk=import_id, school=by.school, made_by=by.person).first()
    if brought is None:
        return Refused("R101")
    if brought.state != "ready":
        return Refused("R564", {"state": brought.get_state_display()})
    held = hold_part(brought.contribution_id, Verb.IMPORT, by=by, at=at, today=today)
    which = {"import": import_id, "remove_absent": remove_absent}
    return held if isinstance(held, Refused) else _asked(held, COMMIT, "导入", today, which)


def job_going_on(part_id: int, kind: str, **which: object) -> Job | None:
    """Return the job that submits, accepts or imports into a part at present. which: more of what it was asked."""
    told = {f"arguments__{name}": value for name, value in {"part": part_id, **which}.items()}
    return Job.objects.filter(kind=kind, state__in=OPEN, **told).first()


def _asked(held: HeldPart, kind: str, did: str, today: date, which: Mapping[str, object]) -> Job | Refused:
    # another file of the same person waits for its turn
    same = {"import": which["import"]} if kind == COMMIT else {}
    going = job_going_on(held.part.pk, kind, **same)
    if going is not None:
        is_own = going.asked_by == held.by.person
        return going if is_own else Refused("R611")
    form = definition_of(held.made)
    arguments = {"part": held.part.pk, "by": held.by.person, "today": today.isoformat(), **which}
    job = ask(Order(kind, f"{did} {form.code} {form.title}"[:120], arguments), by=held.by, at=held.at)
    job.arguments["job"] = job.pk
    job.save(update_fields=["arguments"])
    return job


def submit_at_length(
    arguments: Mapping[str, object], progress: Progress, *, at: datetime
) -> Result | Refused:
    """Submit a part by long work."""

    def submit(one: Asked) -> object:
        _check_first(one, progress, at, run_checks)
        progress("提交", STEPS, STEPS + 1)
        return submit_part(one.part, by=one.by, at=at, today=one.today, afresh=False)

    return _once(_begun(arguments, at), _submitted, submit)


def accept_at_length(
    arguments: Mapping[str, object], progress: Progress, *, at: datetime
) -> Result | Refused:
    """Accept staged rows by long work."""

    def accept(one: Asked) -> object:
        _check_first(one, progress, at, found_of)
        progress("写入正式数据", STEPS, STEPS + 1)
        return accept_rows(
            one.part, one.which["uids"], by=one.by, at=at, today=one.today, expected=one.which["expected"]
        )

    return _once(_begun(arguments, at), _accepted, accept)


def import_at_length(
    arguments: Mapping[str, object], progress: Progress, *, at: datetime
) -> Result | Refused:
    """Commit an import by long work."""

    def commit(one: Asked) -> object:
        progress("写入待复核的数据", 0, 1)
        which = one.which
        return commit_import(
            which["import"], remove_absent=which["remove_absent"], by=one.by, at=at, today=one.today
        )

    return _once(_begun(arguments, at), _imported, commit)


def _check_first(asked: Asked, progress: Progress, at: datetime, check: Callable[..., object]) -> None:
    """Run the checks where nobody waits for them, telling how far they are; what follows finds them done."""
    part = Contribution.objects.select_related("made_return__form__campaign").get(pk=asked.part)

    def tell(stage: str, done: int, _total: int) -> None:
        progress(stage, done, STEPS + 1)

    check(part.made_return, at=at, today=asked.today, tell=tell)


def _once(asked: Asked, done: Callable[[Asked], object], do: Callable[[Asked], object]) -> Result | Refused:
    """Do what was asked unless an attempt that was cut off, or is slower than its lease, did it; tell the result."""
    found = done(asked) or do(asked)
    if isinstance(found, Refused):
        found = done(asked) or found
    if isinstance(found, Refused):
        return found
    if isinstance(found, Decided):
        return {"count": found.count, "left": found.left, "why": found.why}
    if isinstance(found, Import):
        return {name: found.counts.get(name, 0) for name in ("new", "changed", "removed")}
    return {"rows": found.rows} if isinstance(found, Receipt) else {}


def _submitted(asked: Asked) -> Receipt | None:
    return Receipt.objects.filter(contribution=asked.part, by=asked.by.person, at__in=asked.began).first()


def _accepted(asked: Asked) -> Decided | None:
    rows = StagedRow.objects.filter(contribution=asked.part, state="accepted", decided_by=asked.by.person)
    count = rows.filter(decided_at__in=asked.began).count()
    return Decided(count) if count else None


def _imported(asked: Asked) -> Import | None:
    done = Import.objects.filter(pk=asked.which["import"], state="committed", made_by=asked.by.person)
    return done.filter(committed_at__in=asked.began).first()


def _begun(arguments: Mapping[str, object], at: datetime) -> Asked:
    """Note that an attempt begins, and return what was asked."""
    job = Job.objects.get(pk=int(str(arguments["job"])))
    began = [*job.arguments.get("began", []), at.isoformat()]
    job.arguments["began"] = began
    job.save(update_fields=["arguments"])
    today = date.fromisoformat(str(arguments["today"]))
    return Asked(
        part=int(str(arguments["part"])),
        by=actor_of(Person.objects.get(pk=int(str(arguments["by"]))), today),
        today=today,
        which=job.arguments,
        began=tuple(datetime.fromisoformat(one) for one in began),
    )
