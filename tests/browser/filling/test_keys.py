"""A form of many rows from its template to its receipt without a mouse: a file, a row typed, a doubt settled."""

import pytest
from playwright.sync_api import expect

from shucai import toolkit
from tests.browser.filling import steps
from tests.builders.awards import RIGHT
from tests.builders.workbooks import fill

pytestmark = pytest.mark.browser
AWARDS, UNIT = "1.1.7", "校长办公室"
MOST_TABS = 150
IN_FILE = 3
DOUBTED = "details.rule[data-of*='award_level.c1']"  # a national award that a city gave: to be looked into


def tab_to(page, wanted, key="Tab"):
    """Press a key until what is wanted has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(wanted)


def follow(page, wanted, key="Tab"):
    """Go to a link or a button by its keys and press it."""
    tab_to(page, wanted, key)
    page.keyboard.press("Enter")


def test_a_form_of_many_rows_goes_from_its_template_to_its_receipt_by_keys_alone(college, window, tmp_path):
    part = college.part(AWARDS, UNIT)
    page = window(college.logins[f"{UNIT}/reporter"], f"filling/{part}/")
    page.wait_for_function(steps.READY, timeout=steps.PATIENCE)
    rows = [award(number, college.year) for number in range(IN_FILE)]
    rows.append(award(IN_FILE, college.year) | {"award_level": "国家级"})
    bring(page, part, the_template_filled(page, part, tmp_path, rows[:-1]))
    type_a_row(page, rows[-1])
    steps.saved(page)
    assert sorted(row["award_name"] for row in steps.rows_of(page)) == [row["award_name"] for row in rows]
    say_that_it_is_so(page)
    tab_to(page, ".sheet textarea, .sheet input", "Shift+Tab")
    page.keyboard.press("Escape")
    follow(page, "a[href$='/check/']", "Shift+Tab")
    page.wait_for_url("**/check/")
    follow(page, "form[action$='/submit/'] button")
    expect(page.locator(".receipt")).to_contain_text(f"{len(rows)} 行")
    expect(page.locator(".receipt")).to_contain_text("核实 1 处")


def award(number, year):
    """Return a right row."""
    told = {
        "award_name": f"示例荣誉{number}",
        "doc_no": f"示教〔{year}〕{number + 1}号",
        "award_ym": f"{year}-03",
    }
    return {name: text or "" for name, text in {**RIGHT, **told}.items()}


def the_template_filled(page, part, folder, rows):
    """Go to the templates and take the blank one; return it filled, as a spreadsheet leaves it.

    The keys are the grid's once it is there; Escape lets Tab go on from it.
    """
    page.wait_for_function("() => document.activeElement.closest('.sheet')", timeout=steps.PATIENCE)
    page.keyboard.press("Escape")
    follow(page, f"a[href='/templates/{part}/']", "Shift+Tab")
    page.wait_for_url("**/templates/*/")
    tab_to(page, f"a[href='/templates/{part}/blank.xlsx']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(folder / "blank.xlsx")
    return fill(folder / "blank.xlsx", folder / "filled.xlsx", toolkit.find_form(AWARDS), *rows)


def bring(page, part, file):
    """Go on to the imports, choose the file, see what it does, bring it in, and go to the grid."""
    page.on("filechooser", lambda chooser: chooser.set_files(file))  # in good time before it opens
    follow(page, f"a[href='/imports/part/{part}/']", "Shift+Tab")
    page.wait_for_url("**/imports/part/*/")
    tab_to(page, "#file")
    page.keyboard.press("Enter")
    steps.read_to_the_end(page)
    assert steps.figures(page)["新增"] == IN_FILE
    follow(page, ".commitbar button")
    expect(page.locator("h2", has_text="已导入，等待另一人复核")).to_be_visible(timeout=steps.PATIENCE)
    follow(page, f"a[href='/filling/{part}/'].btn-primary")
    page.wait_for_function(steps.READY, timeout=steps.PATIENCE)


def type_a_row(page, row):
    """Add a row above the last one by its keys and type through its columns."""
    tab_to(page, ".sheet textarea, .sheet input")
    page.keyboard.press("Control+End")
    count = page.evaluate("sheet.rows.count")
    page.keyboard.press("Control+Shift+Equal")
    page.wait_for_function("count => sheet.rows.count > count", arg=count)
    page.keyboard.press("Home")
    for name in page.evaluate("sheet.columns.map(column => column.name)"):
        page.keyboard.type(row.get(name, ""))
        page.keyboard.press("Tab")


def say_that_it_is_so(page):
    """Tick in the panel that what the rules doubt was looked into."""
    page.keyboard.press("Escape")
    tab_to(page, ".errs [role=tab]:nth-child(2)")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('[role=tab][aria-selected=true]')")
    expect(page.locator(f".errs {DOUBTED}")).to_be_visible()
    tab_to(page, f"{DOUBTED} > summary")
    if not page.evaluate("document.activeElement.parentElement.open"):
        page.keyboard.press("Enter")
    expect(page.locator(f"{DOUBTED} input[type=checkbox]")).to_be_visible()
    tab_to(page, f"{DOUBTED} input[type=checkbox]")
    page.keyboard.press("Space")
    expect(page.locator(f".errs {DOUBTED} li.settled")).to_be_visible()
