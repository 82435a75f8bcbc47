"""The written pages say how things are counted and judged in words: no formulas, no names of columns, no functions."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shucai.domain.predicates.functions import FUNCTIONS, OF_COLLECTION, OF_COLUMN
from shucai.domain.predicates.groups import OF_GROUP
from shucai.web.catalogue import queries

pytestmark = pytest.mark.slow

CALLED = "|".join(sorted({*FUNCTIONS, *OF_COLUMN, *OF_COLLECTION, *OF_GROUP}))
FORMULA = re.compile(
    rf"\b(?:{CALLED})\(|\b(?:BETWEEN|AND|OR|IN|NOT|NULL|CASE|WHEN)\b| (?:<=|>=|<>) |\b[a-z]+_[a-z_0-9]+\b"
)
LEFT_OUT = {"ex", "vals", "mono"}  # examples, and the identifiers of checks beside them
SINGLE = {"meta", "link", "input", "br", "col", "use"}


class Words(HTMLParser):
    """The visible words of the main part of a page, but for examples and the identifiers of checks."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SINGLE:
            return
        looks = set((dict(attrs).get("class") or "").split())
        is_example = bool(looks & LEFT_OUT) and "made" not in looks
        self.open.append((tag, is_example or tag in {"script", "style", "svg", "nav"}))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text: str) -> None:
        if not any(left_out for _, left_out in self.open):
            self.words.append(text)


def pages_of(site: Path) -> list[Path]:
    forms = [
        site / f"forms/{form.code}-{part}.html"
        for form in queries.current_forms()
        for part in ("checks", "rows")
    ]
    return [site / "indicators.html", site / "workflows.html", *(path for path in forms if path.exists())]


def test_nothing_is_said_in_formulas(site: Path) -> None:
    pages = pages_of(site)
    assert len(pages) > 200
    found = {
        f"{path.stem}: {words.strip()[:120]}"
        for path in pages
        for words in Words(path).words
        if FORMULA.search(words)
    }
    assert sorted(found) == []
