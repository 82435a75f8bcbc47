"""The parts that pages tell of: read once for everybody, and anew once anything they tell has changed (COM-3)."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from shucai.apps.campaigns.actions import Extent, StageWanted, change_stages, extend, name_people
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.queries import open_parts, told_parts
from shucai.apps.filling.situations import OF_RETURN, locked_part_now
from shucai.apps.organisation.actions.units import rename_unit
from shucai.domain.planning import PlannedStage, StageKind
from shucai.domain.problems import Refused
from shucai.domain.rows import Addition, Changes
from tests.builders.staffed import AT, TODAY, acting

pytestmark = pytest.mark.django_db
FILLING = date(2024, 9, 4)
FINANCE = "财务处"


@pytest.fixture
def campaign(school):
    return school.published()


def part_of(campaign):
    return Contribution.objects.get(made_return__form__campaign=campaign, made_return__form__code="2.11.1")


def typed(school, campaign, seq):
    added = (Addition(uuid4().hex, None, {}),)
    reporter = acting(school.reporters[FINANCE], FILLING)
    changes = Changes("c" * 32, seq, (), added, (), ())
    return save(part_of(campaign).pk, changes, by=reporter, at=AT, today=FILLING)


def held(campaign):
    part = part_of(campaign).pk
    made = Return.objects.select_related(*OF_RETURN).get(contributions=part)
    return locked_part_now(made, part).opened


def extended(school, campaign):
    extent = Extent(form=part_of(campaign).made_return.form_id)
    until = date(2024, 9, 9)
    return extend(
        campaign.pk, extent, until=until, reason="系统开放推迟三天", by=acting(school.planner), at=AT
    )


def renamed(school, campaign):
    unit, planner = school.units[FINANCE], acting(school.planner)
    return rename_unit(unit.pk, name="计划财务处", other_name="", by=planner, at=AT)


def named(school, campaign):
    fill, planner = [school.reporters[FINANCE].pk], acting(school.planner)
    assignment = part_of(campaign).assignment_id
    return name_people(assignment, fill=fill, review=[], by=planner, at=AT, today=TODAY)


def of_another_kind(school, campaign):
    """Have the stage after the filling be one of analysis, with everything else of it as it is."""
    wanted = [
        StageWanted(one.pk, PlannedStage(one.name, StageKind(one.kind), one.starts_on, one.ends_on))
        for one in campaign.stages.order_by("order")
    ]
    last = replace(wanted[-1], planned=replace(wanted[-1].planned, kind=StageKind.ANALYSIS))
    return change_stages(campaign.pk, [*wanted[:-1], last], by=acting(school.planner), at=AT, today=TODAY)


def begun(school, campaign):
    return typed(school, campaign, 1)


@pytest.mark.parametrize("act", [begun, extended, renamed, named, of_another_kind])
def test_what_an_action_changed_is_told_at_once(school, campaign, act):
    before = told_parts(campaign)
    assert not isinstance(act(school, campaign), Refused)
    after = told_parts(campaign)
    assert after == open_parts(campaign)
    assert after != before


@pytest.mark.parametrize("act", [begun, extended, renamed, named, of_another_kind])
def test_who_holds_a_return_decides_by_what_an_action_has_just_changed(school, campaign, act):
    told_parts(campaign)
    assert not isinstance(act(school, campaign), Refused)
    assert held(campaign) == next(one for one in open_parts(campaign) if one.id == part_of(campaign).pk)


def test_who_holds_a_return_need_not_read_again_what_was_just_told(
    school, campaign, django_assert_num_queries
):
    typed(school, campaign, 1)
    part = next(one for one in told_parts(campaign) if one.id == part_of(campaign).pk)
    made = Return.objects.select_related(*OF_RETURN).get(contributions=part.id)
    with django_assert_num_queries(2):
        assert locked_part_now(made, part.id).opened is part


def test_a_part_that_nobody_was_told_of_yet_is_read(school, campaign):
    assert held(campaign) == next(one for one in open_parts(campaign) if one.id == part_of(campaign).pk)


def test_more_rows_of_a_part_that_is_being_filled_have_nothing_read_anew(
    school, campaign, django_assert_num_queries
):
    typed(school, campaign, 1)
    told_parts(campaign)
    typed(school, campaign, 2)
    with django_assert_num_queries(1):
        told = told_parts(campaign)
    assert told == open_parts(campaign)


def test_what_one_page_does_to_the_list_is_not_seen_by_another(campaign):
    told_parts(campaign).clear()
    assert told_parts(campaign) == open_parts(campaign)
