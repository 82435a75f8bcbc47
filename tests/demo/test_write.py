"""The demo school as workbooks: what is written reads back as it was built, and nothing is overwritten."""

from pathlib import Path

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner

from shucai import toolkit
from shucai.config.command import main
from shucai.demo import SEED
from shucai.demo.tables import cells_of, table_of
from shucai.demo.write import MARK, NOTICE_TEXT, NotEmpty, write_demo, write_form
from shucai.demo.year import Year
from tests.builders.school import school


def cells(code: str, *, last_year: bool = False) -> pl.DataFrame:
    at = school().last if last_year else school()
    return cells_of(table_of(at.form(code), at.rows(code)))


@pytest.mark.parametrize("code", ["1.1.1", "1.1.4", "0.1.4", "N-ZH-XX-02"])
def test_a_workbook_reads_back_without_a_change_of_its_values(code: str, tmp_path: Path):
    written = cells(code)
    write_form(code, 2024, written, tmp_path / "form.xlsx")
    report = toolkit.check_file(tmp_path / "form.xlsx")
    assert isinstance(report, toolkit.Report)
    assert report.table.values.equals(table_of(school().form(code), school().rows(code)).values)
    assert not report.blocks


def test_a_workbook_says_in_its_guide_that_its_rows_are_invented(tmp_path: Path):
    write_form("1.1.3", 2024, cells("1.1.3"), tmp_path / "form.xlsx")
    guide = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[1]
    assert MARK in guide["A2"].value


def test_the_year_before_differs_from_this_one():
    assert not cells("1.1.4").equals(cells("1.1.4", last_year=True))


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(NotEmpty, match="换一个新的文件夹"):
        write_demo(tmp_path, SEED)
    answer = CliRunner().invoke(main, ["demo-data", "-o", str(tmp_path)])
    assert answer.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_notice_says_that_nothing_is_real():
    assert "全部由程序编造" in NOTICE_TEXT
    assert "不能用于上报" in NOTICE_TEXT


def test_a_year_knows_its_days():
    year = Year(2024)
    assert (str(year.starts), str(year.ends), year.label, year.fiscal) == (
        "2023-09-01",
        "2024-08-31",
        "2023-2024",
        2023,
    )
    assert str(year.on(9, 30)) == "2023-09-30"
    assert str(year.on(3)) == "2024-03-01"
