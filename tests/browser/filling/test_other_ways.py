"""What happens to rows besides filling: taken back as a batch, reviewed by somebody else, closed, asked about, typed."""

import pytest
from playwright.sync_api import expect

from shucai import toolkit
from tests.browser.filling import steps
from tests.browser.test_access import faults_at_a_desk
from tests.builders.workbooks import filled

pytestmark = pytest.mark.browser
UNIT = "学生工作处"
REPORTER, HEAD, LEAD = "tianbao", "fuzeren", "qiantou"
AID, ADMISSIONS = "2.13.2", "2.4.4"


def aid(number):
    return {
        "project_name": f"示例助学金{number}", "project_type": "国家助学金", "level": "国家级", "scope": "全校",
        "standard": "1000", "fund_source": "中央财政", "beneficiaries": "10", "amount": "1",
    }  # fmt: skip


def test_a_batch_is_taken_back_and_reviewed_by_somebody_else(college, window, tmp_path):
    part = college.part(AID, UNIT)
    page = window(REPORTER)
    file = filled(toolkit.find_form(AID), tmp_path, *(aid(number) for number in range(4)))
    steps.bring(page, part, file)
    steps.read_to_the_end(page)
    steps.commit(page)
    page.get_by_role("link", name="撤销这次导入").click()
    expect(page.get_by_text("4 行随这次导入来的新增、修改和删除会撤回")).to_be_visible()
    page.get_by_role("button", name="撤销 4 行").click()
    expect(page.locator("h2", has_text="这次导入已撤销")).to_be_visible()
    steps.bring(page, part, file)
    steps.read_to_the_end(page)
    steps.commit(page)
    what_the_form_has_is_told(page)
    nobody_reviews_what_they_filled(page, part)
    review(window(HEAD, f"rows/{part}/"))
    an_edit_has_to_be_accepted_anew(page, window(HEAD), part)


def what_the_form_has_is_told(page):
    """The page of an import that is in looks up what the checks say of the form now."""
    expect(page.locator(".under .note")).to_contain_text("这张表")
    assert faults_at_a_desk(page) == {"1440": [], "1366": []}


def nobody_reviews_what_they_filled(page, part):
    page.goto(f"/rows/{part}/")
    expect(page.get_by_text("只能查看")).to_be_visible()
    expect(page.locator("button[name=do]")).to_have_count(0)


def review(page):
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(4)
    page.get_by_label("变动").select_option("added")
    expect(page.locator("#found .found-line")).to_contain_text("4 行")
    rows.first.locator("[data-delete]").click()
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="恢复刚才的 1 行").click()
    expect(rows).to_have_count(4)
    rows.first.locator("[data-delete]").click()
    expect(rows).to_have_count(3)
    rows.first.locator("[data-accept]").click()
    expect(rows).to_have_count(2)
    page.locator("summary", has_text="全部通过").click()
    page.get_by_role("button", name="确认通过 2 行").click()
    expect(page.locator("#found")).to_contain_text("没有")


def an_edit_has_to_be_accepted_anew(page, head, part):
    steps.open_grid(page, part)
    steps.type_at(page, 0, "scope", "一年级")
    page.wait_for_timeout(1000)
    steps.saved(page)
    head.goto(f"/rows/{part}/")
    expect(head.locator("[data-row]")).to_have_count(1)
    expect(head.locator("[data-row]")).to_contain_text("一年级")
    row = head.locator("[data-row]").get_by_role("link", name="历史").get_attribute("href")
    head.locator("[data-row] [data-accept]").click()
    expect(head.locator("[data-row]")).to_have_count(0)
    both_acceptances_are_told(head, row)


def both_acceptances_are_told(page, row):
    page.goto(row)
    events = page.locator(".events li")
    expect(events.locator("b")).to_have_text(["复核通过", "填写", "复核通过", "随文件导入"])
    expect(events.filter(has=page.locator("ins"))).to_contain_text("一年级")
    assert faults_at_a_desk(page) == {"1440": [], "1366": []}


def test_a_form_is_closed_in_two_steps_and_opened_again(college, window):
    part = college.part(ADMISSIONS, UNIT)
    page = window(REPORTER, f"declarations/{part}/")
    page.get_by_role("link", name="关闭填报…").click()
    page.get_by_role("button", name="确认关闭填报").click()
    expect(page.get_by_text("已关闭填报")).to_be_visible()
    page.goto(f"/filling/{part}/")
    expect(page.locator(".bars .note")).to_contain_text("关闭")
    page.goto(f"/declarations/{part}/")
    page.locator("summary", has_text="重新开放填报").click()
    page.get_by_role("button", name="确认").click()
    expect(page.get_by_text("已重新开放，可以继续填报")).to_be_visible()


def test_a_question_beside_a_cell_is_answered_there(college, window):
    part = college.part(ADMISSIONS, UNIT)
    page = window(REPORTER)
    steps.open_grid(page, part)
    page.get_by_role("button", name="加行").first.click()
    page.get_by_role("button", name="填报说明").click()
    page.get_by_role("button", name="就这一项提问").click()
    page.get_by_label("问题").fill("春季入学的学生算在哪一年")
    page.get_by_role("button", name="提问", exact=True).click()
    expect(page.locator(".question", has_text="春季入学")).to_contain_text("还没有答复")
    lead = window(LEAD, "questions/")
    lead.locator("article.question", has_text="春季入学").locator("summary").click()
    lead.locator("article.question", has_text="春季入学").get_by_label("回答").fill(
        "算在入学当年，按学籍注册时间"
    )
    lead.locator("article.question", has_text="春季入学").get_by_role("button", name="回答").click()
    expect(lead.get_by_text("按学籍注册时间")).to_be_visible()
    page.reload()
    page.wait_for_function(steps.READY, timeout=steps.PATIENCE)
    page.evaluate("sheet.jump(0, sheet.columns[0].name)")
    page.get_by_role("button", name="填报说明").click()
    expect(page.locator(".question", has_text="按学籍注册时间")).to_be_visible()
