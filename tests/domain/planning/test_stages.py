"""Stages that cannot stand as they are."""

from datetime import date

from shucai.domain.planning import PlannedStage, StageKind, begun_on, misplaced


def stage(first, last, name="填报"):
    return PlannedStage(name, StageKind.FILLING, date(2024, 9, first), date(2024, 9, last))


def test_stages_in_order_are_left_alone():
    assert misplaced([stage(1, 5), stage(1, 9), stage(6, 9)]) == ()


def test_a_stage_that_ends_before_it_begins_is_told_with_both_days():
    assert misplaced([stage(5, 1)]) == ((0, "结束日期 2024-09-01 早于开始日期 2024-09-05，请改正其中一个"),)


def test_a_stage_begins_no_earlier_than_the_one_before_it():
    ((place, words),) = misplaced([stage(5, 9), stage(3, 9)])
    assert place == 1
    assert "2024-09-03 早于上一阶段的 2024-09-05" in words


def test_a_stage_has_a_name():
    assert misplaced([stage(1, 2, name=" ")]) == ((0, "阶段要有名称"),)


def test_stages_begun_on_another_day_keep_their_working_days_and_distances():
    # 2 to 6 September 2024 are working days; from 9 September on: 9 to 13, and Mid-Autumn moves 14 to 18
    moved = begun_on([stage(2, 3), stage(3, 5), stage(6, 6)], date(2024, 9, 7))
    assert [(one.starts_on.day, one.ends_on.day) for one in moved] == [(9, 10), (10, 12), (13, 13)]


def test_a_stage_of_a_weekend_alone_becomes_one_working_day():
    ((moved),) = begun_on([stage(7, 8)], date(2024, 9, 9))
    assert (moved.starts_on.day, moved.ends_on.day) == (9, 9)
