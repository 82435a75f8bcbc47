"""Every page for everybody: axe-core finds nothing, nothing sticks out, fingers can hit what they should."""

from pathlib import Path

import pytest

from tests.browser import walking
from tests.browser.conftest import COMPUTER, LAPTOP, PHONE

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """
() => axe.run({ resultTypes: ['violations'] }).then(result => result.violations.map(v =>
  `${v.id} ${v.impact} ${v.nodes.length} × ${v.nodes[0].target.join(' ')} ${v.nodes[0].any[0]?.message ?? ''}`))
"""
PAGES = ("", "forms/", "forms/?q=实习", "forms/1.4.1/", "forms/N-DY-KC-01/", "forms/N-DY-KC-01/rows/",
         "forms/1.4.1/checks/", "indicators/", "workflows/", "codes/", "codes/ethnicity/", "departments/",
         "departments/学生工作处/", "checks/", "nix/")  # fmt: skip
FILES = ("dirty.xlsx", "moved.xlsx", "altered.xlsx", "unknown.xlsx")


def faults(page) -> list[str]:
    page.evaluate(AXE)
    return page.evaluate(RUN_AXE) + page.evaluate(walking.BEYOND_THE_EDGE)


@pytest.mark.parametrize("size", [COMPUTER, LAPTOP, PHONE], ids=["1440", "1366", "390"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault(open_page, path, size):
    page = open_page(path, size=size)
    assert faults(page) == []
    if size is PHONE:
        assert page.evaluate(walking.TOO_SMALL_TO_TOUCH) == []


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
