"""Every page for everybody: axe-core finds nothing, nothing sticks out, fingers can hit what they should."""

from pathlib import Path

import pytest

from tests.browser import walking
from tests.browser.conftest import (
    ADMINISTRATOR,
    AUDITOR,
    COMMITTEE,
    COMPUTER,
    HEAD,
    LAPTOP,
    LEAD,
    LEADER,
    PHONE,
    REPORTER,
)  # fmt: skip

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """
() => axe.run({ resultTypes: ['violations'] }).then(result => result.violations.map(v =>
  `${v.id} ${v.impact} ${v.nodes.length} × ${v.nodes[0].target.join(' ')} ${v.nodes[0].any[0]?.message ?? ''}`))
"""
PAGES = ("", "new/", "forms/", "forms/?q=实习", "forms/1.4.1/", "forms/N-DY-KC-01/", "forms/N-DY-KC-01/rows/",
         "forms/1.4.1/checks/", "indicators/", "workflows/", "codes/", "codes/ethnicity/", "departments/",
         "departments/学生工作处/", "checks/", "nix/")  # fmt: skip
THEIRS = {
    REPORTER: ("account/", "account/password/", "duties/", "people/", "units/", "campaigns/"),
    HEAD: ("",),
    LEAD: (
        "",
        "campaigns/",
        "campaigns/new/",
        "board/",
        "board/reminder/",
        "people/",
        "campaigns/1/",
        "campaigns/2/",
        "people/new/",
        "people/5/",
        "people/5/handover/",
        "units/",
        "units/3/",
        "roster/",
        "duties/",
        "duties/all/",
        "audit/",
        "settings/rules/",
        "settings/rules/1.4.1/",
    ),
    ADMINISTRATOR: ("", "people/", "audit/"),
    AUDITOR: ("", "audit/"),
    LEADER: ("", "campaigns/"),
    COMMITTEE: ("", "campaigns/"),
    None: ("account/login/",),
}
FILES = ("dirty.xlsx", "moved.xlsx", "altered.xlsx", "unknown.xlsx")


def faults(page) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(RUN_AXE) + page.evaluate(walking.BEYOND_THE_EDGE)


def faults_at_a_desk(page) -> dict[str, list[str]]:
    """Return the faults of a page at both sizes of a computer, without loading it again."""
    found = {}
    for name, size in (("1440", COMPUTER), ("1366", LAPTOP)):
        page.set_viewport_size(size)
        found[name] = faults(page)
    return found


def faults_in_a_hand(page) -> list[str]:
    """Return the faults of a page on a phone, with what fingers cannot hit."""
    return faults(page) + page.evaluate(walking.TOO_SMALL_TO_TOUCH)


WHOSE = [(who, path) for who, paths in THEIRS.items() for path in paths]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_at_a_desk(look, path):
    assert faults_at_a_desk(look(path)) == {"1440": [], "1366": []}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_in_a_hand(look, path):
    assert faults_in_a_hand(look(path, size=PHONE)) == []


@pytest.mark.parametrize(("who", "path"), WHOSE)
def test_a_page_of_a_role_has_no_fault_at_a_desk(look, who, path):
    page = look(path, who=who)
    assert page.title().endswith("· 数采")
    assert faults_at_a_desk(page) == {"1440": [], "1366": []}


@pytest.mark.parametrize(("who", "path"), WHOSE)
def test_a_page_of_a_role_has_no_fault_in_a_hand(look, who, path):
    assert faults_in_a_hand(look(path, size=PHONE, who=who)) == []


@pytest.mark.parametrize("size", [COMPUTER, PHONE], ids=["1440", "390"])
@pytest.mark.parametrize("name", FILES)
def test_what_comes_of_a_file_has_no_fault(open_page, workbooks, name, size):
    page = open_page(size=size)
    walking.choose(page, workbooks / name)
    assert faults(page) == []
    if name == "dirty.xlsx":
        page.goto(page.url + "changes/")
        assert faults(page) == []
        page.goto("/checks/")
        assert faults(page) == []
