"""One cell: what it was, what it was last year, what may stand in it, and questions about it."""

from collections.abc import Iterable
from typing import Any  # what JSON holds

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.campaigns.queries import parameters_in
from shucai.apps.filling.actions.asking import ask_question
from shucai.apps.filling.last_year import row_of_last_year
from shucai.apps.filling.models import Question
from shucai.apps.filling.questions import questions_on
from shucai.apps.filling.seeing import Seen
from shucai.apps.formal.past import past_of
from shucai.domain.catalogue import Field, Form, words_of_condition, words_of_limits, words_of_need
from shucai.domain.checks import Rule
from shucai.domain.checks.messages import of_any_row
from shucai.domain.problems import Refused
from shucai.domain.rows import UID
from shucai.domain.rows.masks import masked_text
from shucai.toolkit.checks import checks_of
from shucai.web.actors import actor_of
from shucai.web.filling.asked import body_of, of_part, wrong

STANDING_WORDS = {"public": "依据公开文件", "inferred": "依据同类系统推定，以平台下发的说明为准"}
NO_CELL = "这一格已经不在了，请刷新页面"
WITHOUT_CELLS = {"imported": "随文件导入", "accepted": "复核通过", "removed": "标为删除", "restored": "恢复"}


@require_safe
@of_part
def cell(request: HttpRequest, seen: Seen) -> JsonResponse:
    """Answer with what is known of a cell. uid blank: of its column alone."""
    form, uid = seen.rows.form, request.GET.get("uid", "")
    field = form.by_name.get(request.GET.get("field", ""))
    if field is None or (uid and uid not in set(seen.frame[UID])):
        return wrong(NO_CELL)
    before = row_of_last_year(seen.made, seen.rows, uid) if uid else None
    last_year = (_shown(seen, field, before.get(field.name)) or "") if before is not None else None
    history = _history(seen, uid, field) if uid else []
    return JsonResponse({"history": history, "last_year": last_year, "help": help_of(seen, field)})


@require_POST
@of_part
def ask(request: HttpRequest, seen: Seen) -> JsonResponse:
    """Ask a question about a column."""
    body = body_of(request) or {}
    field, text = str(body.get("field") or ""), str(body.get("text") or "")
    made = ask_question(seen.rows.form.id, field, text, by=actor_of(request), at=seen.at)
    if isinstance(made, Refused):
        return wrong(made.reason)
    return JsonResponse({"questions": told(questions_on(seen.actor.school, seen.rows.form.id, field))})


def _shown(seen: Seen, field: Field, text: str | None) -> str | None:
    return masked_text(seen.rows.form, field.name, text) if seen.is_masked else text


def _history(seen: Seen, uid: str, field: Field) -> list[dict[str, Any]]:
    """Return what became of a cell, the newest first; what happened to its whole row stands between."""
    found = []
    for one in past_of(seen.made.form, [uid]):
        if field.name not in one.cells and (one.cells or one.kind not in WITHOUT_CELLS):
            continue
        old, new = one.cells.get(field.name, (None, None))
        how = one.how if field.name in one.cells else WITHOUT_CELLS[one.kind]
        found.append(
            {
                "at": one.at.isoformat(), "by": one.by, "how": how,
                "old": _shown(seen, field, old) or "", "new": _shown(seen, field, new) or "",
            }
        )  # fmt: skip
    return found[::-1]


def help_of(seen: Seen, field: Field) -> dict[str, Any]:
    """Return guidance, limits, rules and questions of a column."""
    form = seen.rows.form
    return {
        "guidance": field.guidance or "",
        "limits": "；".join(_limits(form, field)),
        "standing": STANDING_WORDS[field.standing],
        "rules": [
            {"id": rule.id, "severity": rule.severity.value, "words": _words(rule)}
            for rule in checks_of(form, parameters_in(seen.made.form.campaign, form))
            if field.name in rule.fields
        ],
        "questions": told(questions_on(seen.actor.school, form.id, field.name)),
    }


def _limits(form: Form, field: Field) -> Iterable[str]:
    need = words_of_need(field)
    yield f"{need}：当{words_of_condition(field.required_when, form)}时" if field.required_when else need
    limits = words_of_limits(field)
    if limits:
        yield limits
    if field.unit:
        yield f"单位：{field.unit}"
    if field.none_allowed:
        yield "没有可填“无”"


def _words(rule: Rule) -> str:
    return of_any_row(rule.check) if rule.check else rule.message


def told(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Return questions as the panel shows them."""
    return [
        {
            "id": one.pk,
            "text": one.text,
            "by": one.by.name,
            "at": one.at.isoformat(),
            "answers": [
                {"text": answer.text, "by": answer.by.name, "at": answer.at.isoformat()}
                for answer in sorted(one.answers.all(), key=lambda answer: answer.at)
            ],
        }
        for one in questions
    ]
