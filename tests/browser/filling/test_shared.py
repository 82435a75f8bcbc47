"""Two departments at one form, and a rule that somebody holds for wrong."""

import pytest
from playwright.sync_api import expect

from tests.browser.filling import steps

pytestmark = pytest.mark.browser
UNIT, OTHER_UNIT = "学生工作处", "团委"
REPORTER, LEAD = "tianbao", "qiantou"
ADMISSIONS, ACTIVITIES = "2.4.4", "2.19.5"


def names(page, field):
    return sorted(row[field] for row in steps.rows_of(page))


def test_two_departments_fill_one_form_each_its_own_rows(college, window):
    page, other = window(REPORTER), window(college.logins[f"{OTHER_UNIT}/reporter"])
    for who, unit, name in ((page, UNIT, "示例读书节"), (other, OTHER_UNIT, "示例志愿活动")):
        steps.open_grid(who, college.part(ACTIVITIES, unit))
        who.get_by_role("button", name="加行").first.click()
        steps.type_at(who, 0, "activity_name", name)
        steps.saved(who)
    assert names(other, "activity_name") == ["示例志愿活动"]
    steps.open_grid(page, college.part(ACTIVITIES, UNIT))
    assert names(page, "activity_name") == ["示例志愿活动", "示例读书节"]
    row = [line["activity_name"] for line in steps.rows_of(page)].index("示例志愿活动")
    steps.type_at(page, row, "activity_name", "改名")
    page.evaluate("row => sheet.jump(row, 'activity_name')", row)
    expect(page.locator(".sheet-tip.on")).to_contain_text(f"由{OTHER_UNIT}填报")
    assert names(page, "activity_name") == ["示例志愿活动", "示例读书节"]


def test_a_rule_held_for_wrong_is_answered_by_the_lead_office(college, window):
    part = college.part(ADMISSIONS, UNIT)
    page = window(REPORTER)
    steps.open_grid(page, part)
    page.get_by_role("button", name="加行").first.click()
    steps.type_at(page, 0, "enrol_major_count", "3")
    steps.saved(page)
    steps.open_grid(page, part)
    group = steps.rule(page, "专业层次")
    group.locator("li").first.hover()
    group.get_by_role("button", name="这条规则不对").first.click()
    group.get_by_label("理由").fill("本校预科班没有专业层次，按通知可以留空")
    group.get_by_role("button", name="告诉牵头部门").click()
    expect(group.get_by_text("已告诉牵头部门")).to_be_visible()
    lead = window(LEAD, "disputes/")
    told = lead.locator("section", has_text="本校预科班没有专业层次")
    told.get_by_label("答复").fill("预科班按中职层次填写，规则不变")
    told.get_by_role("button", name="答复 1 条").click()
    expect(told).to_contain_text("已答复")
    page.goto(f"/filling/{part}/check/")
    expect(page.locator("section", has_text="我提出的规则异议")).to_contain_text("预科班按中职层次填写")
