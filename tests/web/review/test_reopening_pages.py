"""Asking for a re-opening on the page: what was chosen stays where it is refused, and where it was declined."""

import re
from datetime import timedelta

import pytest

from shucai.apps.campaigns.models import CampaignForm, Prerequisite
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.review.models import Reopening
from shucai.web.filling import asked as filling
from shucai.web.review import compliance, reopening
from tests.builders.people import logged_in
from tests.builders.staffed import AT
from tests.builders.staging import FILLING
from tests.builders.under_review import UnderReview
from tests.web.review.test_compliance_pages import WHY, decide, hidden, page, reopen

pytestmark = pytest.mark.django_db
COMPUTED = "1.2.1"


@pytest.fixture(autouse=True)
def by_day(monkeypatch):
    """The pages are used on a day of filling."""
    for views in (compliance, reopening):
        monkeypatch.setattr(views, "today", lambda: FILLING)


@pytest.fixture
def locked(awards):
    """A return that passed the compliance check."""
    awards.approve()
    decide(awards, do="approve_compliance")
    return awards


def ask(locked, **sent):
    wish = {"do": "ask", "of": locked.part.pk, "reason": WHY, "until": FILLING.isoformat()}
    return reopen(locked, locked.reporter, **{**wish, **sent})


def ticked(shown):
    return set(re.findall(r'name="field" value="(\w+)" checked', shown))


def chosen(shown):
    return re.findall(r'name="scope" value="(\w+)" checked', shown)


def test_columns_stay_ticked_where_what_is_asked_is_refused(locked):
    refused = ask(locked, reason="改", scope="columns", field=["doc_no", "award_name"])
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert ticked(shown) == {"doc_no", "award_name"}
    assert chosen(shown) == ["columns"]
    assert f'id="ask-{locked.part.pk}" open' in shown


def test_to_choose_columns_and_tick_none_is_refused_and_not_taken_for_all(locked):
    refused = ask(locked, scope="columns")
    assert refused.status_code == 422
    assert "请勾选要改的栏目" in refused.content.decode()
    assert chosen(refused.content.decode()) == ["columns"]
    assert WHY in refused.content.decode()


def test_some_columns_of_some_rows_are_asked_for_together_and_read_so_by_who_answers(locked):
    ask(locked, scope="both", field=["doc_no"], rows="2")
    made = Reopening.objects.get()
    assert (made.fields, len(made.rows)) == (["doc_no"], 1)
    assert re.search(r"只改 1 行里的 [^：]+：第 2 行", page(locked))


@pytest.mark.parametrize(("left_out", "words"), [("field", "请勾选要改的栏目"), ("rows", "请写出要改的行号")])
def test_where_rows_and_columns_are_chosen_both_are_wanted(locked, left_out, words):
    sent = {"scope": "both", "field": ["doc_no"], "rows": "2"}
    refused = ask(locked, **{name: value for name, value in sent.items() if name != left_out})
    assert (refused.status_code, words in refused.content.decode()) == (422, True)
    assert chosen(refused.content.decode()) == ["both"]
    assert not Reopening.objects.exists()


@pytest.mark.parametrize(
    ("sent", "scope"),
    [
        ({"scope": "columns", "field": ["doc_no"]}, "columns"),
        ({"scope": "rows", "rows": "2"}, "rows"),
        ({"scope": "both", "field": ["doc_no"], "rows": "2"}, "both"),
        ({"scope": "whole"}, "whole"),
    ],
)
def test_what_was_declined_is_asked_again_without_choosing_again(locked, sent, scope):
    ask(locked, **sent)
    reopen(locked, locked.school.member, do="decline", id=hidden(page(locked), "id"), words="请附更正通知")
    shown = page(locked, locked.reporter)
    assert "请附更正通知" in shown
    assert "下面是上次申请的内容" in shown
    assert chosen(shown) == [scope]
    assert ticked(shown) == set(sent.get("field", ()))
    assert ('name="rows" maxlength="4000" placeholder="例如 2、5-7" value="2"' in shown) == ("rows" in sent)
    assert f">{WHY}</textarea>" in shown


