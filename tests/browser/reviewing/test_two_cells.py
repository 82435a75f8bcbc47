"""Two cells come back from a phone, are repaired, looked at again, and pass by leader and lead office."""

import re

import pytest
from playwright.sync_api import expect

from shucai import toolkit
from tests.browser.conftest import LEAD, LEADER, PHONE
from tests.browser.filling import steps
from tests.builders.workbooks import filled, right_row

pytestmark = pytest.mark.browser
SUPPORT, UNIT = "2.21.2", "校长办公室"
ROWS = 3
WHY = "受助人数与附件名单对不上，请按名单改"
SAID = {"beneficiaries": "名单上是 12 人", "fund": "单位是万元"}
MENDED = {"beneficiaries": "12", "fund": "1.5"}
PASSED = ("合规检查通过", "审核通过", "已批准关键数据", "已报主管领导")
KEPT = "帮扶协议第二条"


@pytest.fixture
def part(college):
    return college.part(SUPPORT, UNIT)


@pytest.fixture
def reporter(college, window):
    return window(college.logins[f"{UNIT}/reporter"])


@pytest.fixture
def phone(college, window):
    """The telephone of the head of the department."""
    return window(college.logins[f"{UNIT}/department_head"], size=PHONE)


def test_two_cells_come_back_from_a_phone_and_pass_by_leader_and_lead_office(
    college, window, part, reporter, phone, tmp_path
):
    first = fill_and_submit(college, reporter, part, tmp_path)
    accept_all(phone, part, ROWS)
    send_two_cells_back(phone, part)
    receipt_is_void(reporter, part, first)
    hear_of_it_and_repair(reporter, part)
    second = submit(reporter, part)
    assert second != first
    approve_what_changed(phone, part)
    approve_key_data(window(LEADER), part)
    pass_it(phone, part, "通过", told="待合规检查")
    check_compliance(window(LEAD), part)
    read_the_receipts(reporter, part)


def fill_and_submit(college, page, part, folder):
    form = toolkit.find_form(SUPPORT)
    dates = {"start_date": f"{college.year}-03-01", "end_date": f"{college.year}-05-01"}
    rows = [right_row(form, number) | dates | {"basis_doc": KEPT} for number in range(ROWS)]
    steps.bring(page, part, filled(form, folder, *rows))
    steps.read_to_the_end(page)
    steps.commit(page)
    return submit(page, part)


def submit(page, part):
    """Submit and return the number of the receipt."""
    page.goto(f"/filling/{part}/check/")
    page.locator("form[action$='/submit/'] button").click()
    expect(page.locator(".receipt")).to_contain_text(f"{ROWS} 行")
    link = page.locator(".receipt a[href*='/receipts/']").get_attribute("href")
    return re.search(r"/receipts/(S\d+)/", link)[1]


def accept_all(page, part, count):
    page.goto(f"/review/{part}/")
    page.get_by_role("button", name=f"这 {count} 行复核通过").tap()
    expect(page.get_by_text("行都已复核")).to_be_visible()


def send_two_cells_back(page, part):
    page.goto(f"/review/{part}/")
    expect(page.locator("[aria-labelledby=key-figures]")).to_contain_text("受益人数")
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(ROWS)
    pin(rows.nth(0), "beneficiaries")
    pin(rows.nth(1), "fund")
    page.locator(".decide-bar .back > summary").tap()
    for field, words in SAID.items():
        page.locator(f"#tray [data-words$='/{field}']").fill(words)
    page.get_by_label("为什么退回").fill(WHY)
    page.get_by_role("button", name="退回修改").tap()
    expect(page.locator(".head .tags")).to_contain_text("已退回")
    expect(page.locator("section", has_text="审核记录")).to_contain_text(WHY)


def pin(row, field):
    """Point at a cell of a row, wherever it is folded away."""
    flag = row.locator(f"[data-pin$='/{field}']")
    if not flag.is_visible():
        row.locator("summary", has_text="其余").tap()
    flag.tap()
    expect(flag).to_have_attribute("aria-pressed", "true")


