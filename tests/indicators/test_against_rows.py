"""Every indicator of the demo school is what plain Python makes of its rows, in both years; none is left open in silence."""

import pytest

from shucai.domain.indicators import measure
from shucai.toolkit.indicators import indicator_plans
from tests.builders.school import school, tables
from tests.indicators.by_hand import MEASURES, ByHand

PLANS = {plan.indicator.id: plan for plan in indicator_plans()}
FOR_GROUPS = {"major_match_rate_by_category"}

pytestmark = pytest.mark.slow


def test_every_indicator_is_recomputed():
    assert set(PLANS) == set(MEASURES) | FOR_GROUPS


@pytest.mark.parametrize("last_year", [False, True], ids=["this year", "last year"])
@pytest.mark.parametrize("name", MEASURES)
def test_an_indicator_is_what_the_rows_give(name, last_year):
    at = school().last if last_year else school()
    (measured,) = measure(PLANS[name], tables(last_year=last_year))
    places = PLANS[name].indicator.places
    assert measured.value == pytest.approx(MEASURES[name](ByHand(at)), abs=0.5 * 10**-places + 1e-6)


def test_the_match_of_work_and_major_is_given_for_every_group_of_majors():
    measured = {
        one.group.split()[0]: one
        for one in measure(PLANS["major_match_rate_by_category"], tables(last_year=False))
    }
    by_hand = ByHand(school()).matched_by_category()
    assert set(measured) == set(by_hand)
    for code, value in by_hand.items():
        assert measured[code].value == (None if value is None else pytest.approx(value, abs=0.0051))
    assert all(measured[code].denominator == 0 for code, value in by_hand.items() if value is None)


def test_a_line_is_held_up_where_the_reference_draws_one():
    at_hand = tables(last_year=False)
    lines = {
        name: (one.at_least, one.at_most)
        for name, plan in PLANS.items()
        for one in measure(plan, at_hand)
        if one.qualified is not None
    }
    assert lines["student_teacher_ratio"] == (None, 18)
    assert lines["teaching_area_per_student"] == (16, None)
    assert lines["books_per_student"] == (60, None)
    assert lines["appropriation_per_student"] == (12_000, None)
    assert len(lines) == 17