def test_who_answers_is_told_which_forms_cannot_be_begun_meanwhile(locked):
    form = locked.made.form
    other = CampaignForm.objects.filter(campaign=form.campaign, made_return__state="not_started").exclude(
        pk=form.pk
    )[0]
    ask(locked)
    assert "要先办这张表的" not in page(locked)
    Prerequisite.objects.create(form=other, needs=form, origin="school")
    told = page(locked)
    assert f"要先办这张表的还有 1 张没有开始填：{other.code}。" in told
    assert "要先办这张表的" not in page(locked, locked.reporter)
    Prerequisite.objects.update(lifted_at=AT)
    assert "要先办这张表的" not in page(locked)


def test_who_asked_reads_as_who_answers_that_it_is_still_open(locked):
    ask(locked)
    reopen(locked, locked.school.member, do="grant", id=hidden(page(locked), "id"), until=FILLING.isoformat())
    for person in (locked.reporter, locked.school.member):
        shown = page(locked, person)
        assert "开放中</span>" in shown
        assert "已改完重审" not in shown


def test_a_department_asks_on_the_page_for_longer_once_it_is_over(locked, monkeypatch):
    ask(locked)
    office = locked.school.member
    reopen(locked, office, do="grant", id=hidden(page(locked), "id"), until=FILLING.isoformat())
    on = FILLING + timedelta(days=1)
    for views in (compliance, reopening, filling):
        monkeypatch.setattr(views, "today", lambda: on)
    grid = logged_in(locked.reporter).get(f"/filling/{locked.part.pk}/").content.decode()
    assert f'#ask-{locked.part.pk}">申请延长</a>' in grid
    assert "现在是“重开已到期”，不能做合规检查" in page(locked)
    shown = page(locked, locked.reporter)
    assert "为什么来不及" in shown
    assert 'name="scope"' not in shown
    until = (on + timedelta(days=2)).isoformat()
    ask(locked, until=until, reason="第 2 行的证书原件还在省厅，后天取回")
    told = page(locked)
    assert "同意延长" in told
    assert "没有改动，收回" not in told
    reopen(locked, office, do="grant", id=hidden(told, "id"), until=until)
    told = page(locked)
    assert ("已延长</span>" in told, "开放中</span>" in told, "没有改动，收回" in told) == (True, True, True)


def test_the_words_of_asking_for_longer_do_not_stand_where_it_is_asked_anew(locked):
    ask(locked)
    office, later = locked.school.member, (FILLING + timedelta(days=2)).isoformat()
    reopen(locked, office, do="grant", id=hidden(page(locked), "id"), until=FILLING.isoformat())
    granted = Reopening.objects.get()
    ask(locked, until=later, reason="第 2 行的证书原件还在省厅，后天取回")
    told = page(locked)
    assert "能改的行和栏目与原来的申请相同" in told
    reopen(locked, office, do="decline", id=hidden(told, "id"), words="先按现有的数报")
    reopen(locked, office, do="end", id=granted.pk)
    shown = page(locked, locked.reporter)
    assert "为什么要改" in shown
    assert "下面是上次申请的内容" not in shown
    assert "后天取回</textarea>" not in shown


def test_the_whole_stands_as_re_opened_while_a_part_of_it_is(locked):
    ask(locked)
    reopen(locked, locked.school.member, do="grant", id=hidden(page(locked), "id"), until=FILLING.isoformat())
    head = page(locked).partition("整张表")[0]
    assert "已重开" in head
    assert "填报中" not in head


def test_columns_that_are_computed_are_not_offered_and_not_taken(locked):
    part = UnderReview(locked.school, COMPUTED)
    for kept, pk in ((Contribution, part.part.pk), (Return, part.made.pk)):
        kept.objects.filter(pk=pk).update(state="compliant")
    shown = page(part, part.reporter)
    offered = set(re.findall(r'name="field" value="(\w+)"', shown))
    computed = {field.name for field in part.form.fields if field.derived}
    assert computed
    assert offered == set(part.form.by_name) - computed
    refused = ask(part, scope="columns", field=[next(iter(computed))])
    assert (refused.status_code, Reopening.objects.exists()) == (422, False)
