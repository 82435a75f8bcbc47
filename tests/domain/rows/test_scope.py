"""Whose cells: the lead fills what nobody else supplies, the others their rows or their columns (FIL-8)."""

import pytest

from shucai.domain.rows import Other, Scope

LEAD, ROWS, COLUMNS = 1, 2, 3
TITLES = {"name": "姓名", "level": "双师等级", "kind": "类别"}
PARTS = {
    LEAD: Other("组织人事部", leads=True),
    ROWS: Other("教学管理处"),
    COLUMNS: Other("科技服务处", fields=frozenset({"level"})),
}


def scope(part: int) -> Scope:
    own = PARTS[part]
    return Scope(part, own.leads, own.fields, {k: v for k, v in PARTS.items() if k != part}, TITLES)


@pytest.mark.parametrize(
    ("part", "row_part", "field", "why"),
    [
        (LEAD, LEAD, "name", ""),
        (LEAD, LEAD, "level", "由科技服务处填报"),
        (LEAD, ROWS, "name", "由教学管理处填报"),
        (ROWS, ROWS, "name", ""),
        (ROWS, ROWS, "level", "由科技服务处填报"),
        (ROWS, LEAD, "name", "由组织人事部填报"),
        (COLUMNS, LEAD, "level", ""),
        (COLUMNS, ROWS, "level", ""),
        (COLUMNS, LEAD, "name", "由组织人事部填报"),
        (COLUMNS, ROWS, "name", "由教学管理处填报"),
    ],
)
def test_a_cell_is_changed_by_who_supplies_it(part, row_part, field, why):
    assert scope(part).why_not_cell(row_part, field) == why


def test_rows_are_added_and_deleted_by_who_has_them():
    assert scope(LEAD).why_not_row(LEAD) == ""
    assert scope(ROWS).why_not_row(ROWS) == ""
    assert scope(LEAD).why_not_row(ROWS) == "这一行由教学管理处填报"
    assert scope(COLUMNS).why_not_row(LEAD) == "您的部门只填“双师等级”，行由组织人事部增删"


def test_the_lead_and_who_supplies_columns_see_all_rows():
    seen = {part: {row for row in PARTS if scope(part).sees(row)} for part in PARTS}
    assert seen == {LEAD: {LEAD, ROWS, COLUMNS}, ROWS: {ROWS}, COLUMNS: {LEAD, ROWS, COLUMNS}}


def test_who_is_alone_changes_everything():
    alone = Scope(LEAD, titles=TITLES)
    assert alone.own_fields() == frozenset(TITLES)
    assert not alone.why_not_row(LEAD)


def test_rows_of_a_part_that_is_there_no_more_are_the_leads():
    assert scope(LEAD).why_not_cell(99, "name") == ""
    assert scope(COLUMNS).why_not_cell(99, "name") == "由组织人事部填报"
    assert scope(LEAD).why_not_row(99) == ""


def test_a_column_of_two_departments_is_open_to_both():
    both = Scope(
        COLUMNS,
        leads=False,
        fields=frozenset({"level"}),
        others={LEAD: PARTS[LEAD], 4: Other("教学管理处", fields=frozenset({"level"}))},
        titles=TITLES,
    )
    assert both.why_not_cell(LEAD, "level") == ""
    assert both.own_fields() == frozenset({"level"})


def test_a_re_opening_for_rows_leaves_all_others_closed():
    alone = Scope(LEAD, titles=TITLES, reopened_rows=frozenset({"a", "b"}))
    why = "这次只重新开放了选出的 2 行"
    assert {uid: alone.why_not_cell(LEAD, "name", uid) for uid in "abc"} == {"a": "", "b": "", "c": why}
    assert {uid: alone.why_not_row(LEAD, uid) for uid in ("a", "c", "")} == {"a": "", "c": why, "": why}
    assert alone.may_delete
    assert alone.own_fields() == frozenset(TITLES)


def test_a_re_opening_for_columns_of_rows_deletes_none_of_them():
    both = Scope(LEAD, titles=TITLES, reopened=frozenset({"name"}), reopened_rows=frozenset({"a"}))
    assert both.only_reopened == "这次只重新开放了选出的 1 行的“姓名”"
    assert both.why_not_row(LEAD, "a") == both.why_not_cell(LEAD, "level", "a") == both.only_reopened
    assert not both.why_not_cell(LEAD, "name", "a")
    assert not both.may_delete
