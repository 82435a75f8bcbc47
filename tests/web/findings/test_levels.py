"""Findings of one rule that ask for different things: what has to be corrected apart from what has to be looked at."""

from dataclasses import replace

import polars as pl
import pytest

from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.filling.checking import part_findings
from shucai.apps.filling.checking.lacking import lacks_of
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.working import working_rows
from tests.builders.accepted import texts_of
from tests.builders.school import tables
from tests.builders.staging import AT
from tests.web.campaigns.conftest import Visitor
from tests.web.findings.conftest import DAY, Part
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


def test_what_is_lacking_tells_the_count_of_today_and_apart_what_weighs_more_once_submitted(part):
    part.texts = part.texts.with_columns(pl.lit(None, pl.String).alias("issuer"))
    part.lay()
    rows = working_rows(part.made.made_return, at=AT)
    seen = part_findings(part.made, at=AT, today=DAY)
    assert seen.frame.height == 3
    eased = pl.when(pl.col("number") > 1).then(pl.lit("note")).otherwise("severity")
    seen = replace(seen, frame=seen.frame.with_columns(eased.alias("now")))
    lack = lacks_of(part.made, seen, rows)[0]
    assert lack.count == 3
    assert lack.words == (
        "1 处强制问题要改正；另有 2 处与其他表不一致，填报时只是提示，提交时是强制，也要改正"
    )
    assert (seen.own_counts["error"], seen.own_counts["note"]) == (1, 2)


def test_what_is_settled_is_taken_off_the_count(newcomers):
    Prerequisite.objects.update(lifted_at=AT)
    rule = next(one for one in newcomers.findings()["rules"] if one["final"] == "confirm")
    newcomers.send("tick", ids=[row["id"] for row in rule["rows"]])
    assert "核实 1 还差 0" in page(newcomers)


def test_what_is_lacking_leads_to_where_it_is_ticked(newcomers):
    shown = newcomers.reporter.get(f"{newcomers.base}check/")
    assert "1 处要核实后勾选" in page(newcomers)
    assert 'href="#confirm"' in shown
    assert shown.count('id="confirm"') == 1


def test_a_place_that_is_led_to_is_there_once(newcomers):
    shown = newcomers.reporter.get(f"{newcomers.base}check/")
    for severity in ("error", "explain", "confirm", "note"):
        assert shown.count(f'id="{severity}"') <= 1
