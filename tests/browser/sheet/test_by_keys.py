"""Whoever works by keys alone is never thrown out of what they are at: menus, chips, tabs and forms hand the focus on."""

import pytest

from tests.browser.sheet.test_finding import finding, rule
from tests.browser.sheet.test_keeping import conflict

pytestmark = pytest.mark.browser
REFUSED = {"ok": False, "message": "这样的说明看不出原因"}


def press(desk, *keys):
    for key in keys:
        desk.page.keyboard.press(key)


def is_at(desk, wanted):
    """Wait until what is wanted has the focus."""
    desk.until(lambda: desk.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted))


def test_tab_goes_round_in_the_menu_of_a_column(desk):
    desk.click(0, "name")
    press(desk, "Alt+Shift+ArrowDown")
    is_at(desk, ".float button")
    press(desk, "Shift+Tab")
    is_at(desk, ".float button[type=submit]")
    press(desk, "Tab")
    is_at(desk, ".float .pair button:first-child")
    press(desk, "Escape")
    is_at(desk, ".sheet-input")
    assert desk.page.locator(".float").count() == 0


def test_a_filter_taken_away_by_its_chip_leads_back_to_the_rows(desk):
    desk.click(0, "name")
    press(desk, "Alt+Shift+ArrowDown")
    desk.page.get_by_label("值", exact=True).fill("例远")
    press(desk, "Enter")
    desk.page.get_by_text("筛出 8 行").wait_for()
    desk.page.locator(".chip").focus()
    press(desk, "Enter")
    desk.page.get_by_text("共 40 行").wait_for()
    is_at(desk, ".sheet-input")


def test_what_is_typed_into_an_open_list_replaces_the_code_of_the_cell(desk):
    desk.type(1, "major", "rjjs")
    desk.click(1, "major")
    press(desk, "Alt+ArrowDown")
    desk.page.keyboard.type("kzcw")
    press(desk, "Enter")
    assert desk.shows(1, "major") == "500405"
    desk.click(1, "major")
    press(desk, "F2")  # goes on with what stands there
    desk.page.keyboard.type("x")
    assert desk.page.evaluate("document.activeElement.value") == "500405 空中乘务x"


def test_arrows_go_from_tab_to_tab_of_the_findings(make_desk):
    desk = make_desk()
    desk.kept.rules = [
        rule("R1", "error", finding(1, "name", "有误")),
        rule("R2", "confirm", finding(2, "name", "存疑")),
    ]
    desk.open().page.get_by_role("tab", name="错误").focus()
    press(desk, "ArrowRight")
    is_at(desk, "[role=tab].hint[aria-selected=true]")
    press(desk, "ArrowLeft", "ArrowLeft")
    is_at(desk, "[role=tab].last_year[aria-selected=true]")
    press(desk, "ArrowRight")
    is_at(desk, "[role=tab].error[aria-selected=true]")


def test_an_explanation_that_is_refused_is_there_to_be_changed(make_desk):
    desk = make_desk()
    desk.kept.rules = [rule("R1", "explain", finding(1, "name", "与上年不同"))]
    desk.kept.answers["findings/explain"] = 422, REFUSED
    desk.open().page.get_by_role("button", name="解释", exact=True).focus()
    press(desk, "Enter", "ArrowDown", "Tab")
    desk.page.keyboard.type("核实无误")
    press(desk, "Tab", "Enter")
    desk.page.get_by_text(REFUSED["message"]).wait_for()
    is_at(desk, "form.inplace textarea")


def test_a_fix_that_takes_its_group_along_leaves_the_focus_in_the_panel(make_desk):
    desk = make_desk()
    desk.kept.rules = [rule("R1", "error", finding(1, "name", "有空格"), fix={"words": "去掉空格"})]
    desk.open().page.get_by_role("button", name="全部改正").focus()
    desk.kept.rules = []
    desk.kept.answers["findings/fix"] = 200, {"saved": [], "revision": 1, "before": 1}
    press(desk, "Enter")
    desk.page.get_by_text("没有错误").wait_for()
    is_at(desk, "[role=tab].on")


def test_back_from_a_cell_to_the_findings(make_desk):
    desk = make_desk()
    desk.kept.answers["cell"] = 422, {"ok": False, "message": "读不到"}
    desk.open().page.get_by_role("button", name="修改记录").focus()
    press(desk, "Enter")
    desk.page.get_by_text("读不到").wait_for()
    desk.page.get_by_role("button", name="返回校验结果").focus()
    press(desk, "Enter")
    is_at(desk, "[role=tab].on")


def test_a_choice_between_two_texts_that_opens_while_one_types_takes_no_key_for_a_choice(make_desk):
    desk = make_desk()
    desk.kept.conflicts = [conflict(theirs={"name": "例他"})]
    desk.open().type(0, "name", "例我")
    box = desk.page.get_by_role("dialog")
    box.wait_for()
    press(desk, "Enter", "Space", "Enter")
    assert [one.is_checked() for one in box.get_by_role("radio").all()] == [False, False, False]
    press(desk, "Tab", "Enter")  # all of one's own
    assert [one.is_checked() for one in box.get_by_role("radio").all()] == [False, False, True]
    press(desk, "Escape")
    is_at(desk, ".sheet-input")


def test_a_bar_that_goes_leaves_the_focus_in_the_rows(make_desk):
    desk = make_desk()
    desk.kept.conflicts = [conflict(theirs={"name": "例他"})]
    desk.open().type(0, "name", "例我")
    box = desk.page.get_by_role("dialog")
    box.wait_for()
    press(desk, "Escape")
    desk.page.get_by_role("button", name="逐格选择").focus()
    press(desk, "Enter")
    box.get_by_role("button", name="全部用对方的").click()
    box.get_by_role("button", name="保存选择").focus()
    press(desk, "Enter")
    desk.until(lambda: desk.page.locator(".bars .note").count() == 0)
    is_at(desk, ".sheet-input")


def test_a_question_that_was_asked_is_listed_and_the_focus_stays_at_asking(make_desk):
    desk = make_desk()
    asked = {"text": "点怎么写", "by": "例甲", "at": "2024-09-04T14:32:00", "answers": []}
    told = {"guidance": "", "limits": [], "standing": "", "rules": [], "questions": []}
    desk.kept.answers["cell"] = 200, {"last_year": None, "history": [], "help": told}
    desk.kept.answers["cell/ask"] = 200, {}
    desk.open().page.get_by_role("button", name="填报说明").focus()
    press(desk, "Enter")
    desk.page.get_by_role("button", name="就这一项提问").focus()
    press(desk, "Enter")
    desk.page.keyboard.type(asked["text"])
    desk.kept.answers["cell"] = 200, {"last_year": None, "history": [], "help": told | {"questions": [asked]}}
    press(desk, "Tab", "Enter")
    desk.page.locator(".question", has_text="还没有答复").wait_for()
    assert desk.page.evaluate("document.activeElement.textContent") == "就这一项提问"
