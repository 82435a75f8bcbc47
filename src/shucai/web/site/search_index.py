"""What the search box of the folder looks through: a script with one value, since files may not fetch files."""

import json

from shucai import toolkit
from shucai.domain.catalogue import PLATFORM_WORDS
from shucai.web.catalogue import queries


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
                "checks": [
                    [rule.id, rule.message] for rule in toolkit.checks_of(form) if rule.check is not None
                ],
            }
            for form in forms
        ],
        "lists": [[one.name, one.title, uses] for one, uses in queries.lists_with_uses()],
    }
    return f"window.shucai = {json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n"
