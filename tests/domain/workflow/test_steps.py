"""The table of steps is the one of now.md, and it is whole (REV-1 to REV-3, ruling 10)."""

from collections import Counter
from datetime import date
from itertools import product

import pytest

from shucai.domain.access import Role, Verb
from shucai.domain.problems import Refused
from shucai.domain.workflow import STEPS, KeyData, Standing, State, standing_of_whole, take, turn
from tests.domain.workflow.page import SAID

CHAIN = (
    Verb.FILL, Verb.CHECK, Verb.APPROVE_DEPARTMENT, Verb.APPROVE_COMPLIANCE, Verb.DELIBERATE, Verb.SUBMIT, Verb.ARCHIVE,
)  # fmt: skip


def after(standing: Standing, *verbs: Verb) -> Standing:
    for verb in verbs:
        taken = take(standing, verb)
        assert isinstance(taken, Standing), (standing, verb, taken)
        standing = taken
    return standing


def code(answer: object) -> str:
    return answer.code if isinstance(answer, Refused) else ""


def test_the_steps_are_those_of_the_page():
    assert {(s.start, s.verb): (s.end, s.key) for s in STEPS} == {
        at: (said.end, said.key) for at, said in SAID.items()
    }


def test_no_two_steps_share_a_start_and_a_verb():
    assert [at for at, count in Counter((s.start, s.verb) for s in STEPS).items() if count > 1] == []


def test_the_chain_leads_from_the_start_through_every_state_to_the_archive():
    standing, seen = Standing(State.NOT_STARTED), [State.NOT_STARTED]
    for verb in CHAIN:
        standing = after(standing, verb)
        seen.append(standing.state)
    assert seen == list(State)


def test_only_the_archive_is_final_and_its_turn_is_nobodys():
    left = {step.start for step in STEPS if step.end is not step.start}
    assert set(State) - left == {State.ARCHIVED}
    assert [state for state in State if turn(Standing(state)) is None] == [State.ARCHIVED]


@pytest.mark.parametrize(
    "state", [s for s in State if s not in {State.NOT_STARTED, State.FILLING, State.ARCHIVED}]
)
def test_every_state_of_review_can_go_back_to_filling_as_returned(state: State):
    backs = [step.verb for step in STEPS if step.start is state and step.verb in {Verb.RETURN, Verb.REOPEN}]
    assert backs
    assert {after(Standing(state), verb).label for verb in backs} == {"已退回"}


@pytest.mark.parametrize("state", State)
def test_taking_a_step_ends_as_the_page_says(state: State):
    wrong = [
        (key, verb, taken)
        for key, verb in product(KeyData, Verb)
        if (taken := ended(take(Standing(state, key), verb))) != said_end(state, key, verb)
    ]
    assert wrong == []


def ended(taken: Standing | Refused) -> State | str:
    return taken.code if isinstance(taken, Refused) else taken.state


def said_end(state: State, key: KeyData, verb: Verb) -> State | str:
    said = SAID.get((state, verb))
    if said is None:
        return "R401"
    if said.key and key not in said.key:
        return "R402" if verb is Verb.APPROVE_DEPARTMENT else "R403"
    return said.end


def test_key_data_go_by_the_head_to_the_school_leader_before_the_head_approves():
    standing = Standing(State.CHECKED, KeyData.DUE)
    assert code(take(standing, Verb.APPROVE_DEPARTMENT)) == "R402"
    assert code(take(standing, Verb.APPROVE_KEY_DATA)) == "R403"
    assert (standing.label, turn(standing)) == ("待报领导审批", Role.DEPARTMENT_HEAD)
    put = after(standing, Verb.PUT_KEY_DATA)
    assert (put.label, turn(put)) == ("待领导审批", Role.SCHOOL_LEADER)
    approved = after(put, Verb.APPROVE_KEY_DATA)
    assert (approved.label, turn(approved)) == ("待部门审核", Role.DEPARTMENT_HEAD)
    assert after(approved, Verb.APPROVE_DEPARTMENT).state is State.DEPARTMENT_APPROVED


def test_a_return_for_correction_asks_the_school_leader_anew():
    approved = Standing(State.CHECKED, KeyData.APPROVED)
    assert after(approved, Verb.RETURN) == Standing(State.FILLING, KeyData.DUE, is_returned=True)


def test_a_correction_stays_one_until_it_is_approved():
    returned = after(Standing(State.CHECKED), Verb.RETURN, Verb.FILL, Verb.ACCEPT_ROWS)
    assert returned.is_returned
    checked = after(returned, Verb.CHECK)
    assert checked.label == "待部门审核"
    assert after(checked, Verb.WITHDRAW).label == "已退回"
    assert not after(checked, Verb.APPROVE_DEPARTMENT).is_returned


def test_taking_back_the_first_check_is_no_return():
    assert after(Standing(State.CHECKED), Verb.WITHDRAW).label == "填报中"


def test_a_refused_step_names_where_the_return_is_and_whose_move_it_is():
    refused = take(Standing(State.DEPARTMENT_APPROVED), Verb.FILL)
    assert isinstance(refused, Refused)
    assert refused.reason == "这张表现在是“待合规检查”，不能填报；可以请牵头部门处理"


def test_a_form_is_complete_for_others_once_its_department_approved_it():
    assert [s for s in State if not s.is_complete] == [State.NOT_STARTED, State.FILLING, State.CHECKED]


def test_the_whole_stands_as_its_only_part_and_of_several_as_sent_back_or_re_opened_where_one_is():
    key = Standing(State.CHECKED, key=KeyData.PUT)
    back, again = (
        Standing(State.FILLING, is_returned=True),
        Standing(State.FILLING, open_until=date(2024, 9, 6)),
    )
    approved = Standing(State.DEPARTMENT_APPROVED)
    assert standing_of_whole(State.CHECKED, [key]).label == "待领导审批"
    assert standing_of_whole(State.FILLING, [approved, back]).label == "已退回"
    assert standing_of_whole(State.FILLING, [again, approved]).label == "已重开"
    assert standing_of_whole(State.CHECKED, [key, approved]).label == "待部门审核"
