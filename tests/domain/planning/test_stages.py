"""Stages that cannot stand as they are."""

from datetime import date

from shucai.domain.planning import PlannedStage, StageKind, misplaced


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
