"""A template filled with right values of every kind passes; one wrong value of each kind is found, at its cell."""

from pathlib import Path

import pytest

from shucai import toolkit
from shucai.adapters.workbooks.reading import read_workbook
from shucai.domain.layouts import match
from shucai.domain.tables import Workbook, column_letters
from shucai.toolkit.check import check_sheet
from tests.builders.kinds import FIELDS, FORM, RIGHT, WRONG
from tests.builders.workbooks import fill


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    toolkit.write_template(FORM, path)
    return path


def checked(path: Path) -> toolkit.Report:
    workbook = read_workbook(path)
    assert isinstance(workbook, Workbook), workbook.message
    layout = match(workbook.sheet, FORM)
    assert layout.differences == ()
    return check_sheet(workbook, layout)


def test_right_values_of_every_kind_pass(template: Path, tmp_path: Path) -> None:
    second = {**RIGHT, "identifier": "0013", "id_number": "320102200601010047"}
    report = checked(fill(template, tmp_path / "right.xlsx", FORM, RIGHT, second))
    second_card = report.findings.filter(report.findings["rule"].str.ends_with("id_number.identifier"))
    found = report.findings.filter(report.findings["severity"] == "error")
    assert found.height == second_card.height, found.to_dicts()
    assert report.rows == 2
    assert toolkit.rows_of(report)["text"].to_list() == ["=示例社团"] * 2


@pytest.mark.parametrize(("name", "value", "rule"), WRONG)
def test_a_wrong_value_is_found_at_its_cell(
    template: Path, tmp_path: Path, name: str, value: object, rule: str
) -> None:
    report = checked(fill(template, tmp_path / "wrong.xlsx", FORM, {**RIGHT, name: value}))
    place = next(n for n, field in enumerate(FIELDS, 1) if field.name == name)
    found = report.findings.filter(report.findings["field"] == name).to_dicts()
    assert [f["rule"] for f in found if f["severity"] == "error"] == [f"talent.9.9.9.{name}.{rule}"]
    finding = found[0]
    assert finding["cell"] == f"{column_letters(place)}{report.table.rows[0]}"
    assert finding["title"] == FIELDS[place - 1].title
    assert (
        finding["message"].count("，") + finding["message"].count("。") >= 1
    )  # what is wrong, then the remedy
    others = report.findings.filter(report.findings["field"] != name)
    assert others.filter(others["severity"] == "error").is_empty()


def test_a_key_may_not_repeat(template: Path, tmp_path: Path) -> None:
    report = checked(fill(template, tmp_path / "twins.xlsx", FORM, RIGHT, RIGHT))
    rules = set(report.findings["rule"])
    assert {"talent.9.9.9.primary_key", "talent.9.9.9.id_number.unique"} <= rules
