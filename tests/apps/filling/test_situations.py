"""May I, now, as the tables have it: stage, deadline, forms needed first, other parts, named people (CAM-2, CAM-6, CAM-7)."""

from datetime import date

import pytest

from shucai.apps.campaigns.actions import Extent, extend, name_people
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.queries import open_parts
from shucai.apps.filling.situations import may_now_on_part, may_now_on_return, part_now
from shucai.domain.access import Allowed, Role, Verb
from shucai.domain.problems import Refused
from shucai.domain.todos import Task, Urgency, todos_of
from shucai.domain.workflow import State
from tests.builders.staffed import AT, TODAY, Staffed, acting

pytestmark = pytest.mark.django_db
PREPARING, FILLING, LATE = date(2024, 8, 28), date(2024, 9, 4), date(2024, 9, 7)
FINANCE = "财务处"


def part_of(campaign, code: str, unit=None) -> Contribution:
    found = Contribution.objects.filter(made_return__form__campaign=campaign, made_return__form__code=code)
    return found.get(assignment__unit=unit) if unit else found.get(assignment__order=0)


def asked(person, verb: Verb, part: Contribution, today: date = FILLING) -> str:
    answer = may_now_on_part(acting(person, today), verb, part.pk, today)
    return answer.code if isinstance(answer, Refused) else ""


def move(part: Contribution, state: State) -> None:
    Contribution.objects.filter(pk=part.pk).update(state=state)
    Return.objects.filter(pk=part.made_return_id).update(state=state)


def test_a_reporter_fills_between_the_first_day_of_the_stage_and_the_deadline(school):
    part = part_of(school.published(), "2.11.1")
    reporter = school.reporters[FINANCE]
    assert [asked(reporter, Verb.FILL, part, day) for day in (PREPARING, FILLING, LATE)] == [
        "R406",
        "",
        "R407",
    ]


def test_an_extension_of_the_form_opens_it_again(school):
    campaign = school.published()
    part = part_of(campaign, "2.11.1")
    extent, until = Extent(form=part.made_return.form_id), date(2024, 9, 9)
    made = extend(
        campaign.pk, extent, until=until, reason="系统开放推迟三天", by=acting(school.planner), at=AT
    )
    assert not isinstance(made, Refused)
    assert asked(school.reporters[FINANCE], Verb.FILL, part, LATE) == ""


def test_a_part_of_another_school_is_not_there(school):
    part = part_of(school.published(), "2.11.1")
    other = Staffed("示例乙职业学校")
    assert asked(other.planner, Verb.SEE_RETURN, part) == "R101"
    assert asked(school.reporters["学生工作处"], Verb.FILL, part) == "R101"
    assert isinstance(may_now_on_part(acting(school.planner), Verb.SEE_RETURN, 10**9, FILLING), Refused)
    assert isinstance(
        may_now_on_return(acting(other.planner), Verb.SEE_RETURN, part.made_return_id, FILLING), Refused
    )


def test_base_tables_are_imported_by_the_named_person_alone(school):
    campaign = school.published()
    code = next(p.code for p in open_parts(campaign) if p.collected_by and p.leads and not p.waits_for)
    part = part_of(campaign, code)
    reporter = school.reporters[part.assignment.unit.title]
    assert asked(school.planner, Verb.IMPORT, part, PREPARING) == ""
    assert asked(school.member, Verb.IMPORT, part, PREPARING) == "R111"
    assert asked(reporter, Verb.FILL, part, PREPARING) == "R409"


def test_a_form_waits_by_name_for_those_needed_first(school):
    campaign = school.published("national")
    part = part_of(campaign, "N-ZH-XX-02")
    reporter, today = school.reporters[part.assignment.unit.title], date(2024, 9, 23)
    answer = may_now_on_part(acting(reporter, today), Verb.FILL, part.pk, today)
    assert isinstance(answer, Refused)
    assert "N-ZH-XX-01 基本信息" in answer.reason
    move(part_of(campaign, "N-ZH-XX-01"), State.DEPARTMENT_APPROVED)
    assert asked(reporter, Verb.FILL, part, today) == ""


def test_a_form_that_was_begun_goes_on_while_one_needed_first_is_corrected_and_one_not_begun_waits(school):
    campaign, today = school.published("national"), date(2024, 9, 23)
    needed, part = part_of(campaign, "N-ZH-XX-01"), part_of(campaign, "N-ZH-XX-02")
    reporter = school.reporters[part.assignment.unit.title]
    move(needed, State.FILLING)
    move(part, State.FILLING)
    assert asked(reporter, Verb.FILL, part, today) == "R410"
    Contribution.objects.filter(pk=needed.pk).update(is_returned=True)
    now = part_now(school.school.pk, part.pk)
    assert now is not None
    assert (now.opened.waits_for, now.opened.now.corrected) == ((), ("N-ZH-XX-01 基本信息",))
    assert [asked(reporter, verb, part, today) for verb in (Verb.FILL, Verb.IMPORT, Verb.CHECK)] == [
        "",
        "",
        "",
    ]
    move(part, State.NOT_STARTED)
    assert asked(reporter, Verb.FILL, part, today) == "R410"
    move(needed, State.DEPARTMENT_APPROVED)
    assert asked(reporter, Verb.FILL, part, today) == ""


