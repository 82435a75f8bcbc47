"""``shucai template``: one form, a form with rows, a department's set."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from shucai.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["template", *map(str, arguments)])


def test_one_form(tmp_path: Path) -> None:
    target = tmp_path / "t.xlsx"
    done = run("0.1.1", "-o", target)
    assert done.exit_code == 0, done.stderr
    assert openpyxl.load_workbook(target).worksheets[1].title == "填写说明"


def test_a_departments_set_counts_its_forms(tmp_path: Path) -> None:
    done = run("--department", "信息化处", "-o", tmp_path)
    if done.exit_code:
        done = run("--department", "学生工作处", "-o", tmp_path)
    assert done.exit_code == 0, done.stderr
    written = list(tmp_path.rglob("*.xlsx"))
    assert written
    assert f"{len(written)} 个模板" in done.stdout


def test_rows_are_carried_over_by_title(tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    first = tmp_path / "blank.xlsx"
    run("1.1.7", "-o", first)
    titles = [str(cell.value).strip("* \n") for cell in openpyxl.load_workbook(first).worksheets[0][1]]
    values = [f"=值{n}" if n == 0 else "" for n, _ in enumerate(titles)]
    rows.write_text(",".join(reversed(titles)) + "\n" + ",".join(reversed(values)) + "\n", encoding="utf-8")
    target = tmp_path / "filled.xlsx"
    done = run("1.1.7", "--rows", rows, "-o", target)
    assert done.exit_code == 0, done.stderr
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert "=值0" in [cell.value for row in sheet.iter_rows(min_row=2) for cell in row]
    assert "f" not in {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "请给出一个表号"),
        (("9.9.9",), "没有表单 9.9.9"),
        (("--department", "没有这个处"), "没有部门“没有这个处”，现有："),
        (("0.1.1", "--department", "教务处"), "请给出一个表号"),
    ],
)
def test_what_cannot_be_made_is_said(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments, "-o", tmp_path / "x.xlsx")
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    assert run("1.1.7", "-o", tmp_path / "new/folder/t.xlsx").exit_code == 0
    (tmp_path / "taken.xlsx").mkdir()
    (tmp_path / "file").write_text("x")
    for place, told in [("taken.xlsx", "是文件夹"), ("t.csv", "只能写成 .xlsx"), ("file/t.xlsx", "写不了")]:
        done = run("1.1.7", "-o", tmp_path / place)
        assert done.exit_code == 2
        assert told in done.stderr
        assert "Traceback" not in done.stderr
