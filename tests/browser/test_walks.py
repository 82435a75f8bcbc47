"""What a person in a school does with the pages, from looking for a form to the marked workbook."""

import openpyxl
import pytest
from playwright.sync_api import expect

from shucai import toolkit
from tests.browser import walking
from tests.browser.conftest import PHONE
from tests.web import students

pytestmark = pytest.mark.browser


def test_from_looking_for_a_form_to_the_marked_workbook(open_page, tmp_path):
    page = open_page("forms/")
    page.fill("#q", "在校生基础")
    expect(page.locator(".list.forms tbody tr")).to_have_count(1)
    assert "q=" in page.url
    page.click("text=在校生基础信息表")
    with page.expect_download() as template:
        page.click("text=下载模板")
    filled = tmp_path / "filled.xlsx"
    template.value.save_as(filled)

    book = openpyxl.load_workbook(filled)
    for line, row in enumerate(students.spoil([students.student(n) for n in range(30)]), start=2):
        for column, field in enumerate(toolkit.find_form("0.1.5").fields, start=1):
            book.worksheets[0].cell(line, column, row[field.name])
    book.save(filled)

    page.goto("/new/")
    walking.drop(page, filled)
    assert "处必须改正" in page.inner_text(".summary")
    group = page.locator("details.rule", has_text="性别不在代码表里")
    group.locator("summary").click()
    group.locator("td", has_text="男生").wait_for()

    with page.expect_download() as marked:
        page.click("text=下载标注后的文件")
    assert marked.value.suggested_filename == "filled-标注.xlsx"
    marked.value.save_as(tmp_path / "marked.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "marked.xlsx").worksheets[0]
    assert any(cell.comment and "代码表" in cell.comment.text for row in sheet.iter_rows() for cell in row)


def test_moved_columns_are_read_after_one_click(open_page, workbooks):
    page = open_page()
    walking.drop(page, workbooks / "moved.xlsx")
    assert page.locator(".diffs li").count() == 2
    page.click("text=核对无误，读取")
    page.wait_for_selector(".summary")
    assert "没有发现问题" in page.inner_text(".summary")


def test_an_altered_template_names_each_difference_and_offers_the_template(open_page, workbooks):
    page = open_page()
    walking.choose(page, workbooks / "altered.xlsx")
    assert "D 列「证件」可能就是它" in page.inner_text(".diffs")
    with page.expect_download() as template:
        page.click("text=下载 0.1.5 的模板")
    assert template.value.suggested_filename.startswith("0.1.5")


def test_an_unknown_file_is_checked_as_the_form_that_is_chosen(open_page, workbooks):
    page = open_page()
    walking.choose(page, workbooks / "unknown.xlsx")
    page.fill("#form", "0.1.5 在校生基础信息表")
    page.click("text=按这张表校验")
    page.wait_for_selector("text=表头与模板不一致")


def test_a_file_is_pasted(open_page, workbooks):
    page = open_page()
    page.evaluate(walking.PASTE, walking.carried(workbooks / "dirty.xlsx"))
    walking.wait_for_the_end(page)
    assert "dirty.xlsx" in page.inner_text("h1")


def test_the_keyboard_alone_reaches_the_file_field_and_opens_a_rule(open_page, workbooks):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "file"
    walking.choose(page, workbooks / "dirty.xlsx")
    page.locator("details.rule summary").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator("details.rule").nth(1).locator(".finds").wait_for()


def test_findings_are_filtered_at_once_and_thousands_are_paged(open_page, workbooks):
    page = open_page()
    walking.choose(page, workbooks / "many.xlsx")
    page.fill("#q", "男生")
    page.wait_for_selector(".found-line")
    assert page.locator("details.rule").count() == 1
    page.click("text=/列出全部/")
    page.wait_for_selector(".rows .pager")
    assert page.locator(".finds tbody tr").count() == 50
    page.click("text=下一页")
    page.wait_for_selector("text=/第 51–/")
    page.select_option("select[name=field]", "gender")
    page.wait_for_url("**field=gender**")


def test_a_file_is_deleted_at_once(open_page, workbooks):
    page = open_page()
    walking.choose(page, workbooks / "dirty.xlsx")
    address = page.url
    page.click("text=立即删除文件和结果")
    page.wait_for_url("**/checks/")
    assert page.goto(address).status == 404


def test_two_files_at_once_and_an_empty_file_are_refused_in_words(open_page):
    page = open_page()
    page.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File(['a'], 'a.xlsx'));
          carried.items.add(new File(['b'], 'b.xlsx'));
          document.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
        }"""
    )
    assert "一次请放一个文件" in page.inner_text("#problem")
    page.set_input_files("#file", {"name": "empty.xlsx", "mimeType": "", "buffer": b""})
    page.wait_for_selector("#problem >> text=文件是空的")


def test_without_javascript_a_file_is_checked_all_the_same(open_page, workbooks):
    page = open_page(java_script_enabled=False)
    page.set_input_files("#file", workbooks / "dirty.xlsx")
    page.click("text=开始校验")
    page.wait_for_selector(".summary", timeout=60_000)
    assert "处必须改正" in page.inner_text(".summary")
    page.locator("details.rule summary").nth(1).click()
    page.locator("details.rule").nth(1).locator(".rows-link").click()
    page.wait_for_selector(".found-line")


def test_on_a_phone_a_file_is_chosen_and_its_findings_are_read(open_page, workbooks):
    page = open_page(size=PHONE)
    walking.choose(page, workbooks / "dirty.xlsx")
    assert "处必须改正" in page.inner_text(".summary")
    assert page.evaluate(walking.BEYOND_THE_EDGE) == []
    assert page.evaluate(walking.TOO_SMALL_TO_TOUCH) == []
