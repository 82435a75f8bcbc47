"""References between the forms of a folder: what stands nowhere is found, what is not at hand is told as skipped."""

from pathlib import Path

from shucai import toolkit
from tests.builders.workbooks import filled, right_row

MAJORS = toolkit.find_form("0.1.1")
CHANGES = toolkit.find_form("1.2.1")  # its major codes stand in 0.1.1


def test_a_value_that_stands_nowhere_is_found(tmp_path: Path) -> None:
    key = next(k for k in CHANGES.foreign_keys if [code for code, _ in k.targets] == [MAJORS.code])
    (own,), (theirs,) = key.fields, key.targets[0][1]
    majors, rows = right_row(MAJORS), [right_row(CHANGES, 0), right_row(CHANGES, 1)]
    rows[0][own] = majors[theirs]
    rows[1][own] = "999999"
    folder = tmp_path / "set"
    folder.mkdir()
    filled(MAJORS, tmp_path, majors, name="set/majors.xlsx")
    path = filled(CHANGES, tmp_path, *rows, name="set/changes.xlsx")
    rule = f"{CHANGES.id}.{own}.reference"
    alone = toolkit.check_file(path)
    assert isinstance(alone, toolkit.Report)
    assert rule in {skip.rule for skip in alone.skipped}
    assert any("0.1.1" in cause for cause, _ in alone.evaluated.causes)
    together = toolkit.check_folder(folder)
    report = next(r for r in together.reports if r.form is CHANGES)
    found = report.findings.filter(report.findings["rule"] == rule).to_dicts()
    assert [(f["row"], f["value"]) for f in found] == [(report.table.rows[1], "999999")]
    assert "在 0.1.1 开设专业基础信息表 里找不到" in found[0]["message"]


def test_the_wording_of_the_other_forms_drop_down_means_its_code(tmp_path: Path) -> None:
    major, change = right_row(MAJORS), right_row(CHANGES)
    code_list = toolkit.catalogue().code_lists["major_catalogue"]
    code = code_list.by_code["510201"]
    major["major_code"], change["major_code"] = code.code, f"{code.code} {code.label}"
    folder = tmp_path / "set"
    folder.mkdir()
    filled(MAJORS, tmp_path, major, name="set/majors.xlsx")
    filled(CHANGES, tmp_path, change, name="set/changes.xlsx")
    report = next(r for r in toolkit.check_folder(folder).reports if r.form is CHANGES)
    assert "talent.1.2.1.major_code.reference" not in set(report.findings["rule"])
    assert toolkit.rows_of(report)["major_code"].to_list() == [code.code]
    listed = report.changes.filter(report.changes["field"] == "major_code").to_dicts()
    assert [(c["after"], c["rule"], c["level"]) for c in listed] == [(code.code, "C1", "SILENT")]
