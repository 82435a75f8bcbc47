"""Findings are grouped, the weightiest first, and paged without turning all of them into values."""

import re
from pathlib import Path

import polars as pl

from shucai import toolkit
from shucai.domain import normalise
from shucai.domain.checks import CHANGES_SCHEMA, FINDINGS_SCHEMA
from shucai.toolkit.bringing import REPAIR
from shucai.web.checks import changes, findings
from shucai.web.checks.results import page_of

FORM = toolkit.find_form("0.1.5")


def finding(rule, severity="error", row=2, message="说明", **more):
    usual = {
        "row_key": f"k{row}",
        "sheet": "s",
        "cell": f"A{row}",
        "row": row,
        "field": "gender",
        "title": "性别",
    }
    return {**usual, "value": "v", "rule": rule, "severity": severity, "message": message, **more}


def table(*rows):
    return pl.DataFrame(list(rows), schema=FINDINGS_SCHEMA)


def test_the_weightiest_rule_stands_first_then_the_most_frequent():
    found = table(
        finding("talent.0.1.5.a.note", "note"),
        finding("talent.0.1.5.a.note", "note", row=3),
        finding("talent.0.1.5.gender.required"),
        finding("talent.0.1.5.gender.code_list"),
        finding("talent.0.1.5.gender.code_list", row=3),
        finding("talent.0.1.5.x.known_code", "confirm"),
    )
    assert [(g.severity, g.count) for g in findings.groups(found, FORM)] == [
        ("error", 2),
        ("error", 1),
        ("confirm", 1),
        ("note", 2),
    ]


def test_a_message_that_all_rows_share_stands_once_with_the_rule():
    same, varied = findings.groups(
        table(
            finding("talent.0.1.5.gender.required"),
            finding("talent.0.1.5.gender.required", row=3),
            finding("talent.0.1.5.gender.length", message="现有 1 个"),
        ).vstack(table(finding("talent.0.1.5.gender.length", row=3, message="现有 2 个"))),
        FORM,
    )
    assert {(g.message, g.message_varies) for g in (same, varied)} == {("说明", False), ("", True)}
    assert {g.name for g in (same, varied)} == {"性别没有填写", "性别字数不符"}


def test_a_check_of_the_catalogue_is_called_by_its_message():
    check = next(one for one in FORM.checks if "{" not in one.message)
    [group] = findings.groups(table(finding(check.id, message=check.message)), FORM)
    assert group.name == check.message
    assert group.message == ""


def test_where_the_findings_of_a_check_have_numbers_it_is_called_without_them():
    form = toolkit.find_form("2.4.4")
    check = next(one for one in form.checks if "{registered}" in one.message)
    name = findings.name_of_rule(check.id, "", form)
    assert not re.search(r"查得|〔|\{", name)
    assert form.by_name["registered"].title in name
    assert "「入学日期」不能晚于" in findings.name_of_rule(
        "talent.1.5.1.admission_ym.c1", "", toolkit.find_form("1.5.1")
    )


def test_no_check_is_called_by_what_only_its_definition_knows():
    named = [
        findings.name_of_rule(check.id, "", form) for form in toolkit.catalogue() for check in form.checks
    ]
    assert not [
        name for name in named if re.search(r"查得|〔|\{|」（…）|（… .{0,2}）|现有 … [行条][；，]", name)
    ]


def test_a_reference_is_called_by_the_form_in_which_nothing_was_found():
    form = toolkit.find_form("1.5.1")
    assert (
        findings.name_of_rule("talent.1.5.1.name.reference", "「姓名」", form) == "「姓名」在 0.1.5 里找不到"
    )
    together = findings.name_of_rule("talent.1.5.1.student_no+name.reference", "「学号」、「姓名」", form)
    assert together == "「学号」、「姓名」在 0.1.5 里找不到"


def test_every_kind_of_rule_that_the_engine_makes_has_a_name():
    made = {"required", "required_when", "blank_unless_required", "length", "range", "pattern", "event_date"}
    made |= {"known_code", "current_code", "code_list", "type", "identifier", "unique", "reference"}
    assert made <= set(findings.RULE_WORDS)
    assert findings.name_of_rule("talent.0.1.5.primary_key", "学号", FORM) == "学号有重复"


def test_search_looks_at_what_stands_in_the_table_and_takes_signs_as_they_are():
    found = table(finding("r", value="a.c"), finding("r", value="abc", row=3))
    assert findings.matching(found, findings.Wanted(text="A.C")).height == 1
    assert findings.matching(found, findings.Wanted(text="A3")).height == 1


def test_a_page_holds_its_rows_only():
    found = table(*(finding("r", row=n) for n in range(2, 1203)))
    page = page_of(found, "25", 50)
    assert [row["row"] for row in page.object_list] == [1202]
    assert page.paginator.count == 1201
    assert (page.start_index(), page.end_index()) == (1201, 1201)
    assert page_of(found, "nonsense", 50).number == 1
    assert list(page_of(found.clear(), None, 50).object_list) == []


def test_changes_are_grouped_with_refused_cells_first():
    rows = [
        {
            "row": 2,
            "cell": "A2",
            "field": "name",
            "title": "姓名",
            "before": " 王",
            "after": "王",
            "rule": rule,
            "level": level,
        }
        for rule, level in [("T3", "SILENT"), ("T3+P2", "SILENT"), ("D4", "ASK"), ("C1", "REJECT")]
    ]
    groups = changes.groups(pl.DataFrame(rows, schema=CHANGES_SCHEMA))
    assert [g.level for g in groups] == ["REJECT", "ASK", "SILENT", "SILENT"]
    assert "；" in next(g.name for g in groups if g.rule == "T3+P2")


def test_every_rule_of_normalisation_and_repair_has_a_name():
    sources = Path(normalise.__file__).parent.glob("*.py")
    made = {rule for one in sources for rule in re.findall(r'"([A-Z]\d{1,2})"', one.read_text("utf-8"))}
    assert made
    assert {rule for rule in (*made, REPAIR) if not changes.words_of(rule)} == set()
