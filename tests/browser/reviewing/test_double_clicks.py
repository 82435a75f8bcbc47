"""A double click, and two windows that click at once, have one effect and end on a page that can be read."""

from collections import Counter

import pytest
from playwright.sync_api import expect

from shucai import toolkit
from tests.browser.conftest import LEAD
from tests.browser.filling import steps
from tests.browser.reviewing.passing import ready_to_pass
from tests.builders.workbooks import filled, right_row

pytestmark = pytest.mark.browser
FORM, UNIT = "2.11.4", "财务处"
WHY = "与财务决算报表对不上，请核对后重报"
WAITS = "() => document.readyState === 'complete' && !document.querySelector('form[data-sent]')"


@pytest.fixture
def part(college):
    return college.part(FORM, UNIT)


class Taken:
    """What was decided, written down and receipted since the beginning."""

    def __init__(self, college):
        self.college = college
        self.before = self._now()

    def _now(self):
        read = self.college.read
        found = Counter(f"audit {action}" for (action,) in read("SELECT action FROM audit_entry"))
        found.update(f"decision {verb}" for (verb,) in read("SELECT verb FROM review_decision"))
        found.update(receipt=len(read("SELECT id FROM filling_receipt")))
        return found

    def once(self, *names):
        """Each of these happened once since it was asked last, and no other decision did."""
        now = self._now()
        new, self.before = now - self.before, now
        assert {name: new[name] for name in names} == dict.fromkeys(names, 1)
        assert not [name for name in new if name.startswith(("decision", "receipt")) and name not in names]


@pytest.fixture
def taken(college):
    return Taken(college)


def test_every_step_clicked_twice_is_taken_once(college, window, part, taken, tmp_path):
    reporter, head = (window(college.logins[f"{UNIT}/{role}"]) for role in ("reporter", "department_head"))
    fill(reporter, part, tmp_path)
    taken.once()

    submit(reporter, part).dblclick(no_wait_after=True)
    expect(reporter.locator(".receipt")).to_contain_text("1 行")
    taken.once("audit check", "receipt")

    accept(head, part).dblclick(no_wait_after=True)
    expect(head.get_by_text("行都已复核")).to_be_visible()
    taken.once("audit accept_rows")

    send_back(head, part).dblclick(no_wait_after=True)
    expect(head.locator(".head .tags")).to_contain_text("已退回")
    taken.once("audit return", "decision return")

    both_at_once(submit(reporter, part), submit(second(reporter), part))
    taken.once("audit check", "receipt")

    ready_to_pass(head, part).dblclick(no_wait_after=True)
    expect(head.locator("main")).to_contain_text("待合规检查")
    taken.once("audit approve_department", "decision approve_department")

    lead = window(LEAD)
    check(lead, part).dblclick(no_wait_after=True)
    expect(lead.locator("body")).to_contain_text("合规检查已通过")
    lead.goto(f"/compliance/{part}/")
    expect(lead.locator(".head .tags")).to_contain_text("待审议")
    taken.once("audit approve_compliance", "decision approve_compliance")


def fill(page, part, folder):
    form = toolkit.find_form(FORM)
    steps.bring(page, part, filled(form, folder, right_row(form)))
    steps.read_to_the_end(page)
    steps.commit(page)


def second(page):
    """Return a second window of the same person."""
    return page.context.new_page()


def both_at_once(*buttons):
    """Click in two windows without waiting for what comes of the first; both end on a page that can be read."""
    for button in buttons:
        button.evaluate("button => setTimeout(() => button.click())")
    for button in buttons:
        page = button.page
        page.wait_for_function(WAITS, timeout=steps.PATIENCE)
        expect(page.locator("main h1")).to_be_visible()


def submit(page, part):
    page.goto(f"/filling/{part}/check/")
    return page.locator("form[action$='/submit/'] button")


def accept(page, part):
    page.goto(f"/review/{part}/")
    return page.get_by_role("button", name="行复核通过").first


def send_back(page, part):
    page.goto(f"/review/{part}/")
    page.locator(".decide-bar .back > summary").click()
    page.get_by_label("为什么退回").fill(WHY)
    return page.get_by_role("button", name="退回修改")


def check(page, part):
    page.goto(f"/compliance/{part}/")
    return page.locator(".decide-bar").get_by_role("button", name="通过")
