"""A hand-over leaves nothing to nobody without saying so by name."""

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.actions import draft_campaign
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.campaigns.queries import named_form
from shucai.apps.campaigns.succession import Leaving, hand_over
from shucai.apps.organisation.models import Handover, RoleGrant
from shucai.domain.access import Position, Role
from tests.apps.campaigns.test_succession import LAST_DAY, named
from tests.builders.organisation import AT, STUDENTS, TEACHING, House, done

pytestmark = pytest.mark.django_db


def leaving(taker, grants=frozenset(), vacant=frozenset()) -> Leaving:
    return Leaving(taker.pk, LAST_DAY, "调离", frozenset(grants), frozenset(vacant))


def key_of(person) -> str:
    return f"grant-{RoleGrant.objects.get(person=person).pk}"


def test_a_role_that_nobody_takes_over_stops_it(house):
    giver, taker = house.reporter(TEACHING), house.person()
    refused = hand_over(giver.pk, leaving(taker), by=house.by_lead, at=AT)
    assert refused.code == "R244"
    assert f"填报人·{TEACHING}" in refused.reason
    assert not Handover.objects.exists()


def test_said_to_stay_vacant_it_goes_on_and_the_audit_says_so(house):
    giver, taker = house.reporter(TEACHING), house.person()
    done(hand_over(giver.pk, leaving(taker, vacant={key_of(giver)}), by=house.by_lead, at=AT))
    assert Entry.objects.order_by("-number").first().facts["vacant"] == f"填报人·{TEACHING}"


def test_a_role_the_taker_cannot_have_has_to_be_said_too(house):
    giver, taker = house.reporter(TEACHING), house.head(TEACHING)
    grant = RoleGrant.objects.get(person=giver)
    assert hand_over(giver.pk, leaving(taker, {grant.pk}), by=house.by_lead, at=AT).code == "R244"


def test_a_role_that_a_colleague_has_as_well_is_not_vacant(house):
    giver, taker = house.reporter(TEACHING), house.person()
    house.reporter(TEACHING)
    done(hand_over(giver.pk, leaving(taker), by=house.by_lead, at=AT))


@pytest.mark.parametrize("colleague", ["of another department", "for other forms", "leaving too"])
def test_a_colleague_who_does_not_cover_it_does_not_count(house, colleague):
    giver, taker = house.reporter(TEACHING), house.person()
    other = house.reporter(
        STUDENTS if colleague == "of another department" else TEACHING,
        forms=frozenset({"talent.1.4.1"}) if colleague == "for other forms" else frozenset(),
    )
    if colleague == "leaving too":
        other.left_on = LAST_DAY
        other.save()
    assert hand_over(giver.pk, leaving(taker), by=house.by_lead, at=AT).code == "R244"


def test_forms_to_be_collected_by_nobody_are_said(house):
    giver, taker = house.member(Role.LEAD_OFFICE, Position.MEMBER), house.person()
    house.member(Role.LEAD_OFFICE, Position.MEMBER)
    campaign = done(draft_campaign("talent", 2024, by=house.by_lead, at=AT))
    form = CampaignForm.objects.filter(campaign=campaign).order_by("position").first()
    CampaignForm.objects.filter(pk=form.pk).update(collected_by=giver)
    refused = hand_over(giver.pk, leaving(taker), by=house.by_lead, at=AT)
    assert (refused.code, f"集中导入 {named_form(form)}" in refused.reason) == ("R244", True)
    done(hand_over(giver.pk, leaving(taker, vacant={"collects"}), by=house.by_lead, at=AT))


def test_a_part_of_a_department_without_anybody_is_said(house):
    giver, taker = house.head(STUDENTS), house.person()
    house.head(STUDENTS)
    done(draft_campaign("talent", 2024, by=house.by_lead, at=AT))
    one = named(house, giver, part="fill", unit=TEACHING)
    assert hand_over(giver.pk, leaving(taker), by=house.by_lead, at=AT).code == "R244"
    done(hand_over(giver.pk, leaving(taker, vacant={f"part-{one.pk}"}), by=house.by_lead, at=AT))


def test_an_other_school_is_no_help(house: House):
    House().reporter(TEACHING)
    giver, taker = house.reporter(TEACHING), house.person()
    assert hand_over(giver.pk, leaving(taker), by=house.by_lead, at=AT).code == "R244"
