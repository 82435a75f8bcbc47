"""What is told of the rows: what others change, findings, their words, the history of a cell."""

import pytest

from tests.browser.sheet.kept import uid_of

pytestmark = pytest.mark.browser


def test_others_are_seen_in_their_cell_and_their_changes_come_in_without_moving_the_cursor(desk):
    desk.kept.others = [{"person": 9, "name": "例乙", "uid": uid_of(3), "field": "sex"}]
    changed = desk.kept.raw(desk.kept.rows[2])
    changed[1], changed[4] = 9, [*changed[4]]
    changed[4][1] = "例他"
    desk.kept.news = {"revision": 7, "rows": [changed], "gone": []}
    desk.click(5, "name")
    desk.page.locator(".sheet-c.other[data-by=例乙]").wait_for(timeout=8000)
    desk.until(lambda: desk.shows(2, "name") == "例他")
    assert desk.page.evaluate("sheet.selection.active.row") == 5


def test_what_others_changed_before_a_save_is_asked_for_after_it(desk):
    desk.kept.revision += 1
    desk.type(5, "name", "例新")
    desk.saved()

    def asked_since_the_save():
        names = [(name, asked.get("since")) for name, asked in desk.kept.asked]
        return names[names.index(("save", None)) :]

    desk.until(lambda: ("changes", "1") in asked_since_the_save())
    desk.until(lambda: desk.page.evaluate("sheet.rows.peek(5).cells[1]") == "例新")


def finding(number: int, field: str, message: str, value: str = "") -> dict:
    """Return a finding of a row as the panel is told."""
    return {
        "id": f"f{number}",
        "uid": uid_of(number),
        "number": number,
        "field": field,
        "value": value,
        "message": message,
        "explained": None,
        "ticked": False,
    }


def rule(name: str, severity: str, *rows: dict, fix: dict | None = None) -> dict:
    """Return a group of findings."""
    return {
        "rule": name,
        "title": f"规则{name}",
        "severity": severity,
        "count": len(rows),
        "open": len(rows),
        "fix": fix,
        "rows": list(rows),
        "more": False,
    }


def test_a_finding_leads_to_its_cell_and_its_words(make_desk):
    desk = make_desk()
    desk.kept.rules = [rule("R1", "error", finding(30, "name", "姓名里有数字"))]
    desk.open().page.get_by_role("button", name="第 30 行").click()
    desk.page.locator(".sheet-tip.on", has_text="姓名里有数字").wait_for()
    assert desk.page.evaluate("sheet.selection.active.row") == 29


def test_findings_beyond_those_listed_are_marked_too_and_go_with_their_fault(make_desk):
    desk = make_desk()
    listed = rule("R1", "error", finding(1, "name", "姓名里有数字"))
    beyond = {"姓名里有空格": [[uid_of(3), "name"]]}
    desk.kept.rules = [listed | {"count": 2, "open": 2, "more": True, "marks": beyond}]
    desk.open().click(2, "name")
    desk.page.locator(".sheet-tip.on", has_text="姓名里有空格").wait_for()
    desk.kept.rules = [listed]
    desk.type(2, "name", "例平", then="Shift+Enter")
    desk.click(2, "name")
    desk.page.locator(".sheet-tip.on").wait_for(state="hidden")


def test_a_finding_names_its_row_and_shows_the_name_of_a_code(make_desk):
    desk = make_desk()
    one = finding(1, "sex", "与证件号不符", "1") | {"called": "例远"}
    desk.kept.rules = [rule("R1", "error", one)]
    line = desk.open().page.get_by_role("button", name="第 1 行")
    desk.until(lambda: line.inner_text().split() == ["第", "1", "行", "例远", "1", "男"])


def test_the_head_follows_the_state_of_the_part(make_desk):
    desk = make_desk().open()
    desk.page.evaluate(
        "() => { const tag = document.createElement('span'); tag.dataset.partState = ''; tag.textContent = '未开始';"
        " document.querySelector('h1').append(tag); }"
    )
    desk.kept.state = {"value": "filling", "words": "填报中", "look": "s-doing", "sign": "pencil"}
    desk.type(0, "name", "例新")
    desk.page.locator("h1", has_text="填报中").wait_for()
    assert desk.page.locator(".bars .note").count() == 0


