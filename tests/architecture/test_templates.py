"""Templates are whole: every element that a template opens it closes, whatever Django puts in between."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "src" / "shucai" / "web" / "templates"
OF_DJANGO = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)
UNCLOSED = re.compile(r"<[a-zA-Z/][^<>]*(?:<|$)")
PAIRS = (
    "a",
    "button",
    "dd",
    "details",
    "dl",
    "dt",
    "form",
    "label",
    "li",
    "p",
    "section",
    "span",
    "summary",
    "td",
    "ul",
)


def torn(text: str) -> list[str]:
    """Return the tags of a template that do not end, and the elements that are opened and closed unequally often."""
    html = OF_DJANGO.sub("", text)
    return [found.group().strip()[:60] for found in UNCLOSED.finditer(html)] + [
        tag for tag in PAIRS if len(re.findall(rf"<{tag}[\s>]", html)) != html.count(f"</{tag}>")
    ]


def test_every_template_is_whole() -> None:
    found = {path.name: torn(path.read_text(encoding="utf-8")) for path in TEMPLATES.rglob("*.html")}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_torn_template_would_be_found() -> None:
    assert torn('{% if one %}<label><input type="checkbox" X{% endif %}\n<ul></ul>') == [
        '<input type="checkbox" X\n<',
        "label",
    ]
