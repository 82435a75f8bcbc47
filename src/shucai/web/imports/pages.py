"""Pages of one import that only show: step by step, and lists of its rows."""

from typing import Any

import polars as pl
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai.apps.filling.actions.lengthy import COMMIT, job_going_on
from shucai.apps.filling.bringing import listing, places
from shucai.apps.filling.bringing.comparing import share_of
from shucai.apps.filling.bringing.gone import GONE
from shucai.apps.filling.bringing.keeping import KEPT
from shucai.apps.filling.bringing.opened import meeting_of, questions_of, table_of
from shucai.apps.filling.bringing.touched import later_by_hand, touched_by_undoing
from shucai.apps.filling.changing import may_change_part
from shucai.apps.filling.models import Import
from shucai.apps.filling.working import definition_of, working_rows
from shucai.apps.jobs.models import Job
from shucai.domain.access import Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import WorkingRows
from shucai.domain.rows.meeting import FOUND, NEAR, SHEET_ROW, Meeting
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE
from shucai.web.checks import changes as rewritings
from shucai.web.checks import findings as problems
from shucai.web.checks.cases import cases_in, with_cases
from shucai.web.downloads import XLSX, file_headers
from shucai.web.imports.both import both_cells, both_lines, both_of
from shucai.web.imports.gone import gone_lines, gone_rows
from shucai.web.imports.marking import marking_of
from shucai.web.imports.paging import paged, paged_list
from shucai.web.imports.parts import LISTED, part_facts
from shucai.web.imports.picking import picks
from shucai.web.imports.telling import (
    LOOKS,
    absent_lines,
    change_lines,
    finding_lines,
    held_lines,
    kept_cells,
    later_lines,
    left_out,
    lines_of,
    moved_lines,
    moved_questions,
    named,
    questions,
    silent_groups,
    since_words,
    steps_of,
)
from shucai.web.jobs.telling import told

ROW_LISTS = (
    ("changed", "修改的行"),
    ("new", "新增的行"),
    ("refused", "没有读入的行"),
    ("absent", "文件里没有、现有数据里有的行"),
)


