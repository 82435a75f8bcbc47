"""The navigation: whatever stands in it opens for the one who sees it, and shows something."""

import re

import pytest
from django.urls import reverse

from shucai.domain.access import Position, Role
from shucai.web.navigation import GROUPS, TABS, navigation_of, tabs_of
from tests.builders.schools import staffed_school as school
from tests.builders.staffed import acting
from tests.web.campaigns.conftest import Visitor, on

__all__ = ["on", "school"]
pytestmark = pytest.mark.django_db
POSITIONS = {Role.LEAD_OFFICE: Position.MEMBER, Role.STEERING_COMMITTEE: Position.MEMBER}


@pytest.mark.parametrize("role", Role)
def test_every_entry_of_a_role_opens_for_it(school, role):
    school.published()
    unit = school.units["财务处"] if role.is_of_a_unit else None
    person = school.holder("某人", role, unit, POSITIONS.get(role))
    actor, visitor = acting(person), Visitor(person)
    entries = {entry for group in navigation_of(actor) for entry in group.entries} | set(tabs_of(actor))
    for entry in entries:
        page = visitor.get(reverse(entry.name))
        assert re.search(rf'<a[^>]+href="{reverse(entry.name)}"[^>]*aria-current="page"', page), entry.title


@pytest.mark.parametrize("role", [Role.SCHOOL_LEADER, Role.STEERING_COMMITTEE])
def test_a_leader_has_the_whole_school_at_the_foot_of_a_phone(school, role):
    person = school.holder("某人", role, None, POSITIONS.get(role))
    assert [entry.name for entry in tabs_of(acting(person))] == ["workbench", "leaders", "board", "campaigns"]


def test_every_entry_is_told_by_its_icon_alone():
    """On the page of filling the side bar shows icons only."""
    icons = {entry.name: entry.icon for group in GROUPS for entry in group.entries}
    assert len(set(icons.values())) == len(icons)
    assert {entry.name: entry.icon for entry in TABS}.items() <= icons.items()
