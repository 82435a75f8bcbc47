"""A sheet of which some rows were opened again: it begins at them, and says once why the others are closed."""

import pytest

from tests.browser.sheet.kept import KeptReturn, uid_of

pytestmark = pytest.mark.browser
WHY = "这次只重新开放了选出的 2 行"


def reopened(*numbers, mended=(), field=""):
    """Return a return of which only rows with these numbers are open."""
    kept = KeptReturn()
    for number, row in enumerate(kept.rows, 1):
        row.locked = {} if number in numbers else {"*": WHY, "**": WHY}
    places = "".join(
        f'<li class="{"mended" if number in mended else ""}" data-uid="{uid_of(number)}" data-field="{field}">'
        f'<a href="#" data-go data-number="{number}">第 {number} 行</a><small>未改</small></li>'
        for number in numbers
    )
    kept.note = (
        '<section class="note back-note"><details><summary data-said="只开放了这" data-unit="行">…</summary>'
        f"<ul>{places}</ul></details></section>"
    )
    return kept


def begins_at(desk, row, column):
    place = {"row": row, "column": column}
    desk.until(lambda: desk.page.evaluate("sheet.selection.active") == place)


def test_it_begins_at_the_first_row_that_is_open(make_desk):
    desk = make_desk(reopened(15, 18)).open()
    begins_at(desk, 14, 0)
    desk.page.keyboard.type("24X")
    desk.page.keyboard.press("Enter")
    desk.until(lambda: desk.kept.text(14, "student_no") == "24X")


def test_a_row_that_was_mended_is_passed_over_and_a_column_that_is_named_is_gone_to(make_desk):
    begins_at(make_desk(reopened(15, 18, mended=(15,), field="score")).open(), 17, 7)


def test_where_the_first_row_is_open_nothing_moves(make_desk):
    begins_at(make_desk(reopened(1, 18, mended=(1,))).open(), 0, 0)


@pytest.mark.parametrize("keys", ["Delete", "Control+-", "x"])
def test_why_a_row_is_closed_is_said_at_its_cell_alone(make_desk, keys):
    desk = make_desk(reopened(15, 18)).open()
    begins_at(desk, 14, 0)
    desk.click(2, "name")
    desk.page.keyboard.press(keys)
    desk.page.locator(".sheet-tip.on", has_text=WHY).wait_for()
    desk.page.wait_for_timeout(200)
    assert desk.page.locator(".bars .note").count() == 0
    assert not desk.kept.saves
