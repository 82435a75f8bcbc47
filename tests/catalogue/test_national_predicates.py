"""Properties of fields of the national forms are alive, and messages name the field they are shown at."""

from datetime import date

import pytest

from shucai.domain.catalogue import Form
from shucai.domain.catalogue.schema import parameters_of
from shucai.domain.checks import Result, check_table, reference_results, row_checks_of
from shucai.toolkit.catalogue import catalogue
from tests.builders.labelled import labelled_table

Row = dict[str, object]
CATALOGUE = catalogue()
NATIONAL = CATALOGUE.edition("national", 2024)
FORM_OF = {check.id: form for form in NATIONAL.forms.values() for check in form.checks}


@pytest.mark.parametrize("rule", sorted(FORM_OF))
def test_a_message_names_the_field_it_is_shown_at(rule: str) -> None:
    form = FORM_OF[rule]
    check = next(check for check in form.checks if check.id == rule)
    titles = [form.by_name[name].title for name in check.fields]
    shortened = [title.removeprefix("其中：") for title in titles]
    assert any(title in check.message for title in (*titles, *shortened)), check.message
    assert check.source


@pytest.mark.parametrize(
    ("code", "rule", "right", "wrong"),
    [
        (
            "N-ZH-JS-01",
            "teacher_cert_no.required_when",
            {"has_teacher_cert": "有", "teacher_cert_no": "20103200171000123"},
            {"has_teacher_cert": "有"},
        ),
        (
            "N-ZH-JS-02",
            "teacher_cert_no.blank_unless_required",
            {"has_teacher_cert": "无"},
            {"has_teacher_cert": "无", "teacher_cert_no": "20103200171000123"},
        ),
        (
            "N-ZH-JS-05",
            "guided_students.required_when",
            {"part_time_post": "实习指导", "guided_students": 3},
            {"part_time_post": "实习指导"},
        ),
        (
            "N-ZH-JS-15",
            "major_name.required_when",
            {"edu_level": "普通高中毕业"},
            {"edu_level": "中等专科毕业"},
        ),
        (
            "N-ZH-XS-02",
            "linkage_mode.required_when",
            {"linkage_type": "非贯通培养"},
            {"linkage_type": "贯通培养"},
        ),
        ("N-ZH-XS-04", "apply_date.event_date", {"apply_date": "2023-09-01"}, {"apply_date": "2023-08-31"}),
        ("N-ZH-XS-05", "issue_date.event_date", {"issue_date": "2024-08-31"}, {"issue_date": "2024-09-01"}),
        ("N-JX-YX-03", "term_no.range", {"term_no": 14}, {"term_no": 15}),
        ("N-JX-YX-09", "eval_students.range", {"eval_students": 1}, {"eval_students": 0}),
    ],
)
def test_a_property_of_a_field_is_alive(code: str, rule: str, right: Row, wrong: Row) -> None:
    result = _result(NATIONAL.forms[code], f"national.{code}.{rule}", [right, wrong])
    assert (result.passed, result.failed) == (1, 1)
    assert result.failures["index"].to_list() == [1]


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("N-ZH-XS-03", "national_reg_no"),
        ("N-DY-TW-02", "member_no"),
        ("N-ZH-JS-02", "id_no"),
        ("N-CJ-XQ-01", "uscc"),
    ],
)
def test_numbers_that_name_one_thing_do_not_repeat(code: str, key: str) -> None:
    result = _result(NATIONAL.forms[code], f"national.{code}.{key}.unique", [{key: "A1"}, {key: "A1"}, {}])
    assert (result.passed, result.failed, result.open) == (0, 2, 1)


@pytest.mark.parametrize(
    ("rule", "same", "right", "wrong"),
    [
        ("N-ZH-JS-07.is_current.c1", {"staff_no": "1001"}, {"is_current": False}, {"is_current": True}),
        (
            "N-ZH-JS-15.is_highest_edu.c1",
            {"staff_no": "1"},
            {"is_highest_edu": False},
            {"is_highest_edu": True},
        ),
        ("N-ZH-CD-01.is_main.c1", {}, {"is_main": False}, {"is_main": True}),
    ],
)
def test_exactly_one_row_of_a_group_is_marked(rule: str, same: Row, right: Row, wrong: Row) -> None:
    form = FORM_OF[f"national.{rule}"]
    for second, expected in ((right, (2, 0)), (wrong, (0, 2))):
        result = _result(form, f"national.{rule}", [same | wrong, same | second])
        assert (result.passed, result.failed) == expected


def test_an_internship_needs_one_full_report_beside_the_weekly_ones() -> None:
    weekly, full = {"placement_no": "P1", "report_kind": "周报"}, {"report_kind": "实习综合报告"}
    rows = [weekly, weekly | full, weekly | {"placement_no": "P2"}]
    result = _result(NATIONAL.forms["N-SX-GC-03"], "national.N-SX-GC-03.report_kind.c1", rows)
    assert result.failures["index"].to_list() == [2]


def test_the_school_itself_is_above_its_departments_though_no_row_is() -> None:
    form = NATIONAL.forms["N-ZH-XX-02"]
    rows = [{"org_no": "01", "parent_org_no": parent} for parent in ("000000", "01", "99")]
    table = labelled_table(form, rows, CATALOGUE.code_lists)
    titles = {form.code: form.title for form in NATIONAL.forms.values()}
    results = {r.rule: r for r in reference_results(table, {}, titles) if isinstance(r, Result)}
    failures = results["national.N-ZH-XX-02.parent_org_no.reference"].failures
    assert failures["index"].to_list() == [2]


def _result(form: Form, rule: str, rows: list[Row]) -> Result:
    row_checks = row_checks_of(form, CATALOGUE.code_lists, parameters_of(form, NATIONAL))
    results = check_table(
        labelled_table(form, rows, CATALOGUE.code_lists),
        CATALOGUE.code_lists,
        row_checks,
        today=date(2024, 9, 1),
    )
    return next(result for result in results if result.rule == rule)
