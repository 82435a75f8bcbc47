"""Altered templates, as ruled: what is missing or unknown is refused, what can be mapped by title wants consent."""

from dataclasses import replace

import polars as pl
import pytest

from shucai.domain.catalogue import Form
from shucai.domain.layouts import Layout, body_of, match, recognise
from shucai.domain.layouts.recognise import differing
from shucai.domain.tables import Sheet
from shucai.toolkit.catalogue import catalogue

CATALOGUE = catalogue()
FORM = CATALOGUE.find("0.1.4", 2024)
TITLES = [field.title for field in FORM.fields]


def sheet(*rows: list[str | None]) -> Sheet:
    width = max(len(row) for row in rows)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    names = [f"c{n}" for n in range(1, width + 1)]
    return Sheet("Sheet1", pl.DataFrame(padded, schema=dict.fromkeys(names, pl.String), orient="row"))


def kinds(layout: Layout) -> list[str]:
    return [difference.kind for difference in layout.differences]


def test_the_template_itself_has_no_differences() -> None:
    layout = match(sheet(TITLES, ["x"]), FORM)
    assert (layout.differences, layout.heading_row) == ((), 1)
    assert layout.columns == {field.name: n for n, field in enumerate(FORM.fields, 1)}


def test_headings_are_compared_as_people_read_them() -> None:
    dressed = [
        f" * {title}（必填）\n" if n % 2 else f"{title[:1]} {title[1:]}" for n, title in enumerate(TITLES)
    ]
    assert match(sheet(dressed), FORM).differences == ()


def test_a_title_line_above_the_headings_is_passed_over() -> None:
    assert match(sheet(["表 0.1.4 教学场所"], ["填表说明：……"], TITLES), FORM).heading_row == 3


def test_a_missing_column_is_refused_and_a_likely_renaming_named() -> None:
    renamed = [f"{TITLES[1]}啊" if n == 1 else title for n, title in enumerate(TITLES)]
    layout = match(sheet(renamed), FORM)
    assert layout.refused
    assert kinds(layout) == ["missing", "unknown"]
    assert f"缺少「{TITLES[1]}」；B 列「{TITLES[1]}啊」可能就是它，请改回原列名" in layout.differences[0].text


def test_what_stands_against_reading_is_told_without_what_may_be_consented_to() -> None:
    layout = match(sheet(["不认得", "教师姓名", *TITLES[2:]]), FORM)
    assert kinds(layout) == ["alias", "missing", "unknown"]
    assert layout.against == tuple(one.text for one in layout.differences[1:])
    assert "A 列「不认得」不在本表的模板里；如果它就是缺少的那一列，请改回原列名" in layout.against[1]


def test_every_missing_column_is_listed() -> None:
    layout = match(sheet(TITLES[3:]), FORM)
    assert kinds(layout) == ["missing"] * 3
    assert all("请从模板补上这一列" in d.text for d in layout.differences)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ([TITLES[1], TITLES[0], *TITLES[2:]], ["moved"]),
        ([*TITLES, "备注栏甲"], ["extra"]),
        (["序号", *TITLES], ["extra"]),
        ([None, *TITLES], []),
    ],
)
def test_what_can_be_mapped_by_title_wants_consent(headings: list[str | None], expected: list[str]) -> None:
    layout = match(sheet(headings), FORM)
    assert kinds(layout) == expected
    assert not layout.refused
    assert layout.needs_consent is bool(expected)
    assert {f.name: headings.index(f.title) + 1 for f in FORM.fields} == layout.columns


def test_a_known_spelling_is_mapped_and_said() -> None:
    fields = (replace(FORM.fields[0], aliases=("场地名称",)), *FORM.fields[1:])
    layout = match(sheet(["场地名称", *TITLES[1:]]), replace(FORM, fields=fields))
    assert kinds(layout) == ["alias"]
    assert f"A 列「场地名称」按「{TITLES[0]}」读取" == layout.differences[0].text


def test_a_doubled_column_is_refused() -> None:
    layout = match(sheet([*TITLES, TITLES[0]]), FORM)
    assert layout.refused
    assert kinds(layout) == ["doubled"]


def test_a_sheet_without_the_headings_is_refused_in_words() -> None:
    layout = match(sheet(["甲", "乙"], ["1", "2"]), FORM)
    assert kinds(layout) == ["no_heading"]
    assert "找不到 0.1.4" in layout.differences[0].text


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_every_template_is_recognised_or_its_twins_are_named(form: Form) -> None:
    found, likely = recognise(sheet([field.title for field in form.fields]), CATALOGUE)
    assert found is form or (found is None and form in {c.form for c in likely})


def test_most_forms_are_recognised_by_their_titles_alone() -> None:
    found = [recognise(sheet([f.title for f in form.fields]), CATALOGUE)[0] for form in CATALOGUE]
    assert sum(form is not None for form in found) > 0.8 * len(CATALOGUE.forms)


def test_a_template_of_another_year_or_form_is_named() -> None:
    right = {"platform": "talent", "form": "0.1.4", "edition": "2024", "title": FORM.title}
    assert differing(right, FORM) is None
    assert "这是 2023 年度 0.1.4" in str(differing(right | {"edition": "2023"}, FORM))
    assert "不是 2024 年度 0.1.4" in str(differing(right | {"edition": "2023"}, FORM))
    other = str(differing(right | {"form": "0.1.5"}, FORM))
    assert "这是 0.1.5" in other
    assert "不是 0.1.4" in other  # the same edition serves several years of collection


def test_rows_are_those_with_content_and_lines_under_the_table_are_named() -> None:
    empty: list[str | None] = [None] * len(TITLES)
    first, second = ["甲", *empty[1:]], [None, "乙", *empty[2:]]
    table = sheet(TITLES, first, empty, ["　 ", *empty[1:]], second, ["填表人：示例", *empty[1:]], empty)
    body = body_of(table, match(table, FORM))
    assert body.rows.to_list() == [2, 5]
    assert body.left_out == ((6, "填表人：示例"),)


@pytest.mark.parametrize(
    "text", ["说明文写作", "注册会计师", "合计划", "负责人培训", "总计算机网络", "审核实务", "日期推算"]
)
def test_a_row_whose_first_word_only_begins_so_stays_a_row(text: str) -> None:
    row = [text, *[None] * (len(TITLES) - 1)]
    table = sheet(TITLES, row)
    assert body_of(table, match(table, FORM)).rows.to_list() == [2]


@pytest.mark.parametrize(
    "text",
    [
        "合计", " 总 计 ", "小计：", "说明：本表……", "注:x", "填表人：示例", "单位（盖章）", "制表：示例　审核：示例",
        "审核：示例", "填报日期：10月1日", "主管领导：",
    ],
)  # fmt: skip
def test_lines_that_are_no_rows_are_left_out_and_told(text: str) -> None:
    table = sheet(TITLES, [text, *[None] * (len(TITLES) - 1)])
    body = body_of(table, match(table, FORM))
    assert (body.rows.to_list(), [row for row, _ in body.left_out]) == ([], [2])


def test_a_heading_that_stands_once_more_among_the_rows_is_no_row() -> None:
    empty: list[str | None] = [None] * (len(TITLES) - 1)
    starred = [f"{title} *" for title in TITLES]
    table = sheet(starred, ["甲", *empty], TITLES, ["乙", *empty], starred, [TITLES[0], *empty])
    body = body_of(table, match(table, FORM))
    assert (body.rows.to_list(), body.headings) == ([2, 4, 6], (3, 5))
