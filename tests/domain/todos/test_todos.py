"""What a person has to do, from roles, states and deadlines alone (COM-3)."""

from dataclasses import replace
from datetime import date, timedelta

from shucai.domain.access import Actor, Grant, Position, Role
from shucai.domain.planning import StageKind
from shucai.domain.todos import OpenPart, Task, Urgency, todos_of
from shucai.domain.workflow import FormNow, KeyData, Standing, State

TODAY = date(2024, 9, 4)
SCHOOL, UNIT, OTHER = 1, 10, 20
PART = OpenPart(
    id=1,
    campaign=1,
    school=SCHOOL,
    form="talent.2.7.1",
    form_id=5,
    code="2.7.1",
    title="示例表",
    unit=UNIT,
    unit_title="团委",
    leads=True,
    state=State.NOT_STARTED,
    return_state=State.NOT_STARTED,
    opens_on=date(2024, 9, 3),
    due_on=date(2024, 9, 6),
)
REPORTER = Grant(Role.REPORTER, unit=UNIT)
HEAD = Grant(Role.DEPARTMENT_HEAD, unit=UNIT)


def who(*grants, person=100):
    return Actor(person=person, school=SCHOOL, name="示例", grants=grants)


def tasks(actor, *parts, today=TODAY):
    return [todo.task for todo in todos_of(actor, parts, today)]


def urgency(part, today=TODAY):
    return todos_of(who(REPORTER), [part], today)[0].urgency


def in_state(state, **changes):
    return replace(PART, state=state, return_state=state, **changes)


def test_a_reporter_fills_what_is_of_the_department_and_not_yet_checked():
    assert tasks(who(REPORTER), PART) == [Task.FILL]
    assert tasks(who(REPORTER), in_state(State.FILLING)) == [Task.FILL]
    assert tasks(who(REPORTER), in_state(State.CHECKED)) == []
    assert tasks(who(replace(REPORTER, unit=OTHER)), PART) == []


def test_a_grant_for_some_forms_makes_to_dos_of_these_only():
    assert tasks(who(replace(REPORTER, forms=frozenset({"talent.2.7.1"}))), PART) == [Task.FILL]
    assert tasks(who(replace(REPORTER, forms=frozenset({"talent.1.1.1"}))), PART) == []


def test_who_is_named_does_it_and_nobody_else():
    assert tasks(who(REPORTER), replace(PART, fillers=frozenset({100}))) == [Task.FILL]
    assert tasks(who(REPORTER), replace(PART, fillers=frozenset({101}))) == []
    checked = in_state(State.CHECKED, reviewers=frozenset({101}))
    assert tasks(who(HEAD), checked) == []


def test_a_delegate_does_what_the_other_was_named_for():
    delegated = replace(REPORTER, on_behalf_of=101)
    assert tasks(who(delegated), replace(PART, fillers=frozenset({101}))) == [Task.FILL]


def test_computed_forms_are_nobodys_to_fill():
    assert tasks(who(REPORTER), replace(PART, is_typed=False)) == []


def test_each_step_is_the_work_of_its_role():
    expected = {
        State.CHECKED: (HEAD, Task.REVIEW),
        State.DEPARTMENT_APPROVED: (Grant(Role.LEAD_OFFICE), Task.CHECK_COMPLIANCE),
        State.COMPLIANT: (Grant(Role.STEERING_COMMITTEE, position=Position.HEAD), Task.DELIBERATE),
        State.DELIBERATED: (Grant(Role.LEAD_OFFICE, position=Position.HEAD), Task.SUBMIT),
    }
    for state, (grant, task) in expected.items():
        assert tasks(who(grant), in_state(state)) == [task]
        assert tasks(who(REPORTER), in_state(state)) == []


def test_the_school_leader_approves_the_key_data_that_were_put():
    leader, head = who(Grant(Role.SCHOOL_LEADER)), who(HEAD)
    put, due = in_state(State.CHECKED, key=KeyData.PUT), in_state(State.CHECKED, key=KeyData.DUE)
    assert (tasks(leader, put), tasks(head, put)) == ([Task.APPROVE_KEY_DATA], [])
    assert (tasks(leader, due), tasks(head, due)) == ([], [Task.REVIEW])
    assert tasks(leader, in_state(State.CHECKED)) == []


def test_what_came_back_is_the_first_thing_to_do():
    back = in_state(State.FILLING, is_returned=True)
    assert [todo.urgency for todo in todos_of(who(REPORTER), [back], back.due_on - timedelta(days=3))] == [
        Urgency.FIRST
    ]


def test_a_contributor_does_not_make_the_whole_appear_twice():
    lead, second = in_state(State.DEPARTMENT_APPROVED), in_state(State.DEPARTMENT_APPROVED, leads=False, id=2)
    assert tasks(who(Grant(Role.LEAD_OFFICE)), lead, second) == [Task.CHECK_COMPLIANCE]


def test_what_is_imported_centrally_is_gathered_by_the_department_and_imported_by_one_person():
    part = replace(PART, collected_by=7)
    assert tasks(who(REPORTER), part) == [Task.GATHER]
    assert tasks(who(Grant(Role.LEAD_OFFICE), person=7), part) == [Task.COLLECT]
    assert tasks(who(Grant(Role.LEAD_OFFICE), person=8), part) == []


def test_due_today_or_tomorrow_and_late_stand_first():
    assert urgency(PART) is Urgency.OPEN
    assert urgency(PART, date(2024, 9, 5)) is Urgency.FIRST
    late = todos_of(who(REPORTER), [PART], date(2024, 9, 7))[0]
    assert (late.urgency, late.is_late) == (Urgency.FIRST, True)


def test_what_waits_for_others_or_for_its_stage_stands_apart():
    assert urgency(replace(PART, waits_for=("1.1.1 示例",))) is Urgency.WAITING
    assert urgency(PART, date(2024, 9, 2)) is Urgency.LATER


def test_a_head_waits_for_the_parts_of_other_departments_once_nothing_else_is_left_to_do():
    now = FormNow(
        Standing(State.CHECKED), StageKind.FILLING, "填报阶段", PART.opens_on, PART.due_on, parts=("团委",)
    )
    shared = in_state(State.CHECKED, now=now)
    assert todos_of(who(HEAD), [shared], TODAY)[0].urgency is Urgency.WAITING
    assert todos_of(who(HEAD), [replace(shared, key=KeyData.DUE)], TODAY)[0].urgency is Urgency.OPEN
    assert todos_of(who(HEAD), [in_state(State.CHECKED)], TODAY)[0].urgency is Urgency.OPEN
    assert (shared.whose, PART.whose) == ("团委填的部分", "团委")


def test_the_list_goes_from_urgent_to_later_and_by_deadline():
    late = replace(PART, id=2, due_on=date(2024, 9, 3))
    waiting = replace(PART, id=3, waits_for=("1.1.1 示例",))
    found = todos_of(who(REPORTER), [waiting, PART, late], TODAY)
    assert [todo.part.id for todo in found] == [2, 1, 3]


def test_a_stranger_has_nothing_to_do():
    assert tasks(who(), PART) == []
    assert tasks(Actor(person=1, school=2, name="示例", grants=(REPORTER,)), PART) == []


def test_tasks_and_groups_have_words():
    assert all(task.label for task in Task)
    assert [group.label for group in Urgency] == ["先处理", "接着做", "等其他表或部门", "还没到时间"]
