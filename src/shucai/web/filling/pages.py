"""The page on which a part of a return is filled: head, grid with its panel, on a phone numbers and findings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai.web.filling.asked import seen_or_404
from shucai.web.filling.head import head_of
from shucai.web.filling.one_row import fields_page
from shucai.web.filling.setup import setup_of


@require_safe
def page(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Show a part: a form of one row as fields, any other as a grid."""
    seen = seen_or_404(request, part_id)
    if seen.rows.form.cardinality == "one":
        return fields_page(request, seen, head_of(seen))
    return render(request, "filling/page.html", head_of(seen) | {"setup": setup_of(seen)})
