"""Checks that look across: what they ask, of which rows, what they say, and what is missing to answer them."""

from collections.abc import Mapping, Sequence

import pytest

from shucai.domain.catalogue import Check, Figure, Severity, Source
from shucai.domain.catalogue.schema import schema_of
from shucai.domain.checks import Result, Skipped, Table, across_results
from shucai.domain.checks.across import compiled, looks_across, no_other_form
from shucai.domain.predicates import BadPredicate
from tests.builders.staff import CODE_LISTS, PARAMETERS, check, staff_form, staff_table

OWN, BEFORE, OTHER = Source("talent", "8.1"), Source("talent", "8.1", last_year=True), Source("talent", "8.2")
SCHEMA = schema_of(staff_form(), CODE_LISTS)
ROWS = [
    {"staff_no": "1", "hours": 8.0, "gender": "男"},
    {"staff_no": "2", "hours": 3.0, "gender": "女"},
    {"staff_no": "3"},
]


def answer(
    one: Check, rows: Sequence[Mapping[str, object]] = ROWS, *, filling: bool = False, **given: Table
) -> Result | Skipped:
    """Return what is answered. given: ``before`` and ``other``, rows at hand beside the own ones."""
    table = staff_table(rows)
    sources = {"before": BEFORE, "other": OTHER}
    frames = {OWN: table.frame, **{sources[name]: found.frame for name, found in given.items()}}
    across = compiled(one, SCHEMA, lambda _: SCHEMA, PARAMETERS)
    when = {"filling": True} if filling else {}
    (found,) = across_results(table, [across], frames, lambda source: f"表 {source.code}", **when)
    return found


def verdicts(one: Check, rows: Sequence[Mapping[str, object]] = ROWS, **given: Table) -> tuple[int, int, int]:
    result = answer(one, rows, **given)
    assert isinstance(result, Result)
    return result.passed, result.failed, result.open


def messages(
    one: Check, rows: Sequence[Mapping[str, object]] = ROWS, **given: Table
) -> list[tuple[int, str]]:
    result = answer(one, rows, **given)
    assert isinstance(result, Result)
    return [(index, message) for index, _, message in result.failures.rows()]


def test_every_row_is_asked_and_told_its_own_numbers() -> None:
    mine = Figure("before", BEFORE, "sum(hours)", match=(("staff_no", "staff_no"),))
    one = check(
        "less",
        "hours <= before + slack",
        figures=(mine,),
        limits={"slack": 1},
        message="{hours} {before} {slack} {x}",
    )
    before = staff_table([{"staff_no": "1", "hours": 5.0}, {"staff_no": "2", "hours": 9.0}])
    assert verdicts(one, before=before) == (1, 1, 1)
    assert messages(one, before=before) == [(0, "8.0 5 1 {x}")]


def test_a_code_is_said_by_its_label_in_the_row_and_in_a_figure() -> None:
    first = Figure("first", OTHER, "value(gender)")
    one = check("alike", "gender = first", figures=(first,), message="这里是 {gender}，那里是 {first}")
    assert messages(one, other=staff_table([{"gender": "女"}])) == [(0, "这里是 男，那里是 女")]


def test_rows_of_which_a_check_does_not_speak_pass() -> None:
    many = Figure("many", OTHER)
    one = check("none", "many = 0", when="gender = '男'", figures=(many,))
    assert verdicts(one, other=staff_table([{}])) == (1, 1, 1)


def test_a_check_of_the_form_answers_once_at_the_first_row() -> None:
    whole = Figure("whole", OWN, "sum(coalesce(hours, 0))")
    one = check("total", "whole <= 10", figures=(whole,), once=True, message="共 {whole}")
    assert verdicts(one) == (0, 1, 0)
    assert messages(one) == [(0, "共 11")]
    assert verdicts(check("total", "whole <= 11", figures=(whole,), once=True)) == (1, 0, 0)


def test_a_check_of_the_form_may_count_its_rows() -> None:
    assert verdicts(check("rows", "count_of(TRUE) <= 2", once=True)) == (0, 1, 0)
    assert verdicts(check("rows", "count_of(TRUE) = 3", once=True)) == (1, 0, 0)
    mine = Figure("mine", OTHER, match=(("staff_no", "staff_no"),))
    found = check("found", "count_of(mine > 0) = 2", figures=(mine,), once=True)
    assert verdicts(found, other=staff_table([{"staff_no": "2"}, {"staff_no": "3"}])) == (1, 0, 0)


def test_a_check_of_the_form_may_count_by_group() -> None:
    one = check("group", "count_of(TRUE) = 1", once=True, per=("gender",))
    assert verdicts(one) == (1, 0, 0)
    assert verdicts(one, [ROWS[0], ROWS[0]]) == (0, 1, 0)


def test_a_check_of_a_form_of_no_rows_answers_nothing() -> None:
    assert verdicts(check("rows", "count_of(TRUE) > 0", once=True), []) == (0, 0, 0)


def test_a_predicate_without_a_field_still_answers_for_every_row() -> None:
    many = Figure("many", OTHER)
    assert verdicts(check("some", "TRUE", figures=(many,)), other=staff_table([])) == (3, 0, 0)


def test_an_equation_holds_within_its_tolerance() -> None:
    whole = Figure("whole", OWN, "sum(coalesce(hours, 0))")
    assert verdicts(check("near", "whole = 12", figures=(whole,), once=True, tolerance=1)) == (1, 0, 0)
    assert verdicts(check("near", "whole = 12", figures=(whole,), once=True, tolerance=0.5)) == (0, 1, 0)


@pytest.mark.parametrize(("filling", "severity"), [(False, "explain"), (True, "note")])
def test_equations_are_notes_while_departments_still_fill(filling: bool, severity: str) -> None:
    one = check("many", "many = 0", figures=(Figure("many", OTHER),), severity=Severity.EXPLAIN)
    result = answer(one, other=staff_table([{}]), filling=filling)
    assert isinstance(result, Result)
    assert result.failures["severity"].to_list() == [severity] * 3


def test_a_form_that_is_not_at_hand_is_named_as_people_call_it() -> None:
    figures = (Figure("many", OTHER), Figure("before", BEFORE))
    one = check("many", "many = before", figures=figures)
    assert answer(one) == Skipped("talent.8.1.many", "需要 表 8.2、表 8.1 的数据")
    assert answer(one, before=staff_table([])) == Skipped("talent.8.1.many", "需要 表 8.2 的数据")


def test_only_figures_and_checks_of_a_whole_form_look_across() -> None:
    assert looks_across(check("a", "many = 0", figures=(Figure("many", OTHER),)))
    assert looks_across(check("a", "count_of(TRUE) > 0", once=True))
    assert not looks_across(check("a", "count_of(TRUE) > 0", per=()))


def test_a_check_of_a_row_alone_goes_to_no_other_form() -> None:
    with pytest.raises(BadPredicate, match=r"这里不能查 8\.2"):
        no_other_form(OTHER)


def test_the_first_row_alone_is_asked_where_no_other_is_looked_at() -> None:
    def of_first_row(one: Check) -> bool:
        return compiled(one, SCHEMA, lambda _: SCHEMA, PARAMETERS).of_first_row

    assert of_first_row(check("a", "many > 0", figures=(Figure("many", OTHER),), once=True))
    assert not of_first_row(check("a", "count_of(TRUE) > 0", once=True))
    assert not of_first_row(check("a", "many > 0", figures=(Figure("many", OTHER),)))
