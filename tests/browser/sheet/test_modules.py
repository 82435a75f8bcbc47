"""The pure parts of the grid, asked in the browser that runs them."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def call(browser):
    """Call an exported function of a module of the page."""
    from tests.browser.sheet.answering import PAGE, Answering
    from tests.browser.sheet.kept import KeptReturn

    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", Answering(KeptReturn(0)))
    page.goto(PAGE)

    def called(module, name, *given):
        return page.evaluate(
            "async ([module, name, given]) => (await import(`/static/js/${module}.js`))[name](...given)",
            [module, name, list(given)],
        )

    yield called, page
    context.close()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("", [[""]]),
        ("\n", [[""]]),
        ("a\t", [["a", ""]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ('"a\nb"\tc', [["a\nb", "c"]]),
        ('"say ""so"""', [['say "so"']]),
        ('"open\tc', [['"open', "c"]]),
        ('5" pipe', [['5" pipe']]),
        ('"a"b', [['"a"b']]),
    ],
)
def test_clipboard_text_is_read_as_excel_writes_it(call, text, rows):
    assert call[0]("sheet/clipboard", "parseTSV", text) == rows


def test_what_is_written_to_the_clipboard_reads_back_the_same(call):
    rows = [["a\tb", 'c"d'], ["e\nf", ""], ["", "g"]]
    assert call[0]("sheet/clipboard", "parseTSV", call[0]("sheet/clipboard", "toTSV", rows)) == rows


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("2024年3月5日", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("2024.03.05", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024-02-30", "2024-02-30"),
        ("2024-13-01", "2024-13-01"),
        ("去年三月", "去年三月"),
    ],
)
def test_a_date_is_spelled_one_way_or_left_as_typed(call, typed, spelled):
    assert call[0]("sheet/dates", "spellDate", typed) == spelled


def test_turning_a_month_stays_within_it(call):
    assert call[0]("sheet/dates", "turned", {"year": 2024, "month": 1, "day": 31}, 1) == {
        "year": 2024,
        "month": 2,
        "day": 29,
    }
    assert call[0]("sheet/dates", "turned", {"year": 2024, "month": 1, "day": 1}, -1) == {
        "year": 2023,
        "month": 12,
        "day": 1,
    }


def test_two_codes_of_one_name_leave_it_as_typed(call):
    items = [["1", "其他", "qt", 1], ["2", "其他", "qt", 1], ["3", "教师", "js", 1]]
    answer = call[1].evaluate(
        "async items => { const m = await import('/static/js/sheet/lists.js'); const list = new m.CodeList(items);"
        " return ['其他', '教师', '3 教师', '３', '教 师', '甲'].map(text => m.coded(list, text, false)); }",
        items,
    )
    assert answer == ["其他", "3", "3", "3", "3", "甲"]


@pytest.mark.parametrize(
    ("query", "codes"), [("js", ["3", "4"]), ("4", ["4"]), ("事", ["4"]), ("", ["3", "4", "5"]), ("xx", [])]
)
def test_a_list_is_searched_by_code_name_and_initials(call, query, codes):
    items = [["3", "教师", "js", 1], ["4", "军事", "js", 1], ["5", "其他", "qt", 1]]
    found = call[1].evaluate(
        "async ([items, query]) => "
        " new (await import('/static/js/sheet/lists.js')).CodeList(items).search(query).map(item => item.code)",
        [items, query],
    )
    assert found == codes


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ({"key": "+", "code": "Equal", "ctrlKey": True, "shiftKey": True}, ["insertRows"]),
        ({"key": "-", "ctrlKey": True}, ["removeRows"]),
        ({"key": "+", "code": "Equal", "ctrlKey": True}, None),
        ({"key": "Z", "ctrlKey": True, "shiftKey": True}, ["redo"]),
        ({"key": "ArrowDown", "altKey": True}, ["open"]),
        ({"key": "Tab", "shiftKey": True}, ["step", [0, -1]]),
        ({"key": "a"}, None),
        ({"key": "h", "ctrlKey": True}, ["replace"]),
    ],
)
def test_keys_mean_commands(call, key, command):
    assert call[0]("sheet/keys", "commandOf", key) == command


def test_control_and_arrow_goes_to_the_end_of_what_is_filled(call):
    ends = call[1].evaluate(
        "async () => { const { edge } = await import('/static/js/sheet/selection.js'); const full = [1, 1, 0, 0, 1, 0];"
        " const filled = row => full[row] === 1, inside = row => row >= 0 && row < 6;"
        " return [0, 1, 4].map(row => edge(filled, inside, { row, column: 0 }, [1, 0]).row); }"
    )
    assert ends == [1, 4, 5]


def test_the_sum_counts_numbers_only(call):
    assert call[0]("sheet/selection", "summed", ["1", "2.5", "", "甲", "320599200602190011"]) == {
        "count": 2,
        "sum": 3.5,
    }
    assert call[0]("sheet/selection", "summed", ["1", "甲"]) is None


def waiting(call, *steps) -> dict:
    """Return what waits after some steps on rows of which version 3 is known, or none for new ones."""
    return call[1].evaluate(
        "async steps => { const m = await import('/static/js/filling/waiting.js'); const all = m.nothing();"
        " for (const step of steps) m.note(all, step, uid => (uid.startsWith('new') ? 0 : 3)); return m.asLists(all); }",
        list(steps),
    )


def test_edits_of_one_row_wait_as_one(call):
    cells = [["a", "name", "1", "2"], ["a", "name", "2", "3"], ["a", "sex", "", "1"]]
    assert waiting(call, {"cells": cells})["edits"] == [
        {"uid": "a", "version": 3, "cells": {"name": "3", "sex": "1"}}
    ]


