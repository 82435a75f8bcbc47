"""The page of a part and what its grid asks: rows, texts found, saves, news, presence, cells, lists."""

import json
import re
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from shucai.apps.campaigns.models import Assignment, Prerequisite
from shucai.apps.filling.checking import run_checks
from shucai.apps.filling.models import Contribution
from shucai.domain.access import Role
from tests.builders.filling import FILLING, NOW, Reporter
from tests.builders.staffed import Staffed

QUERIES = 30
ROWS = (
    {"award_name": "文明校园", "award_level": "市级", "award_ym": "2023-11"},
    {"award_name": "平安校园", "award_level": "省级", "award_ym": "2024-03"},
    {"award_name": "绿色学校"},
)


OLDER = "之后又有改动，还没有重新校验"


def names(answer):
    return [row[4][0] for row in answer["rows"]]


def setup_in(page):
    return json.loads(re.search(r'id="sheet-setup" type="application/json">(.*?)</script>', page, re.S)[1])


def saved(desk, client=None, seq=1, status=200, **changes):
    return desk.post("save/", {"client": client or uuid4().hex, "seq": seq, **changes}, status)


def test_the_page_sets_up_the_grid_within_few_queries(desk, reporter):
    reporter.add(*ROWS)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = desk.get()
    assert len(asked) <= QUERIES
    setup = setup_in(page)
    assert (setup["total"], setup["locked"], setup["can"]["add"]) == (3, "", True)
    assert [field["name"] for field in setup["fields"]][:2] == ["award_name", "award_category"]
    assert {"explain", "unexplain", "tick", "dispute", "fix"} <= set(setup["urls"])
    assert "1.1.7" in page


def test_rows_come_in_blocks_with_their_state_and_number(desk, reporter):
    uids = reporter.add(*ROWS)
    answer = desk.get("rows/", offset=1, limit=1)
    assert answer["total"] == 3
    uid, version, state, number, cells, closed = answer["rows"][0]
    assert (uid, version, state, number, closed) == (uids[1], 1, "added", 2, 0)
    assert cells[0] == "平安校园"


def test_rows_are_filtered_sorted_and_found(desk, reporter):
    reporter.add(*ROWS)
    blank = json.dumps([{"field": "award_ym", "op": "blank"}])
    assert names(desk.get("rows/", q=blank)) == ["绿色学校"]
    by_label = json.dumps([{"field": "award_level", "op": "is", "value": "省级"}])
    assert names(desk.get("rows/", q=by_label)) == ["平安校园"]
    assert names(desk.get("rows/", sort="-award_ym")) == ["平安校园", "文明校园", "绿色学校"]
    assert names(desk.get("rows/", find="校园")) == ["文明校园", "平安校园"]
    wrong = json.dumps([{"field": None, "op": "error"}])
    assert len(desk.get("rows/", q=wrong)["rows"]) == 3
    desk.get("rows/", 422, q="[1]")


def test_a_column_of_codes_tells_its_values_and_is_filtered_by_some_of_them(desk, reporter):
    reporter.add(*ROWS, {"award_name": "书香校园", "award_level": "市级"})
    found = dict(desk.get("values/", field="award_level")["values"])
    city = next(code for code, count in found.items() if count == 2)
    assert sorted(found.values()) == [1, 1, 2]
    assert found[""] == 1
    chosen = json.dumps([{"field": "award_level", "op": "one_of", "value": f"{city};"}])
    assert names(desk.get("rows/", q=chosen)) == ["文明校园", "绿色学校", "书香校园"]
    others = json.dumps([{"field": "award_name", "op": "contains", "value": "书香"}])
    assert desk.get("values/", field="award_level", q=others)["values"] == [[city, 1]]
    desk.get("values/", 422, field="award_name")


def test_a_text_is_found_with_its_places(desk, reporter):
    uids = reporter.add(*ROWS)
    answer = desk.get("find/", text="校园")
    assert answer == {"total": 2, "at": [[1, uids[0], "award_name"], [2, uids[1], "award_name"]]}
    assert desk.get("find/", text="校园", whole="1")["total"] == 0


def test_a_save_answers_with_spelling_and_findings(desk):
    uid = "a" * 32
    answer = saved(
        desk, added=[{"uid": uid, "after": None, "cells": {"award_name": "甲", "award_ym": "2023年11月"}}]
    )
    (row,) = answer["saved"]
    assert (row["state"], row["version"], row["cells"]["award_ym"]) == ("added", 1, "2023-11")
    assert {one["severity"] for one in answer["findings"][uid]} >= {"error"}
    assert answer["revision"] == 1


def test_what_is_no_save_is_refused(desk):
    saved(desk, client="x", status=422)
    saved(desk, seq=0, status=422)
    saved(desk, status=422, edits=[{"uid": "short", "cells": {}}])


