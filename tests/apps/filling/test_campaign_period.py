"""The reporting period of the campaign is what dates are held to, whatever year the edition is of (CAM-1)."""

from datetime import date

import pytest

from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.checking import row_findings, run_checks
from tests.builders.filling import NOW, Reporter
from tests.builders.staffed import Staffed

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter():
    school = Staffed()
    school.published()
    return Reporter(school, "1.1.7")


def found(reporter, uid):
    made, today = reporter.made, date(2024, 9, 4)
    quick = row_findings(made, [uid], at=NOW, today=today)
    whole = run_checks(made, at=NOW, today=today).frame
    told = [set(one.filter(one["field"] == "award_ym")["message"]) for one in (quick, whole)]
    assert told[0] == told[1]
    return told[0]


def test_a_date_is_held_to_the_period_that_the_campaign_has_now(reporter):
    (uid,) = reporter.add({"award_name": "示例奖", "award_ym": "2024-03"})
    assert found(reporter, uid) == set()
    Campaign.objects.update(academic_starts_on=date(2024, 4, 1))
    (message,) = found(reporter, uid)
    assert "2024-04-01" in message
