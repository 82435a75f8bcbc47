"""Until when a form may be filled: stage, own days, extensions (CAM-2)."""

from datetime import date

from shucai.domain.planning import Moved, due_of, first_days_end, stage_end

STAGE, OTHER_STAGE, UNIT, OTHER_UNIT, FORM, OTHER_FORM = 1, 2, 10, 20, 100, 200
PLANNED = date(2024, 9, 6)
LATER, LATEST = date(2024, 9, 10), date(2024, 9, 12)


def due(*extensions, own_end=None):
    found = due_of(
        stage=STAGE,
        form=FORM,
        units=frozenset({UNIT}),
        stage_ends_on=PLANNED,
        own_end=own_end,
        extensions=extensions,
    )
    return found.on, found.is_extended


def test_without_more_a_form_is_due_when_its_stage_ends():
    assert due() == (PLANNED, False)


def test_own_days_end_before_the_stage_and_never_after_it():
    assert due(own_end=date(2024, 9, 4)) == (date(2024, 9, 4), False)
    assert due(own_end=date(2024, 9, 20)) == (PLANNED, False)


def test_an_extension_reaches_what_it_names():
    assert due(Moved(LATER, stage=STAGE)) == (LATER, True)
    assert due(Moved(LATER, unit=UNIT)) == (LATER, True)
    assert due(Moved(LATER, form=FORM)) == (LATER, True)
    assert due(Moved(LATER, stage=STAGE, unit=UNIT)) == (LATER, True)


def test_an_extension_of_something_else_moves_nothing():
    for other in (
        Moved(LATER, stage=OTHER_STAGE),
        Moved(LATER, unit=OTHER_UNIT),
        Moved(LATER, form=OTHER_FORM),
    ):
        assert due(other) == (PLANNED, False)
    assert due(Moved(LATER, stage=STAGE, unit=OTHER_UNIT)) == (PLANNED, False)


def test_the_latest_of_several_wins_and_none_makes_it_earlier():
    assert due(Moved(LATEST, form=FORM), Moved(LATER, stage=STAGE)) == (LATEST, True)
    assert due(Moved(date(2024, 9, 1), form=FORM)) == (PLANNED, False)


def test_the_reason_is_that_of_the_extension_that_wins():
    given = [Moved(LATER, stage=STAGE, reason="先"), Moved(LATEST, stage=STAGE, reason="后")]
    assert stage_end(STAGE, PLANNED, given).reason == "后"
    assert stage_end(STAGE, PLANNED, []).reason == ""


def test_a_stage_ends_later_only_for_everybody():
    assert stage_end(STAGE, PLANNED, [Moved(LATER, stage=STAGE, unit=UNIT)]).on == PLANNED
    assert stage_end(STAGE, PLANNED, [Moved(LATER, stage=STAGE)]).on == LATER


def test_the_opening_day_is_the_first_of_the_first_days():
    assert first_days_end(date(2024, 10, 8), 7) == date(2024, 10, 14)
