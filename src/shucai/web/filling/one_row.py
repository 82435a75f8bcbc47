"""A form of one row as a form of fields: label, guidance, input; the same save as the grid."""

from dataclasses import dataclass
from typing import Any  # what a template is given
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from shucai import toolkit
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.checking import row_findings
from shucai.apps.filling.last_year import row_of_last_year
from shucai.apps.filling.seeing import Seen
from shucai.domain.catalogue import Field, words_of_limits, words_of_need
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, VERSION, Addition, Changes, Edit, Outcome
from shucai.domain.rows.masks import masked_text
from shucai.toolkit.checks import checks_of
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, whole
from shucai.web.filling.asked import seen_or_404
from shucai.web.filling.head import head_of
from shucai.web.filling.reopening import reopening_of, why_locked
from shucai.web.findings.asked import Asked
from shucai.web.findings.groups import groups_of
from shucai.web.findings.masking import message_of
from shucai.web.fragments import SEE_OTHER

MOST_CHOICES = 300  # a longer list is typed into, with suggestions
INPUT_TYPES = {"date": "date", "yearmonth": "month"}
NOT_BEGUN = "还没有数据，有了以后再填"
MOST_LINES = 20  # findings of a rule beside the form
KEEPS_ITS_FORM = {"date": 10, "yearmonth": 7}  # characters of what such an input can show


@dataclass(frozen=True)
class Input:
    """A field with what stands in it. problems: (severity, message). before: what stood there last year."""

    field: Field
    text: str
    need: str
    limits: str
    why_not: str
    choices: list[tuple[str, str]]
    type: str
    problems: list[tuple[str, str]]
    before: str | None

    @property
    def is_long(self) -> bool:
        """Return whether it takes several lines."""
        return self.field.kind == "long_text"

    @property
    def chosen(self) -> list[str]:
        """Return the codes that are chosen, of a field that takes several."""
        return self.text.split(";") if self.text else []

    @property
    def is_strange(self) -> bool:
        """Return whether what stands in it is not in its list."""
        return bool(self.text) and self.text not in {code for code, _ in self.choices}


def fields_page(
    request: HttpRequest, seen: Seen, head: dict[str, Any], answer: Outcome | None = None
) -> HttpResponse:
    """Show the one row. answer: of a save of which something was not saved."""
    row = seen.frame.row(0, named=True) if seen.frame.height else None
    uid = row[UID] if row else uuid4().hex
    typed, reopening = _typed(request) if answer else {}, reopening_of(seen)
    facts = {
        "locked": why_locked(seen, reopening),
        "reopening": reopening,
        "inputs": _inputs(seen, row, typed),
        "waits": _waits(seen, row),
        "uid": uid,
        "version": row[VERSION] if row else "",
        "client": uuid4().hex,
        "conflicts": answer.conflicts if answer else (),
        "refused": [one.message for one in answer.refused] if answer else (),
        "groups": groups_of(Asked(seen.now, seen.actor, seen.at, seen.today), MOST_LINES) if row else (),
    }
    status = UNPROCESSABLE if answer else 200
    return render(request, "filling/fields.html", head | facts, status=status)


@require_POST
def save_fields(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Save the fields of the one row."""
    seen = seen_or_404(request, part_id)
    if seen.rows.form.cardinality != "one":
        raise Http404
    typed = _typed(request)
    cells = {name: text or None for name, text in typed.items() if name in seen.rows.form.by_name}
    uid, client = request.POST.get("uid", ""), request.POST.get("client", "")
    version = whole(request.POST.get("version", ""))
    changes = (
        Changes(client, 1, (Edit(uid, version, cells),))
        if version
        else Changes(client, 1, (), (Addition(uid, None, cells),))
    )
    outcome = save(part_id, changes, by=actor_of(request), at=clock(), today=today())
    target = HttpResponseRedirect(reverse("filling", kwargs={"part_id": part_id}), status=SEE_OTHER)
    if isinstance(outcome, Refused):
        messages.error(request, outcome.reason)
        return target
    if outcome.conflicts or outcome.refused:
        fresh = seen_or_404(request, part_id)
        return fields_page(request, fresh, head_of(fresh), outcome)
    messages.success(request, "已保存")
    return target


def _waits(seen: Seen, row: dict[str, Any] | None) -> str:
    """Return why a department that supplies columns fills nothing yet: the row is another's to begin."""
    if row or seen.locked or not seen.scope.is_of_fields:
        return ""
    return f"{seen.scope.why_not_row(seen.part.pk)}；现在还没有数据，等那里保存以后再填，可以先提醒他们"


def _typed(request: HttpRequest) -> dict[str, str]:
    start = "f-"
    return {
        name.removeprefix(start): ";".join(filter(None, request.POST.getlist(name))).strip()
        for name in request.POST
        if name.startswith(start)
    }


def _inputs(seen: Seen, row: dict[str, Any] | None, typed: dict[str, str]) -> list[Input]:
    before = row_of_last_year(seen.made, seen.rows, row[UID] if row else "")
    problems = _problems(seen, row[UID]) if row else {}
    closed = NOT_BEGUN if _waits(seen, row) else ""
    return [
        _input(
            seen,
            one,
            typed.get(one.name, (row[one.name] or "") if row else ""),
            problems.get(one.name, []),
            before,
            closed,
        )
        for one in seen.rows.form.fields
    ]


def _shown(seen: Seen, field: Field, text: str | None) -> str | None:
    """Return what stood in a field, in words; masked for whom the others are."""
    if seen.is_masked and field.personal:
        return masked_text(seen.rows.form, field.name, text)
    if not text or not field.code_list:
        return text
    labels = toolkit.catalogue().code_lists[field.code_list].labels
    return "、".join(labels.get(code, code) for code in text.split(";"))


def _problems(seen: Seen, uid: str) -> dict[str, list[tuple[str, str]]]:
    """Return field -> (severity, message) of what is wrong in the one row."""
    form, problems = seen.rows.form, dict[str, list[tuple[str, str]]]()
    rules = {rule.id: rule for rule in checks_of(form)}
    found = row_findings(seen.made, [uid], at=seen.at, today=seen.today)
    for field, rule, severity, message in found.select("field", "rule", "severity", "message").iter_rows():
        told = message_of(form, rules[rule], message, masked=seen.is_masked)
        problems.setdefault(field, []).append((severity, told))
    return problems


def _input(
    seen: Seen, field: Field, text: str, problems: list[tuple[str, str]], before: Any, closed: str
) -> Input:  # before: a row of last year; closed: why nothing is filled yet
    lists = toolkit.catalogue().code_lists
    choices = list(lists[field.code_list].labels.items()) if field.code_list else []
    type_ = INPUT_TYPES.get(field.type, "text")
    if text and len(text) != KEEPS_ITS_FORM.get(field.type, len(text)):
        type_ = "text"
    return Input(
        field=field,
        text=text,
        need=words_of_need(field),
        limits=words_of_limits(field),
        why_not=seen.locked or seen.scope.why_not_cell(seen.part.pk, field.name) or closed,
        choices=[("是", ""), ("否", "")] if field.type == "boolean" else choices,
        type=type_,
        problems=problems,
        before=(_shown(seen, field, before[field.name]) or "空") if before is not None else None,
    )
