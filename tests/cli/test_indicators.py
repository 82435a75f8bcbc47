"""``shucai indicators``: value, what it is the quotient of, last year's, the line, and what is missing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shucai import toolkit
from shucai.cli import main
from tests.builders.workbooks import filled, right_row

FORM = toolkit.find_form("1.1.5")
TITLE = "新增设备占比"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["indicators", *map(str, arguments)])


def school(folder: Path, total: str, added: str | None) -> Path:
    folder.mkdir()
    filled(FORM, folder, {**right_row(FORM), "equipment_total": total, "equipment_new": added})
    next(folder.glob("template-*")).unlink()
    return folder


def line_of(result: Result) -> str:
    return next(line for line in result.stdout.splitlines() if line.startswith(TITLE))


@pytest.mark.parametrize(
    ("total", "added", "line"),
    [
        ("1100", "100", f"{TITLE}：10%（100 ÷ 1000），参考线不低于 10，达到"),
        ("1050", "50", f"{TITLE}：5%（50 ÷ 1000），参考线不低于 10，没有达到"),
        ("100", "100", f"{TITLE}：算不出，分母为 0"),
        ("100", None, f"{TITLE}：算不出，要用的数有空白"),
    ],
)
def test_an_indicator_takes_one_line(tmp_path: Path, total: str, added: str | None, line: str) -> None:
    assert line_of(run(school(tmp_path / "本年", total, added))) == line


def test_last_year_stands_beside_it(tmp_path: Path) -> None:
    now, before = school(tmp_path / "本年", "1100", "100"), school(tmp_path / "上年", "1000", "0")
    assert "，上年 0%，" in line_of(run(now, "--last-year", before))


def test_what_is_not_at_hand_is_named_and_counted(tmp_path: Path) -> None:
    output = run(school(tmp_path / "本年", "1100", "100")).stdout
    assert "生均占地面积：没有算，需要 1.1.4 " in output
    assert output.splitlines()[-1].endswith("项指标，算出 1 项")


def test_machines_get_source_and_note(tmp_path: Path) -> None:
    answers = json.loads(run(school(tmp_path / "本年", "1100", "100"), "--json").stdout)
    (one,) = [answer for answer in answers if answer["id"] == "new_equipment_share"]
    assert (one["value"], one["qualified"], one["at_least"]) == (10.0, True, 10.0)
    assert one["note"] == "参考线所据文件未见全文"


def test_a_file_that_cannot_be_read_is_told_and_ends_with_2(tmp_path: Path) -> None:
    folder = school(tmp_path / "本年", "1100", "100")
    (folder / "d.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    done = run(folder)
    assert done.exit_code == 2
    assert "d.csv：没有读取，" in done.stderr
