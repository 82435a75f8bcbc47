"""The template of a form, and a department's whole set, through the toolkit."""

from pathlib import Path

import openpyxl
import polars as pl
import pytest

from shucai import toolkit
from shucai.adapters.workbooks.template import template_file_name
from shucai.domain.catalogue import Form

DEPARTMENTS = [
    (edition.platform, department)
    for edition in toolkit.catalogue().editions
    for department in dict.fromkeys(d.unit for form in edition.forms.values() for d in form.departments)
]
PLATFORM_FOLDERS = {"talent": "人才平台", "national": "全国系统"}


def filled_by(department: str) -> list[Form]:
    """Return the forms a department has a part in, as the lists of the regulation name them; computed forms need no one."""
    return [
        form
        for form in toolkit.catalogue()
        if department in {part.unit for part in form.departments} and form.kind in {"basic", "ordinary"}
    ]


def test_both_platforms_name_departments() -> None:
    assert {platform for platform, _ in DEPARTMENTS} == {"talent", "national"}
    assert len({department for _, department in DEPARTMENTS}) > 10


@pytest.mark.parametrize("department", dict.fromkeys(department for _, department in DEPARTMENTS))
def test_every_department_gets_its_set(department: str, tmp_path: Path) -> None:
    told: list[Path] = []
    written = toolkit.write_department_templates(department, tmp_path, progress=told.append)
    expected = {
        tmp_path / PLATFORM_FOLDERS[form.platform] / template_file_name(form)
        for form in filled_by(department)
    }
    assert expected
    assert set(written) == set(tmp_path.rglob("*.xlsx")) == expected
    assert told == written
    first = openpyxl.load_workbook(written[0], read_only=True)
    assert "填写说明" in first.sheetnames


def test_an_unknown_department_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(KeyError) as caught:
        toolkit.write_department_templates("宇航处", tmp_path)
    message = str(caught.value.args[0])
    assert "宇航处" in message
    assert all(department in message for _, department in DEPARTMENTS)
    assert not list(tmp_path.iterdir())


def test_the_guide_tells_the_period_and_the_titles_of_other_forms(tmp_path: Path) -> None:
    form = toolkit.find_form("1.4.1")
    toolkit.write_template(form, tmp_path / "form.xlsx")
    guide = openpyxl.load_workbook(tmp_path / "form.xlsx")["填写说明"]
    text = "\n".join(str(value) for row in guide.iter_rows(values_only=True) for value in row if value)
    assert "2023-09-01 至 2024-08-31" in text
    assert "0.1.3 校内教师基础信息表" in text


def test_rows_are_filled_in(tmp_path: Path) -> None:
    form = toolkit.find_form("1.4.1")
    rows = pl.DataFrame({"staff_no": ["0012"], "gender": ["2"]})
    toolkit.write_template(form, tmp_path / "form.xlsx", rows)
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    assert (sheet["A2"].value, sheet["C2"].value) == ("0012", "女")


def test_the_guide_leaves_out_what_only_a_finding_can_tell(tmp_path: Path) -> None:
    toolkit.write_template(toolkit.find_form("1.5.4"), tmp_path / "form.xlsx")
    guide = openpyxl.load_workbook(tmp_path / "form.xlsx")["填写说明"]
    text = "\n".join(str(value) for row in guide.iter_rows(values_only=True) for value in row if value)
    assert "「是否报到」为“是”的新生有 … 人" in text
    assert "「入学日期」应是采集当年的 9 月" in text
    assert "却在 1.5.1 全日制高职在校生信息表里；请" in text
    assert not {"{", "}"} & set(text)
