"""A form of many rows from its template to its receipt without a mouse."""

import openpyxl
import pytest
from playwright.sync_api import expect

from shucai import toolkit
from tests.browser.filling import steps
from tests.builders.workbooks import right_row

pytestmark = pytest.mark.browser
AWARDS, UNIT = "1.1.7", "校长办公室"
MOST_TABS = 150


def tab_to(page, wanted, key="Tab"):
    """Press a key until what is wanted has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(wanted)


def test_a_form_of_many_rows_goes_from_its_template_to_its_receipt_by_keys_alone(college, window, tmp_path):
    part = college.part(AWARDS, UNIT)
    page = window(college.logins[f"{UNIT}/reporter"], f"filling/{part}/")
    page.wait_for_function(steps.READY, timeout=steps.PATIENCE)
    the_template_comes(page, part, tmp_path)
    in_period = {"award_ym": f"{college.year}-03"}
    rows = [right_row(toolkit.find_form(AWARDS), number) | in_period for number in range(2)]
    for row in rows:
        type_a_row(page, row)
    steps.saved(page)
    assert [
        {name: bool(cell) for name, cell in kept.items() if rows[0].get(name)} for kept in steps.rows_of(page)
    ] == [dict.fromkeys((name for name in rows[0] if rows[0][name]), True)] * len(rows)
    page.keyboard.press("Escape")
    tab_to(page, "a[href$='/check/']", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/")
    tab_to(page, "form[action$='/submit/'] button")
    page.keyboard.press("Enter")
    expect(page.locator(".receipt")).to_contain_text(f"{len(rows)} 行")


def the_template_comes(page, part, folder):
    """Go to the templates, take the blank one, and come back."""
    tab_to(page, f"a[href='/templates/{part}/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/templates/*/")
    tab_to(page, f"a[href='/templates/{part}/blank.xlsx']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(folder / "blank.xlsx")
    assert toolkit.find_form(AWARDS).title in openpyxl.load_workbook(folder / "blank.xlsx").sheetnames[0]
    tab_to(page, f"a[href='/filling/{part}/']", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(steps.READY, timeout=steps.PATIENCE)


def type_a_row(page, row):
    """Add a row by its keys and type through its columns."""
    if not page.evaluate("document.activeElement.matches('.sheet textarea, .sheet input')"):
        tab_to(page, ".sheet textarea, .sheet input")
    count = page.evaluate("sheet.rows.count")
    page.keyboard.press("Control+Shift+Equal")
    page.wait_for_function(
        "count => sheet.rows.count > count && sheet.rows.peek(sheet.selection.active.row)?.state === 'added'",
        arg=count,
    )
    page.keyboard.press("Home")
    for name in page.evaluate("sheet.columns.map(column => column.name)"):
        page.keyboard.type(row.get(name, ""))
        page.keyboard.press("Tab")
