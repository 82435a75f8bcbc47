"""A part that was returned for correction says in its head by whom, when, why and where; mended places are told apart."""

import pytest

from shucai.apps.review.actions.returning import Asked, Pinned, return_part
from shucai.apps.review.models import Decision
from tests.builders.staffed import AT
from tests.builders.staging import FILLING
from tests.builders.under_review import UnderReview

WHY = "获奖级别与证书不符，请对照证书改正"


@pytest.fixture
def awards(school):
    """The awards of the school, returned with a cell and a column pointed at."""
    awards = UnderReview(school).filled().submitted()
    uid = awards.window.rows().frame["#uid"][0]
    pins = (Pinned(uid, "award_level", "证书上是省级"), Pinned("", "issuer", "写全称"))
    done = return_part(awards.part.pk, Asked(WHY, pins), by=awards.reviewer, at=AT, today=FILLING)
    assert isinstance(done, Decision), done
    return awards


def test_the_head_tells_who_when_why_and_where(awards, at):
    page = at(awards.reporter, awards.part).get()
    told = ("已退回", f"{awards.head.name} ", WHY, "指出 2 处，还有 2 处没有改", "第 1 行 · ", "证书上是省级")
    for words in told:
        assert words in page


def test_a_mended_place_is_told_apart(awards, at):
    frame = awards.window.rows().frame
    awards.retyped(frame["#uid"][0], award_level="3" if frame["award_level"][0] != "3" else "2")
    page = at(awards.reporter, awards.part).get()
    assert "还有 1 处没有改" in page
    assert page.count('class="mended"') == 1


def test_nothing_is_said_where_nothing_was_returned(school, at):
    awards = UnderReview(school).filled()
    assert "退回的意见" not in at(awards.reporter, awards.part).get()


def test_who_submits_is_told_which_places_are_as_they_were(awards, at):
    shown = at(awards.reporter, awards.part).get("check/")
    assert "退回时指出 2 处，还有 2 处没有改" in shown
    assert "第 1 行「" in shown
    frame = awards.window.rows().frame
    awards.retyped(frame["#uid"][0], award_level="3" if frame["award_level"][0] != "3" else "2")
    for uid in frame["#uid"]:
        awards.retyped(uid, issuer="示例市人民政府办公室")
    assert "退回时指出" not in at(awards.reporter, awards.part).get("check/")
