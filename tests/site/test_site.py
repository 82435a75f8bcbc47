"""The written pages are complete, lead to each other, and need nothing from elsewhere."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from shucai import toolkit
from shucai.web.catalogue import queries
from tests.site.conftest import SCRIPT

pytestmark = pytest.mark.slow


class Seen(HTMLParser):
    """The addresses a page leads to, and the places in it that addresses may name."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.places |= {named["id"] or ""} if "id" in named else set()
        self.links += [named[key] or "" for key in ("href", "src", "action") if named.get(key)]


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Seen]:
    return {path: Seen(path) for path in sorted(site.rglob("*.html"))}


def test_every_form_code_list_and_department_has_its_pages(site: Path) -> None:
    for form in queries.current_forms():
        assert form.title in (site / f"forms/{form.code}.html").read_text(encoding="utf-8")
        checks = (site / f"forms/{form.code}-checks.html").read_text(encoding="utf-8")
        assert [rule.id for rule in toolkit.checks_of(form) if f'id="{rule.id}"' not in checks] == []
    assert {path.stem for path in site.glob("codes/*.html")} == set(toolkit.catalogue().code_lists)
    assert {path.stem for path in site.glob("departments/*.html")} == {u for u, _ in queries.unit_counts()}


def test_every_link_leads_to_a_file_of_the_folder_and_to_a_place_in_it(pages: dict[Path, Seen]) -> None:
    broken = [
        f"{path.name} → {link}"
        for path, seen in pages.items()
        for link in dict.fromkeys(seen.links)
        if not leads_somewhere(path, link, pages)
    ]
    assert broken == []


def leads_somewhere(path: Path, link: str, pages: dict[Path, Seen]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or link.startswith("/"):
        return False
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if target not in pages:
        return target.is_file()
    return not parts.fragment or unquote(parts.fragment) in pages[target].places


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    for path in [*site.rglob("*.css"), *site.rglob("*.js"), site / "index.html"]:
        loaded = re.findall(r"(?:url\(|@import|src=)[\"']?(?:https?:)?//", path.read_text(encoding="utf-8"))
        assert loaded == [], path.name


def test_the_search_box_knows_every_form_field_and_predicate(site: Path) -> None:
    text = (site / "static/js/search-index.js").read_text(encoding="utf-8")
    known = json.loads(text.removeprefix("window.shucai = ").removesuffix(";\n"))
    forms = queries.current_forms()
    assert [one["code"] for one in known["forms"]] == [form.code for form in forms]
    assert sum(len(one["fields"]) for one in known["forms"]) == sum(len(form.fields) for form in forms)
    assert sum(len(one["checks"]) for one in known["forms"]) == sum(len(form.checks) for form in forms)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "site", "-o", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "请换一个空的或不存在的文件夹" in done.stderr
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "keep"
