"""Somebody who filled rows and stands in for those who review gets none of them through, whatever way is tried."""

import pytest
from playwright.sync_api import expect

from shucai import toolkit
from tests.browser.filling import steps
from tests.browser.reviewing.passing import ready_to_pass
from tests.browser.test_access import faults_at_a_desk
from tests.builders.workbooks import filled, right_row

pytestmark = pytest.mark.browser
FORM, UNIT = "2.21.1", "校长办公室"
OWN = "由您本人或委托您的人填报，须由另一人审核"
WHY = "还缺一个协作项目，请补上"
SEND = """
async ([address, sent]) => {
  const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
  const body = new URLSearchParams([['csrfmiddlewaretoken', token], ...Object.entries(sent)]);
  return (await fetch(address, { method: 'POST', body })).text();
}
"""


@pytest.fixture
def part(college):
    return college.part(FORM, UNIT)


@pytest.fixture
def deputy(college, window):
    """A reporter of the form, in whose hands the head and the lead office put their own work."""
    return window(college.logins["团委/department_head"])


@pytest.fixture
def unchanged(college):
    """Return what is decided and accepted: twice the same where nothing happened between."""

    def read():
        accepted = "SELECT count(*) FROM filling_stagedrow WHERE state = 'accepted'"
        return college.read(accepted), college.read("SELECT id, verb FROM review_decision ORDER BY id")

    return read


def test_whatever_way_is_tried_own_rows_wait_for_somebody_else(
    college, window, part, deputy, unchanged, tmp_path
):
    reporter, head = (window(college.logins[f"{UNIT}/{role}"]) for role in ("reporter", "department_head"))
    bring(college, reporter, part, tmp_path, 0, 1)
    submit(reporter, part)
    accept_all(head, part, 2)
    old = deputy.context.new_page()
    passing = ready_to_pass(old, part)
    send_back(head, part)

    bring(college, deputy, part, tmp_path, 2)
    bring(college, reporter, part, tmp_path, 3)
    before = unchanged()
    not_row_by_row(deputy, part)
    not_by_filter(deputy, part)
    assert unchanged() == before
    only_the_rows_of_others_in_bulk(deputy, part)

    submit(reporter, part)
    accept_all(head, part, 1)
    before = unchanged()
    not_from_an_old_tab(old, passing)
    not_the_whole_part(deputy, part, digest(head, part))
    assert unchanged() == before

    ready_to_pass(head, part).click()
    expect(head.locator("main")).to_contain_text("待合规检查")
    before = unchanged()
    not_together_with_others(deputy, college, part)
    assert unchanged() == before


def bring(college, page, part, folder, *numbers):
    form, year = toolkit.find_form(FORM), college.year
    dates = {"agreement_date": f"{year}-02-01", "start_date": f"{year}-03-01", "end_date": f"{year}-05-01"}
    rows = [right_row(form, number) | dates | {"region_code": "620102"} for number in numbers]
    steps.bring(page, part, filled(form, folder, *rows))
    steps.read_to_the_end(page)
    steps.commit(page)


def accept_all(page, part, count):
    page.goto(f"/review/{part}/")
    page.get_by_role("button", name=f"这 {count} 行复核通过").click()
    expect(page.get_by_text("行都已复核")).to_be_visible()


def submit(page, part):
    page.goto(f"/filling/{part}/check/")
    expect(page.locator("#lacks")).to_contain_text("可以提交")
    page.locator("form[action$='/submit/'] button").click()
    expect(page.locator(".receipt")).to_be_visible()


def send_back(page, part):
    page.goto(f"/review/{part}/")
    page.locator(".decide-bar .back > summary").click()
    page.get_by_label("为什么退回").fill(WHY)
    page.get_by_role("button", name="退回修改").click()
    expect(page.locator(".head .tags")).to_contain_text("已退回")


def digest(page, part):
    page.goto(f"/review/{part}/")
    return page.locator("[name=digest]").first.get_attribute("value")


def own(page):
    return page.locator("[data-row].barred")


def says_why(page):
    """It is said once above the rows, which are marked; who hears the closed button hears it too."""
    expect(page.locator("#own")).to_contain_text(OWN)
    expect(own(page).locator(".own")).to_have_text("本人填报")
    expect(own(page).locator("[data-accept]")).to_have_attribute("aria-describedby", "own")


def not_row_by_row(page, part):
    """The button of the row is closed and it is said why; what it would send is refused with the same words."""
    page.goto(f"/rows/{part}/")
    expect(own(page)).to_have_count(1)
    says_why(page)
    assert faults_at_a_desk(page) == {"1440": [], "1366": []}
    button = own(page).locator("[data-accept]")
    expect(button).to_be_disabled()
    assert OWN in page.evaluate(SEND, [f"/rows/{part}/decide/", {"do": button.get_attribute("value")}])


def not_by_filter(page, part):
    """Looked for by themselves, own rows are not offered for acceptance, and ticked they are refused."""
    page.goto(f"/rows/{part}/?barred=yes")
    expect(own(page)).to_have_count(1)
    expect(page.get_by_text("全部通过")).to_have_count(0)
    own(page).locator("[name=uid]").check()
    page.get_by_role("button", name="通过所选").click()
    expect(page.locator("#found")).to_contain_text(OWN)
    expect(own(page)).to_have_count(1)


def only_the_rows_of_others_in_bulk(page, part):
    page.goto(f"/rows/{part}/")
    page.locator("summary", has_text="全部通过").click()
    page.get_by_role("button", name="确认通过 1 行").click()
    expect(page.locator("#found")).to_contain_text("已通过 1 行")
    expect(page.locator("[data-row]")).to_have_count(1)
    says_why(page)


def not_from_an_old_tab(page, passing):
    """The window was opened while no row in it was the visitor's own."""
    passing.click()
    expect(page.locator(".note[role=alert]")).to_contain_text(OWN)
    expect(page.locator(".decide-bar")).to_have_count(0)


def not_the_whole_part(page, part, now):
    """No decision is offered; sent as if it were, with what another's page holds, it is refused."""
    page.goto(f"/review/{part}/")
    expect(page.get_by_role("status").first).to_contain_text(OWN)
    expect(page.locator(".decide-bar")).to_have_count(0)
    for sent in ({"do": "approve_department", "digest": now, "unseen": "4"}, {"do": "return", "reason": WHY}):
        assert OWN in page.evaluate(SEND, [f"/review/{part}/decide/", sent])


def not_together_with_others(page, college, part):
    """In the list of the lead office the form lies apart and cannot be ticked; sent along, it stays."""
    page.goto("/compliance/")
    kept = page.locator("[aria-labelledby=kept]")
    expect(kept).to_contain_text(FORM)
    expect(kept.locator("input[type=checkbox]")).to_have_count(0)
    ((made,),) = college.read(f"SELECT made_return_id FROM filling_contribution WHERE id = {int(part)}")
    sent = {"id": str(made), f"digest:{made}": "0" * 64, "count": "1"}
    told = page.evaluate(SEND, ["/compliance/together/", sent])
    assert "1 张没有通过" in told
    assert OWN in told
    page.goto(f"/compliance/{part}/")
    expect(page.get_by_role("status").first).to_contain_text(OWN)
    assert OWN in page.evaluate(SEND, [f"/compliance/{part}/decide/", {"do": "approve_compliance"}])
