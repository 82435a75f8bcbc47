"""Reminding: what departments are reminded of, and that it is noted who was, and when."""

import re
from datetime import date

import pytest

from tests.web.board.test_board import AFTER
from tests.web.campaigns.conftest import Visitor, words

pytestmark = pytest.mark.django_db


def test_who_will_be_late_is_reminded_of_what_they_have_to_do_themselves(school, campaign, on):
    on(date(2024, 9, 5))
    unit = school.units["财务处"].pk
    told = words(Visitor(school.planner).get(f"/board/reminder/?campaign={campaign.pk}&unit={unit}"))
    assert "按现在的速度来不及" in told or "快到截止" in told
    assert "没有要催的" not in told


def test_who_was_reminded_is_noted_so_that_nobody_reminds_twice(school, campaign, on):
    on(AFTER)
    visitor = Visitor(school.planner)
    unit = school.units["财务处"].pk
    page = visitor.get(f"/board/reminder/?campaign={campaign.pk}&unit={unit}")
    assert "已经发出，记下" in page
    assert "催过的" not in page
    visitor.post(f"/board/reminder/sent/?campaign={campaign.pk}", name="财务处")
    told = words(Visitor(school.member).get(f"/board/?campaign={campaign.pk}"))
    assert len(re.findall("催过", told)) == 1
    told = words(Visitor(school.member).get(f"/board/reminder/?campaign={campaign.pk}"))
    assert re.search(f"催过的：财务处 .*（{school.planner.name}）", told)


def test_only_the_lead_office_notes_a_reminder(school, campaign, on):
    on(AFTER)
    head = Visitor(school.heads["财务处"])
    assert "已经发出，记下" not in head.get(f"/board/reminder/?campaign={campaign.pk}")
    head.post(f"/board/reminder/sent/?campaign={campaign.pk}", status=403, name="团委")
    assert "催过" not in words(Visitor(school.planner).get(f"/board/?campaign={campaign.pk}"))
