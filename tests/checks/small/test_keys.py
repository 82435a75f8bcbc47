"""Values that may not repeat, and forms that have one row: which rows fail, and how the others are named."""

from collections.abc import Mapping
from datetime import date

from shucai.domain.catalogue import Form
from shucai.domain.checks import Result, check_table
from tests.builders.staff import CODE_LISTS, staff_form, staff_table, unreadable


def result_of(form: Form, name: str, rows: list[Mapping[str, object]], **more: object) -> Result:
    results = check_table(staff_table(rows, form, **more), CODE_LISTS, (), today=date(2024, 9, 1))
    return next(result for result in results if result.rule == f"{form.id}.{name}")


def twins(*numbers: str | None) -> list[tuple[int, str]]:
    """Return which rows of these staff numbers fail, from 0, and what is said of the other rows."""
    result = result_of(staff_form(), "primary_key", [{"staff_no": number} for number in numbers])
    return [(index, message.partition("重复")[0]) for index, _, message in result.failures.rows()]


def test_every_row_of_a_repeated_key_names_the_others() -> None:
    assert twins("1", "2", "1", "3", "1") == [
        (0, "「工号」与第 4、6 行"),
        (2, "「工号」与第 2、6 行"),
        (4, "「工号」与第 2、4 行"),
    ]


def test_more_than_five_others_are_counted() -> None:
    assert twins(*"111111")[5] == (5, "「工号」与第 2、3、4、5、6 行")
    assert twins(*"1111111")[0] == (0, "「工号」与第 3、4、5、6、7 等 6 行")
    assert twins(*"1111111")[6] == (6, "「工号」与第 2、3、4、5、6 等 6 行")


def test_a_finding_about_a_key_is_an_error_that_says_what_to_do() -> None:
    result = result_of(
        staff_form(), "primary_key", [{"staff_no": "1"}, {"staff_no": "1"}, {"staff_no": "2"}, {}]
    )
    assert (result.passed, result.failed, result.open) == (1, 2, 1)
    assert result.failures["severity"].to_list() == ["error", "error"]
    assert result.failures["message"][0] == "「工号」与第 3 行重复，同一对象只填一行，请删除多余的行或改正"


def test_a_set_of_fields_repeats_as_a_whole_and_blanks_that_may_be_blank_are_alike() -> None:
    rows = [
        {"nickname": "甲", "post": "教师"},
        {"nickname": "甲"},
        {"nickname": "甲"},
        {"post": "教师"},
        {"post": "教师"},
        {"nickname": "乙", "post": "教师"},
    ]
    result = result_of(staff_form(), "nickname+post.unique", rows)
    assert result.failures["index"].to_list() == [1, 2]
    assert "「简称」＋「岗位」与第 4 行重复" in result.failures["message"][0]
    assert result.open == 2, "a blank that must be filled leaves its row open"


def test_what_could_not_be_read_repeats_nothing() -> None:
    rows = [{"nickname": "甲"}, {"nickname": "甲"}]
    result = result_of(staff_form(), "nickname+post.unique", rows, refused={"post": unreadable(1)})
    assert (result.passed, result.failed, result.open) == (1, 0, 1)


def test_two_rows_without_any_part_of_an_optional_key_are_not_twins() -> None:
    form = staff_form(unique_keys=(("post", "door"),))
    assert result_of(form, "post+door.unique", [{}, {}]).open == 2


def test_a_form_of_one_row_wants_one() -> None:
    form = staff_form(cardinality="one")
    for height, outcome in ((0, (0, 0, 0)), (1, (1, 0, 0)), (3, (1, 2, 0))):
        result = result_of(form, "one_row", [{}] * height)
        assert (result.passed, result.failed, result.open) == outcome
    assert result.fields == ("staff_no",)
    assert result.failures.rows() == [
        (1, "error", "本表每校只填一行，现有 3 行，请只保留一行"),
        (2, "error", "本表每校只填一行，现有 3 行，请只保留一行"),
    ]


def test_only_a_form_of_many_rows_with_a_key_has_its_key_checked() -> None:
    def rules(form: Form) -> set[str]:
        results = check_table(staff_table([{}], form), CODE_LISTS, (), today=date(2024, 9, 1))
        return {result.rule.removeprefix(f"{form.id}.") for result in results}

    assert {"primary_key", "id_number.unique"} <= rules(staff_form())
    assert "one_row" not in rules(staff_form())
    assert "primary_key" not in rules(staff_form(cardinality="one"))
    assert "primary_key" not in rules(staff_form(primary_key=()))
