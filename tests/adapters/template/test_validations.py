"""What Excel checks while a cell is typed, and how hard."""

from collections.abc import Callable
from datetime import date

import pytest

from shucai.adapters.workbooks.template.columns import columns_of
from shucai.adapters.workbooks.template.identity import identity_of
from shucai.adapters.workbooks.template.validations import Options, validation_of
from shucai.domain.catalogue import Catalogue, Edition, Field
from tests.adapters.template.forms import field, form_of

Check = Callable[..., Options]


@pytest.fixture
def check(everything: Catalogue) -> Check:
    def of(tested: Field) -> Options:
        edition = Edition(
            "talent", 2024, "示例", {}, {"academic_year": (date(2023, 9, 1), date(2024, 8, 31))}
        )
        columns = columns_of(form_of(field("no", "编号"), tested), everything.code_lists, edition)
        return validation_of(columns[1], {}) or {}

    return of


def test_a_short_closed_list_stops(check: Check) -> None:
    found = check(field("g", "性别", kind="code", code_list="talent_gender"))
    assert (found["source"], found["error_type"]) == (["男", "女"], "stop")
    assert "男、女" in found["error_message"]


@pytest.mark.parametrize("name", ["admin_division", "major_catalogue"])
def test_a_list_that_is_not_complete_or_not_clear_only_asks(check: Check, name: str) -> None:
    assert check(field("r", "代码", kind="code", code_list=name))["error_type"] == "warning"


def test_several_values_are_explained_and_not_restricted(check: Check) -> None:
    found = check(field("m", "级别", kind="code", code_list="project_level", multi=True))
    assert found["validate"] == "any"
    assert "“；”" in found["input_message"]


def test_whole_numbers_and_their_bounds(check: Check) -> None:
    found = check(field("n", "人数", "integer", "count", minimum=0, maximum=365, unit="人"))
    assert (found["validate"], found["minimum"], found["maximum"], found["error_type"]) == (
        "integer",
        0,
        365,
        "stop",
    )
    assert "单位：人" in found["input_message"]


def test_percentages_are_checked_as_the_cell_holds_them(check: Check) -> None:
    found = check(field("p", "比例", "number", "percent", minimum=0, maximum=100))
    assert (found["validate"], found["minimum"], found["maximum"]) == ("decimal", 0, 1)


def test_event_dates_must_lie_in_the_period(check: Check) -> None:
    found = check(field("d", "获奖日期", "date", "date", event_date=True))
    assert (found["minimum"], found["maximum"], found["error_type"]) == (
        date(2023, 9, 1), date(2024, 8, 31), "stop",
    )  # fmt: skip


def test_months_ask_because_other_spellings_are_read_too(check: Check) -> None:
    found = check(field("y", "年月", "yearmonth", "yearmonth", event_date=True))
    assert (found["validate"], found["error_type"]) == ("custom", "warning")
    assert "202309" in found["value"]
    assert "202408" in found["value"]


def test_a_length_stops_but_none_is_no_matter_of_length(check: Check) -> None:
    found = check(field("u", "信用代码", kind="uscc", min_length=18, max_length=18))
    assert found["error_type"] == "stop"
    assert found["value"] == '=AND(OR(B2="无",AND(LEN(B2)>=18,LEN(B2)<=18)))'
    assert "18 个字" in found["error_message"]


def test_a_doubled_number_stops_and_compares_all_digits(check: Check) -> None:
    found = check(field("i", "身份证件号", kind="id_number", unique=True))
    assert "COUNTIF" not in found["value"]
    assert "$B$2:$B$200001=B2" in found["value"]


def test_plain_text_is_left_alone(check: Check) -> None:
    assert check(field("t", "名称")) == {}


def test_an_altered_definition_has_another_fingerprint() -> None:
    def fingerprint(*fields: Field) -> str:
        return identity_of(form_of(*fields))["fingerprint"]

    one, two = field("a", "甲"), field("b", "乙")
    altered = [
        fingerprint(one, two),
        fingerprint(two, one),
        fingerprint(one),
        fingerprint(one, field("b", "乙2")),
        fingerprint(one, field("b2", "乙")),
        fingerprint(one, field("b", "乙", "integer", "count")),
    ]
    assert len(set(altered)) == len(altered)
    assert fingerprint(one, two) == fingerprint(one, two)