def test_keys_are_listed_and_lead_from_part_to_part(desk):
    def is_at(part):
        desk.until(lambda: desk.page.evaluate(f"Boolean(document.activeElement.closest('{part}'))"))

    desk.click(0, "name")
    desk.page.keyboard.press("Control+/")
    desk.page.get_by_role("dialog", name="快捷键").wait_for()
    desk.page.keyboard.press("Escape")
    is_at("#sheet-input")
    desk.page.keyboard.press("F6")
    is_at(".errs")
    desk.page.keyboard.press("?")
    desk.page.get_by_role("dialog", name="快捷键").wait_for()
    desk.page.keyboard.press("Enter")
    is_at(".errs")
    desk.page.keyboard.press("F6")
    is_at(".tools")
    desk.page.keyboard.press("F6")
    is_at("#sheet-input")


def test_the_focus_stays_in_the_panel_when_findings_are_read_anew(make_desk):
    desk = make_desk()
    desk.kept.rules = [rule("R3", "explain", finding(2, "score", "与上年相差较大"))]
    desk.open()
    desk.kept.rules = [
        rule("R3", "explain", finding(2, "score", "与上年相差较大"), finding(3, "score", "新的"))
    ]
    desk.type(4, "name", "例新")
    desk.page.get_by_role("button", name="解释", exact=True).focus()
    desk.page.get_by_role("button", name="第 3 行").wait_for()
    assert desk.page.evaluate("document.activeElement.textContent") == "解释"


def test_certain_fixes_are_made_at_once_and_can_be_taken_back(make_desk):
    desk = make_desk()
    fix = {"words": "1 行可对应到 460301", "count": 1}
    desk.kept.rules = [rule("R2", "error", finding(1, "major", "不在代码表里"), fix=fix)]
    saved = [{"uid": uid_of(1), "version": 2, "state": "changed", "cells": {"major": "500405"}}]
    desk.kept.answers["findings/fix"] = (200, {"revision": 2, "saved": saved, "findings": {uid_of(1): []}})
    desk.open().page.get_by_role("button", name="全部改正").click()
    desk.bar("已改正 1 处")
    assert desk.shows(0, "major") == "500405"
    desk.page.evaluate("sheet.focus()")
    desk.page.keyboard.press("Control+z")
    desk.until(lambda: desk.kept.saves and desk.kept.saves[-1]["edits"][0]["cells"] == {"major": "460301"})


def test_an_explanation_is_given_in_place_and_an_empty_phrase_is_refused(make_desk):
    desk = make_desk()
    desk.kept.rules = [rule("R3", "explain", finding(2, "score", "与上年相差较大"))]
    desk.kept.answers["findings/explain"] = (422, {"message": "「情况属实」没有说明原因"})
    desk.open().page.get_by_role("button", name="解释").click()
    desk.page.get_by_label("原因类别").select_option("政策变化")
    desk.page.get_by_label("说明").fill("情况属实")
    desk.page.get_by_role("button", name="保存解释").click()
    desk.page.get_by_text("没有说明原因").wait_for()
    del desk.kept.answers["findings/explain"]
    desk.page.get_by_label("说明").fill("2024 年起按新口径计分")
    desk.page.get_by_role("button", name="保存解释").click()
    desk.page.get_by_text("政策变化：2024 年起按新口径计分").wait_for()
    assert desk.kept.posted[-1][1]["ids"] == ["f2"]
    desk.page.get_by_role("button", name="收回解释").click()
    desk.page.get_by_role("button", name="解释", exact=True).wait_for()
    assert desk.kept.posted[-1] == ("findings/unexplain", {"ids": ["f2"]})


def test_findings_read_before_an_explanation_was_given_do_not_take_it_back(make_desk):
    desk = make_desk()
    before = [rule("R3", "explain", finding(2, "score", "与上年相差较大"))]
    desk.kept.rules = before
    desk.open()
    under_way = []

    def held(route):  # a list's own append cannot be marked by the library
        under_way.append(route)

    desk.page.route("**/findings/", held)
    desk.type(4, "name", "例新")
    desk.until(lambda: under_way)
    desk.page.get_by_role("button", name="解释", exact=True).click()
    desk.page.get_by_label("原因类别").select_option("政策变化")
    desk.page.get_by_label("说明").fill("2024 年起按新口径计分")
    desk.page.get_by_role("button", name="保存解释").click()
    told = desk.page.get_by_text("政策变化：2024 年起按新口径计分")
    told.wait_for()
    desk.page.unroute("**/findings/")
    given = {"category": "政策变化", "text": "2024 年起按新口径计分", "by": "例本人"}
    desk.kept.rules = [rule("R3", "explain", finding(2, "score", "与上年相差较大") | {"explained": given})]
    old = {
        "revision": 1,
        "at": "2024-09-04T14:32:00",
        "stale": False,
        "counts": {},
        "rules": before,
        "skipped": 0,
    }
    desk.line.json(under_way[0], old)
    desk.until(lambda: "例本人" in told.inner_text())


