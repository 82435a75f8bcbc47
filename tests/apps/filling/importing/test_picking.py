"""Texts of a file that no code list has: one pick changes all its cells, and it is not asked again in a later file."""

import pytest

from shucai.apps.filling.actions.importing import answer, commit_import
from shucai.apps.filling.bringing.opened import table_of
from shucai.domain.rows.picks import cause_of_pick
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW, previewed, read
from tests.builders.organisation import done

pytestmark = pytest.mark.django_db
STRANGE = "相当于市里的"
CAUSE = cause_of_pick("award_level", STRANGE)


@pytest.fixture
def rows():
    """Three awards, two of them at a level that no list has."""
    return [award(1, award_level=STRANGE), award(2), award(3, award_level=STRANGE)]


def levels(one) -> list[str]:
    return table_of(one, "rows")["award_level"].to_list()


def wrong(one) -> int:
    return table_of(one, "findings").filter(rule="talent.1.1.7.award_level.code_list").height


@pytest.fixture
def right(desk, rows):
    """The code of 市级."""
    return levels(previewed(desk.part, desk.book(*rows), desk.by))[1]


def test_nothing_is_changed_before_somebody_picked(desk, rows):
    one = previewed(desk.part, desk.book(*rows), desk.by)
    assert (levels(one).count(STRANGE), wrong(one)) == (2, 2)


def test_one_pick_changes_all_cells_with_that_text(desk, rows, right):
    one = previewed(desk.part, desk.book(*rows), desk.by)
    one = read(done(answer(one.pk, {CAUSE: right}, by=desk.by, at=NOW)))
    assert (levels(one), wrong(one)) == ([right] * 3, 0)
    one = read(done(answer(one.pk, {CAUSE: ""}, by=desk.by, at=NOW)))
    assert (levels(one).count(STRANGE), wrong(one)) == (2, 2), "and it can be taken back"


def test_a_code_that_is_not_in_the_list_changes_nothing(desk, rows):
    one = previewed(desk.part, desk.book(*rows), desk.by)
    one = read(done(answer(one.pk, {CAUSE: "zz"}, by=desk.by, at=NOW)))
    assert levels(one).count(STRANGE) == 2


def test_the_workbook_that_comes_again_is_not_asked_about_the_same_cells(desk, rows, right):
    one = previewed(desk.part, desk.book(*rows), desk.by)
    one = read(done(answer(one.pk, {CAUSE: right}, by=desk.by, at=NOW)))
    done(commit_import(one.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY))
    later = previewed(desk.part, desk.book(*rows, award(4, award_level=STRANGE), name="b.xlsx"), desk.by)
    assert (later.counts["same"], later.counts["changed"], later.counts["new"]) == (3, 0, 1)
    assert levels(later)[3] == STRANGE, "a row that nobody has seen is asked about"
