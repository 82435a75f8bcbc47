"""Pages of a finished check: summary, findings by rule, what normalisation changed."""

from typing import Any

import polars as pl
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shucai import toolkit
from shucai.domain.catalogue import Form, Severity
from shucai.web.checks import changes, findings, store
from shucai.web.checks.cases import cases_in
from shucai.web.checks.changes import spoken
from shucai.web.checks.record import Overview, Record
from shucai.web.fragments import is_fragment
from shucai.web.search import searched

ROWS_PER_PAGE = 50
FIRST_ROWS = 12

Rows = Page[dict[str, Any]]  # rows of FINDINGS_SCHEMA or CHANGES_SCHEMA


def result(request: HttpRequest, owner: str, token: str, record: Record) -> HttpResponse:
    """Show the report of a check, or only its findings where a filter changed."""
    form, overview = record.form, record.overview
    if form is None or overview is None:
        raise ValueError("a report without its figures")
    table = store.table(owner, token, store.FINDINGS)
    facts: dict[str, Any] = {"token": token, "record": record, "form": form, "overview": overview}
    facts |= _findings_facts(request, table, form)
    if is_fragment(request):
        return render(request, "checks/groups.html", facts)
    facts |= {
        "severities": [(s.value, s.label, overview.counts[s.value]) for s in Severity],
        "fields": findings.fields_with_counts(table),
        "bars": _bars(overview),
        "upload_limit": settings.UPLOAD_LIMIT,
        "expires_time": record.uploaded_time + settings.SEALED_KEEP,
        "change_groups": changes.groups(store.table(owner, token, store.CHANGES)),
    }
    return render(request, "checks/result.html", facts)


def _findings_facts(request: HttpRequest, table: pl.DataFrame, form: Form) -> dict[str, Any]:
    """Return the groups that fit; the first is open, and one asked for by its rule is open and paged."""
    wanted = wanted_of(request)
    found = findings.matching(table, wanted)
    groups = findings.groups(found, form)
    opened: Rows | None = None
    if groups:
        first = found.filter(rule=groups[0].rule, severity=groups[0].severity)
        per_page = ROWS_PER_PAGE if wanted.rule else FIRST_ROWS
        opened = page_of(first, request.GET.get("page") if wanted.rule else None, per_page)
    return {"wanted": wanted, "groups": groups, "found_count": cases_in(found), "opened": opened}


def rows(request: HttpRequest, owner: str, token: str, record: Record) -> HttpResponse:
    """Show a page of the findings of one rule."""
    wanted = wanted_of(request)
    table = findings.matching(store.table(owner, token, store.FINDINGS), wanted)
    if record.form is None or table.is_empty():
        return HttpResponse("")
    facts = {
        "token": token,
        "record": record,
        "wanted": wanted,
        "group": findings.groups(table, record.form)[0],
        "page": page_of(table, request.GET.get("page"), ROWS_PER_PAGE),
    }
    return render(request, "checks/rows.html", facts)


def changed_cells(request: HttpRequest, owner: str, token: str, record: Record) -> HttpResponse:
    """Show every cell that normalisation changed, asks about or refused."""
    table = store.table(owner, token, store.CHANGES)
    rule, level = request.GET.get("rule", ""), request.GET.get("level", "")
    found = changes.matching(table, rule=rule, level=level)
    facts = {
        "token": token,
        "record": record,
        "rule": rule,
        "level": level,
        "levels": [(key, int((table["level"] == key).sum())) for key in changes.LEVELS],
        "groups": changes.groups(table),
        "total": table.height,
        "page": _spoken(page_of(found, request.GET.get("page"), ROWS_PER_PAGE), record.form),
    }
    template = "checks/change_rows.html" if is_fragment(request) else "checks/changes.html"
    return render(request, template, facts)


def wanted_of(request: HttpRequest) -> findings.Wanted:
    """Return the filter of the address."""
    asked = request.GET
    return findings.Wanted(
        severity=asked.get("severity", ""),
        field=asked.get("field", ""),
        text=searched(request),
        rule=asked.get("rule", ""),
    )


def page_of(table: pl.DataFrame, number: str | None, per_page: int) -> Rows:
    """Return one page of a table; only its rows are turned into Python values."""
    page = Paginator(range(table.height), per_page).get_page(number)
    start = max(page.start_index() - 1, 0)
    shown = table.slice(start, per_page).to_dicts()
    return Page(shown, page.number, page.paginator)  # type: ignore[arg-type]  # counts come from the range


def _spoken(page: Rows, form: Form | None) -> Rows:
    """Return a page of changes, codes with their names beside them."""
    lists = toolkit.catalogue().code_lists
    for row in page.object_list:
        field = form.by_name.get(row["field"]) if form else None
        if field is not None and field.code_list:
            labels = lists[field.code_list].labels
            row.update({name: row[name] and spoken(row[name], labels) for name in ("before", "after")})
    return page


def _bars(overview: Overview) -> list[tuple[str, str, int, float, float]]:
    """Return the parts of the bar over all checks: (look, name, count, start in %, width in %)."""
    parts = [
        ("s-pass", "通过", overview.passed),
        ("s-back", "不通过", overview.failed),
        ("s-doing", "未定", overview.open),
        ("s-none", "跳过", overview.skipped),
    ]
    bars, at = [], 0.0
    for look, name, count in parts:
        width = 100 * count / max(overview.checks, 1)
        bars.append((look, name, count, round(at, 3), round(width, 3)))
        at += width
    return bars
