"""What somebody who neither fills nor reviews is told of findings: no personal value, in no place."""

import json

import pytest

from shucai.apps.campaigns.models import Prerequisite
from shucai.toolkit.checks import checks_of
from shucai.web.findings.masking import may_tell, message_of
from tests.builders.filling import FILLING, NOW, Reporter
from tests.web.campaigns.conftest import Visitor

FORM, PHONE, NAME = "1.1.2", "1380000", "示例甲乙"


@pytest.fixture
def reporter(school, on):
    """Who typed a phone number with digits missing."""
    school.published()
    on(FILLING)
    Prerequisite.objects.update(lifted_at=NOW)
    reporter = Reporter(school, FORM)
    reporter.add({"name": NAME, "office_phone": PHONE})
    return reporter


def told(person, reporter) -> str:
    """Return all that the grid, the page and the list say to somebody of the findings of a part."""
    visitor, base = Visitor(person), f"/filling/{reporter.part.pk}/"
    answer = json.loads(visitor.get(f"{base}findings/"))
    assert answer["rules"]
    listed = b"".join(visitor.browser.get(f"{base}findings.csv").streaming_content).decode()
    return json.dumps(answer, ensure_ascii=False) + visitor.get(f"{base}check/") + listed


def test_a_wrong_number_is_told_in_clear_to_who_fills_and_to_who_reviews_only(school, reporter):
    head = school.heads[reporter.part.assignment.unit.title]
    assert PHONE in told(reporter.person, reporter)
    assert PHONE in told(head, reporter)
    seen = told(school.leader, reporter)
    assert PHONE not in seen
    assert NAME not in seen


def test_a_rule_that_may_tell_a_personal_value_is_told_by_its_title(reporter):
    form = reporter.rows().form
    personal = {field.name for field in form.fields if field.personal}
    telling = [rule for rule in checks_of(form) if may_tell(rule, form)]
    assert {name for rule in telling for name in rule.fields} >= personal
    for rule in telling:
        assert "甲乙丙" not in message_of(form, rule, "甲乙丙的号码不对", masked=True)
        assert message_of(form, rule, "甲乙丙的号码不对", masked=False) == "甲乙丙的号码不对"


def test_a_rule_without_personal_columns_is_told_as_it_is(reporter):
    form = reporter.rows().form
    silent = [rule for rule in checks_of(form) if not may_tell(rule, form)]
    assert silent
    for rule in silent:
        assert message_of(form, rule, "要填 3", masked=True) == "要填 3"
