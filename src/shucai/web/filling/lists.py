"""Code lists as the grid's editor searches them: by code, name and the first letters of the sounds."""

from functools import lru_cache

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from shucai import toolkit
from shucai.domain.catalogue import CodeList
from shucai.domain.normalise.sounds import initials_of

KEPT_SECONDS = 3600


@require_safe
def items(request: HttpRequest, *, name: str) -> JsonResponse:
    """Answer with the values of a code list: code, name, first letters, level."""
    one = toolkit.catalogue().code_lists.get(name)
    if one is None:
        raise Http404
    answer = JsonResponse({"title": one.title, "items": items_of(one)})
    answer.headers["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    return answer


@lru_cache(maxsize=512)
def items_of(one: CodeList) -> list[tuple[str, str, str, int]]:
    """Return the values of a code list in its order. level: 1 for what stands under nothing."""
    found = []
    for code, entry in one.by_code.items():
        found.append((code, entry.label, initials_of(entry.label), _level(one, code)))
    return found


def _level(one: CodeList, code: str) -> int:
    above = [code]
    parent = one.by_code[code].parent
    while parent is not None and parent in one.by_code and parent not in above:
        above.append(parent)
        parent = one.by_code[parent].parent
    return len(above)