def test_who_explains_by_keys_goes_on_from_the_same_finding(make_desk):
    desk = make_desk()
    desk.kept.rules = [
        rule("R3", "explain", finding(2, "score", "相差较大"), finding(3, "score", "相差较大"))
    ]
    keys, at = desk.open().page.keyboard, "document.activeElement.textContent"
    desk.page.get_by_role("button", name="第 3 行").focus()
    keys.press("Tab")
    keys.press("Enter")
    keys.press("Escape")
    assert desk.page.evaluate(at) == "解释"
    keys.press("Enter")
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.type("2024 年起按新口径计分")
    keys.press("Escape")  # it stays: something is written in it
    keys.press("Tab")
    keys.press("Enter")
    desk.page.get_by_text("2024 年起按新口径计分（").wait_for()
    desk.until(lambda: "第 3 行" in desk.page.evaluate(at))


def test_an_explanation_half_written_stays_when_findings_are_read_anew(make_desk):
    desk = make_desk()
    desk.kept.rules = [rule("R3", "explain", finding(2, "score", "与上年相差较大"))]
    desk.open().page.get_by_role("button", name="解释").click()
    desk.page.get_by_label("说明").fill("2024 年起按新口径")
    desk.kept.rules = [
        rule("R3", "explain", finding(2, "score", "与上年相差较大"), finding(3, "score", "新来的一条"))
    ]
    desk.page.get_by_label("说明").blur()
    desk.type(4, "name", "例新")
    desk.page.get_by_role("button", name="第 3 行").wait_for(timeout=15000)
    assert desk.page.get_by_label("说明").input_value() == "2024 年起按新口径"
    desk.page.get_by_label("原因类别").select_option("政策变化")
    desk.page.get_by_role("button", name="保存解释").click()
    desk.page.get_by_text("政策变化：2024 年起按新口径").wait_for()
    assert desk.kept.posted[-1][1]["ids"] == ["f2"]


def test_a_rule_is_doubted_with_a_reason_and_a_finding_ticked(make_desk):
    desk = make_desk()
    desk.kept.rules = [rule("R4", "confirm", finding(2, "born_on", "请核实"))]
    desk.open().page.get_by_role("button", name="这条规则不对").click()
    desk.page.get_by_label("理由").fill("本校有五年一贯制学生")
    desk.page.get_by_role("button", name="告诉牵头部门").click()
    desk.page.get_by_text("已告诉牵头部门").wait_for()
    desk.page.get_by_label("核实").check()
    desk.until(lambda: [name for name, _ in desk.kept.posted] == ["findings/dispute", "findings/tick"])


def test_a_rule_found_in_many_rows_is_doubted_without_a_pointer(make_desk):
    desk = make_desk()
    desk.kept.rules = [rule("R4", "error", finding(2, "born_on", "请核实"), finding(3, "born_on", "请核实"))]
    desk.open().page.get_by_role("button", name="这条规则不对").first.click()
    desk.page.get_by_label("理由").fill("本校有五年一贯制学生")
    desk.page.get_by_role("button", name="告诉牵头部门").click()
    desk.page.get_by_text("已告诉牵头部门").wait_for()
    assert [name for name, _ in desk.kept.posted] == ["findings/dispute"]


def test_the_panel_tells_a_cells_history_last_years_value_and_how_it_is_filled(desk):
    told = {
        "history": [{"at": "2024-09-04T16:20:00", "by": "例乙", "old": "1", "new": "2", "how": "导入"}],
        "last_year": "2",
        "help": {
            "guidance": "按户口簿填写",
            "limits": ["1 个代码"],
            "standing": "推定",
            "rules": [],
            "questions": [],
        },
    }
    desk.kept.answers["cell"] = (200, told)
    desk.click(0, "sex")
    desk.page.get_by_role("button", name="修改记录").click()
    desk.page.get_by_text("9-04 16:20 · 例乙 · 导入").wait_for()
    desk.page.get_by_role("button", name="填报说明").click()
    desk.page.get_by_text("按户口簿填写").wait_for()
    desk.page.get_by_role("button", name="对比上年").click()
    desk.page.locator(".sheet-tip.on", has_text="上年：2 女").wait_for()


def test_the_id_of_a_rule_takes_one_line_without_the_form_before_it(make_desk):
    desk = make_desk()
    name = "talent.0.1.5.household_registration_kind_of_the_student.required_when"
    desk.kept.rules = [rule(name, "error", finding(1, "name", "须填写"))]
    told = desk.open().page.locator(".errs .rule .id")
    assert told.inner_text() == "规则 household_registration_kind_of_the_student.required_when"
    assert told.get_attribute("title") == name
    assert told.bounding_box()["height"] < 24
