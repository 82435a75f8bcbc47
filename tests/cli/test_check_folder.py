"""``shucai check`` of a folder: calm where nothing is wrong, what is to be done where something is, and the sums."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shucai import toolkit
from shucai.cli import folder_lines, main
from tests.builders.awards import RIGHT
from tests.builders.workbooks import filled

FORM = toolkit.find_form("1.1.7")
UNTIDY = {**RIGHT, "award_name": "先进集体", "award_category": "德育和平安文明", "issuer": " 示例市教育局　"}
WRONG = {**RIGHT, "award_name": "示例市第三项", "issuer": None, "award_ym": "2021-01"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a clean file, one that is only untidy, one with errors, and one that is no form."""
    made = tmp_path / "上报"
    made.mkdir()
    for name, row in (("a.xlsx", RIGHT), ("b.xlsx", UNTIDY), ("c.xlsx", WRONG)):
        filled(FORM, made, row, name=name)
    next(made.glob("template-*")).unlink()
    (made / "d.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    return made


def lines_about(name: str, output: str) -> list[str]:
    """Return the line of a file and what is indented below it."""
    lines = output.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(name))
    end = next(n for n in range(start + 1, len(lines)) if not lines[n].startswith("  "))
    return lines[start:end]


def test_a_clean_file_takes_one_line(folder: Path) -> None:
    assert lines_about("a.xlsx", run(folder).stdout) == ["a.xlsx：1.1.7 学校获奖（荣誉）情况，1 行，没有问题"]


def test_of_changes_only_those_are_told_that_want_confirming(folder: Path) -> None:
    lines = lines_about("b.xlsx", run(folder).stdout)
    changes = json.loads(run(folder, "--json").stdout)["files"][1]["changes"]
    asked = [change for change in changes if change["level"] == "ASK"]
    assert [line.split()[1] for line in lines if line.startswith("  规整")] == [c["cell"] for c in asked]
    assert 0 < len(asked) < len(changes)


def test_what_is_wrong_is_told_at_its_file(folder: Path) -> None:
    first, *findings = lines_about("c.xlsx", run(folder).stdout)
    assert first == "c.xlsx：1.1.7 学校获奖（荣誉）情况，1 行，强制 2"
    assert [line[:6] for line in findings] == ["  [强制]"] * 2


def test_a_file_that_was_not_read_says_how_to_go_on(folder: Path) -> None:
    done = run(folder)
    assert done.exit_code == 2
    assert lines_about("d.csv", done.stdout)[-1] == "  单独校验这个文件，用 --form 表号 指明是哪一张表"


def test_of_many_findings_those_that_block_come_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{**RIGHT, "award_name": f"第{n}项", "doc_no": "不详"} for n in range(3)]
    filled(FORM, folder, *rows, {**WRONG, "award_name": "最后一项"}, name="e.xlsx")
    (folder / "template-1.1.7.xlsx").unlink()
    monkeypatch.setattr(folder_lines, "SHOWN", 1)
    _, *lines = lines_about("e.xlsx", run(folder).stdout)
    assert lines[0].startswith("  [强制] 最后一项")
    assert "用 --json 查看" in lines[1]


def test_the_sums_come_last(folder: Path) -> None:
    sums = run(folder).stdout.rpartition("\n\n")[2].splitlines()
    assert sums[0] == "共 4 个文件，1 个没有读取，2 个没有问题"
    assert sums[1:3] == ["1 个文件有强制问题，改正后才能上报：", "  c.xlsx  2 条"]
    assert sums[3].startswith("数据：3 行；规整了 ")
    assert sums[4] == "问题：强制 2"
    assert sums[5].startswith("校验：共 ")


def test_the_json_has_the_sums_of_all_files(folder: Path) -> None:
    found = json.loads(run(folder, "--json").stdout)
    read = [file for file in found["files"] if "refused" not in file]
    summary = found["summary"]
    assert (summary["files"], summary["unread"], summary["clean"]) == (4, 1, 2)
    assert summary["rows"] == sum(file["rows"] for file in read) == 3
    assert summary["findings"] == {"error": 2, "explain": 0, "confirm": 0, "note": 0}
    changes = [change["level"] for file in read for change in file["changes"]]
    assert (summary["changes"], summary["asked"]) == (
        len(changes) - changes.count("REJECT"),
        changes.count("ASK"),
    )
    for name in ("checks", "evaluated", "passed", "failed", "open", "skipped"):
        assert summary["evaluated"][name] == sum(file["evaluated"][name] for file in read)
