"""What campaigns pass on: assignments of a merged department, and the work of somebody who leaves."""

from datetime import timedelta

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.actions import draft_campaign
from shucai.apps.campaigns.models import AssignedPerson, Assignment, Campaign, CampaignForm
from shucai.apps.campaigns.shares import parts_by_form
from shucai.apps.campaigns.succession import (
    Leaving,
    close_unit,
    hand_over,
    merge_units,
    open_work,
    what_merging_moves,
)
from shucai.apps.organisation.models import Handover, RoleGrant
from shucai.domain.access import Position, Role
from shucai.domain.problems import Refused
from tests.builders.organisation import AT, STUDENTS, TEACHING, TODAY, House, done
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db

LAST_DAY = TODAY + timedelta(days=10)
LEAGUE = "团委"


def talent_draft(house) -> Campaign:
    return done(draft_campaign("talent", 2024, by=house.by_lead, at=AT))


campaign = standing(House, talent_draft)


def publish(campaign: Campaign) -> None:
    """Mark a campaign as published; what publishing asks for is proved elsewhere."""
    campaign.state, campaign.published_at = "published", AT
    campaign.save()


def parts(house: House, unit: str) -> set[str]:
    return set(Assignment.objects.filter(unit=house.unit(unit)).values_list("form__code", flat=True))


def grants(person) -> frozenset[int]:
    return frozenset(RoleGrant.objects.filter(person=person).values_list("pk", flat=True))


def leaving(taker, giver, reason="调离") -> Leaving:
    return Leaving(taker.pk, LAST_DAY, reason, grants(giver))


def vacant_of(giver) -> frozenset[str]:
    """Return the keys with which all roles of somebody are said to stay vacant."""
    return frozenset(f"grant-{pk}" for pk in grants(giver))


def test_assignments_follow_a_merged_department(house, campaign):
    league, students = parts(house, LEAGUE), parts(house, STUDENTS)
    unit, into = house.unit(LEAGUE), house.unit(STUDENTS)
    shown = what_merging_moves(unit, into, TODAY)
    assert set(shown.forms) == league - students
    assert set(shown.met) == league & students != set()
    done(merge_units(unit.pk, into_id=into.pk, by=house.by_lead, at=AT))
    assert parts(house, STUDENTS) == league | students
    assert not Assignment.objects.filter(unit=unit).exists()


def test_every_form_keeps_a_leading_department(house, campaign):
    done(merge_units(house.unit(LEAGUE).pk, into_id=house.unit(STUDENTS).pk, by=house.by_lead, at=AT))
    led = Assignment.objects.filter(form__campaign=campaign, order=0).values("form")
    assert (
        CampaignForm.objects.filter(campaign=campaign, assignments__isnull=False).exclude(pk__in=led).count()
        == 0
    )


def test_two_parts_of_a_published_form_are_not_joined_silently(house, campaign):
    publish(campaign)
    unit, into = house.unit(LEAGUE), house.unit(STUDENTS)
    assert what_merging_moves(unit, into, TODAY).blocking
    refused = merge_units(unit.pk, into_id=into.pk, by=house.by_lead, at=AT)
    assert refused.code == "R234"
    unit.refresh_from_db()
    assert unit.closed_at is None


def test_a_closed_campaign_keeps_who_did_it(house, campaign):
    publish(campaign)
    campaign.state = "closed"
    campaign.save()
    before = set(Assignment.objects.filter(unit=house.unit(LEAGUE)))
    done(merge_units(house.unit(LEAGUE).pk, into_id=house.unit(STUDENTS).pk, by=house.by_lead, at=AT))
    assert before
    assert {part.unit.name for part in Assignment.objects.filter(pk__in=[p.pk for p in before])} == {LEAGUE}


def test_a_department_with_assignments_is_not_closed(house, campaign):
    unit = house.unit(LEAGUE)
    refused = close_unit(unit.pk, by=house.by_lead, at=AT)
    assert (refused.code, "张表的分工" in refused.reason) == ("R204", True)
    unit.refresh_from_db()
    assert unit.closed_at is None


def test_a_department_without_any_is_closed(house):
    assert done(close_unit(house.unit(LEAGUE).pk, by=house.by_lead, at=AT)).closed_at == AT


def named(house: House, person, part: str = "fill", unit: str = TEACHING) -> AssignedPerson:
    assignment = Assignment.objects.filter(unit=house.unit(unit)).order_by("pk").first()
    return AssignedPerson.objects.create(assignment=assignment, person=person, part=part)


def test_what_somebody_has_in_hand_goes_to_the_taker(house, campaign):
    giver, taker = house.reporter(), house.person()
    one = named(house, giver)
    assert [work.pk for work in open_work(giver).assigned] == [one.pk]
    made = done(hand_over(giver.pk, leaving(taker, giver), by=house.by_lead, at=AT))
    one.refresh_from_db()
    assert (one.person, made.what) == (taker, {"grants": 1, "assigned": 1, "collects": 0})
    assert house.by(taker).roles == {Role.REPORTER}


def test_the_giver_acts_until_the_last_day_and_not_after(house):
    giver, taker = house.reporter(), house.person()
    done(hand_over(giver.pk, leaving(taker, giver), by=house.by_lead, at=AT))
    days = [TODAY, LAST_DAY, LAST_DAY + timedelta(days=1)]
    assert [bool(house.by(giver, day).grants) for day in days] == [True, True, False]