def test_a_row_added_and_removed_before_a_save_is_not_told(call):
    new = {"uid": "new1", "after": "a", "state": "added", "cells": {"name": ""}}
    behind = {"uid": "new2", "after": "new1", "state": "added", "cells": {"name": "例"}}
    left = waiting(call, {"added": [new, behind]}, {"removed": [new]})
    assert left["added"] == [{"uid": "new2", "after": "a", "cells": {"name": "例"}}]
    assert left["removed"] == []


def test_a_removal_taken_back_before_a_save_is_not_told(call):
    row = {"uid": "a", "after": None, "state": "formal", "cells": {}}
    assert all(not rows for rows in waiting(call, {"removed": [row]}, {"added": [row]}).values())
    assert waiting(call, {"added": [row]})["restored"] == [{"uid": "a", "version": 3}]


def test_the_weightiest_finding_marks_a_cell(call):
    findings = [
        {"severity": "confirm", "field": "name", "message": "核实"},
        {"severity": "error", "field": "name", "message": "错误"},
        {"severity": "explain", "field": "sex", "message": "解释", "explained": {"by": "例"}},
    ]
    assert call[0]("filling/marks", "marked", findings) == {
        "worst": "error",
        "fields": {"name": {"severity": "error", "message": "错误"}},
    }


def test_findings_of_saved_rows_replace_those_the_panel_had(call):
    told = call[1].evaluate(
        "async () => { const { merged } = await import('/static/js/filling/groups.js');"
        " const rows = [{ id: 1, uid: 'a', number: 1 }, { id: 2, uid: 'b', number: 2 }];"
        " const rules = [{ rule: 'R', count: 2, open: 2, rows }];"
        " const told = { a: [], b: [{ id: 2, rule: 'R', field: 'f' }, { id: 3, rule: 'S', field: 'f' }] };"
        " const strange = merged(rules, told, () => ({ number: 2 }));"
        " return [strange, rules[0].count, rules[0].open, rules[0].rows.map(row => row.id)]; }"
    )
    assert told == [True, 1, 1, [2]]


def test_findings_of_saved_rows_go_to_the_group_of_their_rule_that_weighs_as_they_do(call):
    told = call[1].evaluate(
        "async () => { const { merged } = await import('/static/js/filling/groups.js');"
        " const group = final => ({ key: `R ${final}`, rule: 'R', final, count: 0, open: 0, rows: [] });"
        " const rules = [group('error'), group('confirm')], of = severity => ({ id: 'R/a', rule: 'R', severity });"
        " const told = ['confirm', 'error', 'explain'].map(severity => ["
        " merged(rules, { a: [of(severity)] }, () => ({ number: 1 })), ...rules.map(rule => rule.count)]);"
        " return told; }"
    )
    assert told == [[False, 0, 1], [False, 1, 0], [True, 0, 0]]


def test_a_group_says_what_it_weighs_once_submitted_where_that_is_more(call):
    told = call[1].evaluate(
        "async () => { const { laterOf } = await import('/static/js/filling/groups.js');"
        " const pairs = [['note', 'error'], ['error', 'error'], ['note']];"
        " return pairs.map(([severity, final]) => laterOf({ severity, final })); }"
    )
    assert told == ["填报时是提示，提交时是强制", "", ""]


def test_a_save_moves_the_counts_of_rows_and_of_cases(call):
    told = call[1].evaluate(
        "async () => { const { merged } = await import('/static/js/filling/groups.js');"
        " const rows = ['a', 'b', 'c'].map((uid, i) => ({ id: `R/${uid}`, uid, case: i < 2 ? 'a' : 'c', number: i }));"
        " const rules = [{ rule: 'R', count: 3, open: 3, cases: 2, open_cases: 2, rows }], counts = [];"
        " for (const uid of ['a', 'c']) { merged(rules, { [uid]: [] }, () => ({ number: 2 }));"
        " counts.push([rules[0].count, rules[0].cases, rules[0].open_cases]); } return counts; }"
    )
    assert told == [[2, 2, 2], [1, 1, 1]]


@pytest.mark.parametrize(
    ("zone", "said"), [("Asia/Shanghai", "3-05 04:05"), ("America/New_York", "3-04 15:05")]
)
def test_times_are_those_of_the_school_wherever_the_computer_stands(call, zone, said):
    call[1].evaluate("zone => { document.getElementById('filling').dataset.zone = zone; }", zone)
    assert call[0]("filling/times", "moment", "2026-03-04T20:05:00Z") == said


def test_a_place_of_a_correction_typed_back_to_what_it_was_is_not_mended(call):
    told = """async () => {
      document.body.insertAdjacentHTML('beforeend', `<div class="back-note"><details>
        <summary data-said="指出" data-unit="处"></summary><ul><li data-uid="a" data-field="name"><small></small></li>
        <li data-uid="b" data-field=""><small></small></li></ul></details></div>`);
      const { Returned } = await import('/static/js/filling/returned.js');
      const one = new Returned({ jump() {} }), told = [], note = document.querySelector('.back-note');
      const type = (...cells) => { one.typed({ cells }); told.push(note.querySelector('summary').textContent); };
      type(['a', 'name', '甲', '乙']); type(['a', 'name', '乙', '丙']); type(['a', 'name', '丙', '甲']);
      type(['b', 'x', '', '1'], ['b', 'y', '2', '']); type(['b', 'x', '1', '']); type(['b', 'y', '', '2']);
      note.remove();
      return told;
    }"""
    left = [1, 1, 2, 1, 1, 2]
    assert call[1].evaluate(told) == [f"指出 2 处，还有 {count} 处没有改" for count in left]
