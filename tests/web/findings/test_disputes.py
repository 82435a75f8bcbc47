"""The lead office's page of disputed rules: how often, why, an answer that the disputer sees."""

from tests.web.campaigns.conftest import Visitor, words
from tests.web.findings.conftest import OFFICE

REASON, ANSWER = "联合发文没有单一授予部门", "按落款第一家单位填写，规则照旧"


def test_a_disputed_rule_is_listed_answered_and_the_disputer_sees_the_answer(part):
    planner = Visitor(part.school.planner)
    assert "没有异议" in planner.get("/disputes/")
    uid = part.lay(issuer=None)[0]
    rule = part.rule(".issuer.required")["rule"]
    part.send("dispute", rule=rule, uid=uid, reason=REASON)
    head = Visitor(part.school.heads[OFFICE])
    part.send("dispute", visitor=head, rule=rule, uid=uid, reason="同意填报人的看法")
    shown = words(planner.get("/disputes/"))
    assert REASON in shown
    assert "100%（1 处有异议，现在查出 1 处）" in shown
    assert "答复 2 条" in shown
    assert "规则异议 2 条" in words(planner.get("/"))
    assert "至少" in planner.post("/disputes/answer/", 422, rule=rule, text="好")
    planner.post("/disputes/answer/", rule=rule, text=ANSWER)
    assert "已答复" in words(planner.get("/disputes/"))
    assert "规则异议 2 条" not in words(planner.get("/"))
    assert ANSWER in words(part.reporter.get(f"{part.base}check/"))


def test_only_the_leading_of_the_lead_office_answers(part):
    part.reporter.get("/disputes/", 403)
    part.reporter.post("/disputes/answer/", 403, rule="x", text=ANSWER)
