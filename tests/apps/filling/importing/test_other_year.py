"""A template handed out for another year is read only once somebody says that it holds this year's rows."""

from datetime import date

import pytest

from shucai import toolkit
from shucai.apps.filling.actions.importing import consent
from shucai.domain.predicates import Parameters
from tests.apps.filling.importing.conftest import FORM, award
from tests.builders.brought import NOW, previewed, read
from tests.builders.organisation import done
from tests.builders.workbooks import fill

pytestmark = pytest.mark.django_db


def handed_out(desk, year, name):
    """Return a workbook with a row, from a template that was handed out for the collection of a year."""
    form = toolkit.find_form(FORM)
    template = desk.folder / f"template-{year}.xlsx"
    toolkit.write_template(form, template, None, Parameters(date(year - 1, 9, 1), date(year, 8, 31), year))
    return fill(template, desk.folder / name, form, award(1))


def test_last_years_template_is_asked_about_before_anything_is_read(desk):
    asked = previewed(desk.part, handed_out(desk, 2023, "上年.xlsx"), desk.by)
    assert asked.state == "asking"
    [line] = asked.problem["lines"]
    assert line.startswith("模板是 2023 年度的，现在采集的是 2024 年度")
    brought = read(done(consent(asked.pk, by=desk.by, at=NOW)))
    assert (brought.state, brought.counts["new"]) == ("ready", 1)
    assert line in brought.notices


def test_this_years_template_is_not_asked_about(desk):
    assert previewed(desk.part, handed_out(desk, 2024, "今年.xlsx"), desk.by).state == "ready"
