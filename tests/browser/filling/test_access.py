"""Every page of filling with something on it: axe-core finds nothing, nothing sticks out, fingers hit what they should."""

import re

import pytest

from shucai import toolkit
from tests.browser.conftest import COMPUTER, HEAD, LEAD, PHONE, REPORTER
from tests.browser.filling import steps
from tests.browser.test_access import faults_at_a_desk, faults_in_a_hand
from tests.builders.workbooks import filled

pytestmark = pytest.mark.browser
AID = "2.13.2"
ROWS = 6
PAGES = {
    REPORTER: (
        "filling/{part}/",
        "filling/{part}/check/",
        "imports/",
        "imports/part/{part}/",
        "imports/{brought}/",
        "imports/{taken}/",
        "imports/{taken}/undo/",
        "declarations/{part}/",
        "declarations/{free}/",
        "declarations/{free}/close/",
        "templates/{part}/",
        "rows/{part}/",
        "questions/",
        "jobs/",
    ),
    HEAD: ("rows/{part}/", "review/{part}/", "filling/{part}/", "questions/"),
    LEAD: ("disputes/", "questions/", "filling/{part}/"),
}
WHOSE = [(who, path) for who, paths in PAGES.items() for path in paths]


def aid(number):
    """Return a row of the form, every other one with a fault."""
    return {
        "project_name": f"示例助学金{number}", "project_type": "国家助学金", "level": "国家级", "scope": "全校",
        "standard": "一千" if number % 2 else "1000", "fund_source": "中央财政",
        "beneficiaries": "" if number % 3 else "10", "amount": "1",
    }  # fmt: skip


@pytest.fixture(scope="module")
def places(windows, tmp_path_factory):
    """What stands for a part, an import with faults that waits, one taken in, and a part without rows in the addresses."""
    page = windows.look("", who=REPORTER, size=COMPUTER)
    found = {"part": _part(page, AID), "free": _part(page, "2.4.4")}
    folder = tmp_path_factory.mktemp("aid")
    for name, first in (("taken", 0), ("brought", ROWS)):
        rows = (aid(number) for number in range(first, first + ROWS))
        file = filled(toolkit.find_form(AID), folder, *rows, name=f"{name}.xlsx")
        steps.bring(page, found["part"], file)
        steps.read_to_the_end(page)
        found[name] = int(re.search(r"/imports/(\d+)/", page.url)[1])
        if name == "taken":
            steps.commit(page)
    return found


def _part(page, form):
    href = page.locator("article.todo", has_text=form).locator("a.btn").get_attribute("href")
    return int(re.fullmatch(r"/filling/(\d+)/", href)[1])


def unfolded(page):
    """Unfold everything on a page and wait until it has fetched what it shows."""
    page.evaluate("() => { for (const one of document.querySelectorAll('main details')) one.open = true; }")
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize(("who", "path"), WHOSE)
def test_a_page_of_filling_has_no_fault_at_a_desk(look, places, who, path):
    page = unfolded(look(path.format(**places), who=who))
    assert faults_at_a_desk(page) == {"1440": [], "1366": []}


@pytest.mark.parametrize(("who", "path"), WHOSE)
def test_a_page_of_filling_has_no_fault_in_a_hand(look, places, who, path):
    assert faults_in_a_hand(unfolded(look(path.format(**places), who=who, size=PHONE))) == []


def test_choosing_between_the_page_and_the_file_has_no_fault(open_page, look, places, tmp_path):
    page = open_page(f"filling/{places['part']}/")
    page.wait_for_function(steps.READY, timeout=steps.PATIENCE)
    steps.type_at(page, 0, "scope", "一年级")
    page.wait_for_timeout(1000)
    steps.saved(page)
    rows = [aid(number) | {"scope": "二年级"} for number in range(ROWS)]
    steps.bring(page, places["part"], filled(toolkit.find_form(AID), tmp_path, *rows))
    steps.read_to_the_end(page)
    page.get_by_role("link", name="逐行查看、选择").click()
    page.locator("#both select").first.wait_for()
    assert faults_at_a_desk(unfolded(page)) == {"1440": [], "1366": []}
    path = re.search("imports/.*", page.url)[0]
    page = look(path, size=PHONE)
    page.get_by_role("link", name="逐行查看、选择").click()
    page.locator("#both select").first.wait_for()
    assert faults_in_a_hand(unfolded(page)) == []