def test_roles_that_are_not_passed_on_end_all_the_same(house):
    giver, taker = house.reporter(), house.person()
    asked = Leaving(taker.pk, LAST_DAY, "退休", frozenset(), vacant_of(giver))
    done(hand_over(giver.pk, asked, by=house.by_lead, at=AT))
    assert house.by(taker).grants == ()
    assert RoleGrant.objects.get(person=giver).ends_on == LAST_DAY


def test_a_role_that_would_begin_later_is_revoked(house):
    giver, taker = house.person(), house.person()
    house.grant(giver, Role.SCHOOL_LEADER, starts_on=LAST_DAY + timedelta(days=5))
    asked = Leaving(taker.pk, LAST_DAY, "退休", frozenset(), vacant_of(giver))
    done(hand_over(giver.pk, asked, by=house.by_lead, at=AT))
    assert RoleGrant.objects.get(person=giver).revoked_at == AT


def test_a_part_falls_to_the_department_where_the_taker_has_no_role_in_it(house, campaign):
    giver, taker = house.reporter(), house.person()
    named(house, giver)
    asked = Leaving(taker.pk, LAST_DAY, "退休", frozenset(), vacant_of(giver))
    done(hand_over(giver.pk, asked, by=house.by_lead, at=AT))
    assert not AssignedPerson.objects.exists()


def test_the_central_import_goes_to_another_of_the_lead_office(house, campaign):
    giver, taker = house.member(Role.LEAD_OFFICE, Position.MEMBER), house.person()
    CampaignForm.objects.filter(campaign=campaign, code="0.1.1").update(collected_by=giver)
    done(hand_over(giver.pk, leaving(taker, giver), by=house.by_lead, at=AT))
    assert CampaignForm.objects.get(campaign=campaign, code="0.1.1").collected_by == taker


def test_who_reviews_does_not_take_over_filling(house):
    giver, taker = house.reporter(), house.head()
    asked = Leaving(taker.pk, LAST_DAY, "调离", grants(giver), vacant_of(giver))
    done(hand_over(giver.pk, asked, by=house.by_lead, at=AT))
    assert house.by(taker).roles == {Role.DEPARTMENT_HEAD}


def test_the_last_administrator_leaves_only_after_passing_it_on(house):
    giver, taker, by = house.administrator, house.person(), house.by_administrator
    nothing = Leaving(taker.pk, LAST_DAY, "退休", frozenset())
    assert hand_over(giver.pk, nothing, by=by, at=AT).code == "R207"
    done(hand_over(giver.pk, leaving(taker, giver), by=by, at=AT))
    assert house.by(taker).roles == {Role.ADMINISTRATOR}


def test_the_head_of_the_lead_office_passes_on_the_headship(house):
    taker = house.person()
    nothing = Leaving(taker.pk, LAST_DAY, "退休", frozenset())
    assert hand_over(house.lead.pk, nothing, by=house.by_lead, at=AT).code == "R247"
    done(hand_over(house.lead.pk, leaving(taker, house.lead), by=house.by_lead, at=AT))
    assert [grant.position for grant in house.by(taker).grants] == [Position.HEAD]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"taker": "self"}, "R232"),
        ({"taker": "closed"}, "R233"),
        ({"last_day": TODAY - timedelta(days=1)}, "R225"),
        ({"reason": ""}, "R304"),
        ({"reason": "长" * 201}, "R214"),
    ],
)
def test_a_hand_over_has_a_taker_a_day_to_come_and_a_reason(house, change, code):
    giver, taker = house.reporter(), house.person()
    if change.get("taker") == "self":
        taker = giver
    if change.get("taker") == "closed":
        taker.is_active = False
        taker.save()
    asked = Leaving(taker.pk, change.get("last_day", LAST_DAY), change.get("reason", "调离"), grants(giver))
    assert hand_over(giver.pk, asked, by=house.by_lead, at=AT).code == code
    assert not Handover.objects.exists()


def test_only_who_manages_people_hands_over_and_only_of_the_own_school(house):
    giver, taker = house.reporter(), house.person()
    asked = leaving(taker, giver)
    assert isinstance(hand_over(giver.pk, asked, by=house.by(giver), at=AT), Refused)
    other = House()
    assert hand_over(giver.pk, asked, by=other.by_lead, at=AT).code == "R101"
    theirs = Leaving(other.lead.pk, LAST_DAY, "调离", grants(giver))
    assert hand_over(giver.pk, theirs, by=house.by_lead, at=AT).code == "R101"


def test_one_entry_tells_of_the_hand_over(house):
    giver, taker = house.reporter(), house.person()
    before = Entry.objects.count()
    done(hand_over(giver.pk, leaving(taker, giver), by=house.by_lead, at=AT))
    assert Entry.objects.count() == before + 1
    facts = Entry.objects.latest("pk").facts
    assert (facts["did"], facts["taker"], facts["left_on"]) == ("离任移交", taker.name, f"{LAST_DAY}")


def test_a_published_campaign_says_whose_a_form_is(house, campaign):
    assert parts_by_form(house.school.pk) == {}
    publish(campaign)
    code = next(iter(parts(house, LEAGUE)))
    led = parts_by_form(house.school.pk)["talent"][code]
    assert house.unit(LEAGUE).pk in {part.unit_id for part in led}
    assert [part.leads for part in led] == [True] + [False] * (len(led) - 1)
