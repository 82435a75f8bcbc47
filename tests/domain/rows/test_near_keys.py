"""Rows of a file that may be rows already there, though their key and a few other cells were mended together."""

from dataclasses import replace

import polars as pl

from shucai.domain.catalogue import Field
from shucai.domain.rows import WorkingRows, blank_rows
from shucai.domain.rows.meeting import FOUND, NEAR, ROW, Meeting, Share, meet
from shucai.domain.rows.moved_keys import taking_moved_keys, with_moved_keys
from tests.domain.rows.test_meeting import FORM, MINE

BESIDE = ("name", "born", "phone", "town", "school", "level")
FIELDS = (
    Field("no", "学号", "string", "identifier", required=True),
    *(Field(name, name, "string", "text") for name in BESIDE),
)
WIDE = replace(FORM, fields=FIELDS)
ZHAO = ("1", "赵安宁", "2008-01-01", "13800000001", "东镇", "一中", "甲")
QIAN = ("2", "钱安宁", "2008-02-02", "13800000002", "西镇", "二中", "乙")
ZHAO_MENDED = ("1X", "赵安宁", "2008-01-11", "13800000001", "东镇", "一中", "甲")


def moved(there: list[tuple[str | None, ...]], *rows: tuple[str | None, ...]) -> Meeting:
    stated = [(chr(97 + place), 1, "added", float(place), MINE, *row) for place, row in enumerate(there)]
    marks = pl.DataFrame(schema=dict.fromkeys(("uid", "field", "mark", "shown"), pl.String))
    frame = pl.DataFrame(stated, schema=blank_rows(WIDE).schema, orient="row")
    working = WorkingRows(WIDE, frame, marks, 1)
    texts = pl.DataFrame(list(rows), schema=dict.fromkeys(WIDE.by_name, pl.String), orient="row")
    meeting = meet(texts, pl.Series(range(2, len(rows) + 2)), working, Share(MINE))
    return with_moved_keys(meeting, texts, working, Share(MINE))


def pairs(meeting: Meeting) -> list[tuple[object, ...]]:
    return meeting.moved.select("index", "field", "before", "after", "#uid", NEAR).rows()


def test_a_row_that_is_the_same_but_for_its_key_and_a_cell_or_two_is_told_as_near() -> None:
    meeting = moved([ZHAO, QIAN], ZHAO_MENDED, QIAN)
    assert pairs(meeting) == [
        (0, "no", "1", "1X", "a", True),
        (0, "born", "2008-01-01", "2008-01-11", "a", True),
    ]
    assert (meeting.counts["new"], meeting.counts["absent"]) == (1, 1), "nothing is done yet"


def test_once_agreed_to_it_is_a_change_of_that_row_in_all_its_cells() -> None:
    meeting = taking_moved_keys(moved([ZHAO, QIAN], ZHAO_MENDED, QIAN), is_near=True)
    assert meeting.rows.select(FOUND, ROW).rows() == [("changed", "a"), ("same", "b")]
    assert meeting.cells["field"].to_list() == ["no", "born"]
    assert meeting.absent.is_empty()


def test_the_near_and_the_wholly_same_are_answered_apart() -> None:
    meeting = moved([ZHAO, QIAN], ZHAO_MENDED, ("2X", *QIAN[1:]))
    assert meeting.moved.select("index", NEAR).unique(maintain_order=True).rows() == [(0, True), (1, False)]
    taken = taking_moved_keys(meeting, is_near=False)
    assert taken.rows[FOUND].to_list() == ["new", "changed"]


def test_where_the_rows_stand_does_not_matter() -> None:
    assert [one[0] for one in pairs(moved([QIAN, ZHAO], QIAN, ZHAO_MENDED))] == [1, 1]


def test_somebody_else_of_the_same_school_is_new() -> None:
    other = ("3", "孙安宁", "2008-03-03", "13800000003", "东镇", "一中", "甲")
    assert pairs(moved([ZHAO], other, QIAN)) == []


def test_where_all_rows_look_alike_what_tells_them_apart_must_be_the_same() -> None:
    """Awards of one year: all of the same place and kind, each with a number of its own."""
    awards = [(f"奖{n}", "同一天", "同一处", f"{n}号", "同一级", "同一类", "同一等") for n in range(4)]
    other = ("奖9", "同一天", "同一处", "9号", "同一级", "同一类", "同一等")
    mended = ("奖0（更正）", "另一天", "同一处", "0号", "同一级", "同一类", "同一等")
    assert pairs(moved(awards, other, *awards[1:])) == []
    assert {one[4] for one in pairs(moved(awards, mended, *awards[1:]))} == {"a"}


def test_of_two_that_come_near_none_is_told() -> None:
    twin = ("9", "赵安宁", "2008-01-09", "13800000001", "东镇", "一中", "甲")
    assert pairs(moved([ZHAO, twin, QIAN], ZHAO_MENDED, QIAN)) == [], "two rows that are there"
    assert pairs(moved([ZHAO, QIAN], ZHAO_MENDED, twin, QIAN)) == [], "two rows of the file"


def test_of_a_row_with_little_in_it_nothing_is_said() -> None:
    bare = ("1", "赵安宁", None, None, None, None, "甲")
    assert pairs(moved([bare, QIAN], ("1X", "赵安宁", None, None, None, None, "乙"), QIAN)) == []


def test_among_very_many_only_the_wholly_same_are_told() -> None:
    filled = [(f"{n}", *(f"{n}{name}" for name in BESIDE)) for n in range(100, 700)]
    mended = [(f"{no}X", "改", *others) for no, _, *others in filled]
    assert len(pairs(moved(filled[:9], *mended[:9]))) == 18
    assert pairs(moved(filled, *mended)) == []