def test_others_are_told_of_changes_and_of_each_other(school, desk, reporter, at):
    first, second, _ = reporter.add(*ROWS)
    colleague = school.holder("同事", Role.REPORTER, reporter.part.assignment.unit)
    other = at(colleague, reporter.part)
    assert desk.post("presence/", {"uid": first, "field": "award_name"}) == {"others": []}
    (seen,) = other.post("presence/", {"uid": second, "field": "issuer"})["others"]
    assert (seen["name"], seen["uid"]) == (reporter.person.name, first)
    saved(other, edits=[{"uid": first, "version": 1, "cells": {"issuer": "市教育局"}}])
    news = desk.get("changes/", since=1)
    assert (news["revision"], news["rows"][0][0]) == (2, first)
    nothing = desk.get("changes/", since=2)
    assert (nothing["revision"], nothing["rows"], nothing["gone"]) == (2, [], [])
    assert nothing["state"]["words"] == "填报中"
    saved(other, removed=[{"uid": second, "version": 1}])
    assert second in desk.get("changes/", since=2)["gone"]


def test_a_cell_tells_its_past_and_what_may_stand_in_it(desk, reporter):
    (uid,) = reporter.add({"award_name": "甲"})
    reporter.type(uid, 1, award_name="乙")
    answer = desk.get("cell/", uid=uid, field="award_name")
    assert [(one["old"], one["new"]) for one in answer["history"]] == [("甲", "乙"), ("", "甲")]
    assert answer["last_year"] is None
    assert "必填" in answer["help"]["limits"]
    assert answer["help"]["rules"]
    desk.get("cell/", 422, uid=uid, field="nothing")


def test_a_question_is_asked_beside_a_cell_and_answered_for_everyone(school, desk, reporter, at):
    told = desk.post("cell/ask/", {"field": "award_name", "text": "校级的也填吗？"})
    assert told["questions"][0]["text"] == "校级的也填吗？"
    lead = at(school.planner, reporter.part)
    page = lead.browser.get("/questions/").content.decode()
    assert "校级的也填吗？" in page
    number = told["questions"][0]["id"]
    lead.browser.post(f"/questions/{number}/answer/", {"text": "只填市级以上"})
    answers = desk.get("cell/", field="award_name")["help"]["questions"][0]["answers"]
    assert [one["text"] for one in answers] == ["只填市级以上"]
    desk.post("cell/ask/", {"field": "award_name", "text": " "}, 422)


def test_strangers_find_nothing(desk, reporter, at):
    stranger = at(Staffed("示例乙职业学校").reporters["财务处"], reporter.part)
    for path in ("", "rows/", "find/", "changes/", "cell/"):
        stranger.get(path, 404)
    saved(stranger, status=404)
    stranger.post("presence/", {}, 404)


def test_who_may_only_look_sees_why_and_masked_numbers(school, at):
    code = "1.4.1"
    reporter = Reporter(school, code)
    page = at(school.leader, reporter.part).get()
    assert "填报" in setup_in(page)["locked"]


def test_personal_values_are_masked_for_who_neither_fills_nor_reviews(school, at):
    Prerequisite.objects.update(lifted_at=NOW)
    reporter = Reporter(school, "1.1.2")
    reporter.add({"name": "示例甲", "office_phone": "13800000007"})
    place = list(reporter.rows().form.by_name).index("office_phone")

    def shown(person):
        (row,) = at(person, reporter.part).get("rows/")["rows"]
        return row[4][place]

    assert shown(reporter.person) == "13800000007"
    assert shown(school.heads[reporter.part.assignment.unit.title]) == "13800000007"
    assert shown(school.leader) == "****0007"
    assert at(school.leader, reporter.part).get("find/", text="13800000007")["total"] == 0


def test_a_save_tells_the_state_that_the_part_has_now(desk, reporter):
    assert setup_in(desk.get())["state"]["value"] == "not_started"
    answer = saved(desk, added=[{"uid": "c" * 32, "after": None, "cells": {"award_name": "甲"}}])
    assert answer["state"]["value"] == "filling"


def test_columns_that_other_departments_fill_stand_under_their_name(school, at):
    Prerequisite.objects.update(lifted_at=NOW)
    reporter = Reporter(school, "1.6.1")
    supplied = Assignment.objects.filter(form=reporter.part.made_return.form, order=1)
    supplied.update(fields=["enterprise_name"])
    groups = {
        one["name"]: one["group"] for one in setup_in(at(reporter.person, reporter.part).get())["fields"]
    }
    assert groups["enterprise_name"] == "由教学管理处填报"
    assert groups["uscc"] == "由本部门填报"


def test_lists_come_with_first_letters(desk):
    assert desk.browser.get("/filling/lists/nothing/").status_code == 404
    answer = desk.browser.get("/filling/lists/gender/").json()
    assert ["1", "男", "n", 1] in answer["items"]


def test_results_older_than_the_rows_say_so(desk, reporter):
    reporter.add(*ROWS)
    assert "还没有校验过" in desk.get()
    run_checks(reporter.made, at=NOW, today=FILLING)
    assert OLDER not in desk.get()
    reporter.add(ROWS[0])
    assert OLDER in desk.get()


def test_rows_that_a_re_opening_is_not_for_are_closed_as_a_whole(desk, reporter):
    uids = reporter.add(*ROWS)
    bound = {"open_until": FILLING, "open_rows": uids[1:2]}
    Contribution.objects.filter(pk=reporter.part.pk).update(**bound)
    why = "这次只重新开放了选出的 1 行"
    closed = [row[5] for row in desk.get("rows/")["rows"]]
    assert closed == [{"*": why, "**": why}, 0, {"*": why, "**": why}]
    can = setup_in(desk.get())["can"]
    assert (can["add"], can["why"], can["remove"], can["bring"]) == (False, why, True, True)
