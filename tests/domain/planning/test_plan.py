"""A campaign as the edition would have it, moved to another year (CAM-1, CAM-2, CAM-6, CAM-7)."""

from datetime import date
from itertools import pairwise

import pytest

from shucai import toolkit
from shucai.domain.planning import StageKind, cycle_in, edition_for, kind_of, plan_of, working_days


def plan(platform, year, opens_on=None):
    edition = edition_for(toolkit.catalogue(), platform, year)
    assert edition is not None
    return plan_of(edition, year, opens_on)


def dates(planned):
    return [(stage.starts_on, stage.ends_on) for stage in planned.stages]


def test_the_year_of_the_step_table_keeps_its_very_dates():
    """附件3: 26 August to 2 September, 3 to 6, 7 to 8 September (a weekend)."""
    assert dates(plan("talent", 2024)) == [
        (date(2024, 8, 26), date(2024, 9, 2)),
        (date(2024, 9, 3), date(2024, 9, 6)),
        (date(2024, 9, 7), date(2024, 9, 8)),
    ]


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2031])
def test_other_years_begin_and_end_on_working_days_and_are_not_shorter(year):
    original, moved = plan("talent", 2024), plan("talent", year)
    for (first, last), (was_first, was_last) in zip(dates(moved), dates(original), strict=True):
        assert kind_of(first).is_working
        assert kind_of(last).is_working
        assert working_days(first, last) >= working_days(was_first, was_last)
        assert first.year == last.year == year


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2031])
def test_stages_of_the_talent_platform_follow_one_another(year):
    moved = dates(plan("talent", year))
    assert all(last < first for (_, last), (first, _) in pairwise(moved))


def test_the_national_campaign_opens_on_the_day_that_the_lead_office_chooses():
    planned = plan("national", 2024, opens_on=date(2024, 10, 8))
    assert planned.stages[0].starts_on == date(2024, 10, 8)
    assert planned.stages[1].starts_on == date(2024, 10, 15)
    assert {stage.ends_on for stage in planned.stages} == {date(2024, 10, 31)}


def test_the_deadline_of_the_authority_is_never_passed():
    """31 October 2026 is a Saturday: the last working day before it."""
    assert plan("national", 2026).stages[-1].ends_on == date(2026, 10, 30)


def test_the_kinds_of_stages_follow_from_their_names():
    preparation, filling, review, analysis = StageKind
    assert [s.kind for s in plan("talent", 2024).stages] == [preparation, filling, review]
    assert [s.kind for s in plan("national", 2024).stages] == [filling, filling, filling, analysis]


def test_every_form_of_the_lists_is_planned():
    assert (len(plan("talent", 2025).forms), len(plan("national", 2025).forms)) == (90, 119)


def test_basic_data_and_the_step_table_are_due_within_a_week_of_the_opening():
    """CAM-6: in the first stage, whatever chapter they stand under; computed forms have no limit of their own."""
    edition = toolkit.catalogue().edition("national", 2024)
    for form in plan("national", 2024).forms:
        stepped = form.step is not None
        definition = edition.forms[form.code]
        assert (form.within_days == 7) == (
            (stepped and not definition.read_only) or definition.kind == "basic"
        ), form
        assert not stepped or form.stage == 0


def test_the_eight_steps_stand_in_the_order_of_the_table():
    named = {form.code: (form.step, form.step_name) for form in plan("national", 2024).forms if form.step}
    assert named["N-ZH-XX-01"] == (1, "学校基本信息")
    assert named["N-ZH-XS-03"] == (7, "学生信息（基本信息、基本属性、学籍信息）")
    assert {step for step, _ in named.values()} == set(range(1, 9))


def test_base_tables_are_collected_centrally_before_the_departments_begin():
    """CAM-7: the 0.x tables and 1.6.1; 1.1.8 is prepared early too."""
    collected = {form.code for form in plan("talent", 2024).forms if form.collected}
    assert collected == {"0.1.1", "0.1.2", "0.1.3", "0.1.4", "0.1.5", "1.1.8", "1.6.1"}
    assert not any(form.collected for form in plan("national", 2024).forms)


@pytest.mark.parametrize("platform", ["talent", "national"])
def test_nothing_waits_for_itself_in_a_circle_or_for_what_is_computed(platform):
    planned = plan(platform, 2024)
    computed = {f.code for f in toolkit.catalogue().edition(platform, 2024).forms.values() if f.read_only}
    needs: dict[str, frozenset[str]] = {}
    for one in planned.prerequisites:
        needs[one.form] = needs.get(one.form, frozenset()) | {one.needs}
    assert cycle_in(needs) == ()
    assert not computed & {code for one in planned.prerequisites for code in (one.form, one.needs)}


