"""The last answer to a browser window, kept sealed: the same request sent again has one effect and gets the same answer."""

import json
from dataclasses import asdict
from datetime import timedelta

from django.db.models import QuerySet

from shucai.apps.filling.actions.holding import HeldPart
from shucai.apps.filling.models import Saved
from shucai.domain.rows import Changes, Conflict, NotSaved, Outcome, SavedRow

KEPT = timedelta(days=30)


def answer_given(held: HeldPart, changes: Changes) -> Outcome | None:
    """Return what the window was told when it sent this, or something later; None for a new request."""
    found = _windows(held).filter(client=changes.client, seq__gte=changes.seq).first()
    if found is None:
        return None
    told = json.loads(held.sealing.unseal(found.answer, _place(changes.client)))
    return Outcome(
        told["revision"],
        tuple(SavedRow(**one) for one in told["saved"]),
        tuple(Conflict(**one) for one in told["conflicts"]),
        tuple(NotSaved(**one) for one in told["refused"]),
        told.get("before"),
    )


def remember_answer(held: HeldPart, changes: Changes, outcome: Outcome) -> None:
    """Keep the answer to a window in place of its last one; windows not heard of for long are forgotten."""
    told = held.sealing.seal(json.dumps(asdict(outcome), ensure_ascii=False), _place(changes.client))
    stated = {"seq": changes.seq, "answer": told, "at": held.at}
    if _windows(held).filter(client=changes.client).update(**stated):
        return
    _windows(held).filter(at__lt=held.at - KEPT).delete()
    Saved.objects.create(contribution=held.part, person=held.by.person, client=changes.client, **stated)


def _windows(held: HeldPart) -> QuerySet[Saved]:
    return Saved.objects.filter(contribution=held.part, person=held.by.person)


def _place(client: str) -> str:
    return f"saved/{client}"
