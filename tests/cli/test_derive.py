"""``shucai derive``: totals put right, what is missing named, drafts and a workflow step by step."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shucai import toolkit
from shucai.cli import main
from tests.builders.workbooks import filled, right_row

TEAM = toolkit.find_form("2.15.3")
TEAM_ROW = {**right_row(TEAM), "team_name": "示例教学团队", "member_nos": "T0001；T0002", "member_count": "9"}
BOOKS = ("N-SX-GL-01", "N-SX-GL-02", "N-SX-GL-03")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["derive", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a wrong total and the first books of the internship workflow."""
    made = tmp_path / "上报"
    made.mkdir()
    filled(TEAM, made, TEAM_ROW, name="团队.xlsx")
    for code in BOOKS:
        form = toolkit.find_form(code)
        filled(form, made, right_row(form), name=f"{code}.xlsx")
    for blank in made.glob("template-*"):
        blank.unlink()
    return made


def test_a_total_is_computed_and_compared_with_what_was_handed_in(folder: Path) -> None:
    done = run(folder)
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    place = lines.index("人才平台 2.15.3 高水平团队人数（合计）：1 行，由 1 行得出")
    assert lines[place + 1] == "  与交来的表相比：多 0 行，少 0 行，1 行的数不同"


def test_what_is_not_at_hand_is_named(folder: Path) -> None:
    output = run(folder).stdout
    assert "人才平台 1.2.2 专业群的专业数和在校生数（合计）：没有算，需要 " in output
    assert output.splitlines()[-1].startswith("共 ")


def test_computed_forms_are_written_and_read_again(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "-o", tmp_path / "算出")
    (written,) = (tmp_path / "算出").rglob("2.15.3*.xlsx")
    assert "写入 " in done.stdout
    report = toolkit.check_file(written)
    assert isinstance(report, toolkit.Report)
    assert report.rows == 1
    assert "与交来的表相同" in run(written.parent).stdout


def test_machines_get_the_same(folder: Path) -> None:
    answers = {one["form"]: one for one in json.loads(run(folder, "--json").stdout)}
    assert answers["2.15.3"]["difference"] == {"new": 0, "changed": 1, "gone": 0}
    assert answers["1.2.2"]["missing"]
    assert "N-SX-AP-01" not in answers
    drafts = {one["form"] for one in json.loads(run(folder, "--json", "--drafts").stdout)}
    assert "N-SX-AP-01" in drafts


def test_a_workflow_is_walked_step_by_step(folder: Path) -> None:
    lines = run(folder, "--workflow", "internship").stdout.splitlines()
    assert lines[0] == "实习实训（校企合作与就业处）"
    assert lines[1] == "① 建底册：完成"
    assert "  先要有：N-CJ-XQ-01 企业信息" in lines
    assert "  [成立] 有校外基地、管理制度和管理机构" in lines
    assert "② 立项与去向：没有完成" in lines
    assert "  N-SX-AP-02 学生实习去向列表：没有文件" in lines
    assert any(line.startswith("  [没有核对] 每条去向都有实习情况：需要 ") for line in lines)
    assert "数量关系" in lines


def test_a_workflow_for_machines(folder: Path) -> None:
    state = json.loads(run(folder, "--workflow", "internship", "--json").stdout)
    assert [step["done"] for step in state["steps"]] == [True, False, False, False, False]
    assert state["steps"][0]["done_when"][0]["holds"] is True
    assert len(state["identities"]) == 4


def test_an_unknown_workflow_names_those_there_are(folder: Path) -> None:
    done = run(folder, "--workflow", "exam")
    assert done.exit_code == 2
    assert done.stderr.strip() == "没有流程 exam，现有：internship 实习实训、teaching 教学运行"


def test_a_file_that_cannot_be_read_is_told_and_ends_with_2(folder: Path) -> None:
    (folder / "d.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    done = run(folder)
    assert done.exit_code == 2
    assert "d.csv：没有读取，" in done.stdout
