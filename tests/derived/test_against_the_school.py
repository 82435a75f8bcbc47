"""What is computed from the demo school's rows is what its own forms say; and a wrong total is put right."""

import polars as pl
import pytest

from shucai.domain.catalogue import Source
from shucai.domain.derived import derive
from shucai.toolkit.catalogue import YEAR, catalogue
from shucai.toolkit.derive import COMPUTED, derivation_plans, difference_of, with_completed
from tests.builders.school import tables

PLANS = {
    (plan.derivation.kind, plan.derivation.form): plan
    for plan in derivation_plans()
    if plan.derivation.kind in COMPUTED
}

pytestmark = pytest.mark.slow


def key_of(source):
    return catalogue().form_at(source.platform, source.code, YEAR).primary_key


def derived(plan, frames):
    return derive(plan, frames, key_of)


@pytest.mark.parametrize("named", PLANS, ids=lambda named: named[1])
def test_a_computed_form_is_as_the_school_handed_it_in(named):
    plan = PLANS[named]
    result = derived(plan, tables())
    difference = difference_of(tables()[plan.derivation.target], result.rows, plan)
    assert (difference.new, difference.changed, difference.gone) == (0, 0, 0)


def test_a_wrong_total_is_replaced_and_what_is_typed_by_hand_stays():
    plan = PLANS["totals", "1.5.3"]
    right = tables()[plan.derivation.target]
    wrong = right.with_columns(pl.lit(1).alias("college_total"), pl.lit(7).alias("west_students"))
    result = derived(plan, {**_sources(plan), plan.derivation.target: wrong})
    assert result.rows["college_total"].to_list() == right["college_total"].to_list()
    assert result.rows["west_students"].to_list() == [7]
    assert difference_of(wrong, result.rows, plan).changed == 1


def test_what_cannot_be_computed_stays_as_it_was_handed_in():
    plan = PLANS["totals", "1.4.2"]
    lessons = Source("talent", "2.1.1")
    blank = tables()[lessons].with_columns(pl.lit(None, pl.Int64).alias("workload_hours"))
    result = derived(plan, {**_sources(plan), lessons: blank})
    known = tables()[plan.derivation.target]
    assert result.rows["teaching_hours"].to_list() == known["teaching_hours"].to_list()


def test_what_people_completed_by_hand_is_carried_over():
    plan = PLANS["derived", "N-ZJ-ZS-01"]
    known = tables()[plan.derivation.target]
    completed = with_completed(derived(plan, tables()).rows, known, plan)
    assert known["plan_count"].null_count() < known.height
    assert completed["plan_count"].to_list() == known.sort(plan.form.primary_key)["plan_count"].to_list()


def _sources(plan):
    return {source: tables()[source] for source in plan.derivation.sources}
