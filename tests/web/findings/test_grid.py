"""Findings as the grid asks for them: by rule, explained, ticked, disputed, corrected."""

import polars as pl

from shucai.apps.filling.models import Return
from shucai.toolkit import catalogue, find_form
from shucai.web.findings import grid
from shucai.web.findings.groups import as_json
from tests.builders.accepted import lay
from tests.web.campaigns.conftest import Visitor
from tests.web.findings.conftest import AWARDS, OFFICE

WHY = "上年并入了示例中专的获奖，今年只报本部"


def code_of(label: str) -> str:
    field = find_form(AWARDS, 2024).by_name["award_level"]
    return catalogue().code_lists[field.code_list].by_label[label][0]


def test_a_clean_part_has_no_findings(part):
    part.lay()
    told = part.findings()
    assert told["rules"] == []
    assert told["counts"] == {"error": 0, "explain": 0, "confirm": 0, "note": 0}


def test_rows_that_fail_a_rule_together_are_one_case_with_its_rows(part):
    many = pl.concat([part.texts.head(1)] * 3)
    uids = lay(part.made.made_return.form, pl.concat([many, part.texts.slice(1)]))["#uid"].to_list()
    told, rule = part.findings(), part.rule(".primary_key")
    assert [rule["count"], rule["cases"], rule["open_cases"]] == [3, 1, 1]
    assert [(row["uid"], row["case"], row["of"]) for row in rule["rows"]] == [
        (uid, uids[0], 3) for uid in uids[:3]
    ]
    assert told["counts"]["error"] == told["lacking"]["error"] == 1
    page = part.reporter.get(f"{part.base}check/")
    assert "1 处强制问题要改正，涉及 3 行" in page
    assert page.count("涉及 3 行</summary>") == 1


def test_findings_come_by_rule_with_their_rows(part):
    uid = part.lay(issuer=None)[0]
    told = part.findings()
    rule = part.rule(".issuer.required")
    assert told["counts"]["error"] == rule["count"] == rule["open"] == 1
    assert [rule["severity"], rule["last_year"], rule["fix"], rule["more"]] == ["error", False, None, False]
    line = rule["rows"][0]
    assert [line["uid"], line["number"], line["field"], line["ticked"], line["explained"]] == [
        uid, 1, "issuer", False, None,
    ]  # fmt: skip
    assert line["id"] == f"{rule['rule']}/{uid}"


def test_what_changed_while_it_was_checked_is_told_to_be_older(part, monkeypatch):
    part.lay(issuer=None)
    assert part.findings()["stale"] is False

    def moved(seen):
        _ = seen.findings
        Return.objects.filter(pk=seen.made.pk).update(revision=seen.made.revision + 1)
        return as_json(seen)

    monkeypatch.setattr(grid, "as_json", moved)
    assert part.findings()["stale"] is True


def test_a_jump_against_last_year_is_explained_for_the_whole_form(part):
    part.lay()
    part.lay_last_year(60)
    rule = part.rule("rows.G13")
    assert rule["last_year"] is True
    assert "上年有误" in rule["categories"]
    assert rule["rows"][0]["number"] == 0, "it speaks of the whole form"
    ids = [rule["rows"][0]["id"]]
    assert "看不出原因" in part.send("explain", 422, ids=ids, category="其他", text="核实无误")["message"]
    assert part.send("explain", ids=ids, category="上年有误", text=WHY) == {"count": 1}
    explained = part.rule("rows.G13")["rows"][0]["explained"]
    assert [explained["category"], explained["text"]] == ["上年有误", WHY]
    assert part.rule("rows.G13")["open"] == 0
    part.send("unexplain", ids=ids)
    assert part.rule("rows.G13")["open"] == 1


def test_a_finding_whose_value_moved_names_what_was_said_of_the_old_one(part):
    part.lay()
    part.lay_last_year(60)
    ids = [row["id"] for row in part.rule("rows.G13")["rows"]]
    part.send("explain", ids=ids, category="上年有误", text=WHY)
    assert part.rule("rows.G13")["rows"][0]["before"] is None
    part.lay_last_year(80)
    line = part.rule("rows.G13")["rows"][0]
    assert [line["explained"], line["before"]["category"], line["before"]["text"]] == [None, "上年有误", WHY]


def test_a_confirmation_is_ticked(part):
    part.lay(issuer="示例教育研究院", award_level=code_of("国家级"))
    rule = part.rule("award_level.c1")
    ids = [line["id"] for line in rule["rows"]]
    part.send("tick", ids=ids)
    assert all(line["ticked"] for line in part.rule("award_level.c1")["rows"])
    part.send("tick", ids=ids, ticked=False)
    assert not any(line["ticked"] for line in part.rule("award_level.c1")["rows"])


def test_a_rule_is_disputed_with_a_reason(part):
    uid = part.lay(issuer=None)[0]
    rule = part.rule(".issuer.required")["rule"]
    part.send("dispute", 422, rule=rule, uid=uid, reason="不对")
    part.send("dispute", rule=rule, uid=uid, reason="联合发文没有单一授予部门")
    again = part.send("dispute", 422, rule=rule, uid=uid, reason="联合发文没有单一授予部门")
    assert "等牵头部门答复" in again["message"]


def test_what_can_mean_one_value_only_is_corrected_for_all_at_once(part):
    uid = part.lay(award_level="市级（含副省级）奖")[0]
    rule = part.rule("award_level.code_list")
    assert rule["fix"]["count"] == 1
    done = part.send("fix", rule=rule["rule"])
    assert [one["uid"] for one in done["saved"]] == [uid]
    assert part.findings()["counts"]["error"] == 0
    assert "没有能确定的改法" in part.send("fix", 422, rule=rule["rule"])["message"]


def test_nobody_says_anything_about_a_part_that_is_not_theirs(part):
    part.lay(issuer=None)
    stranger = Visitor(part.school.reporters["团委"])
    stranger.get(f"{part.base}findings/", 404)
    for path in ("explain", "unexplain", "tick", "dispute", "fix"):
        assert part.send(path, 404, stranger)["message"]


def test_a_head_sees_findings_and_explains_nothing(part):
    part.lay(issuer=None)
    head = Visitor(part.school.heads[OFFICE])
    assert part.findings(head)["counts"]["error"] == 1
    assert part.send("explain", 422, head, ids=["x"], category="其他", text=WHY)["message"]
