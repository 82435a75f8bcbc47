"""What the search box of the folder looks through: a script with one value, since files may not fetch files."""

import json

from shucai.domain.catalogue import PLATFORM_WORDS, Check, Form
from shucai.domain.catalogue.indicator import Indicator
from shucai.toolkit.indicators import indicator_plans
from shucai.web.catalogue import queries
from shucai.web.catalogue.figure_words import pieces_of


def search_index() -> str:
    """Return the script: forms with their fields and the checks of the catalogue, and the code lists."""
    forms = queries.current_forms()
    found = {
        "forms": [
            {
                "code": form.code,
                "title": form.title,
                "place": f"{PLATFORM_WORDS[form.platform]} · {queries.heading_of(form)}",
                "unit": form.lead,
                "fields": [[field.name, field.title] for field in form.fields],
                "checks": [[check.id, _said(check, form)] for check in form.checks],
            }
            for form in forms
        ],
        "indicators": [[f"{one.platform}.{one.id}", one.title, one.variant or ""] for one in _indicators()],
        "lists": [[one.name, one.title, uses] for one, uses in queries.lists_with_uses()],
    }
    return f"window.shucai = {json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n"


def _indicators() -> list[Indicator]:
    return [plan.indicator for plan in indicator_plans()]


def _said(check: Check, form: Form) -> str:
    return "".join(piece.text for piece in pieces_of(check.message, check, form))