def test_without_a_stage_of_review_those_above_have_until_the_end_of_the_stage_and_not_of_the_first_week(
    school,
):
    campaign = school.published("national")
    first, opened = campaign.stages.order_by("order")[0], open_parts(campaign)
    basic = next(part for part in opened if part.code == "N-ZH-XX-01")
    assert basic.due_on < first.ends_on
    assert basic.review_ends_on == first.ends_on


def test_the_leading_head_waits_for_the_other_departments(school):
    campaign = school.published()
    shared = Contribution.objects.filter(made_return__form__campaign=campaign, assignment__order=1).first()
    leading = part_of(campaign, shared.made_return.form.code)
    form = leading.made_return.form
    form.is_key, form.key_fields = False, []
    form.save()
    move(leading, State.CHECKED)
    head = school.heads[leading.assignment.unit.title]
    answer = may_now_on_part(acting(head, FILLING), Verb.APPROVE_DEPARTMENT, leading.pk, FILLING)
    assert isinstance(answer, Refused)
    assert shared.assignment.unit.title in answer.reason
    leading.made_return.contributions.exclude(pk=leading.pk).update(state=State.DEPARTMENT_APPROVED)
    assert asked(head, Verb.APPROVE_DEPARTMENT, leading) == ""


def test_a_form_with_key_data_asks_the_school_leader_first(school):
    part = part_of(school.published(), "2.11.1")
    form = part.made_return.form
    form.is_key = True
    form.save()
    move(part, State.CHECKED)
    assert asked(school.heads[FINANCE], Verb.APPROVE_DEPARTMENT, part) == "R402"
    assert asked(school.heads[FINANCE], Verb.PUT_KEY_DATA, part) == ""


def test_a_named_reporter_fills_alone(school):
    part = part_of(school.published(), "2.11.1")
    unit = school.units[FINANCE]
    second = school.holder("填报乙", Role.REPORTER, unit)
    named = name_people(
        part.assignment_id, fill=[second.pk], review=[], by=acting(school.planner), at=AT, today=TODAY
    )
    assert not isinstance(named, Refused)
    assert asked(second, Verb.FILL, part) == ""
    answer = may_now_on_part(acting(school.reporters[FINANCE], FILLING), Verb.FILL, part.pk, FILLING)
    assert isinstance(answer, Refused)
    assert "指定由填报乙负责" in answer.reason


def test_the_lead_office_checks_the_whole(school):
    part = part_of(school.published(), "2.11.1")
    whole = part.made_return_id

    def ask(verb: Verb) -> str:
        answer = may_now_on_return(acting(school.member, LATE), verb, whole, LATE)
        return answer.code if isinstance(answer, Refused) else ""

    assert ask(Verb.APPROVE_COMPLIANCE) == "R401"
    move(part, State.DEPARTMENT_APPROVED)
    assert ask(Verb.APPROVE_COMPLIANCE) == ""


@pytest.mark.parametrize("platform", ["talent", "national"])
def test_what_the_workbench_offers_may_be_done_and_what_it_delays_may_not(school, platform):
    campaign = school.published(platform)
    today = {"talent": FILLING, "national": date(2024, 9, 23)}[platform]
    parts = open_parts(campaign)
    verbs = {Task.FILL: Verb.FILL, Task.COLLECT: Verb.IMPORT}
    expected = {Urgency.FIRST: "", Urgency.OPEN: "", Urgency.WAITING: "R410", Urgency.LATER: "R406"}
    people = [school.reporters[FINANCE], school.reporters["学生工作处"], school.planner]
    offered = [
        (person, todo)
        for person in people
        for todo in todos_of(acting(person, today), parts, today)
        if todo.task in verbs
    ]
    for person, todo in offered[:40]:
        answered = may_now_on_part(acting(person, today), verbs[todo.task], todo.part.id, today)
        code = answered.code if isinstance(answered, Refused) else ""
        assert code == ("R407" if todo.is_late else expected[todo.urgency]), todo
    assert offered


def test_asking_takes_few_questions(school, django_assert_max_num_queries):
    part = part_of(school.published(), "2.11.1")
    actor = acting(school.reporters[FINANCE], FILLING)
    with django_assert_max_num_queries(12):
        assert isinstance(may_now_on_part(actor, Verb.FILL, part.pk, FILLING), Allowed)
