"""Submitting a part for review (初审), with a receipt of what was submitted; and taking it back before the review began."""

from dataclasses import replace
from datetime import date, datetime

import polars as pl
from django.db import transaction

from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.actions.moving import move_part
from shucai.apps.filling.checking.lacking import lacks_of, own_rows
from shucai.apps.filling.checking.part import PartFindings, part_findings
from shucai.apps.filling.covering import digest_of, key_digest_of, reviewed_since_submitted
from shucai.apps.filling.models import Contribution, Receipt
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import working_rows
from shucai.domain.access import Actor, Verb
from shucai.domain.catalogue import Severity
from shucai.domain.problems import Refused
from shucai.domain.rows import WorkingRows
from shucai.domain.workflow import KeyData, Standing, State


@transaction.atomic
def submit_part(
    part_id: int, *, by: Actor, at: datetime, today: date, afresh: bool = True
) -> Receipt | Refused:
    """Submit a part to its head after a fresh run of all checks, or say what is still lacking.

    afresh False: they were just run, and are run here only where something moved since.
    """
    held = hold_part(part_id, Verb.CHECK, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    rows = working_rows(held.made, at=at)
    seen = part_findings(held.part, at=at, today=today, afresh=afresh)
    lacks = lacks_of(held.part, seen, rows)
    if lacks:
        first = lacks[0]
        said = "；".join(text for text in (first.words, first.first) if text)
        return Refused("R608", {"count": str(sum(one.count for one in lacks)), "first": said})
    dropped = _drop_others(held, rows)
    receipt = _receipt(held, seen, rows, dropped)
    move_part(held, _submitted(held, seen, rows))
    told: dict[str, object] = {"rows": receipt.rows, "digest": receipt.digest, "revision": receipt.revision}
    held.enter("提交审核", {**told, "dropped": dropped} if dropped else told)
    return receipt


@transaction.atomic
def withdraw_part(part_id: int, *, by: Actor, at: datetime, today: date) -> Contribution | Refused:
    """Take a submitted part back to filling, as long as its head did not begin to review it."""
    held = hold_part(part_id, Verb.WITHDRAW, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    if held.part.state != State.CHECKED.value:
        return Refused("R401", {"state": State(held.part.state).label, "verb": Verb.WITHDRAW.label})
    reviewed = reviewed_since_submitted(held.part)
    if reviewed:
        return Refused("R610", {"count": str(reviewed)})
    Receipt.objects.filter(contribution=held.part, withdrawn_at=None).update(withdrawn_at=at)
    move_part(held, held.after)
    held.enter("撤回提交")
    return held.part


def _submitted(held: HeldPart, seen: PartFindings, rows: WorkingRows) -> Standing:
    """Return where a submitted part stands; the school leader is asked anew only where the key data moved (REV-2)."""
    standing, covered = held.after, held.part.key_digest
    if standing.key is KeyData.DUE and covered and covered == key_digest_of(held.part, rows, seen.scope):
        return replace(standing, key=KeyData.APPROVED)
    return standing


def _receipt(held: HeldPart, seen: PartFindings, rows: WorkingRows, dropped: list[str]) -> Receipt:
    mine = seen.frame.filter(pl.col("mine"))
    summary = seen.found.summary
    counts = {one.value: mine.filter(pl.col("severity") == one.value).height for one in Severity}
    Receipt.objects.filter(contribution=held.part, withdrawn_at=None).update(withdrawn_at=held.at)
    return Receipt.objects.create(
        school_id=held.made.school_id,
        contribution=held.part,
        revision=held.made.revision,
        rows=own_rows(rows, seen.scope).height,
        counts={**counts, "checks": summary["total"], "skipped": summary["skipped"], "dropped": dropped},
        digest=digest_of(rows, seen.scope),
        by_id=held.by.person,
        on_behalf_of=held.allowed.on_behalf_of,
        at=held.at,
    )


def _drop_others(held: HeldPart, rows: WorkingRows) -> list[str]:
    """Take the approvals that no longer cover what their parts stand for, and return the departments (REV-3).

    Who supplies columns of rows that moved fills them anew. What the leading department filled is as it was submitted:
    only its head looks at the whole once more, for which it answers (FIL-8), and the leader where key data moved.
    """
    approved = Contribution.objects.filter(made_return=held.made, state=State.DEPARTMENT_APPROVED.value)
    dropped: list[str] = []
    for one in approved.exclude(pk=held.part.pk).select_related("assignment__unit"):
        one.made_return = held.made
        scope = scope_of(one)
        if one.approved_digest in {"", digest_of(rows, scope)}:
            continue
        state = State.FILLING if one.assignment.order else State.CHECKED
        one.state, one.state_at, one.is_returned, one.approved_digest = state.value, held.at, True, ""
        if state is State.CHECKED and one.key_digest != key_digest_of(one, rows, scope):
            one.key_stage = ""
        one.save(update_fields=["state", "state_at", "is_returned", "approved_digest", "key_stage"])
        dropped.append(one.assignment.unit.title)
    return dropped
