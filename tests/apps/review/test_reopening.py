"""What passed is re-opened by request: reason, columns, a last day; granted or declined with words (REV-3)."""

from datetime import timedelta

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.filling.parts import standing_of
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.situations import may_now_on_part, part_now
from shucai.apps.review.actions.compliance import approve_compliance
from shucai.apps.review.actions.reopening import (
    Wish,
    ask_reopening,
    decline_reopening,
    end_reopening,
    extend_reopening,
    grant_reopening,
    withdraw_asking,
)
from shucai.apps.review.asking import may_ask
from shucai.apps.review.corrections import correction_of
from shucai.apps.review.models import Decision, Reopening
from shucai.apps.review.reopened import reopenings_on_desk
from shucai.domain.access import Allowed, Verb
from shucai.domain.problems import Refused
from shucai.domain.todos import Urgency, todos_of
from tests.builders.kept import put
from tests.builders.schools import FILLED
from tests.builders.staffed import AT, acting
from tests.builders.staging import FILLING
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
WHY = "省厅复核指出第 2 行文号有误，附更正通知"
LAST = FILLING + timedelta(days=3)
AFTER = LAST + timedelta(days=1)


def passed(awards):
    """Return the awards after they passed the compliance check."""
    awards.submitted().approve()
    member = acting(awards.school.member, FILLING)
    done = approve_compliance(awards.made.pk, by=member, at=AT, today=FILLING)
    assert isinstance(done, Decision), done.reason
    return awards


locked = standing(*FILLED, passed)


def ask(locked, person=None, **wish):
    asked = Wish(**{"reason": WHY, "until": LAST, **wish})
    by = acting(person or locked.reporter, FILLING)
    return ask_reopening(locked.part.pk, asked, by=by, at=AT, today=FILLING)


def lasting(locked, until):
    """Let the campaign last to a day."""
    put(locked.made.form.campaign.stages.all(), ends_on=until)


def grant(school, asked, until=LAST):
    return grant_reopening(asked.pk, until, by=acting(school.member, FILLING), at=AT, today=FILLING)


def opened(school, locked, **wish) -> Reopening:
    made = grant(school, ask(locked, **wish))
    assert isinstance(made, Reopening), made.reason
    return made


def may_fill(locked, on):
    return may_now_on_part(acting(locked.reporter, FILLING), Verb.FILL, locked.part.pk, on)


def test_a_granted_re_opening_is_open_until_its_last_day_and_locks_again_by_itself(school, locked):
    assert isinstance(may_fill(locked, FILLING), Refused)
    opened(school, locked)
    assert locked.states() == ("filling", "filling")
    assert isinstance(may_fill(locked, LAST), Allowed)
    over = may_fill(locked, LAST + timedelta(days=1))
    assert isinstance(over, Refused)
    assert over.code == "R416"
    assert over.reason.count("牵头部门") == 1
    head = acting(locked.head, FILLING)
    early = may_now_on_part(head, Verb.APPROVE_DEPARTMENT, locked.part.pk, LAST)
    late = may_now_on_part(head, Verb.APPROVE_DEPARTMENT, locked.part.pk, LAST + timedelta(days=1))
    assert isinstance(early, Refused)
    assert isinstance(late, Refused)
    assert ("已重开" in early.reason, "重开已到期" in late.reason) == (True, True)
    said = correction_of(locked.now(), at=AT)
    assert said is not None
    assert (said.decision.verb, said.decision.reason) == ("reopen", WHY)
    assert Entry.objects.latest("number").action == "reopen"


def test_only_the_columns_asked_for_can_be_changed(school, locked):
    opened(school, locked, fields=("doc_no",))
    scope = scope_of(locked.now())
    assert scope.own_fields() == {"doc_no"}
    assert "只重新开放了" in scope.why_not_row(locked.part.pk)
    frame = locked.window.rows().frame
    locked.retyped(frame["#uid"][0], doc_no="示例〔2024〕9 号")
    refused = locked.window.type(frame["#uid"][1], frame["#version"][1], issuer="示例厅")
    assert refused.refused


