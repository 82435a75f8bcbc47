"""A new row in which another department filled its columns is not deleted under its hands (FIL-8)."""

import pytest

from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.filling.models import StagedRow
from shucai.domain.rows import Addition
from tests.builders.filling import Reporter
from tests.builders.staging import AT

pytestmark = pytest.mark.django_db
FORM, OWN = "2.13.1", "award_name"


@pytest.fixture
def two(school):
    """Return the reporter of the department that leads, and of one that fills a column of its rows."""
    school.published()
    Prerequisite.objects.update(lifted_at=AT)
    lead, second = Reporter(school, FORM), Reporter(school, FORM, order=1)
    assignment = second.part.assignment
    assignment.fields = [OWN]
    assignment.save(update_fields=["fields"])
    return lead, second


def test_it_stays_and_who_filled_what_is_told(two):
    lead, second = two
    [uid] = lead.add({})
    second.type(uid, 1, award_name="示例杯")
    [told] = lead.send(removed=(uid,)).refused
    assert (told.uid, told.field) == (uid, None)
    assert second.part.assignment.unit.title in told.message
    assert lead.rows().form.by_name[OWN].title in told.message
    assert lead.rows().frame[OWN].to_list() == ["示例杯"]


def test_once_they_cleared_their_cells_it_goes_with_nothing_left_behind(two):
    lead, second = two
    [uid] = lead.add({})
    second.type(uid, 1, award_name="示例杯")
    second.type(uid, None, award_name=None)
    assert not lead.send(removed=(uid,)).refused
    assert lead.rows().frame.is_empty()
    assert not StagedRow.objects.filter(state="pending").exists()
    lead.send(restored=(uid,))
    assert lead.rows().frame["#uid"].to_list() == [uid]
    assert second.type(uid, None, award_name="示例杯").saved


def test_a_row_nobody_else_filled_goes(two):
    lead, _ = two
    one, two_ = lead.add({}, {})
    assert not lead.send(removed=(one,)).refused
    assert lead.rows().frame["#uid"].to_list() == [two_]
    assert not lead.send(added=(Addition("d" * 32, None, {}),), removed=("d" * 32,)).refused
