"""Rows that fail a rule together: one finding in the panel, with its rows and one explanation."""

import pytest

from tests.browser.sheet.kept import uid_of
from tests.browser.sheet.test_finding import finding, rule

pytestmark = pytest.mark.browser


def a_class(make_desk, severity: str):
    """Open a desk on which five rows fail a rule together."""
    rows = [finding(n, "major", "同一个班不止一个专业") | {"case": uid_of(2), "of": 5} for n in range(2, 7)]
    desk = make_desk()
    desk.kept.rules = [rule("R5", severity, *rows) | {"cases": 1, "open_cases": 1}]
    return desk.open()


def test_rows_that_fail_together_are_one_finding_that_lists_them(make_desk):
    desk = a_class(make_desk, "error")
    panel = desk.page.locator(".errs")
    panel.get_by_text("涉及 5 行").click()
    assert "错误 1" in panel.locator(".tabs").inner_text()
    assert panel.locator("li").count() == 1
    panel.get_by_role("button", name="6", exact=True).click()
    desk.until(lambda: desk.page.evaluate("sheet.selection.active.row") == 5)


def test_rows_that_fail_together_are_explained_at_once(make_desk):
    desk = a_class(make_desk, "explain")
    desk.page.get_by_role("button", name="解释", exact=True).click()
    desk.page.get_by_label("原因类别").select_option("政策变化")
    desk.page.get_by_label("说明").fill("这个班由两个专业合并而成")
    desk.page.get_by_role("button", name="保存解释").click()
    desk.page.get_by_text("政策变化：这个班由两个专业合并而成").wait_for()
    assert desk.kept.posted[-1][1]["ids"] == [f"f{n}" for n in range(2, 7)]
    assert "提醒 0" in desk.page.locator(".errs .tabs").inner_text()
