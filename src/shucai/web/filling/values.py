"""The values that occur in a column of codes, with how often, for its filter."""

import polars as pl
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from shucai.apps.filling.seeing import Seen
from shucai.domain.rows.looking import BETWEEN, looked_through
from shucai.web.filling.asked import of_part, wrong
from shucai.web.filling.rows import BAD_FILTER, conditions_of, known_of

MOST_VALUES = 500


@require_safe
@of_part
def values(request: HttpRequest, seen: Seen) -> JsonResponse:
    """Answer which codes a column holds, the most frequent first. field; q: conditions on other columns."""
    form = seen.rows.form
    field = form.by_name.get(request.GET.get("field", ""))
    conditions = conditions_of(request.GET.get("q", ""), form)
    if field is None or not (field.code_list or field.type == "boolean") or conditions is None:
        return wrong(BAD_FILTER)
    frame = looked_through(form, seen.frame, conditions, known_of(seen, conditions))
    text = pl.col(field.name).fill_null("")
    single = text.str.split(BETWEEN).explode() if field.multi else text
    counts = frame.select(single.alias("value"))["value"].value_counts()
    found = counts.sort(["count", "value"], descending=[True, False])
    return JsonResponse(
        {"values": found.head(MOST_VALUES).rows(), "more": max(0, found.height - MOST_VALUES)}
    )
