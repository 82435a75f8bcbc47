"""The demo school in both workflows: every step is counted from its rows, the identities hold, a gap is named."""

import pytest

from shucai import toolkit
from shucai.domain.catalogue import Source
from shucai.toolkit.rows import Rows
from tests.builders.school import school, tables

pytestmark = pytest.mark.slow


def at_hand(*without):
    """Return the rows of the national platform that the workflows need, some forms left out."""
    named = {
        code
        for one in toolkit.workflows().values()
        for step in one.steps
        for code in (*step.needs, *step.forms)
    }
    named |= {"N-ZH-XS-01", "N-ZH-JS-02", "N-ZH-JS-07"}
    sources = [Source("national", code) for code in named - set(without)]
    return {source: tables()[source] for source in sources}


def walked(name, frames):
    return toolkit.walk(Rows(frames, ()), toolkit.workflows()[name])


@pytest.mark.parametrize("name", ["teaching", "internship"])
def test_every_step_is_answered_and_the_identities_hold(name):
    state = walked(name, at_hand())
    answers = [one for step in state.steps for one in step.done_when]
    assert all(isinstance(one, toolkit.Answer) and one.holds is not None for one in answers)
    assert all(one.holds for one in state.identities)
    assert all(one.result is not None for one in state.results)


def test_what_is_there_and_what_can_be_drafted_is_counted():
    at = school()
    step = walked("teaching", at_hand()).steps[3]
    lessons = len(at.rows("N-JX-YX-04"))
    assert {form.title.split()[0]: form.rows for form in step.forms}["N-JX-YX-09"] == len(
        at.rows("N-JX-YX-09")
    )
    assert {one.form.code: one.result.rows.height for one in step.drafts}["N-JX-YX-09"] == lessons
    assert step.is_done


def test_a_gap_is_listed_and_the_step_is_not_done():
    frames = at_hand()
    situations = Source("national", "N-SX-GC-01")
    before = walked("internship", frames).steps[2]
    after = walked("internship", {**frames, situations: frames[situations].head(10)}).steps[2]
    placed = frames[Source("national", "N-SX-AP-02")].height
    assert [one.result.rows.height for one in after.missing] == [placed - 10]
    assert [one.result.rows.height for one in before.missing] == [placed - frames[situations].height]
    assert not after.is_done


def test_a_form_that_is_not_at_hand_leaves_its_statements_unanswered():
    state = walked("internship", at_hand("N-SX-GC-03"))
    (unanswered,) = state.steps[3].done_when
    assert isinstance(unanswered, toolkit.Unanswered)
    assert unanswered.missing == ("N-SX-GC-04 未填写实习报告列表",)
    assert [form.rows for form in state.steps[3].forms] == [None]
    assert not state.steps[3].is_done
