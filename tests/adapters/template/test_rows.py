"""Rows in a template: what stands in the cells afterwards."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from openpyxl.workbook import Workbook

from shucai.adapters.workbooks.template import CannotWrite, template_file_name, write_template
from shucai.domain.catalogue import Catalogue, Form
from tests.adapters.template.forms import field, form_of

Write = Callable[..., Workbook]

FORM = form_of(
    field("no", "编号", kind="identifier"),
    field("name", "名称"),
    field("gender", "性别", kind="code", code_list="talent_gender"),
    field("title", "职称", kind="code", code_list="prof_title"),
    field("region", "籍贯", kind="code", code_list="admin_division"),
    field("levels", "级别", kind="code", code_list="project_level", multi=True),
    field("on_staff", "是否在编", "boolean", "boolean"),
    field("people", "人数", "integer", "count", unit="人"),
    field("money", "经费", "number", "money", unit="万元"),
    field("share", "比例", "number", "percent", unit="%"),
    field("born", "出生日期", "date", "date"),
    field("month", "毕业年月", "yearmonth", "yearmonth"),
    field("year", "年份", "year", "year"),
)


def cells(write: Write, **values: object) -> dict[str, object]:
    """Write one row and return title -> value of its cells."""
    sheet = write(FORM, pl.DataFrame({name: [value] for name, value in values.items()})).worksheets[0]
    titles = {f.title: sheet.cell(2, i).value for i, f in enumerate(FORM.fields, start=1)}
    return {title: value for title, value in titles.items() if value is not None}


def test_values_of_every_type_are_typed_cells(write: Write) -> None:
    assert cells(
        write, no="0012", on_staff=True, people=12, money=1.25, born=date(2001, 2, 3), month=date(2024, 10, 1),
        year=2019,
    ) == {
        "编号": "0012", "是否在编": "是", "人数": 12, "经费": 1.25, "出生日期": datetime(2001, 2, 3),  # noqa: DTZ001 - a cell has no time zone
        "毕业年月": "2024-10", "年份": 2019,
    }  # fmt: skip


def test_what_looks_like_markup_stays_text(write: Write) -> None:
    assert cells(write, no="<r>&</r>", name="=1+1") == {"编号": "<r>&</r>", "名称": "=1+1"}


def test_codes_are_shown_as_people_read_them(write: Write) -> None:
    """A label that stands for two codes is shown with its code."""
    assert cells(write, gender="2", levels="1;2", region="320508") == {
        "性别": "女",
        "级别": "世界级（国际级）；国家级",
        "籍贯": "320508 姑苏区",
    }


def test_an_ambiguous_title_is_shown_with_its_code(write: Write, everything: Catalogue) -> None:
    for code in everything.code_lists["prof_title"].by_label["编辑"]:
        assert cells(write, title=code) == {"职称": f"{code} 编辑"}


def test_a_percentage_is_shown_as_one(write: Write) -> None:
    sheet = write(FORM, pl.DataFrame({"share": [95.5]})).worksheets[0]
    cell = sheet["J2"]
    assert (cell.value, cell.number_format) == (0.955, "0.00%")


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-3", "@求和", '=HYPERLINK("http://x","y")', "http://example.com"]
)
def test_text_that_looks_like_a_formula_stays_text(write: Write, text: str) -> None:
    cell = write(FORM, pl.DataFrame({"name": [text]})).worksheets[0]["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_eighteen_digits_stay(write: Write) -> None:
    assert cells(write, no="320599200703137661") == {"编号": "320599200703137661"}


def test_what_could_not_be_read_is_written_as_typed(write: Write) -> None:
    assert cells(write, people="约十人", born="去年", gender="不明") == {
        "人数": "约十人",
        "出生日期": "去年",
        "性别": "不明",
    }


def test_a_number_too_long_for_a_cell_becomes_its_digits(write: Write) -> None:
    assert cells(write, people=1234567890123456789) == {"人数": "1234567890123456789"}


def test_a_day_before_the_days_of_excel_becomes_text(write: Write) -> None:
    assert cells(write, born=date(1899, 12, 30)) == {"出生日期": "1899-12-30"}


def test_blanks_stay_blank(write: Write) -> None:
    assert cells(write, no=None, people=None, name="") == {}


def test_many_rows_are_all_written(write: Write) -> None:
    rows = pl.DataFrame({"no": [f"{number:06}" for number in range(6_000)]})
    sheet = write(FORM, rows).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)] == rows["no"].to_list()
    assert str(sheet["A1"].value) == "编号"


def refused(everything: Catalogue, form: Form, rows: pl.DataFrame, target: Path) -> str:
    with pytest.raises(CannotWrite) as caught:
        write_template(form, everything.code_lists, target, platform_title="示例平台", rows=rows)
    assert not target.exists()
    return str(caught.value)


def test_more_rows_than_a_workbook_takes_are_refused(everything: Catalogue, tmp_path: Path) -> None:
    rows = pl.DataFrame({"no": pl.repeat("1", 200_001, eager=True)})
    message = refused(everything, FORM, rows, tmp_path / "many.xlsx")
    assert "200,001 行" in message
    assert "最多 200,000 行" in message


def test_columns_of_another_form_are_refused(everything: Catalogue, tmp_path: Path) -> None:
    assert "别的列" in refused(everything, FORM, pl.DataFrame({"别的列": ["1"]}), tmp_path / "other.xlsx")


def test_a_text_longer_than_a_cell_is_refused(everything: Catalogue, tmp_path: Path) -> None:
    message = refused(everything, FORM, pl.DataFrame({"name": ["长" * 32_768]}), tmp_path / "long.xlsx")
    assert "「名称」" in message


def test_what_is_no_number_is_refused(everything: Catalogue, tmp_path: Path) -> None:
    message = refused(everything, FORM, pl.DataFrame({"money": [float("nan")]}), tmp_path / "nan.xlsx")
    assert "「经费」" in message


def test_the_same_rows_give_the_same_bytes(everything: Catalogue, tmp_path: Path) -> None:
    contents = set()
    for name in ("one.xlsx", "two.xlsx"):
        target = tmp_path / name
        write_template(
            FORM, everything.code_lists, target, platform_title="示例平台", rows=pl.DataFrame({"no": ["1"]})
        )
        contents.add(target.read_bytes())
    assert len(contents) == 1


def test_a_file_name_suits_windows() -> None:
    form = form_of(field("a", "甲"), title="学生职业资格/技能等级证书")
    assert template_file_name(form) == "9.9.9 学生职业资格／技能等级证书（2024）.xlsx"
