"""``shucai check``: exit codes, what a person reads, the JSON, marks, consent, folders."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from shucai import toolkit
from shucai.cli import main
from tests.builders.awards import RIGHT
from tests.builders.workbooks import filled

FORM = toolkit.find_form("1.1.7")
TITLES = [field.title for field in FORM.fields]
WRONG = {**RIGHT, "award_level": "省市级", "issuer": None, "award_ym": "2021-01"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_a_clean_file_exits_0(tmp_path: Path) -> None:
    done = run(filled(FORM, tmp_path, RIGHT))
    assert done.exit_code == 0, done.stdout
    assert "1.1.7 学校获奖（荣誉）情况（2024 年度），1 行" in done.stdout
    assert "问题：没有问题" in done.stdout
    assert "不通过 0" in done.stdout


def test_findings_that_block_exit_1_and_are_read_key_first(tmp_path: Path) -> None:
    done = run(filled(FORM, tmp_path, WRONG))
    assert done.exit_code == 1
    lines = [line for line in done.stdout.splitlines() if line.startswith("[强制]")]
    assert len(lines) == 3
    assert lines[0].startswith("[强制] 示例市文明校园 / 2021-01  ")
    assert "!C2  级别  “省市级”" in lines[0]
    assert lines[0].endswith("(talent.1.1.7.award_level.code_list)")


def test_the_json_has_the_promised_shape(tmp_path: Path) -> None:
    found = json.loads(run(filled(FORM, tmp_path, {**WRONG, "issuer": "示例　市 "}), "--json").stdout)
    assert (found["form"], found["edition"], found["rows"]) == ("1.1.7", 2024, 1)
    for finding in found["findings"]:
        assert set(finding) == {
            "row_key", "sheet", "cell", "row", "field", "title", "value", "rule", "severity", "message",
        }  # fmt: skip
    for change in found["changes"]:
        assert set(change) == {"row", "cell", "field", "title", "before", "after", "rule", "level"}
    assert {c["level"] for c in found["changes"]} == {"SILENT", "REJECT"}
    evaluated = found["evaluated"]
    counts = [evaluated[name] for name in ("passed", "failed", "open")]
    assert sum(counts) == evaluated["evaluated"] == evaluated["checks"] - evaluated["skipped"]
    assert len(evaluated["results"]) == evaluated["evaluated"]


def test_the_marked_workbook_holds_every_finding(tmp_path: Path) -> None:
    source, target = filled(FORM, tmp_path, WRONG), tmp_path / "marked.xlsx"
    done = run(source, "--annotated", target)
    assert done.exit_code == 1
    assert "已写入标注后的工作簿" in done.stdout
    sheet = openpyxl.load_workbook(target).worksheets[0]
    commented = {cell.coordinate for row in sheet.iter_rows(min_row=2) for cell in row if cell.comment}
    assert commented == {"C2", "E2", "G2"}
    assert sheet["C2"].value == "省市级"


def test_marks_never_overwrite_the_source(tmp_path: Path) -> None:
    source = filled(FORM, tmp_path, WRONG)
    before = source.read_bytes()
    assert run(source, "--annotated", source).exit_code == 2
    assert run(source, "--annotated", tmp_path / "x.csv").exit_code == 2
    assert source.read_bytes() == before


def csv_of(path: Path, titles: list[str], *rows: list[str]) -> Path:
    path.write_text("\n".join(",".join(row) for row in [titles, *rows]) + "\n", encoding="utf-8-sig")
    return path


def test_moved_columns_want_consent(tmp_path: Path) -> None:
    values = [str(RIGHT[f.name] or "") for f in FORM.fields]
    moved = csv_of(tmp_path / "moved.csv", TITLES[::-1], values[::-1])
    done = run(moved)
    assert done.exit_code == 2
    assert "列的次序与模板不同" in done.stdout
    assert "--accept-mapping" in done.stdout
    assert json.loads(run(moved, "--json").stdout)["refused"] == "needs_consent"
    assert run(moved, "--accept-mapping").exit_code == 0


def test_a_missing_column_is_never_read(tmp_path: Path) -> None:
    done = run(csv_of(tmp_path / "m.csv", TITLES[1:], ["x"] * 8), "--accept-mapping", "--form", "1.1.7")
    assert done.exit_code == 2
    assert "缺少「项目名称（全称）」" in done.stdout


def test_the_template_of_another_form_is_refused(tmp_path: Path) -> None:
    done = run(filled(FORM, tmp_path, RIGHT), "--form", "2.13.2")
    assert done.exit_code == 2
    assert "这是 1.1.7" in done.stdout


def test_what_is_no_form_exits_2(tmp_path: Path) -> None:
    done = run(csv_of(tmp_path / "x.csv", ["甲", "乙"], ["1", "2"]))
    assert done.exit_code == 2
    assert "认不出" in done.stdout
    broken = tmp_path / "x.xlsx"
    broken.write_bytes(b"no workbook")
    assert run(broken).exit_code == 2
    assert run(tmp_path / "gone.xlsx").exit_code == 2
    assert run(broken, "--form", "9.9").exit_code == 2


def test_titles_alone_tell_the_form(tmp_path: Path) -> None:
    values = [str(RIGHT[f.name] or "") for f in FORM.fields]
    assert run(csv_of(tmp_path / "any.csv", TITLES, values)).exit_code == 0


def test_a_folder_adds_references_between_forms(tmp_path: Path) -> None:
    dept = toolkit.find_form("1.1.3")
    folder = tmp_path / "set"
    folder.mkdir()
    filled(FORM, folder, RIGHT, name="奖.xlsx")
    filled(FORM, folder, {**RIGHT, "award_name": "另一项"}, RIGHT, name="奖2.xlsx")
    filled(dept, folder, {f.name: "某" for f in dept.fields if f.required}, name="部门.xlsx")
    for template in folder.glob("template-*"):
        template.unlink()
    done = run(folder)
    assert done.exit_code == 1
    assert "共 3 个文件，0 个没有读取" in done.stdout
    assert "有 1 行在 奖.xlsx、奖2.xlsx 里重复：示例市文明校园 / 2023-11" in done.stdout
    as_json = json.loads(run(folder, "--json").stdout)
    assert len(as_json["files"]) == 3


def test_an_empty_folder_and_options_that_do_not_fit(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 2
    filled(FORM, tmp_path, RIGHT)
    assert run(tmp_path, "--form", "1.1.7").exit_code == 2


@pytest.mark.parametrize("rows", [0, 1])
def test_a_blank_template_has_no_findings(tmp_path: Path, rows: int) -> None:
    done = run(filled(FORM, tmp_path, *([dict.fromkeys(RIGHT)] * rows)))
    assert done.exit_code == 0
    assert "，0 行" in done.stdout


def test_a_form_of_one_row_without_it_blocks(tmp_path: Path) -> None:
    form = toolkit.find_form("2.11.1")
    done = run(filled(form, tmp_path))
    assert done.exit_code == 1
    assert "没有数据行。这张表全校填一行，必须填写" in done.stdout
    assert "已执行 0 项" in done.stdout


def test_nothing_passes_where_there_are_no_rows(tmp_path: Path) -> None:
    found = json.loads(run(filled(FORM, tmp_path), "--json").stdout)["evaluated"]
    assert (found["evaluated"], found["passed"]) == (0, 0)
    assert found["skipped"] == found["checks"] > 0
    assert any(cause["cause"] == "表里没有数据行" for cause in found["causes"])


def test_accepted_differences_are_told_with_the_result(tmp_path: Path) -> None:
    values = [str(RIGHT[f.name] or "") for f in FORM.fields]
    extra = csv_of(tmp_path / "extra.csv", [*TITLES, "备注栏甲"], [*values, "不读"])
    done = run(extra, "--accept-mapping")
    assert done.exit_code == 0
    assert "注意：多出 J 列「备注栏甲」，不会读取" in done.stdout
