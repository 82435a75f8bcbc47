"""Texts that no list has: offered for picking, near values first, and read as what somebody picked."""

import polars as pl
import pytest

from shucai.domain.catalogue import Code, CodeList
from shucai.domain.rows.picks import MOST_OFFERED, cause_of_pick, list_to_pick_from, offered, picks_of
from tests.builders.staff import CODE_LISTS, staff_form

YEARS = CodeList(
    "years",
    "学制",
    (Code("3", "三年制"), Code("5", "五年制"), Code("6", "五年制以上"), Code("9", "七年制", valid_to="2010")),
    "s",
    "public",
)
HOUSEHOLDS = CodeList("hukou", "户口性质", (Code("1", "农业户口"), Code("2", "非农业户口")), "s", "public")
LONG = CodeList(
    "long", "长表", tuple(Code(str(n), f"第{n}号工种") for n in range(MOST_OFFERED + 1)), "s", "public"
)


def picked(text: str, **codes: str) -> list[tuple[object, ...]]:
    refused = {"id_type": pl.DataFrame({"index": [4], "value": [text]})}
    told = {cause_of_pick("id_type", typed): code for typed, code in codes.items()}
    return picks_of(staff_form(), refused, CODE_LISTS, told).select("index", "before", "after").rows()


def test_a_text_is_read_as_the_value_that_was_picked_for_it() -> None:
    assert picked("军官证", 军官证="A") == [(4, "军官证", "A")]


@pytest.mark.parametrize("codes", [{}, {"军官证": ""}, {"军官证": "不是代码"}, {"士兵证": "A"}])
def test_without_a_value_of_the_list_nothing_is_changed(codes: dict[str, str]) -> None:
    assert picked("军官证", **codes) == []


def test_yes_and_no_are_offered_for_a_text_that_is_neither() -> None:
    yes_or_no = list_to_pick_from(staff_form(), "active", CODE_LISTS)
    assert yes_or_no is not None
    assert offered("非", yes_or_no) == ([], [("是", "是"), ("否", "否")])
    refused = {"active": pl.DataFrame({"index": [4], "value": ["非"]})}
    told = picks_of(staff_form(), refused, CODE_LISTS, {cause_of_pick("active", "非"): "否"})
    assert told.select("index", "before", "after").rows() == [(4, "非", "否")]


def test_what_is_remembered_of_a_text_does_not_tell_it() -> None:
    assert "320508" not in cause_of_pick("id_type", "320508199001011234")


def test_values_a_text_is_a_part_of_come_first_and_withdrawn_ones_not_at_all() -> None:
    near, rest = offered("五年", YEARS)
    assert (near, rest) == ([("5", "五年制"), ("6", "五年制以上")], [("3", "三年制")])


def test_where_nothing_is_near_the_whole_of_a_short_list_is_offered() -> None:
    assert offered("农村", HOUSEHOLDS) == ([], [("1", "农业户口"), ("2", "非农业户口")])


def test_of_a_long_list_only_what_is_near_is_offered() -> None:
    assert offered("农村", LONG) == ([], [])
    near, rest = offered("第7号工", LONG)
    assert (len(near) > 0, rest) == (True, [])
