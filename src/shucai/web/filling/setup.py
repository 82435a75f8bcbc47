"""What the grid is given with its page: fields, lists, addresses, and what may be done now."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any  # what JSON holds

from django.urls import reverse
from django.utils.crypto import salted_hmac

from shucai import toolkit
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.parts import standing_of
from shucai.apps.filling.seeing import Seen
from shucai.domain.access import Verb
from shucai.domain.catalogue import Field, Form, words_of_limits
from shucai.domain.checks import ALL_CATEGORIES
from shucai.domain.rows.naming import is_name
from shucai.web.actors import today
from shucai.web.filling.cells import STANDING_WORDS
from shucai.web.filling.reopening import reopening_of, why_locked
from shucai.web.templatetags.ui import look_of

SEAL = "shucai journal of the grid"
OWN_COLUMNS = "由本部门填报"
NARROWEST, WIDEST, PER_CHARACTER, AROUND = 76, 220, 14, 40
IDENTIFIER, WIDEST_CODE = 112, 168
KEY_WITHIN, NAME_WITHIN = 3, 5  # columns, counted from the left
FROZEN_AT_MOST = 420  # pixels: of some 950 beside the findings on a screen of 1366
KIND_WIDTHS: Mapping[str, int] = {
    "id_number": 176, "uscc": 176, "date": 108, "yearmonth": 96, "year": 84, "phone": 124, "email": 170,
    "long_text": 220, "url": 200, "teacher_cert": 170, "isbn": 140,
}  # fmt: skip


def setup_of(seen: Seen) -> dict[str, Any]:
    """Return the setup of the grid for a part as somebody sees it."""
    form, part = seen.rows.form, seen.part.pk
    base = reverse("filling", kwargs={"part_id": part})
    urls = {name: reverse(f"filling_{name}", kwargs={"part_id": part}) for name in ASKED}
    urls["findings_export"] = reverse("filling_findings_xlsx", kwargs={"part_id": part})
    lists = sorted({f.code_list for f in form.fields if f.code_list})
    why_no_rows = seen.scope.why_not_row(part)
    may_rows = not why_no_rows
    may_bring = may_rows or bool(seen.scope.only_reopened)
    is_theirs, reopen = not seen.locked, reopening_of(seen)
    return {
        "part": part,
        "form": form.id,
        "title": f"{form.code} {form.title}",
        "base": base,
        "person": {"id": seen.actor.person, "name": seen.actor.name},
        "locked": why_locked(seen, reopen),
        "reopen": reopen,
        "why_no_rows": why_no_rows,
        "state": state_of(seen.part),
        "seal": _seal(seen),
        "total": seen.frame.height,
        "revision": seen.rows.revision,
        "frozen": frozen_of(form),
        "can": {
            "add": may_rows,
            "why": why_no_rows,
            "remove": may_rows or seen.scope.may_delete,
            "explain": is_theirs or seen.may(Verb.CHECK),
            "dispute": True,
            "bring": may_bring and form.importable,
        },
        "categories": list(ALL_CATEGORIES),
        "fields": [_field(seen, one, group) for one, group in zip(form.fields, _groups(seen), strict=True)],
        "lists": {name: reverse("filling_list", kwargs={"name": name}) for name in lists},
        "urls": urls,
    }


def state_of(part: Contribution) -> dict[str, str]:
    """Return the state of a part as its tag shows it."""
    standing, on = standing_of(part), today()
    look, sign = look_of(standing, on)
    return {"value": standing.state.value, "words": standing.label_on(on), "look": look, "sign": sign}


ASKED = (
    "rows", "find", "values", "save", "changes", "presence", "cell", "ask", "findings", "explain", "unexplain", "tick",
    "dispute", "fix",
)  # fmt: skip


def _seal(seen: Seen) -> str:
    """Return the key with which the browser seals what is typed and not saved yet (0017); nobody else is given it."""
    whose = f"{seen.actor.school} {seen.actor.person} {seen.part.pk}"
    return b64encode(salted_hmac(SEAL, whose, algorithm="sha256").digest()).decode()


def _groups(seen: Seen) -> list[str]:
    """Return the head above each column: who fills it, where several departments do; else blank."""
    why = [seen.scope.why_not_cell(seen.part.pk, name) for name in seen.rows.form.by_name]
    return [one or OWN_COLUMNS for one in why] if any(why) else why


def _field(seen: Seen, field: Field, group: str) -> dict[str, Any]:
    return {
        "name": field.name,
        "title": field.title,
        "group": group,
        "kind": field.kind,
        "type": field.type,
        "required": field.required,
        "width": _width(field, is_key=field.name in seen.rows.form.primary_key),
        "list": field.code_list,
        "multi": field.multi,
        "readonly": seen.scope.why_not_cell(seen.part.pk, field.name),
        "unit": field.unit,
        "hint": "\n".join(filter(None, [field.guidance or "", words_of_limits(field)])),
        "standing": STANDING_WORDS[field.standing],
    }


def _width(field: Field, *, is_key: bool) -> int:
    """Return how wide a column is at first: its title fits, and what usually stands in it."""
    title = len(field.title) * PER_CHARACTER + AROUND
    longest = IDENTIFIER if field.kind == "identifier" or is_key else 0
    if field.code_list:
        labels = list(toolkit.catalogue().code_lists[field.code_list].labels.items())[:200]
        longest = max((len(code) * 8 + len(label) * PER_CHARACTER for code, label in labels), default=0)
        longest = min(longest + 28, WIDEST_CODE)
    return min(WIDEST, max(NARROWEST, title, longest, KIND_WIDTHS.get(field.kind, 0)))


def frozen_of(form: Form) -> int:
    """Return how many columns stay in sight: the key and what a row is called by, as far as they leave room for others."""
    widths = [_width(field, is_key=field.name in form.primary_key) for field in form.fields]
    keys = [number for number, field in enumerate(form.fields, 1) if field.name in form.primary_key]
    last = max((number for number in keys if number <= KEY_WITHIN), default=1)
    named = next((number for number, field in enumerate(form.fields, 1) if is_name(field)), 0)
    return named if last < named <= NAME_WITHIN and sum(widths[:named]) <= FROZEN_AT_MOST else last
