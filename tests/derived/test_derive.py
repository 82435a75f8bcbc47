"""Rows follow from rows, step by step: taken apart, repeated, joined, looked up, left out with a reason, put together."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from shucai.domain.catalogue import Figure, Form, Source
from shucai.domain.catalogue.derivation import Derivation, Join, Part, Repetition
from shucai.domain.derived import BadStep, compile_derivation, derive
from shucai.domain.figures import PLACE
from shucai.domain.predicates import Column, Parameters
from tests.derived.forms import form_of

PARAMETERS = Parameters(date(2023, 9, 1), date(2024, 8, 31), 2024)
LESSONS, CLASSES, RESULT = Source("talent", "1"), Source("talent", "2"), Source("talent", "3")
LABELS = {"labels": {"东": ("1",), "西": ("2",)}, "code_labels": {"1": "东", "2": "西"}}
SCHEMAS = {
    LESSONS: {
        "class_no": Column("class_no", "string"),
        "teachers": Column("teachers", "string", multi=True),
        "hours": Column("hours", "number"),
        "first": Column("first", "date"),
        "last": Column("last", "date"),
        "active": Column("active", "boolean"),
    },
    CLASSES: {"class_no": Column("class_no", "string"), "campus": Column("campus", "string", **LABELS)},
    RESULT: {
        "key": Column("key", "string"),
        "campus": Column("campus", "string", **LABELS),
        "total": Column("total", "integer"),
        "share": Column("share", "number"),
        "day": Column("day", "date"),
        "note": Column("note", "string"),
    },
}
FORM: Form = form_of("3", SCHEMAS[RESULT], key=("key",))
LESSON = {"class_no": "a", "teachers": None, "hours": 2.0, "first": None, "last": None, "active": True}
CLASS_ROWS = [{"class_no": "a", "campus": "1"}, {"class_no": "b", "campus": "2"}]
KEYS = {LESSONS: ("class_no",), CLASSES: ("class_no",)}
CAMPUS = Figure("campus", CLASSES, "value(campus)", match=(("class_no", "class_no"),))


def frame(source, rows):
    kinds = {
        "string": pl.String,
        "number": pl.Float64,
        "integer": pl.Int64,
        "date": pl.Date,
        "boolean": pl.Boolean,
    }
    schema = {name: kinds[column.type] for name, column in SCHEMAS[source].items()}
    return pl.DataFrame(rows, schema=schema).with_row_index(PLACE)


def derived(part, *lessons, own=(), **changes):
    derivation = replace(Derivation("talent", "3", "3", "totals", "示例", (part,)), **changes)
    plan = compile_derivation(derivation, FORM, SCHEMAS.__getitem__, PARAMETERS)
    frames = {
        LESSONS: frame(LESSONS, [{**LESSON, **lesson} for lesson in lessons]),
        CLASSES: frame(CLASSES, CLASS_ROWS),
        RESULT: frame(RESULT, list(own)),
    }
    return derive(plan, frames, lambda source: KEYS.get(source, ()))


def columns(result, *names):
    return result.rows.select(names or result.rows.columns).rows()


def test_a_row_for_a_row_with_labels_as_codes_and_the_rest_blank():
    part = Part(LESSONS, {"key": "class_no", "campus": "CASE WHEN hours > 1 THEN '东' ELSE '西' END"})
    result = derived(part, {"class_no": "b"}, {"class_no": "a", "hours": 1.0})
    assert columns(result, "key", "campus", "note") == [("a", "2", None), ("b", "1", None)]
    assert (result.counted, result.left_out.height) == (2, 0)


def test_what_is_looked_up_keeps_its_code():
    part = Part(LESSONS, {"key": "class_no", "campus": "campus"}, figures=(CAMPUS,))
    assert columns(derived(part, {}, {"class_no": "z"}), "key", "campus") == [("a", "1"), ("z", None)]


def test_a_multi_valued_field_is_taken_apart():
    part = Part(LESSONS, {"key": "teachers"}, split="teachers")
    assert columns(derived(part, {"teachers": "x;y"}, {"teachers": "z"}), "key") == [("x",), ("y",), ("z",)]


def test_every_row_gets_each_of_the_texts():
    part = Part(LESSONS, {"key": "concat(class_no, half)"}, times=(("half", ("1", "2")),))
    assert columns(derived(part, {}, {"class_no": "b"}), "key") == [("a1",), ("a2",), ("b1",), ("b2",)]


@pytest.mark.parametrize(("hours", "keys"), [(3.0, ["1", "2", "3"]), (0.0, []), (None, [])])
def test_a_row_is_repeated_for_every_number_up_to_a_bound(hours, keys):
    part = Part(LESSONS, {"key": "text_of(number)"}, repeat=Repetition("number", None, "hours"))
    assert derived(part, {"hours": hours}).rows["key"].to_list() == keys


def test_a_row_is_repeated_for_every_day_between_two():
    part = Part(LESSONS, {"key": "class_no", "day": "day"}, repeat=Repetition("day", "first", "last"))
    result = derived(part, {"first": date(2024, 2, 28), "last": date(2024, 3, 1)}, {"class_no": "b"})
    assert columns(result, "key", "day") == [
        ("a", date(2024, 2, 28)), ("a", date(2024, 2, 29)), ("a", date(2024, 3, 1)),
    ]  # fmt: skip


def test_a_join_gives_a_row_for_every_pair_that_matches():
    join = Join(Figure("where", CLASSES, match=(("class_no", "class_no"),)), (("there", "campus"),))
    part = Part(LESSONS, {"key": "class_no", "campus": "there"}, joins=(join,))
    assert columns(derived(part, {}, {}, {"class_no": "z"}), "key", "campus") == [("a", "1"), ("a", "1")]


def test_a_join_without_a_match_pairs_every_row_that_counts():
    join = Join(Figure("where", CLASSES, where="campus = '西'"), (("other", "class_no"),))
    part = Part(LESSONS, {"key": "other"}, joins=(join,))
    assert columns(derived(part, {}, {}), "key") == [("b",), ("b",)]


def test_rows_left_out_carry_their_key_and_the_first_reason_that_is_true():
    part = Part(
        LESSONS,
        {"key": "class_no"},
        where="active = '是' AND hours > 1",
        left_out=(("active = '否'", "已停用"), ("hours <= 1", "学时太少")),
    )
    result = derived(
        part,
        {},
        {"class_no": "b", "active": False, "hours": 0.0},
        {"class_no": "c", "hours": 1.0},
        {"class_no": None, "active": None},
    )
    assert result.left_out.rows() == [
        ("1", "b", "已停用"),
        ("1", "c", "学时太少"),
        ("1", "（空）", "不符合汇总条件"),
    ]
    assert result.counted == 1


def test_a_group_is_one_row():
    part = Part(
        LESSONS,
        {
            "key": "class_no",
            "total": "count_of(TRUE)",
            "share": "sum_of(hours) / count_of(hours > 1)",
            "note": "list_of(teachers)",
        },
        per=("class_no",),
    )
    result = derived(
        part,
        {"teachers": "y"},
        {"teachers": "x", "hours": 1.0},
        {"teachers": "y"},
        {"class_no": "b", "hours": 0.0, "teachers": "z"},
    )
    assert columns(result, "key", "total", "share", "note") == [("a", 3, 2.5, "x;y"), ("b", 1, None, "z")]
    assert result.counted == 4


def test_a_group_with_a_blank_is_open():
    part = Part(LESSONS, {"key": "class_no", "share": "sum_of(hours)"}, per=("class_no",))
    assert columns(derived(part, {}, {"hours": None}), "key", "share") == [("a", None)]


def test_without_a_source_it_is_one_row_about_the_school():
    figures = (Figure("lessons", LESSONS),)
    part = Part(None, {"key": "'全校'", "total": "lessons"}, figures=figures)
    assert columns(derived(part, {}, {}), "key", "total") == [("全校", 2)]


def test_what_is_kept_stays_and_what_is_open_stays_too():
    figures = (Figure("hours", LESSONS, "sum(hours)", match=(("class_no", "key"),)),)
    part = Part(RESULT, {"total": "hours"}, figures=figures, keep=True)
    own = [{"key": "a", "total": 9, "note": "甲"}, {"key": "b", "total": 7, "note": "乙"}]
    result = derived(part, {"hours": 3.0}, {"class_no": "b", "hours": None}, own=own)
    assert columns(result, "key", "total", "note") == [("a", 3, "甲"), ("b", 7, "乙")]


def test_parts_stand_together_and_the_order_may_be_said():
    one, other = (
        Part(LESSONS, {"key": "class_no"}),
        Part(CLASSES, {"key": "concat(class_no, '2')", "total": "1"}),
    )
    assert columns(derived(one, {"class_no": "c"}, parts=(one, other)), "key") == [("a2",), ("b2",), ("c",)]
    result = derived(one, {"class_no": "c"}, parts=(one, other), order=("total",))
    assert columns(result, "key") == [("a2",), ("b2",), ("c",)]


def test_limits_are_named_numbers():
    part = Part(LESSONS, {"key": "class_no", "share": "hours * weight"})
    assert columns(derived(part, {}, limits={"weight": 0.1}), "share") == [(0.2,)]


@pytest.mark.parametrize(
    ("part", "place", "told"),
    [
        (Part(LESSONS, {"room": "class_no"}), ("columns", "room"), "没有这个字段"),
        (Part(LESSONS, {"total": "class_no"}), ("columns", "total"), "不是这一列的类型"),
        (Part(LESSONS, {"key": "room"}), ("columns", "key"), "没有字段 room"),
        (Part(LESSONS, {"key": "class_no"}, where="hours"), ("where",), "结果不是真假"),
        (Part(LESSONS, {"key": "class_no"}, split="room"), ("split",), "没有字段 room"),
        (Part(LESSONS, {"key": "class_no"}, per=("room",)), ("per", "room"), "没有字段 room"),
        (Part(LESSONS, {"key": "class_no"}, left_out=(("hours", "因为"),)), ("left_out", "#1"), "结果不是真假"),
        (
            Part(LESSONS, {"key": "class_no"}, figures=(Figure("f", CLASSES, "sum(campus)"),)),
            ("with", "f"),
            "不能用于这类值",
        ),
        (
            Part(LESSONS, {"key": "class_no"}, joins=(Join(Figure("j", CLASSES, match=(("class_no", "hours"),)), ()),)),
            ("join", "j"),
            "不是同类的值",
        ),
        (
            Part(LESSONS, {"key": "class_no"}, repeat=Repetition("n", None, "class_no")),
            ("repeat",),
            "应为两个日期，或一个数",
        ),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_with_its_place(part, place, told):
    with pytest.raises(BadStep, match=told) as refused:
        derived(part)
    assert refused.value.place == ("parts", "#1", *place)


@pytest.mark.parametrize("key", ["editable", "order"])
def test_fields_that_are_not_there_are_refused(key):
    with pytest.raises(BadStep, match="没有字段 room") as refused:
        derived(Part(LESSONS, {"key": "class_no"}), **{key: ("room",)})
    assert refused.value.place == (key, "room")
