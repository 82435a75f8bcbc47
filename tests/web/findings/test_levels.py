"""Findings of one rule that ask for different things: what has to be corrected apart from what has to be looked at."""

import pytest

from shucai.apps.filling.models import Contribution
from tests.builders.accepted import texts_of
from tests.builders.school import tables
from tests.web.campaigns.conftest import Visitor
from tests.web.findings.conftest import Part
from tests.web.findings.test_page import page

NEWCOMERS = "1.5.4"
SHORT, ROUND = (
    "32028220090708400",
    "320282200907084000",
)  # a digit lost; three noughts at the end, yet it holds


@pytest.fixture
def newcomers(part) -> Part:
    """Three newcomers, the number of the first one short, that of the second one ending in noughts."""
    part.made = Contribution.objects.select_related("made_return__form__campaign", "assignment__unit").get(
        made_return__form__code=NEWCOMERS, assignment__order=0
    )
    part.base = f"/filling/{part.made.pk}/"
    part.begun()
    part.reporter = Visitor(part.school.reporters[part.made.assignment.unit.name])
    texts = texts_of(tables().of(NEWCOMERS)).head(3)
    part.texts = texts.with_columns(texts["id_no"].scatter([0, 1], [SHORT, ROUND]))
    part.lay()
    return part


def test_what_has_to_be_looked_at_is_a_group_of_its_own(newcomers):
    wrong, looked_at = (
        one for one in newcomers.findings()["rules"] if one["rule"].endswith(".id_no.identifier")
    )
    assert (wrong["final"], [row["number"] for row in wrong["rows"]]) == ("error", [1])
    assert (looked_at["final"], [row["number"] for row in looked_at["rows"]]) == ("confirm", [2])
    assert wrong["key"] != looked_at["key"]


def test_the_groups_add_up_to_the_counts(newcomers):
    found = newcomers.findings()
    for severity, count in found["counts"].items():
        assert sum(one["cases"] for one in found["rules"] if one["severity"] == severity) == count


def test_what_is_lacking_leads_to_where_it_is_ticked(newcomers):
    shown = newcomers.reporter.get(f"{newcomers.base}check/")
    assert "1 处要核实后勾选" in page(newcomers)
    assert 'href="#confirm"' in shown
    assert shown.count('id="confirm"') == 1


def test_a_place_that_is_led_to_is_there_once(newcomers):
    shown = newcomers.reporter.get(f"{newcomers.base}check/")
    for severity in ("error", "explain", "confirm", "note"):
        assert shown.count(f'id="{severity}"') <= 1
