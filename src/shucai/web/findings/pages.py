"""The page of a part's findings: what is still lacking, the findings by rule, submitting and the receipt."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shucai.apps.filling.actions.explaining import Words, explain, tick
from shucai.apps.filling.actions.lengthy import SUBMIT, ask_to_submit, is_long_to_submit, job_going_on
from shucai.apps.filling.actions.submitting import submit_part, withdraw_part
from shucai.apps.filling.checking import PartFindings
from shucai.apps.filling.checking.lacking import lacks_of, own_rows
from shucai.apps.filling.models import Contribution, Dispute, Receipt
from shucai.apps.filling.parts import standing_of
from shucai.apps.filling.working import working_rows
from shucai.apps.jobs.models import Job
from shucai.apps.review.corrections import Correction, correction_of
from shucai.domain.access import Verb
from shucai.domain.catalogue import Severity
from shucai.domain.problems import Refused
from shucai.domain.rows import WorkingRows
from shucai.domain.workflow import State
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, refused_or_said, text_of
from shucai.web.checks.listing import as_csv, as_workbook
from shucai.web.downloads import CSV, XLSX, file_headers
from shucai.web.filling.setup import state_of
from shucai.web.findings.asked import Asked, asked_page
from shucai.web.findings.groups import groups_of
from shucai.web.findings.listing import listed
from shucai.web.findings.told import RuleGroup
from shucai.web.fragments import go_to

BEFORE = frozenset({State.NOT_STARTED, State.FILLING})
SHOWN = 50  # findings of a rule on the page; all of them in the list to take away


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Show the findings of a part; explain or tick some of them."""
    if request.method != "POST":
        return _page(asked_page(request, part_id), request)
    done = _said(request, part_id)
    return _after(request, part_id, done, f"已保存 {done} 处")


@require_safe
def counted(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Show how many findings a part has now, as its page counts them, for pages that lead there."""
    found = asked_page(request, part_id)
    told = found.findings.counts
    facts = {
        "part": found.part,
        "summary": found.findings.found.summary,
        "counts": [(one, told[one.value]) for one in Severity if told[one.value]],
        "total": sum(told.values()),
        "others": found.findings.others_count,
    }
    return render(request, "findings/counted.html", facts)


@require_POST
def submit(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Submit a part for review."""
    act = ask_to_submit if is_long_to_submit(part_id) else submit_part
    done = act(part_id, by=actor_of(request), at=clock(), today=today())
    if isinstance(done, Job):
        return go_to(request, "jobs_one", job_id=str(done.pk))
    return _after(request, part_id, done, "已提交部门负责人审核")


@require_POST
def take_back(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Take a submitted part back."""
    done = withdraw_part(part_id, by=actor_of(request), at=clock(), today=today())
    return _after(request, part_id, done, "已撤回，可以继续填报")


def _after(request: HttpRequest, part_id: int, done: object, words: str) -> HttpResponse:
    """Answer what was done, or show the page with why it was not."""
    refused = refused_or_said(request, done, words)
    if refused:
        return _page(asked_page(request, part_id), request, refused.reason)
    return go_to(request, "filling_check", part_id=str(part_id))


def _page(found: Asked, request: HttpRequest, wrong: str = "") -> HttpResponse:
    facts = {**_facts(found), "wrong": wrong, "typed": request.POST}
    return render(request, "findings/page.html", facts, status=UNPROCESSABLE if wrong else 200)


@require_safe
def list_xlsx(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Give the findings as a workbook."""
    found = asked_page(request, part_id)
    return HttpResponse(as_workbook(listed(found)), headers=file_headers(XLSX, f"{_stem(found)}.xlsx"))


@require_safe
def list_csv(request: HttpRequest, *, part_id: int) -> HttpResponseBase:
    """Give the findings as CSV."""
    found = asked_page(request, part_id)
    return StreamingHttpResponse(as_csv(listed(found)), headers=file_headers(CSV, f"{_stem(found)}.csv"))


def _stem(found: Asked) -> str:
    form = found.findings.found.form
    return f"{form.code} {form.title} 问题清单"


def _said(request: HttpRequest, part_id: int) -> int | Refused:
    """Return how many findings were spoken of: ticked, or explained with the words of the form."""
    ids, by, at, day = request.POST.getlist("id"), actor_of(request), clock(), today()
    what = text_of(request, "what")
    if what == "tick":
        return tick(part_id, ids, ticked=True, by=by, at=at, today=day)
    if what == "untick":
        return tick(part_id, ids, ticked=False, by=by, at=at, today=day)
    if what != "explain":
        raise Http404
    words = Words(ids, text_of(request, "category"), text_of(request, "text"))
    return explain(part_id, words, by=by, at=at, today=day)


def _facts(found: Asked) -> dict[str, object]:
    part, seen, state = found.part, found.findings, State(found.part.state)
    rows = working_rows(part.made_return, at=found.at)
    return {
        "part": part,
        "seen": found,
        "standing": standing_of(part),
        "on": found.today,
        "form": seen.found.form,
        "found": seen.found,
        "declared": found.declared,
        "summary": seen.found.summary,
        "severities": _counted(seen, is_filled=state in BEFORE),
        "groups": _anchored(groups_of(found, SHOWN)),
        "rows": own_rows(rows, seen.scope).height,
        "state": state,
        "look": state_of(part),
        **(_before_submitting(found, rows) if state in BEFORE else _submitted(found)),
        "receipt": None if state in BEFORE else _receipt(part),
        "disputes": Dispute.objects.filter(
            made_return=part.made_return_id, by=found.actor.person, withdrawn_at=None
        ).order_by("-at"),
    }


def _counted(seen: PartFindings, *, is_filled: bool) -> list[tuple[Severity, int, int | None]]:
    """Return each severity with its cases, and while it is filled how many of them are left to settle, where not all."""
    own = seen.own_counts if is_filled else {}
    pairs = ((one, seen.counts[one.value], own.get(one.value)) for one in Severity)
    return [
        (one, count, None if left == count or one is Severity.NOTE else left) for one, count, left in pairs
    ]


def _anchored(groups: list[RuleGroup]) -> list[tuple[RuleGroup, str]]:
    """Return groups, the first one of each severity with the name of the place that what is lacking leads to."""
    firsts = {one.final: one.key for one in reversed(groups)}
    return [(one, one.final.value if firsts[one.final] == one.key else "") for one in groups]


def _receipt(part: Contribution) -> Receipt | None:
    return Receipt.objects.filter(contribution=part, withdrawn_at=None).select_related("by").first()


def _before_submitting(found: Asked, rows: WorkingRows) -> dict[str, object]:
    check, job = found.answer(Verb.CHECK), job_going_on(found.part.pk, SUBMIT)
    is_refused = isinstance(check, Refused)
    return {
        "going": job if job is not None and job.asked_by == found.actor.person else None,
        "correction": _unmended(found),
        "lacks": lacks_of(found.part, found.findings, rows, tells=not found.is_masked),
        "why_not": check.reason if isinstance(check, Refused) else "",
        "may_say": not is_refused or not isinstance(found.answer(Verb.FILL), Refused),
    }


def _unmended(found: Asked) -> Correction | None:
    """Return what a part was sent back for, where a place is as it was."""
    asked = correction_of(found.part, at=found.at)
    is_open = asked is not None and asked.decision.verb == Verb.RETURN.value and asked.left
    return asked if is_open else None


def _submitted(found: Asked) -> dict[str, object]:
    return {"may_take_back": found.may_take_back}