def receipt_is_void(page, part, number):
    page.goto(f"/review/{part}/receipts/{number}/")
    expect(page.locator(".slip")).to_contain_text("不再有效")


def hear_of_it_and_repair(page, part):
    page.goto("/")
    line = page.locator("article.todo", has_text=SUPPORT)
    expect(line).to_contain_text("已退回")
    for words in (WHY, *SAID.values()):
        expect(line).to_contain_text(words)
    line.get_by_role("link", name="去修改").click()
    page.wait_for_function(steps.READY, timeout=steps.PATIENCE)
    note = page.locator(".back-note")
    expect(note).to_contain_text("指出 2 处，还有 2 处没有改")
    for field, text in MENDED.items():
        place = note.locator(f"li[data-field={field}]")
        expect(place).to_contain_text(SAID[field])
        place.get_by_role("link").click()
        page.wait_for_function(
            "field => sheet.columns[sheet.selection.active.column]?.name === field", arg=field
        )
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        steps.saved(page)
    page.reload()
    expect(page.locator(".back-note")).to_contain_text("都已改过")


def approve_what_changed(page, part):
    page.goto(f"/review/{part}/")
    expect(page.locator("[aria-labelledby=first]")).to_contain_text("退回以后：改过 2 行")
    page.get_by_role("button", name="这 2 行复核通过").tap()
    expect(page.get_by_text("行都已复核")).to_be_visible()
    expect(page.locator(".slices [aria-current]")).to_contain_text("这次改过 2")
    changed = page.locator("[data-row]")
    expect(changed).to_have_count(2)
    for number, text in enumerate(MENDED.values()):
        expect(changed.nth(number).locator(".row-since ins")).to_have_text(text)
    pass_it(page, part, "报主管领导", told="已报主管领导")


def pass_it(page, part, word, told):
    """Carry the part on, saying of the rows that nobody looked at that they pass. told: what the page says then."""
    page.goto(f"/review/{part}/")
    asked = page.locator(".decide-bar .pass > summary")
    if asked.count():
        asked.tap()
        for box in page.locator(".pass .say input:visible").all():
            box.check()
        page.locator(".pass").get_by_role("button", name=word).tap()
    else:
        page.locator(".decide-bar").get_by_role("button", name=word).tap()
    expect(page.locator("main")).to_contain_text(told)


def approve_key_data(page, part):
    page.goto("/")
    page.locator("article.todo", has_text=SUPPORT).get_by_role("link", name="去批准").click()
    expect(page.locator("[aria-labelledby=key-figures]")).to_contain_text("受益人数")
    page.locator("summary", has_text="批准关键数据").click()
    page.get_by_role("button", name="批准关键数据").click()
    expect(page.locator("section", has_text="审核记录")).to_contain_text("已批准关键数据")


def check_compliance(page, part):
    page.goto("/compliance/")
    page.get_by_role("link", name=re.compile(SUPPORT)).first.click()
    expect(page.locator("[aria-labelledby=shares]")).to_contain_text(UNIT)
    page.get_by_role("button", name="通过").click()
    page.goto(f"/compliance/{part}/")
    expect(page.locator(".head .tags")).to_contain_text("待审议")


def read_the_receipts(page, part):
    """Every decision has its receipt; the newest ones hold, the one of the first submission does not."""
    page.goto(f"/compliance/{part}/")
    made = page.locator("section", has_text="审核记录").locator("li", has_not_text="退回修改")
    addresses = [link.get_attribute("href") for link in made.get_by_role("link", name="回执").all()]
    assert len(addresses) == len(PASSED)
    for address, did in zip(addresses, PASSED, strict=True):
        page.goto(address)
        slip = page.locator(".slip")
        expect(slip).to_contain_text(f"{did}回执")
        expect(slip).to_contain_text(f"{ROWS} 行")
        expect(slip.locator("figure svg")).to_be_visible()
        expect(slip).not_to_contain_text("不再有效")
