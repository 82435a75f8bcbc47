"""The page of review: what stands against approving, rows beside last year's, returning with cells pointed at."""

import re

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shucai.apps.campaigns.models import Assignment, CampaignForm
from shucai.apps.filling.models import Contribution
from shucai.apps.organisation.models import Unit
from shucai.apps.review.models import Decision, Pin
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Role
from shucai.domain.problems import Refused
from shucai.domain.todos import OpenPart
from shucai.web.review import lines
from tests.builders.accepted import before, lay, texts_of
from tests.builders.kept import put
from tests.builders.people import logged_in
from tests.builders.school import tables
from tests.builders.staffed import AT

pytestmark = pytest.mark.django_db
MOST_QUERIES = 30
WHY = "第 2 行的发文单位与文号对不上，请核对证书原件"


def page(awards, person=None, query="") -> str:
    answer = logged_in(person or awards.head).get(f"/review/{awards.part.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def decide(awards, person=None, **sent):
    return logged_in(person or awards.head).post(f"/review/{awards.part.pk}/decide/", sent, follow=True)


def look(awards, *uids: str, seconds: int = 0, person=None):
    sent = {"uids": ",".join(uids), "seconds": seconds}
    return logged_in(person or awards.head).post(f"/review/{awards.part.pk}/looked/", sent)


def last_year(awards, **moved: str) -> None:
    """Lay last year's awards: those of this year, the first of them with other values, and one that is gone."""
    was = before(awards.made.form.campaign)
    form = CampaignForm.objects.create(campaign=was, code="1.1.7", stage=was.stages.first(), position=1)
    texts = texts_of(tables().of("1.1.7"))
    first = texts.head(1).with_columns(pl.lit(value).alias(name) for name, value in moved.items())
    lay(form, pl.concat([first, texts[2:]]))


def digest(shown: str) -> str:
    found = re.search(r'name="digest" value="(\w{64})"', shown)
    assert found
    return found[1]


def test_the_head_approves_what_was_on_the_page(awards):
    shown = page(awards)
    assert "行都已复核" in shown
    look(awards, *awards.window.rows().frame["#uid"], seconds=45)
    done = decide(awards, do="approve_department", digest=digest(shown))
    assert "待合规检查" in done.content.decode()
    decision = Decision.objects.get()
    assert decision.looked == {"seconds": 45, "rows": 2, "of": 2}
    assert "审核通过" in page(awards)
    assert "用时 45 秒" in page(awards, awards.school.planner)


def test_rows_stand_beside_last_years(awards):
    last_year(awards, doc_no="旧文〔2022〕1号")
    shown = page(awards)
    assert re.search(r'aria-current="page">比上年有变化 <b class="num">1</b>', shown)
    assert "旧文〔2022〕1号" in shown
    assert "首次出现" in shown
    gone = page(awards, query="?slice=gone")
    assert gone.count("data-row") == 1


def test_a_date_beside_last_years_is_one_word(awards, monkeypatch):
    """The only date of this form is of its key, so another field stands in for it."""
    monkeypatch.setattr(lines, "DATED", frozenset({"string"}))
    last_year(awards, doc_no="2022-03-01")
    assert '<td class="old d">2022-03-01</td><td class="new d">' in page(awards)


def test_cells_are_pointed_at_in_a_return(awards):
    uid = list(awards.window.rows().frame["#uid"])[1]
    pin = f"{uid}/issuer"
    done = decide(awards, do="return", reason=WHY, pin=pin, **{f"words:{pin}": "与证书不符"})
    shown = done.content.decode()
    assert "已退回" in shown
    assert WHY in shown
    assert "与证书不符" in shown
    assert Pin.objects.get().field == "issuer"


def test_the_desk_says_which_cells_were_pointed_at(awards):
    first, second = awards.window.rows().frame["#uid"]
    pins = {f"{first}/issuer": "与证书不符。", f"{second}/issuer": "与证书不符。", second: ""}
    said = {f"words:{pin}": words for pin, words in pins.items()}
    decide(awards, do="return", reason=f"{WHY}。", pin=list(pins), **said)
    assert sorted(Pin.objects.values_list("number", flat=True)) == [1, 2, 2]
    desk = logged_in(awards.reporter).get("/").content.decode()
    issuer = awards.window.rows().form.by_name["issuer"].title
    assert f"退回：{WHY}；第 1 行{issuer}、第 2 行{issuer}：与证书不符；第 2 行</span>" in desk


def test_what_is_to_be_done_first_is_said_while_it_is_the_heads_turn(awards, monkeypatch):
    monkeypatch.setattr(Reviewed, "all_against", lambda _: iter([Refused("R701", {"count": "2"})]))
    shown = page(awards)
    assert "要先办" in shown
    assert "去复核" in shown
    assert "去复核" not in page(awards, awards.school.leader)
    decide(awards, do="return", reason=WHY)
    shown = page(awards)
    assert "要先办" not in shown
    assert "行都已复核" not in shown


def test_the_head_is_told_that_rows_wait_while_the_reporter_mends(awards):
    uid = awards.window.rows().frame["#uid"][0]
    decide(awards, do="return", reason=WHY)
    assert "只能查看：这张表现在是“已退回”" in page(awards)
    awards.retyped(uid, issuer="示例市人民政府")
    assert "现在可以复核下面的行，还不能审核：这张表现在是“已退回”" in page(awards)
    assert "只能查看" in page(awards, awards.reporter)


def test_why_it_was_returned_stands_above_all_else(awards):
    decide(awards, do="return", reason=WHY)
    shown = page(awards, awards.reporter)
    assert 0 < shown.index(WHY) < shown.index("只能查看")


def test_who_sends_back_what_was_passed_meanwhile_reads_where_it_stands(awards):
    awards.approve()
    told = decide(awards, do="return", reason=WHY).content.decode()
    assert "这张表现在是“待合规检查”，不能退回" in told
    assert "不能做合规检查" not in told


def test_those_above_read_that_what_is_archived_is_for_good(awards):
    put(Contribution.objects.filter(pk=awards.part.pk), state="archived")
    told = page(awards, awards.school.member)
    assert "这张表已归档，不再更改" in told
    assert "往后的步骤" not in told


def test_a_return_without_a_reason_comes_back_with_what_was_typed(awards):
    done = decide(awards, do="return", reason="退回")
    assert done.status_code == 422
    assert "请写明退回的理由" in done.content.decode()
    assert ">退回</textarea>" in done.content.decode()


def test_who_filled_sees_the_page_without_buttons(awards):
    shown = page(awards, awards.reporter)
    assert "只能查看" in shown
    assert "decide-bar" not in shown


def test_what_still_waits_for_another_department_is_said(awards):
    made = awards.part.made_return
    other = next(one for one in awards.school.heads if one != awards.part.assignment.unit.title)
    unit = Unit.objects.get(school=awards.school.school, name=other)
    asked = Assignment.objects.create(form=made.form, unit=unit, order=1)
    Contribution.objects.create(
        school_id=made.school_id, made_return=made, assignment=asked, state="filling", state_at=AT
    )
    shown = page(awards, awards.head)
    assert "现在可以退回，还不能通过" in shown
    assert other in shown
    assert "decide-bar" in shown


def test_who_passed_it_and_may_return_it_from_above_reads_that_it_was_passed(awards):
    awards.school.grant(awards.head, Role.LEAD_OFFICE)
    awards.approve()
    shown = page(awards, awards.head)
    assert "部门已审核通过，往后的步骤在" in shown
    assert "还不能通过" not in shown


def test_a_stranger_finds_nothing(awards):
    stranger = next(
        head for unit, head in awards.school.heads.items() if unit != awards.part.assignment.unit.title
    )
    assert logged_in(stranger).get(f"/review/{awards.part.pk}/").status_code == 404
    assert decide(awards, stranger, do="approve_department").status_code == 404


def test_the_leader_approves_key_data_on_the_same_page(awards):
    awards.key(fields=("award_level",))
    assert "报主管领导" in page(awards)
    decide(awards, do="put_key_data")
    leader = awards.school.leader
    assert "待领导审批" in page(awards, leader)
    decide(awards, leader, do="approve_key_data")
    assert "接下来由部门负责人审核" in page(awards, leader)
    assert "approve_department" in page(awards)


def test_the_lead_office_is_told_that_the_department_passed_it_and_where_to_go_on(awards):
    awards.approve()
    shown = page(awards, awards.school.member)
    assert "部门已审核通过，往后的步骤在“整张表”里办" in shown
    assert "不能审核部门数据" not in shown


@pytest.mark.parametrize("is_returned", [False, True])
def test_a_page_asks_few_questions(awards, is_returned):
    last_year(awards)
    if is_returned:
        uid = awards.window.rows().frame["#uid"][0]
        decide(awards, do="return", reason=WHY, pin=f"{uid}/issuer")
    browser = logged_in(awards.head)
    browser.get(f"/review/{awards.part.pk}/")
    with CaptureQueriesContext(connection) as asked:
        shown = browser.get(f"/review/{awards.part.pk}/").content.decode()
    assert ("已退回" in shown) == is_returned
    assert len(asked) <= MOST_QUERIES, [query["sql"][:120] for query in asked]


def test_what_waits_next_is_named_once_nothing_is_to_be_decided_here(awards):
    following = f"/review/{awards.part.pk}/next/"
    assert following not in page(awards)
    second = Contribution.objects.exclude(pk=awards.part.pk).filter(
        assignment__unit=awards.part.assignment.unit
    )
    other = second.select_related("made_return__form").first()
    decide(awards, do="return", reason=WHY)
    assert following in page(awards)
    assert "没有别的表等您审核" in logged_in(awards.head).get(following).content.decode()
    put(Contribution.objects.filter(pk=other.pk), state="checked")
    shown = logged_in(awards.head).get(following).content.decode()
    assert other.made_return.form.code in shown
    assert f"/review/{other.pk}/" in shown
    assert following not in page(awards, awards.reporter)


def test_what_waits_for_another_department_first_is_not_named_as_next(awards, monkeypatch):
    other = (
        Contribution.objects.exclude(pk=awards.part.pk)
        .filter(assignment__unit=awards.part.assignment.unit, assignment__order=0)
        .order_by("-made_return__form__code")
        .first()
    )
    decide(awards, do="return", reason=WHY)
    put(Contribution.objects.filter(pk=other.pk), state="checked")
    assert (
        f"/review/{other.pk}/"
        in logged_in(awards.head).get(f"/review/{awards.part.pk}/next/").content.decode()
    )
    monkeypatch.setattr(OpenPart, "waits_for_units", ("团委",))
    shown = logged_in(awards.head).get(f"/review/{awards.part.pk}/next/").content.decode()
    assert "没有别的表等您审核" in shown
