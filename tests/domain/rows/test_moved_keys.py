"""Rows of a file that may be rows already there under another key: told where that is certain enough to be asked."""

import polars as pl

from shucai.domain.rows.meeting import FOUND, ROW, Meeting, Share
from shucai.domain.rows.moved_keys import taking_moved_keys, with_moved_keys
from tests.domain.rows.test_meeting import FIELDS, MINE, ROWS, THEIRS, brought


def moved(*rows: tuple[str | None, ...], share: Share | None = None) -> Meeting:
    share = share or Share(MINE)
    texts = pl.DataFrame(list(rows), schema=dict.fromkeys([f.name for f in FIELDS], pl.String), orient="row")
    return with_moved_keys(brought(ROWS, *rows, share=share), texts, ROWS, share)


def pairs(meeting: Meeting) -> list[tuple[object, ...]]:
    return meeting.moved.select("index", "field", "before", "after", "#uid").rows()


def test_a_new_row_whose_other_cells_are_those_of_one_absent_row_is_told() -> None:
    meeting = moved(("1X", "赵安宁", "甲"), ("2", "钱安宁", None))
    assert pairs(meeting) == [(0, "no", "1", "1X", "a")]
    assert (meeting.counts["new"], meeting.counts["absent"]) == (1, 1), "nothing is done yet"


def test_once_agreed_to_it_is_a_change_of_that_row_and_nothing_is_absent() -> None:
    meeting = taking_moved_keys(moved(("1X", "赵安宁", "甲"), ("2", "钱安宁", None)), is_near=False)
    assert meeting.rows.select(FOUND, ROW).rows() == [("changed", "a"), ("same", "b")]
    assert meeting.cells.rows() == [(0, "no", "1", "1X")]
    assert meeting.absent.is_empty()


def test_a_row_that_differs_elsewhere_too_is_new() -> None:
    assert pairs(moved(("1X", "赵安宁", "乙"), ("2", "钱安宁", None))) == []


def test_of_two_that_could_be_meant_none_is_told() -> None:
    assert pairs(moved(("1X", "赵安宁", "甲"), ("1Y", "赵安宁", "甲"), ("2", "钱安宁", None))) == []


def test_rows_of_others_and_those_that_stand_in_the_file_are_not_meant() -> None:
    assert pairs(moved(("4X", "李安宁", "丁"))) == []
    assert pairs(moved(("1X", "赵安宁", "甲"), ("1", "赵安宁", "甲"))) == []
    assert pairs(moved(("4X", "李安宁", "丁"), share=Share(THEIRS))) == [(0, "no", "4", "4X", "d")]


def test_rows_with_nothing_beside_their_key_are_not_told() -> None:
    assert pairs(moved(("8", None, None))) == []
