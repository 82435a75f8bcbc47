"""审议, 上报, 归档 clicked through, each by whom it belongs to; afterwards every page says that it is for good."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import COMMITTEE, LEAD, PHONE
from tests.browser.reviewing.passing import ready_to_pass
from tests.browser.reviewing.test_own_rows import SEND

pytestmark = pytest.mark.browser
FORM, UNIT = "2.11.2", "财务处"
AMOUNTS = {
    "loan_balance": "10",
    "local_bond_balance": "0",
    "donation_match": "0",
    "poverty_special": "100",  # more than journeys at other forms put into 2.21.1 and 2.21.2
    "loan_amount": "0",
}
TAKEN = ("已归档", "已上报", "审议通过", "合规检查通过", "审核通过")
NOT_THEIRS = {"deliberate": "不能审议", "submit": "不能上报", "archive": "不能归档"}


@pytest.fixture
def part(college):
    return college.part(FORM, UNIT)


@pytest.fixture
def people(college, window):
    """The windows of all who take part; the committee sits at a phone."""
    own = {role: window(college.logins[f"{UNIT}/{role}"]) for role in ("reporter", "department_head")}
    return own | {"lead": window(LEAD), "committee": window(COMMITTEE, size=PHONE)}


def test_a_form_is_deliberated_submitted_and_archived_by_whom_each_belongs_to(people, part):
    reporter, lead, committee = people["reporter"], people["lead"], people["committee"]
    bring_to_the_committee(people, part)
    refused(lead, part, "deliberate")
    step(committee, part, "审议通过", "已通过")
    refused(committee, part, "submit")
    step(lead, part, "确认已上报", "已上报")
    reopening_is_offered(reporter, part, offered=True)
    refused(committee, part, "archive")
    refused(reporter, part, "archive")
    step(lead, part, "归档", "已归档")
    for page in (lead, committee):
        closed_for_good(page, part)
    reopening_is_offered(reporter, part, offered=False)
    locked_with_its_reason(reporter, part)
    receipts_hold(reporter, part)
    the_board_shows_it(lead, part)


def bring_to_the_committee(people, part):
    reporter, head, lead = people["reporter"], people["department_head"], people["lead"]
    fill_and_submit_by_keys_alone(reporter, part)
    head.goto(f"/review/{part}/")
    head.get_by_role("button", name="行复核通过").first.click()
    expect(head.get_by_text("行都已复核")).to_be_visible()
    ready_to_pass(head, part).click()
    expect(head.locator("main")).to_contain_text("待合规检查")
    lead.goto(f"/compliance/{part}/")
    lead.locator(".decide-bar").get_by_role("button", name="通过").click()
    expect(lead.locator("body")).to_contain_text("合规检查已通过")


def fill_and_submit_by_keys_alone(page, part):
    page.goto(f"/filling/{part}/")

    def tab_to(wanted):
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return
        raise AssertionError(wanted)

    for name, amount in AMOUNTS.items():
        tab_to(f"#f-{name}")
        page.keyboard.type(amount)
    page.keyboard.press("Enter")
    expect(page.get_by_text("已保存")).to_be_visible()
    tab_to("a[href$='/check/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/")
    tab_to("form[action$='/submit/'] button")
    page.keyboard.press("Enter")
    expect(page.locator(".receipt")).to_contain_text("1 行")


def step(page, part, name, state):
    """Take a step that is confirmed first; the page stays at the form and says where it stands now."""
    page.goto(f"/compliance/{part}/")
    page.locator(".pass > summary", has_text=name).click()
    page.get_by_role("button", name=name).click()
    expect(page.locator(".pass [type=checkbox]:invalid")).to_have_count(1)
    page.locator(".pass [type=checkbox]").check()
    page.get_by_role("button", name=name).click()
    expect(page.locator(".head .tags")).to_contain_text(state)
    assert page.url.endswith(f"/compliance/{part}/")


def refused(page, part, verb):
    """The step is not offered to who may not take it; sent all the same it is refused and says why."""
    page.goto(f"/compliance/{part}/")
    expect(page.locator(f"button[value={verb}]")).to_have_count(0)
    told = page.evaluate(SEND, [f"/compliance/{part}/decide/", {"do": verb}])
    assert NOT_THEIRS[verb] in told


def reopening_is_offered(page, part, *, offered):
    page.goto(f"/compliance/{part}/")
    expect(page.locator("summary", has_text="申请重新开放")).to_have_count(int(offered))
    page.goto(f"/filling/{part}/")
    expect(page.locator(".one-row a", has_text="申请重新开放")).to_have_count(int(offered))
    if offered:
        page.get_by_role("link", name="申请重新开放").click()
        expect(page.get_by_label("为什么要改")).to_be_visible()


def closed_for_good(page, part):
    page.goto(f"/compliance/{part}/")
    expect(page.locator(".decide-bar")).to_have_count(0)
    expect(page.get_by_role("status").first).to_contain_text("已归档，不再更改")


def locked_with_its_reason(page, part):
    page.goto(f"/filling/{part}/")
    expect(page.locator("main")).to_contain_text("这张表现在是“已归档”，不能填报")
    expect(page.locator("main form :is(input, select, textarea):not([type=hidden]):enabled")).to_have_count(0)
    page.goto(f"/campaigns/way/?part={part}")
    expect(page.locator(".way .now")).to_contain_text("已归档")


def receipts_hold(page, part):
    page.goto(f"/compliance/{part}/")
    made = page.locator("[aria-labelledby=made] li")
    expect(made).to_have_count(len(TAKEN))
    for line, words in zip(made.all(), TAKEN, strict=True):
        expect(line).to_contain_text(words)
    address = made.first.get_by_role("link", name="回执").get_attribute("href")
    page.goto(address)
    expect(page.locator(".slip")).to_contain_text("归档回执")
    expect(page.locator(".slip")).not_to_contain_text("不再有效")


def the_board_shows_it(page, part):
    page.goto("/board/")
    page.locator(".switch a", has_text="人才平台").click()
    expect(page.locator(f"[data-part$='/{part}/']")).to_have_attribute("title", re.compile("已归档"))
    expect(page.locator(".legend")).to_contain_text("已归档")
