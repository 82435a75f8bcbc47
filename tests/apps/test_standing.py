"""What stands for many tests is made once, and each finds it as it was made."""

import pytest

from shucai.apps.campaigns.models import Campaign
from shucai.apps.organisation.models import School
from tests.builders.schools import filled_awards, published_school, staffed, staffed_school
from tests.builders.standing import standing

__all__ = ["filled_awards", "published_school", "staffed_school"]
pytestmark = pytest.mark.django_db
MADE = []


def noted(school):
    MADE.append(school)
    return school


noted_school = standing(staffed, noted)


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_changes_is_gone_in_the_next_and_nothing_is_made_again(noted_school, turn):
    assert len(MADE) == 1
    school = noted_school.school
    assert School.objects.get().name == school.name == "示例职业技术学校"
    assert len(noted_school.units) == len(noted_school.reporters)
    school.name = "示例改名学校"
    school.save()
    noted_school.units.popitem()


def test_nothing_stands_that_is_not_asked_for(staffed_school):
    assert School.objects.count() == 1
    assert not Campaign.objects.exists()


def test_things_of_one_test_know_each_other(published_school, filled_awards):
    assert filled_awards.school is published_school
    assert filled_awards.part.pk
    assert Campaign.objects.get().school == published_school.school


def test_nothing_stands_for_a_test_that_asks_for_nothing():
    assert not School.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_has_its_own_made(published_school):
    assert Campaign.objects.get().school == published_school.school
