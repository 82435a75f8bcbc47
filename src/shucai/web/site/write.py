"""Writing the folder: every page rendered, its links made relative, its icons drawn in it, and what they all share."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

from django.template.loader import render_to_string
from django.urls import set_urlconf

from shucai.toolkit.catalogue import YEAR
from shucai.web.catalogue.queries import platform_counts, unit_counts
from shucai.web.site.pages import Page, site_pages
from shucai.web.site.search_index import search_index

STATIC = Path(__file__).resolve().parents[1] / "static"
SHARED = ("mark.svg", "css", "vendor/bootstrap.min.css", "vendor/licences", "js/narrow.js", "js/site.js")
ICON = re.compile(r'href="/static/vendor/icons\.svg#([\w-]+)"')
PLATFORM = re.compile(r"/forms\.html\?platform=(\w+)")
LINK = re.compile(r'\b(href|src|action)="/(?!/)')
SYMBOL = re.compile(r'<symbol id="([\w-]+)".*?</symbol>', re.DOTALL)


def write_site(folder: Path, progress: Callable[[str], None] = lambda _path: None) -> int:
    """Write all pages into a folder, in place of what was there, and return how many. progress: told each path."""
    with _in_folder():
        shutil.rmtree(folder, ignore_errors=True)
        _write_shared(folder)
        symbols = {
            found[1]: found[0] for found in SYMBOL.finditer((STATIC / "vendor/icons.svg").read_text("utf-8"))
        }
        count = 0
        for page in site_pages():
            progress(unquote(page.path))
            target = folder / unquote(page.path).removeprefix("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(written(page, symbols), encoding="utf-8")
            count += 1
        return count


@contextmanager
def _in_folder() -> Iterator[None]:
    """Let the names of pages lead to files."""
    set_urlconf("shucai.web.site.urls")
    try:
        yield
    finally:
        set_urlconf(None)


def _write_shared(folder: Path) -> None:
    for name in SHARED:
        source, target = STATIC / name, folder / "static" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    (folder / "static/js/search-index.js").write_text(search_index(), encoding="utf-8")


def written(page: Page, symbols: dict[str, str]) -> str:
    """Return a page as it stands in its file. symbols: the drawings of icons by name."""
    frame = {
        "frame": "site/base.html",
        "frozen": True,
        "section": page.section,
        "platforms": platform_counts(),
        "units": unit_counts(),
        "find_in": "start",
        "find_words": "查表、字段、校验、代码表",
        "year": YEAR,
        "version": version("shucai"),
    }
    html = render_to_string(page.template, frame | page.values)
    return relative(with_icons(html, symbols), page.path)


def with_icons(html: str, symbols: dict[str, str]) -> str:
    """Return a page with the icons it uses drawn in it: browsers do not take them out of another file of a folder."""
    used = dict.fromkeys(ICON.findall(html))
    drawn = "".join(symbols[name].replace('id="', 'id="icon-', 1) for name in used)
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg" hidden aria-hidden="true">{drawn}</svg>'
    return ICON.sub(r'href="#icon-\1"', html).replace("<body>", f"<body>{sprite}", 1)


def relative(html: str, path: str) -> str:
    """Return a page with its links leading from where it stands, so that the folder may lie anywhere."""
    up = "../" * (path.count("/") - 1)
    return LINK.sub(rf'\1="{up}', PLATFORM.sub(r"/\1.html", html))
