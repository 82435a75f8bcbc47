"""Checks of the talent forms say what to do and let an empty row be; properties of fields and references are alive."""

from datetime import date

import pytest

from shucai.domain.catalogue import Form
from shucai.domain.catalogue.schema import parameters_of
from shucai.domain.checks import check_table, row_checks_of
from shucai.domain.checks.across import looks_across
from shucai.domain.checks.references import reference_results
from shucai.domain.checks.results import Result
from shucai.toolkit.catalogue import catalogue
from tests.builders.labelled import labelled_table

Row = dict[str, object]

CATALOGUE = catalogue()
TALENT = CATALOGUE.edition("talent", 2024)
FORM_OF = {check.id: form for form in TALENT.forms.values() for check in form.checks}
OF_ROWS = [check.id for form in TALENT.forms.values() for check in form.checks if not looks_across(check)]


@pytest.mark.parametrize("rule", sorted(FORM_OF))
def test_a_message_names_a_field_it_is_shown_at_and_asks_for_something(rule: str) -> None:
    form = FORM_OF[rule]
    check = next(check for check in form.checks if check.id == rule)
    titles = [form.by_name[name].title.removeprefix("其中：") for name in check.fields]
    assert any(title in check.message for title in titles), check.message
    assert any(word in check.message for word in ("请", "建议")), check.message
    assert check.source


@pytest.mark.parametrize("rule", sorted(OF_ROWS))
def test_a_check_lets_an_empty_row_be(rule: str) -> None:
    result = _result(FORM_OF[rule], rule, [{}])
    assert result.failed == 0


GROUPS: list[tuple[str, list[Row], list[int]]] = [
    ("1.1.2.post.c1", [{"post": "党委书记兼校长"}, {"post": "副校长"}], []),
    ("1.1.2.post.c1", [{"post": "党委书记"}, {"post": "副校长"}], [0, 1]),
]


@pytest.mark.parametrize(("rule", "rows", "wrong"), GROUPS)
def test_rows_fail_where_they_contradict_themselves_or_each_other(
    rule: str, rows: list[Row], wrong: list[int]
) -> None:
    result = _result(FORM_OF[f"talent.{rule}"], f"talent.{rule}", rows)
    assert result.failures["index"].to_list() == wrong


@pytest.mark.parametrize(
    ("code", "rule", "right", "wrong"),
    [
        (
            "0.1.2",
            "public_course_category.blank_unless_required",
            {"course_attribute": "公共基础课", "public_course_category": "数学"},
            {"course_attribute": "专业技能课", "public_course_category": "数学"},
        ),
        (
            "1.5.1",
            "enrol_change_ym.required_when",
            {"enrol_status": "休学", "enrol_change_ym": "2024-03"},
            {"enrol_status": "休学"},
        ),
        (
            "2.5.1",
            "study_school.required_when",
            {"destination": "升学", "study_school": "示例大学"},
            {"destination": "升学"},
        ),
        (
            "2.5.1",
            "job_title.blank_unless_required",
            {"destination": "自由职业", "job_title": "摄影师"},
            {"destination": "升学", "job_title": "摄影师"},
        ),
        (
            "2.5.1",
            "employer_uscc.required_when",
            {"destination": "自由职业"},
            {"destination": "签劳动合同形式就业"},
        ),
        ("2.14.1", "award_ym.event_date", {"award_ym": "2023-09"}, {"award_ym": "2023-08"}),
        ("2.1.1", "workload_hours.range", {"workload_hours": 600}, {"workload_hours": 601}),
        ("1.2.1", "students_y1.range", {"students_y1": 0}, {"students_y1": -1}),
        ("1.1.1", "school_code.pattern", {"school_code": "3632012345"}, {"school_code": "36320123AB"}),
    ],
)
def test_a_property_of_a_field_is_alive(code: str, rule: str, right: Row, wrong: Row) -> None:
    result = _result(TALENT.forms[code], f"talent.{code}.{rule}", [right, wrong])
    assert result.failures["index"].to_list() == [1]


def test_a_name_must_be_that_of_its_number() -> None:
    titles = {form.code: form.title for form in TALENT.forms.values()}
    majors = [{"major_code": "510201", "major_name": "甲"}, {"major_code": "510202", "major_name": "乙"}]
    known = {"0.1.1": labelled_table(TALENT.forms["0.1.1"], majors, CATALOGUE.code_lists)}
    rows = [{"major_code": "510201", "major_name": "甲"}, {"major_code": "510201", "major_name": "乙"}]
    table = labelled_table(TALENT.forms["2.5.3"], rows, CATALOGUE.code_lists)
    results = {r.rule: r for r in reference_results(table, known, titles) if isinstance(r, Result)}
    assert results["talent.2.5.3.major_code+major_name.reference"].failures["index"].to_list() == [1]


def test_every_number_of_a_list_in_one_cell_is_looked_up() -> None:
    titles = {form.code: form.title for form in TALENT.forms.values()}
    known = {"0.1.1": labelled_table(TALENT.forms["0.1.1"], [{"major_code": "510201"}], CATALOGUE.code_lists)}
    table = labelled_table(
        TALENT.forms["2.9.2"], [{"majors": "510201"}, {"majors": "510201;510299"}], CATALOGUE.code_lists
    )
    results = {r.rule: r for r in reference_results(table, known, titles) if isinstance(r, Result)}
    assert results["talent.2.9.2.majors.reference"].failures["index"].to_list() == [1]


def _result(form: Form, rule: str, rows: list[Row]) -> Result:
    row_checks = row_checks_of(form, CATALOGUE.code_lists, parameters_of(form, TALENT))
    table = labelled_table(form, rows, CATALOGUE.code_lists)
    results = check_table(table, CATALOGUE.code_lists, row_checks, today=date(2024, 9, 1))
    return next(result for result in results if result.rule == rule)
