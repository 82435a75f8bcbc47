"""What every form is asked against last year (VAL-4; talent_rules G11–G14): of which fields, and where a jump begins."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from shucai.domain.catalogue import Figure, Form, Severity, Source
from shucai.domain.catalogue.schema import schema_of
from shucai.domain.checks import Result, across_results
from shucai.domain.checks.across import compiled
from shucai.domain.checks.general import general_checks
from tests.builders.staff import CODE_LISTS, FIELDS, PARAMETERS, check, staff_form, staff_table

OWN, BEFORE = Source("talent", "8.1"), Source("talent", "8.1", last_year=True)
BY_NAME = {field.name: field for field in FIELDS}
NUMBERS = tuple(BY_NAME[name] for name in ("hours", "pay", "age"))
PLAIN = (BY_NAME["staff_no"], *NUMBERS)
Rows = Sequence[Mapping[str, object]]


def form_of(*fields, **more: object) -> Form:
    return staff_form(
        **{"fields": fields, "primary_key": ("staff_no",), "unique_keys": (), "checks": (), **more}
    )


def names(form: Form, rule: str) -> set[str]:
    """Return the fields of which a rule asks something."""
    return {check.id.split(".")[-2] for check in general_checks(form) if check.id.endswith(f".{rule}")}


def answer(form: Form, name: str, now: Rows, before: Rows) -> Result:
    """Return what a check answers, for rows of this year and of last."""
    schema = schema_of(form, CODE_LISTS)
    one = next(check for check in general_checks(form) if check.id == f"{form.id}.{name}")
    table = staff_table(now, form)
    frames = {OWN: table.frame, BEFORE: staff_table(before, form).frame}
    across = compiled(one, schema, lambda _: schema, PARAMETERS)
    (result,) = across_results(table, [across], frames, lambda source: source.code)
    assert isinstance(result, Result)
    return result


def holds(form: Form, name: str, now: Rows, before: Rows) -> bool | None:
    """Return the verdict of a check that answers once, None where it is open."""
    result = answer(form, name, now, before)
    assert result.passed + result.failed + result.open == 1
    return None if result.open else result.failed == 0


def said(form: Form, name: str, now: Rows, before: Rows) -> str:
    return answer(form, name, now, before).failures["message"][0]


MANY, ONE = form_of(*PLAIN), form_of(*NUMBERS, cardinality="one", primary_key=())


def test_a_computed_form_is_not_compared() -> None:
    assert general_checks(staff_form(kind="derived")) == ()
    assert general_checks(staff_form(kind="exception_list")) == ()


def test_the_checks_of_a_form_come_in_one_order_and_weigh_as_the_rules_say() -> None:
    weights = {check.id.rpartition(".")[2]: check.severity for check in general_checks(MANY)}
    assert list(weights) == ["G12", "G13", "G11", "G14"]
    assert weights == {
        "G12": Severity.CONFIRM, "G13": Severity.EXPLAIN, "G11": Severity.EXPLAIN, "G14": Severity.EXPLAIN,
    }  # fmt: skip
    assert all(check.source and check.fields for check in general_checks(staff_form()))


# --- G11: a slip of the unit ---


def test_amounts_areas_and_volumes_are_compared_by_size() -> None:
    area = replace(BY_NAME["hours"], name="land", unit="亩")
    books = replace(BY_NAME["age"], name="books", unit="册")
    people = replace(BY_NAME["age"], name="people", unit="人")
    bare_pay = replace(BY_NAME["pay"], name="bare", unit=None)
    text = replace(BY_NAME["post"], name="text", unit="元")
    form = form_of(*PLAIN, area, books, people, bare_pay, text)
    assert names(form, "G11") == {"pay", "land", "books", "bare"}


@pytest.mark.parametrize(
    ("now", "before", "verdict"),
    [
        (99.0, 1.0, True),
        (100.0, 1.0, False),
        (1.0, 99.0, True),
        (1.0, 100.0, False),
        (1e6, 0.0, True),
        (0.0, 1e6, True),
    ],
)
def test_a_hundred_times_as_much_or_as_little_is_a_slip(now: float, before: float, verdict: bool) -> None:
    assert holds(ONE, "pay.G11", [{"pay": now}], [{"pay": before}]) is verdict


def test_over_many_rows_the_average_of_those_with_an_amount_is_compared() -> None:
    last = [{"pay": 1.0}, {"pay": 0.0}, {"pay": None}]
    assert holds(MANY, "pay.G11", [{"pay": 90.0}, {"pay": 108.0}], last) is True
    assert holds(MANY, "pay.G11", [{"pay": 150.0}, {"pay": 0.0}, {"pay": None}], last) is False
    assert holds(MANY, "pay.G11", [{"pay": 0.0}], last) is True
    assert holds(MANY, "pay.G11", [{"pay": 150.0}], [{"pay": 0.0}]) is True


def test_a_slip_is_told_with_both_sizes_and_the_unit() -> None:
    assert said(ONE, "pay.G11", [{"pay": 200.0}], [{"pay": 1.0}]) == (
        "「月薪」本年的数是 200 万元，上年是 1 万元，相差 100 倍以上，可能填错了单位，请核对；确实如此的请说明原因"
    )
    assert said(MANY, "pay.G11", [{"pay": 200.0}], [{"pay": 1.0}]).startswith(
        "「月薪」本年的平均值是 200 万元"
    )
    bare = form_of(replace(BY_NAME["pay"], unit=None), cardinality="one", primary_key=())
    assert said(bare, "pay.G11", [{"pay": 200.0}], [{"pay": 1.0}]).startswith(
        "「月薪」本年的数是 200，上年是 1，"
    )


# --- G13: a jump ---


def test_only_forms_of_one_row_of_the_talent_platform_compare_each_figure() -> None:
    assert names(ONE, "G13") == {"hours", "pay", "age"}
    assert names(MANY, "G13") == {"rows"}
    assert names(form_of(*NUMBERS, cardinality="one", primary_key=(), platform="national"), "G13") == set()
    assert names(form_of(*NUMBERS, cardinality="one", primary_key=(), period="calendar_year"), "G13") == set()


def test_a_figure_that_a_predicate_compares_with_last_year_is_left_to_it() -> None:
    def left(figure: Figure, field: str = "hours") -> set[str]:
        own = check("own", "hours >= x", figures=(figure,), fields=(field,))
        return names(form_of(*NUMBERS, cardinality="one", primary_key=(), checks=(own,)), "G13")

    assert left(Figure("x", BEFORE, "value(hours)")) == {"pay", "age"}
    assert left(Figure("x", BEFORE, "value(hours)"), field="pay") == {"hours", "age"}
    assert left(Figure("x", OWN, "sum(hours)")) == {"hours", "pay", "age"}
    assert left(Figure("x", Source("talent", "8.2", last_year=True))) == {"hours", "pay", "age"}


@pytest.mark.parametrize(
    ("field", "most"),
    [
        (BY_NAME["hours"], 20.0),
        (replace(BY_NAME["pay"], title="固定资产总值"), 5.0),
        (BY_NAME["pay"], 20.0),
        (replace(BY_NAME["age"], title="资产件数"), 20.0),
        (replace(BY_NAME["hours"], unit="平方米"), 5.0),
        (replace(BY_NAME["hours"], kind="percent", unit="%"), 10.0),
    ],
    ids=["number", "assets", "money", "pieces", "area", "per cent"],
)
def test_a_jump_begins_where_the_rules_say_for_the_kind_of_figure(field, most: float) -> None:
    form, name = form_of(field, cardinality="one", primary_key=()), field.name
    for step in (most, -most):
        assert answer(form, f"{name}.G13", [{name: 100.0 + step}], [{name: 100.0}]).failed == 0
        assert answer(form, f"{name}.G13", [{name: 100.0 + step * 1.1}], [{name: 100.0}]).failed == 1


def test_a_share_is_of_last_years_figure_and_points_are_not() -> None:
    assert answer(ONE, "hours.G13", [{"hours": 12.0}], [{"hours": 10.0}]).failed == 0
    assert answer(ONE, "hours.G13", [{"hours": 12.1}], [{"hours": 10.0}]).failed == 1
    percent = form_of(replace(BY_NAME["hours"], kind="percent"), cardinality="one", primary_key=())
    assert answer(percent, "hours.G13", [{"hours": 19.0}], [{"hours": 10.0}]).failed == 0


def test_a_jump_says_both_figures_and_how_far_is_far() -> None:
    assert said(ONE, "hours.G13", [{"hours": 20.0}], [{"hours": 10.0}]) == (
        "「课时」是 20.0，上年是 10，变化超过 20%，请核对；确实如此的请说明原因"
    )
    percent = form_of(replace(BY_NAME["hours"], kind="percent"), cardinality="one", primary_key=())
    assert "变化超过 10 个百分点" in said(percent, "hours.G13", [{"hours": 30.0}], [{"hours": 10.0}])


@pytest.mark.parametrize(
    ("now", "before", "verdict"),
    [
        (5, 0, True),
        (6, 0, False),
        (20, 25, True),
        (19, 25, False),
        (60, 50, True),
        (61, 50, False),
        (39, 50, False),
    ],
)
def test_the_number_of_rows_jumps_beyond_a_fifth_or_five(now: int, before: int, verdict: bool) -> None:
    assert holds(MANY, "rows.G13", [{}] * now, [{}] * before) is verdict


def test_a_jump_of_rows_says_where_it_is_shown() -> None:
    assert said(MANY, "rows.G13", [{}] * 9, []) == (
        "本表（标在「工号」）本年 9 行，上年 0 行，变化超过 20%，请核对有没有漏行或重复；确实如此的请说明原因"
    )
    of_two = form_of(*PLAIN, BY_NAME["post"], primary_key=("staff_no", "post"))
    shown = {
        check.id.rpartition(".")[2]: check.fields for check in general_checks(of_two) if ".rows." in check.id
    }
    assert shown == {"G12": ("staff_no",), "G13": ("staff_no",)}
    assert said(of_two, "rows.G13", [{}] * 9, []).startswith("本表（标在「工号」）")


# --- G14: vanished ---


def test_figures_that_vanished_are_told_and_text_has_none() -> None:
    assert names(MANY, "G14") == {"hours", "pay", "age"}
    for form in (MANY, ONE):
        assert holds(form, "age.G14", [{"age": None}], [{"age": 3}]) is False
        assert holds(form, "age.G14", [{"age": 0}, {}], [{"age": 3}]) is False
        assert holds(form, "age.G14", [{"age": 0}], [{"age": 0}]) is True
        assert holds(form, "age.G14", [{"age": 1}], [{"age": 3}]) is True
    assert "（合计 7）" in said(MANY, "age.G14", [{"age": 0}], [{"age": 3}, {"age": 4}, {}])


# --- G12: handed in once more ---


PEOPLE = form_of(
    BY_NAME["staff_no"], BY_NAME["nickname"], replace(BY_NAME["born"]), BY_NAME["post"], BY_NAME["age"],
    replace(BY_NAME["school_year"], required=True),
)  # fmt: skip
LAST = [{"staff_no": "1", "nickname": "甲", "born": 2000}, {"staff_no": "2", "nickname": "乙", "born": 2000}]


def test_only_columns_that_must_be_filled_tell_rows_apart_and_years_do_not() -> None:
    (twins,) = next(check for check in general_checks(PEOPLE) if check.id.endswith("G12")).figures
    assert [mine.split()[-2] if " " in mine else mine for mine, _ in twins.match] == ["staff_no", "nickname"]


def test_rows_that_are_all_as_last_year_are_told() -> None:
    now = [{**row, "born": 1999, "age": 50} for row in LAST]
    assert holds(PEOPLE, "rows.G12", now, LAST) is False
    assert said(PEOPLE, "rows.G12", now, LAST).startswith("本表（标在「工号」）各行与上年完全相同")
    assert holds(PEOPLE, "rows.G12", [*now, {"staff_no": "3", "nickname": "丙"}], LAST) is True
    assert holds(PEOPLE, "rows.G12", [now[0], {**now[1], "nickname": "丁"}], LAST) is True


def test_a_text_that_is_not_there_is_like_one_that_is_not_there_but_a_blank_key_leaves_it_open() -> None:
    nameless = [{"staff_no": "1"}]
    assert holds(PEOPLE, "rows.G12", nameless, nameless) is False
    assert holds(PEOPLE, "rows.G12", [{"nickname": "甲"}], [{"nickname": "甲"}]) is None
    text_key = form_of(replace(BY_NAME["nickname"]), primary_key=("nickname",))
    assert holds(text_key, "rows.G12", [{}], [{}]) is None


def test_a_form_of_one_row_or_without_a_column_to_tell_by_is_not_asked() -> None:
    assert names(form_of(BY_NAME["hours"], cardinality="one", primary_key=()), "G12") == set()
    assert names(form_of(BY_NAME["post"], primary_key=("post",)), "G12") == set()