def test_base_tables_do_not_wait_for_forms_that_are_filled_after_them():
    """CAM-7: 0.1.1 refers to 1.1.3, which the departments fill when the preparation is over."""
    needs = {(one.form, one.needs) for one in plan("talent", 2024).prerequisites}
    assert toolkit.find_form("0.1.1").prerequisites == ("1.1.3",)
    assert ("0.1.1", "1.1.3") not in needs
    assert ("1.4.1", "1.1.3") in needs


def test_a_step_waits_for_the_one_before_it():
    before = {(one.form, one.needs): one.why for one in plan("national", 2024).prerequisites}
    assert before["N-ZH-XX-02", "N-ZH-XX-01"] == "order"
    assert before["N-ZH-BJ-01", "N-ZH-ZY-01"] == "catalogue"
    assert ("N-ZH-XX-01", "N-ZH-XX-02") not in before


def test_a_circle_is_told_by_those_in_it():
    assert set(
        cycle_in({"x": frozenset("a"), "a": frozenset("b"), "b": frozenset("ca"), "c": frozenset()})
    ) == {
        "a",
        "b",
    }


def test_fields_that_need_the_school_leader_are_marked_from_the_catalogue():
    marked = {form.code: form.key_fields for form in plan("talent", 2024).forms if form.key_fields}
    assert "2.11.1" in marked
    assert all(marked.values())


def test_the_newest_edition_stands_in_for_later_years_and_none_for_earlier_ones():
    later = edition_for(toolkit.catalogue(), "talent", 2031)
    assert later is not None
    assert later.year == max(e.year for e in toolkit.catalogue().editions if e.platform == "talent")
    assert edition_for(toolkit.catalogue(), "talent", 2000) is None


def test_money_is_of_the_calendar_year_before():
    periods = plan("talent", 2024).periods
    assert (periods.academic_starts_on, periods.academic_ends_on) == (date(2023, 9, 1), date(2024, 8, 31))
    assert (periods.calendar_starts_on, periods.calendar_ends_on) == (date(2023, 1, 1), date(2023, 12, 31))


def begun_late(platform, year, today):
    edition = edition_for(toolkit.catalogue(), platform, year)
    return dates(plan_of(edition, year, today=today))


@pytest.mark.parametrize("today", [date(2024, 8, 20), date(2024, 8, 28), date(2024, 9, 2)])
def test_planned_while_no_stage_is_over_the_dates_stand(today):
    assert begun_late("talent", 2024, today) == dates(plan("talent", 2024))


def test_planned_when_all_is_over_the_stages_begin_today_and_keep_their_working_days():
    """26 August to 8 September 2026 are over on 27 November, a Friday."""
    moved = begun_late("talent", 2026, date(2026, 11, 27))
    assert moved[0][0] == date(2026, 11, 27)
    assert all(last < first for (_, last), (first, _) in pairwise(moved))
    lengths = [working_days(*span) for span in dates(plan("talent", 2026))]
    assert [working_days(*span) for span in moved] == lengths


def test_planned_in_the_midst_the_stages_are_shortened_and_the_last_day_holds():
    meant = dates(plan("talent", 2026))
    today = meant[1][0]
    moved = begun_late("talent", 2026, today)
    assert moved[0][0] == today
    assert moved[-1][1] <= meant[-1][1]
    assert all(last < first for (_, last), (first, _) in pairwise(moved))


def test_planned_too_late_for_a_day_a_stage_they_end_later():
    meant = dates(plan("talent", 2026))
    moved = begun_late("talent", 2026, meant[-1][1])
    assert moved[-1][1] > meant[-1][1]
    assert all(last < first for (_, last), (first, _) in pairwise(moved))


def test_the_national_campaign_begun_after_its_notice_opens_today_and_keeps_the_deadline_while_it_can():
    moved = begun_late("national", 2026, date(2026, 10, 20))
    assert moved[0][0] == date(2026, 10, 20)
    assert {last for _, last in moved} == {date(2026, 10, 30)}
    late = begun_late("national", 2026, date(2026, 11, 27))
    assert min(first for first, _ in late) == date(2026, 11, 27)
    assert all(last > date(2026, 11, 27) for _, last in late)
