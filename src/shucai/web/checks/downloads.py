"""Files that go back to the visitor: the marked workbook and the list of findings."""

import polars as pl
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from shucai.web.checks import listing, store
from shucai.web.checks.checking import record_or_404
from shucai.web.downloads import CSV, XLSX, file_headers


@require_safe
def annotated(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give back the visitor's workbook with its wrong cells marked."""
    owner, record = record_or_404(request, token)
    if not record.has_annotated:
        raise Http404
    pieces = store.drawer().stream(owner, token, store.ANNOTATED)
    return StreamingHttpResponse(pieces, headers=file_headers(XLSX, f"{record.stem}-标注.xlsx"))


@require_safe
def issues_xlsx(request: HttpRequest, token: str) -> HttpResponse:
    """Give the findings as a workbook."""
    table, stem = _issues(request, token)
    return HttpResponse(listing.as_workbook(table), headers=file_headers(XLSX, f"{stem}-问题清单.xlsx"))


@require_safe
def issues_csv(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the findings as CSV."""
    table, stem = _issues(request, token)
    headers = file_headers(CSV, f"{stem}-问题清单.csv")
    return StreamingHttpResponse(listing.as_csv(table), headers=headers)


def _issues(request: HttpRequest, token: str) -> tuple[pl.DataFrame, str]:
    owner, record = record_or_404(request, token)
    if record.overview is None:
        raise Http404
    return listing.listed(store.table(owner, token, store.FINDINGS)), record.stem
