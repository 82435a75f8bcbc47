"""Pages of a check from its upload to its end: take, follow, choose, consent, delete."""

from dataclasses import replace
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai import toolkit
from shucai.apps.catalogue.queries import overrides_in_force
from shucai.domain.catalogue.overrides import OverrideKind
from shucai.web import errors
from shucai.web.actors import actor_of
from shucai.web.catalogue.queries import current_forms
from shucai.web.checks import results, running, store, uploads
from shucai.web.checks.owners import make_owner, owner_of
from shucai.web.checks.record import Outcome, Record
from shucai.web.fragments import go_to

REFUSAL_PAGES = {
    "unreadable": "checks/unreadable.html",
    "not_recognised": "checks/choose.html",
    "altered": "checks/altered.html",
    "needs_consent": "checks/consent.html",
}


def checks(request: HttpRequest) -> HttpResponse:
    """Take a file, or show the files of this visitor."""
    return take(request) if request.method == "POST" else recent(request)


def take(request: HttpRequest) -> HttpResponse:
    """Seal the uploaded file, start its check and go to its page."""
    taken = uploads.record_of_upload(request)
    if isinstance(taken, uploads.NotTaken):
        return errors.problem(request, taken.status, taken.title, taken.hint)
    record, upload = replace(taken[0], overrides=_overrides(request)), taken[1]
    owner = make_owner(request)
    token = store.keep_upload(owner, record, upload)
    running.ensure_running(owner, token)
    return go_to(request, "checks_one", token=token)


def _overrides(request: HttpRequest) -> tuple[tuple[str, OverrideKind, str, float], ...]:
    """Return what the visitor's school overrides now."""
    return tuple(
        (one.form, cast("OverrideKind", one.kind), one.target, one.value)
        for one in overrides_in_force(actor_of(request).school)
    )


@require_safe
def recent(request: HttpRequest) -> HttpResponse:
    """Show what this visitor has uploaded and what came of it."""
    return render(request, "checks/recent.html", {"records": store.records(owner_of(request))})


@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """Show a check: its progress, its refusal or its result."""
    owner, record = record_or_404(request, token)
    if record.outcome is Outcome.REPORT:
        return results.result(request, owner, token, record)
    facts: dict[str, object] = {"token": token, "record": record}
    if record.is_open:
        running.ensure_running(owner, token)
        return render(request, "checks/progress.html", facts)
    if record.refused is None:
        return render(request, "checks/failed.html", facts, status=500)
    facts |= {"candidates": [toolkit.find_form(code) for code in record.refused.candidates]}
    facts |= {"forms": current_forms()}
    return render(request, REFUSAL_PAGES[record.refused.kind], facts)


@require_safe
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a page that follows a check: nothing new (204), the steps, or the order to load the result."""
    owner, record = record_or_404(request, token)
    if not record.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    running.ensure_running(owner, token)
    if request.GET.get("seen") == record.step:
        return HttpResponse(status=204)
    return render(request, "checks/steps.html", {"token": token, "record": record})


@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    """Check the same file again: for a form that was chosen, or with consent to the mapping of columns."""
    owner, record = record_or_404(request, token)
    code = uploads.form_code(request.POST.get("form", ""))
    if isinstance(code, uploads.NotTaken):
        return errors.problem(request, code.status, code.title, code.hint)
    if not record.is_open:
        accept = request.POST.get("accept_mapping") == "1"
        again = record.again(form=code or record.asked_form, accept_mapping=accept)
        store.keep_record(owner, token, replace(again, overrides=_overrides(request)))
        running.ensure_running(owner, token)
    return go_to(request, "checks_one", token=token)


@require_POST
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Remove a file and everything that came of it, now."""
    owner, _record = record_or_404(request, token)
    store.drawer().delete(owner, token)
    return go_to(request, "checks")


@require_safe
def annotated_state(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button of the marked workbook, or that it is still being written."""
    owner, record = report_or_404(request, token)
    if record.is_annotating:
        running.ensure_running(owner, token)
    return render(request, "checks/annotated.html", {"token": token, "record": record})


@require_safe
def rows(request: HttpRequest, token: str) -> HttpResponse:
    """Show a page of the findings of one rule."""
    owner, record = report_or_404(request, token)
    return results.rows(request, owner, token, record)


@require_safe
def changes(request: HttpRequest, token: str) -> HttpResponse:
    """Show what normalisation did to the cells."""
    owner, record = report_or_404(request, token)
    return results.changed_cells(request, owner, token, record)


def report_or_404(request: HttpRequest, token: str) -> tuple[str, Record]:
    """Return the owner and a check of theirs that ended in a report."""
    owner, record = record_or_404(request, token)
    if record.outcome is not Outcome.REPORT:
        raise Http404
    return owner, record


def record_or_404(request: HttpRequest, token: str) -> tuple[str, Record]:
    """Return the owner and a check of theirs; somebody else's check is not found."""
    owner = owner_of(request)
    record = store.record_of(owner, token)
    if record is None:
        raise Http404
    return owner, record
