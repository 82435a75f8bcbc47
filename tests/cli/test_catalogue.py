"""``shucai catalogue``: what is printed, in words and as JSON, and with which exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shucai.cli import main
from tests.builders.catalogue import edit, small_catalogue


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["catalogue", *arguments])


def test_list_prints_every_form() -> None:
    done = run("list")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "共 209 张表"
    assert len(done.stdout.splitlines()) == 210


def test_list_as_json_has_the_promised_keys() -> None:
    forms = json.loads(run("list", "--json").stdout)
    assert len(forms) == 209
    assert {form["platform"] for form in forms} == {"talent", "national"}
    for form in forms:
        assert set(form) == {"platform", "code", "title", "kind", "departments", "fields"}
        assert isinstance(form["fields"], int)
        assert form["fields"] > 0
        assert form["departments"]
        assert all(isinstance(unit, str) for unit in form["departments"])


@pytest.mark.parametrize(("platform", "count"), [("talent", 90), ("national", 119)])
def test_list_of_one_platform(platform: str, count: int) -> None:
    assert len(json.loads(run("list", "--platform", platform, "--json").stdout)) == count


def test_list_of_a_department() -> None:
    forms = json.loads(run("list", "--department", "学生工作处", "--json").stdout)
    assert forms
    assert all("学生工作处" in form["departments"] for form in forms)


def test_show_tells_fields_and_checks() -> None:
    done = run("show", "0.1.1")
    assert done.exit_code == 0
    assert "专业代码" in done.stdout
    assert "[强制] talent.0.1.1." in done.stdout
    as_json = json.loads(run("show", "0.1.1", "--json").stdout)
    assert as_json["code"] == "0.1.1"
    assert as_json["fields"][0]["name"] == "major_code"


def test_an_unknown_form_names_near_ones() -> None:
    done = run("show", "0.1.11")
    assert done.exit_code == 2
    assert "没有表单 0.1.11，是不是：" in done.stderr
    assert "现有年度：2024" in run("show", "0.1.1", "--year", "2031").stderr


def test_check_proves_the_catalogue() -> None:
    done = run("check")
    assert done.exit_code == 0
    assert "目录完好：209 张表" in done.stdout
    assert json.loads(run("check", "--json").stdout)["forms"] == 209


def test_diff_of_an_edition_with_itself_and_with_none() -> None:
    assert "没有差别" in run("diff", "talent", "2024", "2024").stdout
    assert json.loads(run("diff", "national", "2024", "2024", "--json").stdout) == []
    done = run("diff", "talent", "2024", "2030")
    assert done.exit_code == 2
    assert "没有 talent 2030 年度版，现有：talent 2024" in done.stderr


def test_new_edition_copies_into_the_folder_named(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "src/shucai/catalogue/talent/2024"
    target = tmp_path / "talent/2024"
    target.mkdir(parents=True)
    (target / "edition.yaml").write_bytes((source / "edition.yaml").read_bytes())
    done = run("new-edition", "talent", "2025", "--catalogue", str(tmp_path))
    assert done.exit_code == 0, done.stderr
    assert "year: 2025" in (tmp_path / "talent/2025/edition.yaml").read_text(encoding="utf-8")
    again = run("new-edition", "talent", "2025", "--catalogue", str(tmp_path))
    assert again.exit_code == 2
    assert "已经存在" in again.stderr


def test_another_catalogue_is_checked_and_compared(tmp_path: Path) -> None:
    folder = str(small_catalogue(tmp_path / "catalogue"))
    assert run("new-edition", "talent", "2025", "--catalogue", folder).exit_code == 0
    assert "没有差别" in run("diff", "talent", "2024", "2025", "--catalogue", folder).stdout
    assert "目录完好：4 张表" in run("check", "--catalogue", folder).stdout
    edit(tmp_path / "catalogue/talent/2025/forms/9.1.yaml", "maxLength: 10", "maxLength: 12")
    told = run("diff", "talent", "2024", "2025", "--catalogue", folder).stdout
    assert "9.1 示例学生表（学生工作处、教学管理处）" in told
    assert "「学号」限制由 最多 10 位 改为 最多 12 位" in told
    edit(tmp_path / "catalogue/talent/2025/forms/9.1.yaml", "entered_on <= left_on", "entered <= left_on")
    broken = run("check", "--catalogue", folder)
    assert broken.exit_code == 2
    assert "没有字段 entered" in broken.stderr


def test_an_unknown_department_names_those_there_are() -> None:
    done = run("list", "--department", "没有这个处")
    assert done.exit_code == 2
    assert "没有部门“没有这个处”，现有：" in done.stderr
