"""Filtering a column of codes by the values that occur in it."""

import pytest

pytestmark = pytest.mark.browser


def filter_of(desk, name: str):
    """Open the filter of a column."""
    desk.click(0, name)
    desk.page.keyboard.press("Alt+Shift+ArrowDown")
    box = desk.page.locator(".float")
    box.locator(".values label").first.wait_for()
    return box


def test_a_column_of_codes_offers_the_values_that_occur_with_their_counts(desk):
    lines = filter_of(desk, "sex").locator(".values label").all_inner_texts()
    assert {" ".join(line.split()) for line in lines} == {"1 男 20", "2 女 20"}


def test_values_are_found_by_their_initials_and_filtered_by(desk):
    box = filter_of(desk, "major")
    box.get_by_label("查找取值").fill("jdyt")
    (line,) = box.locator(".values label").all_inner_texts()
    count = int(line.split()[-1])
    desk.page.keyboard.press("Enter")
    desk.page.locator(".chip", has_text="专业 为 机电一体化技术").wait_for()
    desk.page.get_by_text(f"筛出 {count} 行").wait_for()
    assert {desk.shows(row, "major") for row in range(count)} == {"460301"}


def test_several_values_are_chosen_and_are_still_chosen_later(desk):
    box = filter_of(desk, "sex")
    box.get_by_label("1 男").check()
    box.get_by_role("button", name="筛选", exact=True).click()
    desk.page.get_by_text("筛出 20 行").wait_for()
    box = filter_of(desk, "sex")
    assert box.get_by_label("1 男").is_checked()
    assert box.locator(".values label").count() == 2
    box.get_by_label("2 女").check()
    box.get_by_role("button", name="筛选", exact=True).click()
    desk.page.get_by_text("筛出 40 行").wait_for()


def test_a_column_of_texts_is_filtered_by_what_it_contains(desk):
    desk.click(0, "name")
    desk.page.keyboard.press("Alt+Shift+ArrowDown")
    assert desk.page.locator(".float .values").count() == 0
