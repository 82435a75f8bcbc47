"""The demo school opened in the database: both campaigns at work, one account per role, everything through actions."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.models import Campaign, Stage
from shucai.apps.filling.models import Contribution, Question, Return
from shucai.apps.organisation.models import Person, School, Unit
from shucai.apps.organisation.queries import actor_of
from shucai.apps.review.models import Reopening
from shucai.demo.opening import SCHOOL_NAME, accounts, open_demo_school
from shucai.domain.access import Role
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 2, tzinfo=UTC)
PASSWORD = "qiu-shui-lan-4711"


def demo_school():
    """Open the demo school and return its accounts."""
    return open_demo_school(PASSWORD, at=AT)


opened = standing(demo_school)


def test_every_role_has_an_account_to_try(opened):
    today = timezone.localdate(AT)
    people = [Person.objects.get(login=account.login) for account in opened]
    assert {role for person in people for role in actor_of(person, today).roles} == set(Role)
    assert all(person.check_password(PASSWORD) for person in people)
    assert opened == accounts()


def test_the_others_have_initial_passwords_that_nobody_knows(opened):
    others = Person.objects.exclude(login__in=[account.login for account in opened])
    assert others.filter(password_changed_at=None).count() == others.count() > 30


def test_all_departments_and_the_lead_office_are_there_and_marked_as_invented(opened):
    assert School.objects.get().invented
    assert Unit.objects.count() == 16
    assert SCHOOL_NAME.startswith("示例")


def test_both_campaigns_are_published_with_every_form_and_today_is_a_day_of_filling(opened):
    today = timezone.localdate(AT)
    assert {c.platform: c.forms.count() for c in Campaign.objects.filter(state="published")} == {
        "talent": 90,
        "national": 119,
    }
    for campaign in Campaign.objects.all():
        kinds = Stage.objects.filter(campaign=campaign, starts_on__lte=today, ends_on__gte=today)
        assert "filling" in kinds.values_list("kind", flat=True)
    assert Return.objects.count() == 209
    assert Contribution.objects.count() > 209


def test_it_was_opened_by_actions_and_so_stands_in_the_audit(opened):
    told = set(Entry.objects.values_list("action", flat=True))
    assert {"manage_people", "grant_roles", "plan_campaign", "publish_campaign"} <= told


def test_it_opens_at_work_with_parts_in_every_state_and_last_year_behind_them():
    open_demo_school(PASSWORD, at=AT, at_work=True)
    assert set(Campaign.objects.values_list("year", "state")) == {(2025, "closed"), (2026, "published")}
    for platform in ("talent", "national"):
        parts = Contribution.objects.filter(
            made_return__form__campaign__year=2026, made_return__form__campaign__platform=platform
        )
        wanted = {"not_started", "filling", "checked", "department_approved"}
        assert wanted <= set(parts.values_list("state", flat=True))
        wanted = {"compliant", "deliberated", "submitted"}
        assert wanted <= set(parts.values_list("made_return__state", flat=True))
        assert parts.filter(state="filling", is_returned=True).exists()
        assert parts.filter(state="filling", is_returned=False).exists()
        assert parts.filter(state="checked", key_stage="put").exists()
        assert parts.filter(state="checked").exclude(key_stage="put").exists()
        assert parts.filter(open_until__gte=AT.date(), state="filling").exists(), "re-opened"
        assert Question.objects.filter(form__startswith=f"{platform}.").exists()
    over = Contribution.objects.filter(open_until__lt=AT.date(), made_return__form__campaign__year=2026)
    assert over.exists(), "re-opening that is over"
    assert Reopening.objects.filter(granted=None, ended_at=None).exists(), (
        "re-opening that waits for an answer"
    )
    moments = list(Entry.objects.order_by("pk").values_list("at", flat=True))
    assert moments[-1] <= AT
