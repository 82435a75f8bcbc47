"""Pages of the audit: the entries by what is looked for, as a table to hand out, and whether the chain is whole."""

import csv
import io
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from shucai.apps.audit import queries
from shucai.domain.access import Verb
from shucai.web.actors import clock, today
from shucai.web.asking import day_in, guarded, id_in
from shucai.web.audit.telling import Told, action_word, delegators, in_one_line, told
from shucai.web.audit.words import KIND_WORDS
from shucai.web.checks.listing import plain
from shucai.web.downloads import CSV, file_headers
from shucai.web.fragments import is_fragment
from shucai.web.search import searched

PAGE = 50
ROWS_AT_ONCE = 500
COLUMNS = ("序号", "时间", "操作人", "代谁办理", "权限", "做了什么", "对象类别", "对象", "改动", "校验值")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the entries that fit, the newest first."""
    school = guarded(request, Verb.SEE_AUDIT).school
    wanted = _wanted(request)
    found = queries.entries(school, wanted, timezone.get_current_timezone())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "lines": list(told(page.object_list, delegators(school))), "wanted": wanted}
    if is_fragment(request):
        return render(request, "audit/entries.html", facts)
    facts |= {
        "people": queries.people_in(school),
        "actions": [(action, action_word(action)) for action in queries.actions_in(school)],
        "kinds": [(kind, KIND_WORDS.get(kind, kind)) for kind in queries.kinds_in(school)],
    }
    return render(request, "audit/index.html", facts)


@require_safe
def chain(request: HttpRequest) -> HttpResponse:
    """Look the whole chain of the school through, now, and show what came of it."""
    school = guarded(request, Verb.SEE_AUDIT).school
    facts = {"checked": queries.check_chain(school), "at": clock()}
    return render(request, "audit/chain_state.html" if is_fragment(request) else "audit/chain.html", facts)


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Give the entries that fit as CSV, the oldest first."""
    school = guarded(request, Verb.SEE_AUDIT).school
    found = queries.entries(school, _wanted(request), timezone.get_current_timezone()).order_by("number")
    lines = told(found.iterator(ROWS_AT_ONCE), delegators(school))
    headers = file_headers(CSV, f"审计记录-{today():%Y%m%d}.csv")
    return StreamingHttpResponse(_as_csv(lines), headers=headers)


def _as_csv(lines: Iterator[Told]) -> Iterator[str]:
    """Yield the table, marked as UTF-8 for Excel; nothing in it runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    yield "\ufeff" + out.getvalue()
    for line in lines:
        out.seek(0)
        out.truncate()
        writer.writerow([plain(text) for text in _cells(line)])
        yield out.getvalue()


def _cells(line: Told) -> tuple[str, ...]:
    at = f"{timezone.localtime(line.at):%Y-%m-%d %H:%M:%S}"
    who = (line.who, line.on_behalf_of, line.action, line.did)
    return (str(line.number), at, *who, line.kind_word, line.subject, in_one_line(line.changes), line.hash)


def _wanted(request: HttpRequest) -> queries.Wanted:
    """Return what is looked for; what cannot be read is not looked for."""
    return queries.Wanted(
        person=id_in(request, "person"),
        action=request.GET.get("action", "")[:60],
        kind=request.GET.get("kind", "")[:40],
        subject_id=request.GET.get("of", "")[:80],
        text=searched(request),
        from_on=day_in(request.GET.get("from", "")),
        until_on=day_in(request.GET.get("until", "")),
    )
