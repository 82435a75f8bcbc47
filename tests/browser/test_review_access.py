"""Every page of review and overview with forms in every state: axe-core finds nothing, nothing sticks out of a phone."""

import contextlib
import functools
import shutil
import sqlite3

import pytest

from tests.browser.conftest import COMPUTER, HEAD, LEAD, PHONE, log_in
from tests.browser.serving import served
from tests.browser.test_access import faults, faults_at_a_desk, faults_in_a_hand
from tests.browser.windows import Windows

pytestmark = pytest.mark.browser
EACH = 3
STATES = ("checked", "department_approved", "compliant", "deliberated", "submitted")
PAGES = {
    HEAD: ("board/people/",),
    LEAD: (
        "",
        "board/",
        "board/leaders/",
        "compliance/",
        "compliance/{part}/",
        "review/{part}/",
        "campaigns/way/",
        "find/?q=学生",
    ),
}
UNFOLD = """box => {
  box.open = true;
  const moving = document.getAnimations().filter(one => one instanceof CSSTransition);
  return Promise.all(moving.map(one => one.finished));
}"""
WHOSE = [(who, path) for who, paths in PAGES.items() for path in paths]


@pytest.fixture(scope="module")
def midway(opened_demo, tmp_path_factory):
    """The folder of a demo school in which forms are in every state of the review."""
    var = tmp_path_factory.mktemp("midway") / "var"
    shutil.copytree(opened_demo, var)
    with contextlib.closing(sqlite3.connect(var / "shucai.sqlite3")) as there, there:
        whole = (
            "SELECT made_return_id FROM filling_contribution WHERE state = 'not_started' "
            "GROUP BY made_return_id HAVING count(*) = 1 ORDER BY made_return_id DESC"
        )
        made = [pk for (pk,) in there.execute(whole)][: EACH * len(STATES)]
        for number, pk in enumerate(made):
            state = STATES[number // EACH]
            there.execute("UPDATE filling_return SET state = ? WHERE id = ?", (state, pk))
            there.execute("UPDATE filling_contribution SET state = ? WHERE made_return_id = ?", (state, pk))
    return var


@pytest.fixture(scope="module")
def look(browser, midway):
    """Look at a page of that school as somebody; nothing may fail in it or be asked of another site."""
    password = (midway / "demo_password").read_text(encoding="ascii")
    with served(midway) as url:
        windows = Windows(browser, url, functools.cache(lambda login: log_in(browser, url, login, password)))

        def looked(path, *, who, size=PHONE):
            page = windows.look(path.format(part=_part(midway)), who=who, size=size)
            page.wait_for_load_state("networkidle")
            assert not windows.troubles
            return page

        yield looked
        windows.close()


def _part(var):
    with contextlib.closing(sqlite3.connect(var / "shucai.sqlite3")) as there:
        asked = "SELECT id FROM filling_contribution WHERE state = 'department_approved' ORDER BY id DESC"
        return there.execute(asked).fetchone()[0]


@pytest.mark.parametrize(("who", "path"), WHOSE)
def test_a_page_of_review_has_no_fault_at_a_desk(look, who, path):
    assert faults_at_a_desk(look(path, who=who, size=COMPUTER)) == {
        "1440": [],
        "1366": [],
    }


@pytest.mark.parametrize(("who", "path"), WHOSE)
def test_a_page_of_review_has_no_fault_in_a_hand(look, who, path):
    assert faults_in_a_hand(look(path, who=who)) == []


@pytest.mark.parametrize("path", ["compliance/", "compliance/{part}/"])
def test_what_unfolds_on_the_pages_of_compliance_has_no_fault(look, path):
    """The boxes in which a decision is confirmed or something is sent back, one after the other."""
    for size, found in ((COMPUTER, faults), (PHONE, faults_in_a_hand)):
        page = look(path, who=LEAD, size=size)
        boxes = page.locator("main details")
        for box in boxes.all():
            box.evaluate(UNFOLD)
            assert found(page) == []
            box.evaluate("box => { box.open = false; }")


def test_several_forms_are_ticked_at_once_in_every_list_that_goes_onward(look):
    page = look("compliance/", who=LEAD)
    forms = page.locator("form[data-together]")
    for form in forms.all():
        form.locator("[data-all]").uncheck()
        form.locator("[data-all]").check()
        assert form.locator("[name=id]:checked").count() == form.locator("[name=id]").count() > 1
    assert forms.count() >= len(("submit", "archive"))
