"""The save endpoint of the grid: what was sent, the action, and what became of it with the findings of those rows."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any  # what JSON holds

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from shucai.apps.filling.actions.saving import Saved, save_part
from shucai.apps.filling.checking import row_findings
from shucai.apps.filling.checking.owning import told_of
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.seeing import seen_part
from shucai.apps.filling.working import working_rows
from shucai.domain.problems import Refused
from shucai.domain.rows import Addition, Changes, Edit, Outcome
from shucai.web.actors import actor_of, clock, today
from shucai.web.filling.asked import MOST_BYTES, TOO_MUCH, body_of, refused, wrong
from shucai.web.filling.setup import state_of

MOST_ROWS, LONGEST_CELL = 2000, 4000
UID = re.compile(r"[0-9a-f]{32}")
NOT_UNDERSTOOD = "这次保存的内容无法理解，请刷新页面后再试"


@require_POST
def save_changes(request: HttpRequest, *, part_id: int) -> JsonResponse:
    """Save what a window changed and answer what became of it."""
    if len(request.body) > MOST_BYTES:
        return wrong("一次保存的内容太多，请分几次粘贴，或用导入", TOO_MUCH)
    changes = changes_in(body_of(request))
    actor = actor_of(request)
    if changes is None:
        seen = seen_part(actor, part_id, at=clock(), today=today())
        return refused(seen) if isinstance(seen, Refused) else wrong(NOT_UNDERSTOOD)
    saved = save_part(part_id, changes, by=actor, at=clock(), today=today())
    if isinstance(saved, Refused):
        return refused(saved)
    return JsonResponse(as_sent(saved.outcome) | _found(saved))


def as_sent(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as the grid takes it: blank cells are empty texts."""
    sent = asdict(outcome)
    for row in sent["saved"]:
        row["cells"] = _texts(row["cells"])
    for row in sent["conflicts"]:
        row.update({name: _texts(row[name]) for name in ("base", "theirs", "mine")})
    return sent


def _texts(cells: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text or "" for name, text in cells.items()}


def _found(saved: Saved) -> dict[str, Any]:
    """Return the findings of the rows that were saved, by row; rows without any have an empty list."""
    uids, part = [row.uid for row in saved.outcome.saved], saved.part
    if not uids:
        return {"findings": {}, "counts": {}}
    made = part.made_return
    found = row_findings(made, uids, at=clock(), today=today())
    found = told_of(found, working_rows(made, at=clock()), scope_of(part, saved.siblings))
    findings: dict[str, list[dict[str, object]]] = {uid: [] for uid in uids}
    columns = found.select("uid", "case", "field", "rule", "severity", "message")
    for uid, case, field, rule, severity, message in columns.iter_rows():
        one = {
            "id": f"{rule}/{uid}", "case": case, "field": field, "rule": rule, "severity": severity, "message": message,
        }  # fmt: skip
        findings[uid].append(one)
    counts = dict(found["severity"].value_counts().iter_rows())
    return {"findings": findings, "counts": counts, "state": state_of(part)}


def changes_in(body: Mapping[str, Any] | None) -> Changes | None:
    """Return what was sent as changes, None where it is not what a window sends."""
    if body is None:
        return None
    try:
        changes = Changes(
            client=_uid(body["client"]),
            seq=_seq(body["seq"]),
            edits=tuple(
                Edit(_uid(one["uid"]), _version(one), _cells(one["cells"])) for one in body.get("edits", ())
            ),
            added=tuple(
                Addition(
                    _uid(one["uid"]), _uid(one["after"]) if one.get("after") else None, _cells(one["cells"])
                )
                for one in body.get("added", ())
            ),
            removed=tuple(_uid(one["uid"]) for one in body.get("removed", ())),
            restored=tuple(_uid(one["uid"]) for one in body.get("restored", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return changes if len(changes.uids) <= MOST_ROWS else None


def _uid(text: object) -> str:
    if not isinstance(text, str) or not UID.fullmatch(text):
        raise ValueError("no uid")
    return text


def _seq(number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise ValueError("no number of a request")
    return number


def _version(one: Mapping[str, Any]) -> int | None:
    version = one.get("version")
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def _cells(cells: Mapping[str, Any]) -> dict[str, str | None]:
    return {str(name): str(text)[:LONGEST_CELL] if text is not None else None for name, text in cells.items()}