@require_safe
def one(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show an import as far as it is."""
    return shown(request, import_id, None)


def shown(request: HttpRequest, import_id: int, refused: Refused | None) -> HttpResponse:
    """Show an import, with why something could not be done with it."""
    brought = seen(request, import_id)
    facts = head_of(brought) | {"refused": refused}
    is_mine = brought.made_by_id == actor_of(request).person
    if brought.state == "reading":
        facts |= _far(brought)
    elif is_mine and brought.state == "ready":
        facts |= _ready(request, brought)
    elif is_mine and brought.counts.get("refused") and brought.state == "committed":
        facts |= {"left_out": left_out(brought), "later": listing.imported_since(brought)}
    if brought.state == "committed" and not facts["undoes"]:
        facts["touched"] = touched_by_undoing(brought)
    if brought.problem.get("kind") == "same":
        facts["before"] = listing.import_seen_by(actor_of(request), brought.problem["import"])
    facts |= {"is_mine": is_mine} | (marking_of(brought) if is_mine else {})
    return render(request, "imports/one.html", facts, status=UNPROCESSABLE if refused else 200)


def _ready(request: HttpRequest, brought: Import) -> dict[str, Any]:
    """Return what an import would do, or the work that does it already."""
    going = job_going_on(brought.contribution_id, COMMIT, **{"import": brought.pk})
    if going is not None:
        return {"going": going, "steps": steps_of(brought, is_going=True)}
    answer = may_change_part(actor_of(request), Verb.IMPORT, brought.contribution_id, today())
    told = _preview(brought)
    told |= _done_with(brought, told) if brought.brings_nothing else {}
    return told | {"why_not": answer.reason if isinstance(answer, Refused) else ""}


@require_safe
def progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """Answer a page that follows the reading: nothing new (204), how far it is, or the order to load what came of it."""
    brought = seen(request, import_id)
    if brought.state != "reading":
        return HttpResponse(headers={"HX-Refresh": "true"})
    facts = head_of(brought) | _far(brought)
    if facts["far"] is None or request.GET.get("seen") == facts["far"].seen:
        return HttpResponse(status=204)
    return render(request, "imports/progress.html", facts)


@require_safe
def marked(request: HttpRequest, import_id: int) -> HttpResponse:
    """Answer a page that waits for the workbook with marks: not yet (204), or where it is."""
    brought = seen(request, import_id)
    if brought.made_by_id != actor_of(request).person:
        raise Http404
    marking = marking_of(brought)
    if marking["is_marking"]:
        return HttpResponse(status=204)
    return render(request, "imports/marked.html", {"one": brought} | marking)


@require_safe
def rows(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show a page of the rows that are new, changed, refused or absent."""
    brought = _own_ready(request, import_id)
    found = request.GET.get("found", "changed")
    working, meeting = _met(brought)
    form = working.form
    if found in {"moved", "near"}:
        moved = meeting.moved.filter(pl.col(NEAR) == (found == "near"))
        page = paged_list(moved_lines(form, table_of(brought, "rows"), moved), request)
    elif found == "absent":
        page = paged_list(absent_lines(form, meeting, working), request)
    elif found == "gone":
        page = paged_list(gone_lines(form, table_of(brought, "rows"), table_of(brought, "changes")), request)
    else:
        wanted = table_of(brought, "rows").filter(meeting.rows[FOUND] == found)
        page = paged(wanted, request, lambda part_of: lines_of(form, part_of, meeting))
    return render(
        request, "imports/rows.html", {"one": brought, "found": found, "page": page, "asked": _asked(request)}
    )


@require_safe
def both(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show a page of the rows with cells that were changed on the page and in the file."""
    brought = _own_ready(request, import_id)
    cells = both_of(table_of(brought, "changes"))
    if cells.is_empty():
        return HttpResponse("")
    form = definition_of(brought.contribution.made_return)
    page = paged_list(both_lines(form, table_of(brought, "rows"), cells, brought.answers), request)
    facts = {"one": brought, "page": page, "since": since_words(cells), "asked": _asked(request)}
    return render(request, "imports/both_rows.html", facts)


@require_safe
def findings(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show a page of the findings of one rule."""
    brought = _own_ready(request, import_id)
    wanted = problems.Wanted(rule=request.GET.get("rule", ""), severity=request.GET.get("severity", ""))
    table = problems.matching(table_of(brought, "findings"), wanted)
    if table.is_empty():
        return HttpResponse("")
    form = definition_of(brought.contribution.made_return)
    facts = {
        "one": brought,
        "asked": _asked(request),
        "group": named(problems.groups(table, form)[0]),
        "page": paged(table, request, lambda part_of: finding_lines(form, part_of)),
    }
    return render(request, "imports/finding_rows.html", facts)


@require_safe
def changes(request: HttpRequest, import_id: int) -> HttpResponse:
    """Show a page of what was rewritten, or would be, by one cause."""
    brought = _own_ready(request, import_id)
    asked = request.GET
    table = table_of(brought, "changes")
    if asked.get("cause"):
        table = table.filter(pl.col("cause") == asked["cause"])
    table = rewritings.matching(table, rule=asked.get("rule", ""), level=asked.get("level", ""))
    form = definition_of(brought.contribution.made_return)
    page = paged(table, request, lambda part_of: change_lines(form, part_of))
    facts = {"one": brought, "asked": _asked(request), "page": page}
    return render(request, "imports/change_rows.html", facts)


@require_safe
def annotated(request: HttpRequest, import_id: int) -> HttpResponseBase:
    """Give back the file with its wrong cells marked."""
    brought = seen(request, import_id)
    if brought.made_by_id != actor_of(request).person or not places.has_annotated(brought):
        raise Http404
    stem = brought.file_name.rsplit(".", 1)[0]
    return StreamingHttpResponse(places.annotated(brought), headers=file_headers(XLSX, f"{stem}-标注.xlsx"))


def seen(request: HttpRequest, import_id: int) -> Import:
    """Return an import the visitor may see."""
    brought = listing.import_seen_by(actor_of(request), import_id)
    if brought is None or brought.state == "given_up":
        raise Http404
    return brought


def head_of(brought: Import) -> dict[str, Any]:
    """Return what the head of every page of an import shows."""
    return part_facts(brought.contribution) | {
        "one": brought,
        "steps": steps_of(brought, is_done=brought.brings_nothing),
        "nothing": brought.brings_nothing,
        "look": LOOKS[brought.state],
        "undoes": brought.pk in listing.undoable_among([brought]),
    }


def undoing_of(brought: Import) -> dict[str, Any]:
    """Return what undoing an import touches, with what was done to its rows by hand since."""
    if brought.state != "committed":
        return {}
    touched = touched_by_undoing(brought)
    later = later_by_hand(brought, at=clock(), most=LISTED) if touched.by_hand else []
    form = definition_of(brought.contribution.made_return)
    lines = later_lines(form, table_of(brought, "rows"), later) if later else []
    return {"touched": touched, "later": lines}


def _far(brought: Import) -> dict[str, Any]:
    job = Job.objects.filter(pk=brought.job or 0).first()
    return {
        "job": job,
        "far": told(job, clock()) if job is not None and job.is_open else None,
        "failed": job is not None and job.state == Job.FAILED,
    }


def _preview(brought: Import) -> dict[str, Any]:
    """Return what a file would do, and what is asked about it."""
    working, meeting = _met(brought)
    form, rows, counts = working.form, table_of(brought, "rows"), meeting.counts
    found = with_cases(table_of(brought, "findings"), form, rows, rows[SHEET_ROW])
    changed = table_of(brought, "changes")
    asked = [*moved_questions(form, brought, meeting), *questions(questions_of(brought), form)]
    return {
        "counts": counts,
        "row_lists": [(key, name, counts[key]) for key, name in ROW_LISTS],
        "taken": counts["new"] + counts["changed"],
        "questions": [one for one in asked if not one.is_repair],
        "repairs": [one for one in asked if one.is_repair and not one.answer],
        "picks": picks(changed, form, brought.answers),
        "open": sum(1 for one in asked if not one.is_repair and one.answer is None),
        "groups": [named(group) for group in problems.groups(found, form)],
        "finding_count": cases_in(found),
        "silent": silent_groups(changed, form),
        "silent_count": int((changed["level"] == "SILENT").sum()),
        "kept": kept_cells(changed, form),
        "takes_file": bool(brought.answers.get(KEPT)),
        "both": both_cells(changed, form, brought.answers),
        "gone": gone_rows(changed),
        "brings_back": bool(brought.answers.get(GONE)),
        "moved": working.revision != brought.base_revision,
        "shown_before": brought.problem["counts"] if brought.is_compared_anew else None,
        "held": held_lines(form, brought, working),
    }


def _done_with(brought: Import, told: dict[str, Any]) -> dict[str, Any]:
    """Return what is shown of a file that brought nothing, as it was read: rows may have moved since. told: its preview."""
    if told["open"]:
        return {"nothing": False, "steps": steps_of(brought)}
    return {"counts": brought.counts, "taken": 0, "row_lists": [], "moved": False, "moved_on": told["moved"]}


def _met(brought: Import) -> tuple[WorkingRows, Meeting]:
    part = brought.contribution
    working = working_rows(part.made_return, at=clock())
    return working, meeting_of(brought, working, share_of(part))


def _own_ready(request: HttpRequest, import_id: int) -> Import:
    """Return an import of the visitor's own that is shown before its commit."""
    brought = seen(request, import_id)
    if brought.made_by_id != actor_of(request).person or brought.state != "ready":
        raise Http404
    return brought


def _asked(request: HttpRequest) -> str:
    """Return what a list was asked for, without the page of it, as a query of an address."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
