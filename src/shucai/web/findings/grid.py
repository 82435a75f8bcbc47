"""What the grid asks and says about findings, as JSON."""

from dataclasses import asdict
from typing import Any  # what JSON holds

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.filling.actions.disputing import Disputed, dispute
from shucai.apps.filling.actions.explaining import Words, explain, tick, withdraw_explanation
from shucai.apps.filling.actions.fixing import fix_rule
from shucai.apps.filling.checking import row_findings
from shucai.apps.filling.checking.owning import told_of
from shucai.domain.problems import Refused
from shucai.domain.rows import Outcome
from shucai.web.actors import actor_of, clock, today
from shucai.web.findings.asked import Asked, asked, body_of, refused, text_in, texts_in
from shucai.web.findings.groups import as_json


@require_safe
def findings(request: HttpRequest, *, part_id: int) -> JsonResponse:
    """Answer with the findings of a part by rule; the checks run where something changed since."""
    found = asked(request, part_id)
    return refused(found) if isinstance(found, Refused) else JsonResponse(as_json(found))


@require_POST
def say(request: HttpRequest, *, part_id: int) -> JsonResponse:
    """Explain findings."""
    body = body_of(request)
    words = Words(texts_in(body, "ids"), text_in(body, "category"), text_in(body, "text"))
    done = explain(part_id, words, by=actor_of(request), at=clock(), today=today())
    return _counted(done)


@require_POST
def unsay(request: HttpRequest, *, part_id: int) -> JsonResponse:
    """Take explanations back."""
    ids = texts_in(body_of(request), "ids")
    return _counted(withdraw_explanation(part_id, ids, by=actor_of(request), at=clock(), today=today()))


@require_POST
def look(request: HttpRequest, *, part_id: int) -> JsonResponse:
    """Tick findings as looked at, or take that back. ticked: false for that."""
    body = body_of(request)
    ids, ticked = texts_in(body, "ids"), body.get("ticked") is not False
    return _counted(tick(part_id, ids, ticked=ticked, by=actor_of(request), at=clock(), today=today()))


@require_POST
def object_to(request: HttpRequest, *, part_id: int) -> JsonResponse:
    """Say that a rule is wrong."""
    body = body_of(request)
    said = Disputed(text_in(body, "rule"), text_in(body, "uid"), text_in(body, "reason"))
    done = dispute(part_id, said, by=actor_of(request), at=clock(), today=today())
    return refused(done) if isinstance(done, Refused) else JsonResponse({"id": done.pk})


@require_POST
def fix(request: HttpRequest, *, part_id: int) -> JsonResponse:
    """Make the certain corrections of a rule; the answer is that of a save."""
    rule = text_in(body_of(request), "rule")
    done = fix_rule(part_id, rule, by=actor_of(request), at=clock(), today=today())
    if isinstance(done, Refused):
        return refused(done)
    now = asked(request, part_id)
    return refused(now) if isinstance(now, Refused) else JsonResponse(_as_save(now, done))


def _counted(done: int | Refused) -> JsonResponse:
    return refused(done) if isinstance(done, Refused) else JsonResponse({"count": done})


def _as_save(now: Asked, outcome: Outcome) -> dict[str, Any]:
    sent = asdict(outcome)
    for row in sent["saved"]:
        row["cells"] = {name: text or "" for name, text in row["cells"].items()}
    uids = [row.uid for row in outcome.saved]
    told: dict[str, list[dict[str, object]]] = {uid: [] for uid in uids}
    found = row_findings(now.part.made_return, uids, at=now.at, today=now.today)
    found = told_of(found, now.rows, now.scope)
    columns = ("uid", "case", "field", "rule", "severity", "message")
    for uid, case, field, rule, severity, message in found.select(columns).iter_rows():
        told[uid].append(
            {
                "id": f"{rule}/{uid}", "case": case, "field": field, "rule": rule, "severity": severity,
                "message": message,
            }
        )  # fmt: skip
    return {**sent, "findings": told, "counts": now.findings.counts}
