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


def guided(form, name):
    return form.by_name[name].guidance


def test_years_in_the_guidance_are_those_of_the_campaign():
    students = toolkit.find_form("N-ZH-XS-03")
    for form, name, stated, later in (
        (toolkit.find_form("1.5.4"), "admission_ym", "如 2024-09", "如 2026-09"),
        (toolkit.find_form("N-ZH-JS-05"), None, "如 2023-2024", "如 2025-2026"),
        (students, "grade", "2024 年度填 21 级至 24 级的", "2026 年度填 23 级至 26 级的"),
        (toolkit.find_form("1.4.1"), None, "按 2022 年的双师型", "按 2022 年的双师型"),
    ):
        named = name or next(f.name for f in form.fields if stated in (f.guidance or ""))
        assert stated in guided(form, named)
        assert later in guided(dated(form, FIRST, LAST, 2026), named)


def test_years_move_more_than_once_and_back():
    form = toolkit.find_form("1.5.4")
    later = dated(dated(form, FIRST, LAST, 2026), FIRST, LAST, 2027)
    assert guided(later, "admission_ym").endswith("如 2027-09")
    assert guided(dated(later, FIRST, LAST), "admission_ym") == guided(form, "admission_ym")


def test_a_form_that_names_no_days_stays_itself():
    silent = toolkit.find_form("1.1.4")
    assert not any(check.undated for check in silent.checks)
    assert dated(silent, FIRST, LAST) is silent
