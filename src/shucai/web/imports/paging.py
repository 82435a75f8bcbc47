"""Pages of lists; of a table only the rows of the page are looked at."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 50
Shown = Sequence[Any]  # what a template shows of a row


def paged(table: pl.DataFrame, request: HttpRequest, shape: Callable[[pl.DataFrame], Shown]) -> Page[Any]:
    """Return the page of a table that is asked for, its rows in the shape that is shown."""
    paginator: Paginator[Any] = Paginator(range(table.height), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    start = max(page.start_index() - 1, 0)
    return Page(shape(table.slice(start, PER_PAGE)), page.number, paginator)


def paged_list(lines: Shown, request: HttpRequest) -> Page[Any]:
    """Return the page of a list that is asked for."""
    return Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
