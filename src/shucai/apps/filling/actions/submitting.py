"""Submitting a part for review (初审), with a receipt of what was submitted; and taking it back before the review began."""

import json
from datetime import date, datetime
from hashlib import sha256

import polars as pl
from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.checking.lacking import lacks_of, own_rows
from shucai.apps.filling.checking.part import PartFindings, part_findings
from shucai.apps.filling.models import Contribution, Receipt, StagedRow
from shucai.apps.filling.working import working_rows
from shucai.domain.access import Actor, Verb
from shucai.domain.catalogue import Severity
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, Scope, WorkingRows
from shucai.domain.workflow import State

BEFORE_REVIEW = frozenset({State.NOT_STARTED.value, State.FILLING.value})


@transaction.atomic
def submit_part(part_id: int, *, by: Actor, at: datetime, today: date) -> Receipt | Refused:
    """Submit a part to its head after a fresh run of all checks, or say what is still lacking."""
    held = hold_part(part_id, Verb.CHECK, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    held.part.made_return = held.made
    rows = working_rows(held.made, at=at)
    seen = part_findings(held.part, at=at, today=today, afresh=True)
    lacks = lacks_of(held.part, seen, rows)
    if lacks:
        first = lacks[0]
        said = "；".join(text for text in (first.words, first.first) if text)
        return Refused("R608", {"count": str(sum(one.count for one in lacks)), "first": said})
    receipt = _receipt(held, seen, rows)
    _move(held, State.CHECKED)
    _record(held, "提交审核", {"rows": receipt.rows, "digest": receipt.digest, "revision": receipt.revision})
    return receipt


@transaction.atomic
def withdraw_part(part_id: int, *, by: Actor, at: datetime, today: date) -> Contribution | Refused:
    """Take a submitted part back to filling, as long as its head did not begin to review it."""
    held = hold_part(part_id, Verb.WITHDRAW, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    if held.part.state != State.CHECKED.value:
        return Refused("R401", {"state": State(held.part.state).label, "verb": Verb.WITHDRAW.label})
    reviewed = StagedRow.objects.filter(
        contribution=held.part, state="accepted", decided_at__gte=held.part.state_at
    ).count()
    if reviewed:
        return Refused("R610", {"count": str(reviewed)})
    Receipt.objects.filter(contribution=held.part, withdrawn_at=None).update(withdrawn_at=at)
    _move(held, State.FILLING)
    _record(held, "撤回提交", {})
    return held.part


def digest_of(rows: WorkingRows, scope: Scope) -> str:
    """Return the hash of what a part stands for: its rows by uid, of a part that supplies columns only those."""
    names = sorted(scope.fields) if scope.is_of_fields else list(rows.form.by_name)
    frame = own_rows(rows, scope).select(UID, *names).sort(UID)
    digest = sha256(json.dumps(names).encode())
    for row in frame.iter_rows():
        digest.update(json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()


def _receipt(held: HeldPart, seen: PartFindings, rows: WorkingRows) -> Receipt:
    mine = seen.frame.filter(pl.col("mine"))
    counts = {one.value: mine.filter(pl.col("severity") == one.value).height for one in Severity}
    Receipt.objects.filter(contribution=held.part, withdrawn_at=None).update(withdrawn_at=held.at)
    return Receipt.objects.create(
        school_id=held.made.school_id,
        contribution=held.part,
        revision=held.made.revision,
        rows=own_rows(rows, seen.scope).height,
        counts={**counts, "checks": seen.found.summary["total"], "skipped": seen.found.summary["skipped"]},
        digest=digest_of(rows, seen.scope),
        by_id=held.by.person,
        on_behalf_of=held.allowed.on_behalf_of,
        at=held.at,
    )


def _move(held: HeldPart, state: State) -> None:
    """Move a part; its return is submitted when all its parts are, and filled while one of them is."""
    part, made = held.part, held.made
    part.state, part.state_at = state.value, held.at
    part.save(update_fields=["state", "state_at"])
    waits = Contribution.objects.filter(made_return=made, state__in=BEFORE_REVIEW).exists()
    whole = State.FILLING if waits else state
    if made.state != whole.value:
        made.state, made.state_at = whole.value, held.at
        made.save(update_fields=["state", "state_at"])


def _record(held: HeldPart, did: str, facts: dict[str, object]) -> None:
    name = f"{held.made.form.code} {held.part.assignment.unit.title}"
    record(
        held.verb,
        Subject(held.by.school, "contribution", str(held.part.pk), name),
        by=held.by,
        at=held.at,
        facts={"did": did, **facts},
        on_behalf_of=held.allowed.on_behalf_of,
    )