def test_approving_again_ends_it_and_the_whole_is_checked_anew(school, locked):
    opened(school, locked)
    locked.submitted().approve()
    now = locked.now()
    assert (now.state, now.made_return.state, now.open_until) == (
        "department_approved", "department_approved", None
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"reason": "改"}, "R715"),
        ({"until": None}, "R716"),
        ({"until": AFTER + timedelta(days=1)}, "R732"),
        ({"until": FILLING - timedelta(days=1)}, "R716"),
        ({"fields": ("nothing",)}, "R724"),
    ],
)
def test_asking_says_what_is_missing(locked, wish, code):
    assert ask(locked, **wish).code == code
    assert not Reopening.objects.exists()


def test_the_last_day_is_within_a_month_and_not_after_the_campaign(school, locked):
    asked, by = ask(locked), acting(school.member, FILLING)
    beyond = FILLING + timedelta(days=31)
    refused = grant(school, asked, AFTER + timedelta(days=1))
    assert refused.code == "R732"
    assert "这次采集到2024年9月8日结束" in refused.reason
    lasting(locked, beyond)
    assert grant(school, asked, beyond).code == "R716"
    granted = grant(school, asked, AFTER + timedelta(days=1))
    assert isinstance(granted, Reopening), granted.reason
    lasting(locked, AFTER)
    assert extend_reopening(asked.pk, beyond, by=by, at=AT, today=FILLING).code == "R732"


def test_what_is_found_after_the_last_stage_is_re_opened_for_a_month_at_most(locked):
    over = FILLING + timedelta(days=20)
    by = acting(locked.reporter, over)
    for days, code in ((31, "R716"), (30, "")):
        asked = ask_reopening(
            locked.part.pk, Wish(WHY, over + timedelta(days=days)), by=by, at=AT, today=over
        )
        assert getattr(asked, "code", "") == code


def test_it_is_asked_once_and_only_for_what_passed(school, locked):
    ask(locked)
    assert ask(locked, locked.head).code == "R718"
    stranger = next(one for unit, one in school.reporters.items() if one.pk != locked.reporter.pk)
    assert ask(locked, stranger).code == "R101"


def test_what_did_not_pass_is_not_asked_for(awards):
    awards.submitted().approve()
    assert ask(awards).code == "R717"


def test_nothing_is_asked_for_in_a_campaign_that_is_over(locked):
    campaign = locked.made.form.campaign
    type(campaign).objects.filter(pk=campaign.pk).update(state="closed", closed_at=AT)
    assert ask(locked).code == "R405"
    assert not may_ask(locked.now(), acting(locked.reporter, FILLING))


def test_the_office_declines_with_words_and_the_department_may_ask_again(school, locked):
    asked, by = ask(locked), acting(school.member, FILLING)
    assert decline_reopening(asked.pk, "不", by=by, at=AT, today=FILLING).code == "R720"
    said = decline_reopening(asked.pk, "更正通知没有涉及本校，请先核实", by=by, at=AT, today=FILLING)
    assert (said.granted, said.answered_by_id) == (False, school.member.pk)
    assert locked.states() == ("compliant", "compliant")
    assert grant(school, asked).code == "R719"
    assert isinstance(ask(locked), Reopening)


def test_only_the_office_answers(locked):
    asked, by = ask(locked), acting(locked.head, FILLING)
    assert grant_reopening(asked.pk, LAST, by=by, at=AT, today=FILLING).code == "R102"
    assert decline_reopening(asked.pk, WHY, by=by, at=AT, today=FILLING).code == "R102"


def test_what_was_asked_is_taken_back_before_the_answer(school, locked):
    asked, by = ask(locked), acting(locked.head, FILLING)
    assert isinstance(withdraw_asking(asked.pk, by=by, at=AT, today=FILLING), Reopening)
    assert grant(school, asked).code == "R719"


