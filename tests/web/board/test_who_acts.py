"""The desk names who can get further what somebody waits for (COM-3)."""

import re
from datetime import date

import pytest

from shucai.domain.workflow import State
from tests.web.board.test_board import moved, part_of
from tests.web.campaigns.conftest import Visitor, words

pytestmark = pytest.mark.django_db


def test_the_desk_says_whom_a_form_waits_for_and_that_it_will_be_late(school, campaign, on):
    on(date(2024, 9, 6))
    told = words(Visitor(school.reporters["团委"]).get("/"))
    assert "先要完成" in told
    assert "填报人 " in told
    assert "个工作日" in told


@pytest.mark.parametrize(("state", "who"), [(State.CHECKED, "部门负责人"), (State.FILLING, "填报人")])
def test_the_desk_names_who_is_really_to_act(school, campaign, state, who):
    moved(part_of(campaign, "1.1.3"), state)
    told = words(Visitor(school.reporters["团委"]).get("/"))
    assert f"先要完成 1.1.3 内设机构表（党委办公室，{who} " in told


def test_where_what_is_waited_for_waits_itself_the_desk_names_who_can_begin(school, on):
    school.published("national")
    on(date(2024, 10, 8))
    told = words(Visitor(school.reporters["团委"]).get("/"))
    assert re.search("先要完成 N-[^；]*；先要 N-[^：]*：[^，]*，填报人 ", told), told
