"""Messages name the days of the period that is reported, whichever year the definition is of."""

from datetime import date

from shucai import toolkit
from shucai.domain.catalogue.dating import dated

FORM = toolkit.find_form("1.5.1")
ADMISSION = "talent.1.5.1.admission_ym.c1"
FIRST, LAST = date(2025, 9, 1), date(2026, 8, 31)


def said(form):
    return next(check.message for check in form.checks if check.id == ADMISSION)


def test_a_form_of_the_edition_names_the_days_of_the_edition():
    assert "（2024-08-31）" in said(FORM)


def test_a_form_in_a_campaign_names_the_days_of_the_campaign():
    assert "（2026-08-31）" in said(dated(FORM, FIRST, LAST))


def test_dates_move_more_than_once():
    assert said(dated(dated(FORM, FIRST, LAST), date(2026, 9, 1), date(2027, 8, 31))).count("2027-08-31") == 1


def test_a_form_that_names_no_days_stays_itself():
    silent = toolkit.find_form("1.1.4")
    assert not any(check.undated for check in silent.checks)
    assert dated(silent, FIRST, LAST) is silent
