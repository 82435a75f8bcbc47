"""Publishing makes returns and contributions, and refuses while something is missing; reassigning loses no work."""

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.actions import PartWanted
from shucai.apps.campaigns.gaps import gaps_of
from shucai.apps.campaigns.lines import lines_of
from shucai.apps.filling.actions import publish_campaign, reassign
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.organisation.models import RoleGrant
from shucai.domain.access import Role
from shucai.domain.workflow import State
from tests.builders.schools import STAFFED
from tests.builders.staffed import AT, TODAY, acting
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db


def publish(school, campaign, by=None):
    return publish_campaign(campaign.pk, by=acting(by or school.planner), at=AT, today=TODAY)


def gaps(campaign):
    return [gap.words for gap in gaps_of(campaign, lines_of(campaign, TODAY), TODAY) if gap.blocks]


def test_a_complete_draft_lacks_nothing(school):
    assert gaps(school.draft()) == []
    assert gaps(school.draft("national")) == []


def test_every_form_becomes_a_return_and_every_part_a_contribution(school):
    campaign = school.published("national")
    assert campaign.state == "published"
    assert Return.objects.filter(form__campaign=campaign).count() == 119
    parts = sum(len(line.parts) for line in lines_of(campaign, TODAY))
    assert Contribution.objects.filter(school=school.school).count() == parts
    assert set(Contribution.objects.values_list("state", flat=True)) == {State.NOT_STARTED}


def test_publishing_twice_is_refused_and_adds_nothing(school):
    campaign = school.published()
    assert publish(school, campaign).code == "R320"
    assert Return.objects.count() == 90


def test_a_member_of_the_lead_office_prepares_and_its_heads_publish(school):
    refused = publish(school, school.draft(), by=school.member)
    assert refused.code == "R109"
    assert not Return.objects.exists()


def test_a_form_without_a_leading_department_is_named(school):
    campaign = school.draft()
    campaign.forms.get(code="2.7.1").assignments.all().delete()
    assert [words for words in gaps(campaign) if "2.7.1" in words and "没有牵头部门" in words]
    refused = publish(school, campaign)
    assert (refused.code, "2.7.1" in refused.reason) == ("R307", True)


def test_a_department_without_a_reporter_is_named_once(school):
    RoleGrant.objects.filter(person=school.reporters["团委"]).update(revoked_at=AT)
    assert gaps(school.draft()) == ["团委没有填报人，涉及 3 张表"]


def test_one_person_alone_cannot_fill_and_review(school):
    only = school.reporters["团委"]
    RoleGrant.objects.filter(person=school.heads["团委"]).update(revoked_at=AT)
    assert gaps(school.draft()) == ["团委没有部门负责人，涉及 3 张表"]
    school.grant(only, Role.DEPARTMENT_HEAD, school.units["团委"])
    assert gaps(school.draft("national"))[0].startswith("团委没有另一名审核人（填报和审核须是两个人）")


def test_key_data_need_a_school_leader(school):
    RoleGrant.objects.filter(person=school.leader).update(revoked_at=AT)
    assert [words for words in gaps(school.draft()) if words.startswith("没有主管领导")]


def test_a_closed_account_does_not_count(school):
    reporter = school.reporters["团委"]
    reporter.is_active = False
    reporter.save()
    assert gaps(school.draft()) == ["团委没有填报人，涉及 3 张表"]


def test_publishing_is_told_in_the_audit(school):
    school.published()
    entry = Entry.objects.order_by("number").last()
    assert (entry.action, entry.facts["returns"]) == ("publish_campaign", 90)


def published_form(school):
    return school.published().forms.get(code="2.7.1")


form = standing(*STAFFED, published_form)


def start(form):
    Contribution.objects.filter(assignment__form=form).update(state=State.FILLING)


def divide(school, form, *titles):
    parts = [PartWanted(school.units[title].pk) for title in titles]
    return reassign(form.pk, parts, by=acting(school.planner), at=AT)


def titles(form):
    found = Contribution.objects.filter(assignment__form=form).order_by("assignment__order")
    return [(one.assignment.unit.title, one.state) for one in found]


def test_a_new_contributor_gets_a_contribution_and_one_without_work_loses_it(school, form):
    lead = form.assignments.get().unit.title
    divide(school, form, lead, "团委")
    assert titles(form) == [(lead, "not_started"), ("团委", "not_started")]
    divide(school, form, lead)
    assert titles(form) == [(lead, "not_started")]


def test_work_that_was_begun_passes_to_the_new_department(school, form):
    start(form)
    divide(school, form, "团委")
    assert titles(form) == [("团委", "filling")]


def test_a_part_with_work_in_it_does_not_disappear(school, form):
    lead = form.assignments.get().unit.title
    divide(school, form, lead, "团委")
    start(form)
    refused = divide(school, form, lead)
    assert (refused.code, "团委" in refused.reason) == ("R306", True)
    assert len(titles(form)) == 2