def test_granting_twice_has_one_effect(school, locked):
    made = opened(school, locked)
    assert isinstance(grant(school, made), Refused)
    assert Decision.objects.filter(verb="reopen").count() == 1


def test_an_unused_re_opening_is_taken_back_and_every_approval_stands(school, locked):
    digest = locked.now().approved_digest
    made, by = opened(school, locked), acting(school.member, FILLING)
    assert isinstance(end_reopening(made.pk, by=by, at=AT, today=FILLING), Reopening)
    now = locked.now()
    assert locked.states() == ("compliant", "compliant")
    assert (now.approved_digest, now.is_returned, now.open_until) == (digest, False, None)


def test_a_used_one_is_extended_and_not_taken_back(school, locked):
    made, by = opened(school, locked), acting(school.member, FILLING)
    locked.retyped(locked.window.rows().frame["#uid"][0], doc_no="示例〔2024〕9 号")
    assert end_reopening(made.pk, by=by, at=AT, today=FILLING).code == "R725"
    later = LAST + timedelta(days=5)
    lasting(locked, later)
    assert isinstance(extend_reopening(made.pk, later, by=by, at=AT, today=FILLING), Reopening)
    assert isinstance(may_fill(locked, later), Allowed)


def test_both_find_it_on_their_desks(school, locked):
    office, department = acting(school.member, FILLING), acting(locked.reporter, FILLING)
    made = ask(locked)
    assert [(one.made, one.to_answer) for one in reopenings_on_desk(office, FILLING)] == [(made, True)]
    assert [one.to_answer for one in reopenings_on_desk(department, FILLING)] == [False]
    grant(school, made)
    assert reopenings_on_desk(office, FILLING) == []
    assert [one.is_open for one in reopenings_on_desk(department, FILLING)] == [True]
    locked.submitted().approve()
    assert reopenings_on_desk(department, FILLING) == []


def test_it_is_called_re_opened_and_after_its_last_day_over(school, locked):
    opened(school, locked)
    standing = standing_of(locked.now())
    assert (standing.label, standing.label_on(LAST), standing.label_on(AFTER)) == (
        "已重开",
        "已重开",
        "重开已到期",
    )
    locked.submitted()
    assert standing_of(locked.now()).label_on(AFTER) == "待部门审核"


def test_one_that_is_over_lies_with_the_office_and_the_department_hears_whom_to_ask(school, locked):
    made = opened(school, locked)
    office, department = acting(school.member, FILLING), acting(locked.reporter, FILLING)
    assert reopenings_on_desk(office, LAST) == []
    assert [(one.made, one.to_answer, one.is_over) for one in reopenings_on_desk(office, AFTER)] == [
        (made, True, True)
    ]
    assert [(one.to_answer, one.is_over) for one in reopenings_on_desk(department, AFTER)] == [(False, True)]
    part = part_now(school.school.pk, locked.part.pk)
    assert part is not None
    (todo,) = todos_of(department, [part.opened], AFTER)
    assert todo.urgency is Urgency.WAITING


def test_one_that_is_over_and_was_not_used_goes_back_to_where_it_stood(school, locked):
    made, by = opened(school, locked), acting(school.member, FILLING)
    assert isinstance(end_reopening(made.pk, by=by, at=AT, today=AFTER), Reopening)
    assert locked.states() == ("compliant", "compliant")
    assert standing_of(locked.now()).label_on(AFTER) == "待审议"


def test_one_that_is_over_is_opened_again_by_a_later_day(school, locked):
    made, by = opened(school, locked), acting(school.member, FILLING)
    later = AFTER + timedelta(days=2)
    lasting(locked, later)
    assert isinstance(extend_reopening(made.pk, later, by=by, at=AT, today=AFTER), Reopening)
    assert isinstance(may_fill(locked, later), Allowed)
    assert reopenings_on_desk(by, AFTER) == []
