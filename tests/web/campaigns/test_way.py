"""The way of a return as a page: every step of the table is told, and where one return stands is marked."""

from datetime import date

import pytest

from shucai.domain.workflow import STEPS, State
from tests.web.board.test_board import moved, part_of
from tests.web.campaigns.conftest import QUERIES, Visitor, words

pytestmark = pytest.mark.django_db


def test_every_state_and_every_step_is_told(school):
    page = Visitor(school.reporters["财务处"]).get("/campaigns/way/")
    told = words(page)
    assert all(state.label in told for state in State)
    assert all(step.verb.label in told for step in STEPS)
    assert page.count('class="line"') == len(
        {(step.start, step.end) for step in STEPS if step.end.rank < step.start.rank}
    )
    assert "现在在这里" not in told


def test_where_a_return_stands_is_marked(school, on, django_assert_max_num_queries):
    part = part_of(school.published(), "2.11.1")
    on(date(2024, 9, 4))
    moved(part, State.CHECKED)
    visitor = Visitor(school.reporters["财务处"])
    with django_assert_max_num_queries(QUERIES):
        page = visitor.get(f"/campaigns/way/?part={part.pk}")
    assert page.count('aria-current="step"') == 1
    assert "待部门审核 现在在这里" in words(page)
    assert f"/campaigns/way/?part={part.pk}" in visitor.get(
        f"/campaigns/{part.made_return.form.campaign_id}/forms/{part.made_return.form_id}/"
    )


def test_a_return_of_others_is_not_there(school):
    part = part_of(school.published(), "2.11.1")
    assert Visitor(school.reporters["团委"]).get(f"/campaigns/way/?part={part.pk}", status=404)
    assert Visitor(school.reporters["团委"]).get("/campaigns/way/?part=x", status=404)
