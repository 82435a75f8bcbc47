"""The preview offers the values of a list for a text that it does not have, and takes what was picked."""

import re

import pytest

from shucai.domain.rows.picks import cause_of_pick
from tests.apps.filling.importing.conftest import award
from tests.web.campaigns.conftest import words

pytestmark = pytest.mark.django_db
STRANGE = "相当于市里的"
NAME = f"p:{cause_of_pick('award_level', STRANGE)}"


def test_a_pick_changes_all_cells_with_a_text_and_can_be_taken_back(desk, reporter, send):
    sent = send(desk.book(award(1, award_level=STRANGE), award(2), award(3, award_level=STRANGE)))
    page = reporter.get(sent.page)
    shown = words(page)
    assert "代码表里没有的写法，是不是……" in shown
    assert f"2 处 “{STRANGE}” 例：第 2 行" in shown
    code = re.search(r'<option value="(\w+)">\1 市级', page)[1]
    reporter.post(f"{sent.page}answers/", **{NAME: code})
    sent.read()
    page = reporter.get(sent.page)
    assert f'<option value="{code}" selected>' in page
    assert "没有发现问题" in words(page)
    reporter.post(f"{sent.page}answers/", **{NAME: ""})
    sent.read()
    assert "没有发现问题" not in words(reporter.get(sent.page))


def test_what_is_near_one_value_is_offered_as_a_repair_alone(desk, reporter, send):
    sent = send(desk.book(award(1, award_level="市级的"), award(2)))
    shown = words(reporter.get(sent.page))
    assert "能一次改好的" in shown
    assert "代码表里没有的写法" not in shown
