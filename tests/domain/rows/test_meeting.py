"""Rows of a file beside the rows that are there (ruling 6): new, changed, the same, refused, absent."""

from dataclasses import replace

import polars as pl

from shucai.domain.catalogue import Department, Field, Form
from shucai.domain.rows import META, WorkingRows, blank_rows
from shucai.domain.rows.meeting import FOUND, ROW, WHY, Meeting, Share, meet

FIELDS = (
    Field("no", "学号", "string", "identifier", required=True),
    Field("name", "姓名", "string", "name"),
    Field("level", "等级", "string", "text"),
)
FORM = Form(
    platform="talent",
    code="9.9.1",
    title="示例表",
    edition=2024,
    group=("示例",),
    kind="ordinary",
    cardinality="many",
    period="academic_year",
    departments=(Department("教务处"),),
    fields=FIELDS,
    primary_key=("no",),
)
MINE, THEIRS = 7, 8


def there(*rows: tuple[str, str, int, str | None, str | None, str | None]) -> WorkingRows:
    stated = [
        (uid, 1, state, float(place), part, no, name, level)
        for place, (uid, state, part, no, name, level) in enumerate(rows)
    ]
    schema = blank_rows(FORM).schema
    assert list(schema)[: len(META)] == list(META)
    marks = pl.DataFrame(schema={"uid": pl.String, "field": pl.String, "mark": pl.String, "shown": pl.String})
    return WorkingRows(FORM, pl.DataFrame(stated, schema=schema, orient="row"), marks, 1)


def brought(working: WorkingRows, *rows: tuple[str | None, ...], share: Share | None = None) -> Meeting:
    names = [field.name for field in FIELDS][: len(rows[0])]
    texts = pl.DataFrame(list(rows), schema=dict.fromkeys(names, pl.String), orient="row")
    return meet(texts, pl.Series(range(2, len(rows) + 2)), working, share or Share(MINE))


ROWS = there(
    ("a", "formal", MINE, "1", "赵安宁", "甲"),
    ("b", "added", MINE, "2", "钱安宁", None),
    ("c", "removed", MINE, "3", "孙安宁", "丙"),
    ("d", "formal", THEIRS, "4", "李安宁", "丁"),
)


def test_rows_are_found_by_their_key():
    met = brought(
        ROWS, ("1", "赵安宁", "甲"), ("2", "钱安宁", "乙"), ("9", "周安宁", "戊"), ("3", "孙安宁", "丙")
    )
    assert met.rows[FOUND].to_list() == ["same", "changed", "new", "changed"]
    assert met.rows[ROW].to_list() == ["a", "b", None, "c"]
    assert met.cells.rows() == [(1, "level", None, "乙")]
    assert met.absent.is_empty()
    assert met.counts == {
        "new": 1, "changed": 2, "same": 1, "refused": 0, "absent": 0, "cells": 1, "cleared": 0,
    }  # fmt: skip


def test_what_the_file_does_not_have_is_absent_and_only_ones_own():
    met = brought(ROWS, ("1", "赵安宁", None))
    assert met.absent["#uid"].to_list() == ["b"], "a row to be removed and one of others are not absent"
    assert met.counts["cleared"] == 1


def test_a_column_the_file_has_not_is_left_as_it_stands():
    assert brought(ROWS, ("1", "赵安宁")).rows[FOUND].to_list() == ["same"]


def test_a_blank_key_and_keys_that_stand_twice_are_refused_by_name():
    met = brought(
        ROWS,
        (None, "吴安宁", "甲"),
        ("5", "郑安宁", "甲"),
        ("5", "王安宁", "甲"),
        ("6", "冯", "甲"),
        ("6", "冯", "甲"),
    )
    assert met.rows[FOUND].to_list() == ["refused", "refused", "refused", "new", "refused"]
    blank, other, _, _, twice = met.rows[WHY].to_list()
    assert "「学号」没有填全" in blank
    assert "第 3、4 行" in other
    assert "与第 5 行完全相同" in twice


def test_a_row_that_is_there_twice_cannot_be_told():
    working = there(("a", "formal", MINE, "1", "赵", None), ("b", "added", MINE, "1", "钱", None))
    assert "有 2 行" in brought(working, ("1", "孙", None)).rows[WHY][0]


def test_ones_own_row_is_meant_where_another_department_has_the_same_key():
    rows = there(("a", "added", THEIRS, "1", "赵安宁", None), ("b", "added", MINE, "1", "赵安宁", "甲"))
    met = brought(rows, ("1", "赵安宁", "乙"))
    assert met.rows.select(FOUND, ROW).rows() == [("changed", "b")]
    assert met.absent.is_empty()


def test_the_row_that_stands_is_meant_where_another_of_its_key_is_to_go():
    rows = there(("a", "removed", MINE, "1", "赵安宁", "甲"), ("b", "added", MINE, "1", "赵安宁", "乙"))
    assert brought(rows, ("1", "赵安宁", "乙")).rows.select(FOUND, ROW).rows() == [("same", "b")]


def test_rows_and_cells_of_others_are_refused_with_who_fills_them():
    share = Share(
        MINE,
        others={"level": "「等级」由教务处填报"},
        why_not_row=lambda part: "这一行由财务处填报" if part == THEIRS else "",
    )
    rows = [
        ("4", "李安宁", "丁"),
        ("1", "赵改名", "甲"),
        ("2", "钱安宁", "乙"),
        ("7", "新人", "甲"),
        ("8", "新人", None),
    ]
    met = brought(ROWS, *rows, share=share)
    assert met.rows[FOUND].to_list() == ["refused", "changed", "refused", "refused", "new"]
    whose, _, of_a_cell, *_ = met.rows[WHY].to_list()
    assert whose.startswith("这一行由财务处填报，那里已经填过主键相同的一行；不归您报的，请在文件里删去")
    assert of_a_cell == "「等级」由教务处填报，文件里与现有的值不同；请清空这一格后再上传"


def test_a_share_of_columns_neither_adds_nor_misses_rows():
    met = brought(ROWS, ("9", "周安宁", "甲"), share=Share(MINE, adds=False))
    assert "只补充已有的行，没有找到「" in met.rows[WHY][0]
    assert met.absent.is_empty()


def test_a_share_of_columns_waits_for_the_row_of_a_form_of_one():
    form = replace(FORM, primary_key=(), cardinality="one")
    nothing = there()
    met = brought(
        WorkingRows(form, nothing.frame, nothing.marks, 1), ("9", "周", "甲"), share=Share(MINE, adds=False)
    )
    assert met.rows[WHY][0] == "您的部门只补充已有的行，这张表还没有行；请先由牵头部门填这一行"


def test_a_form_of_one_row_has_no_key():
    form = replace(FORM, primary_key=(), cardinality="one")
    one = there(("a", "formal", MINE, "1", "赵", "甲"))
    working = WorkingRows(form, one.frame, one.marks, 1)
    assert brought(working, ("1", "赵", "乙")).rows[FOUND].to_list() == ["changed"]
    assert brought(working, ("1", "赵", "乙"), ("2", "钱", "丙")).rows[FOUND].to_list() == ["refused"] * 2
