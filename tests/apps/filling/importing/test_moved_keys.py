"""A row whose key was repaired in the workbook: the same row, once somebody said so (FIL-2)."""

import pytest

from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.actions.importing import answer, commit_import, undo_import
from shucai.apps.filling.bringing.comparing import MOVED_KEY, NEAR_KEY
from shucai.apps.filling.models import Return, StagedRow
from shucai.apps.filling.working import working_rows
from shucai.apps.formal.models import RowChange
from shucai.domain.rows import UID
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW, committed, met, previewed, read
from tests.builders.organisation import done
from tests.builders.staffed import acting

pytestmark = pytest.mark.django_db


def there(desk) -> dict[str, tuple[str, str]]:
    """Return award -> uid and state."""
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    frame = working_rows(made, at=NOW).frame
    return {name: (uid, state) for name, uid, state in frame.select("award_name", UID, "#state").iter_rows()}


def repaired(desk):
    """A file in which one of two awards has another name, and what it does."""
    committed(desk.part, desk.book(award(1, award_name="示例荣誉l"), award(2)), desk.by)
    return previewed(desk.part, desk.book(award(1), award(2), name="改好.xlsx"), desk.by)


def commit(desk, brought):
    return commit_import(brought.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY)


def said(desk, brought, *, same: bool):
    return read(done(answer(brought.pk, {MOVED_KEY: same}, by=desk.by, at=NOW)))


def test_it_is_asked_before_anything_is_brought_in(desk):
    brought = repaired(desk)
    assert met(brought).moved.select("field", "before", "after").rows() == [
        ("award_name", "示例荣誉l", "示例荣誉1")
    ]
    assert commit(desk, brought).code == "R565"
    assert set(there(desk)) == {"示例荣誉l", "示例荣誉2"}


def test_the_same_row_keeps_its_history_under_the_new_key(desk):
    brought = repaired(desk)
    uid, _ = there(desk)["示例荣誉l"]
    done(commit(desk, said(desk, brought, same=True)))
    assert set(there(desk)) == {"示例荣誉1", "示例荣誉2"}
    assert there(desk)["示例荣誉1"] == (uid, "added")
    assert list(RowChange.objects.filter(uid=uid).values_list("kind", flat=True)) == ["imported", "imported"]
    assert brought.pk in StagedRow.objects.filter(uid=uid, state="pending").values_list("origin", flat=True)


def test_another_row_comes_beside_the_one_that_was_there(desk):
    brought = said(desk, repaired(desk), same=False)
    assert (brought.counts["new"], brought.counts["absent"]) == (1, 1)
    done(commit(desk, brought))
    assert set(there(desk)) == {"示例荣誉l", "示例荣誉1", "示例荣誉2"}


def test_an_accepted_row_waits_for_another_acceptance_and_an_undoing_gives_the_key_back(desk):
    committed(desk.part, desk.book(award(1, award_name="示例荣誉l"), award(2)), desk.by)
    head = acting(desk.school.heads[desk.unit], DAY)
    assert accept_rows(desk.part.pk, None, by=head, at=NOW, today=DAY).count == 2
    uid, _ = there(desk)["示例荣誉l"]
    brought = previewed(desk.part, desk.book(award(1), award(2), name="改好.xlsx"), desk.by)
    done(commit(desk, said(desk, brought, same=True)))
    assert there(desk)["示例荣誉1"] == (uid, "changed")
    done(undo_import(brought.pk, by=desk.by, at=NOW, today=DAY))
    assert there(desk)["示例荣誉l"] == (uid, "formal")


def repaired_in_two_cells(desk):
    """The same where the month was wrong too."""
    wrong = award(1, award_name="示例荣誉l", award_ym="2023-10")
    committed(desk.part, desk.book(wrong, award(2)), desk.by)
    return previewed(desk.part, desk.book(award(1), award(2), name="改好.xlsx"), desk.by)


def test_a_row_whose_key_and_another_cell_were_repaired_is_asked_about(desk):
    brought = repaired_in_two_cells(desk)
    assert met(brought).moved.select("field", "before", "after").rows() == [
        ("award_name", "示例荣誉l", "示例荣誉1"),
        ("award_ym", "2023-10", "2023-11"),
    ]
    assert (brought.counts["new"], brought.counts["absent"]) == (1, 1)
    assert commit(desk, brought).code == "R565"


def test_once_somebody_said_so_it_is_a_change_of_that_row_and_none_is_left_over(desk):
    brought = repaired_in_two_cells(desk)
    uid, _ = there(desk)["示例荣誉l"]
    told = read(done(answer(brought.pk, {NEAR_KEY: True}, by=desk.by, at=NOW)))
    assert (told.counts["new"], told.counts["changed"], told.counts["absent"]) == (0, 1, 0)
    done(commit(desk, told))
    assert there(desk) == {"示例荣誉1": (uid, "added"), "示例荣誉2": there(desk)["示例荣誉2"]}


def test_or_it_comes_beside_the_row_that_was_there(desk):
    brought = read(done(answer(repaired_in_two_cells(desk).pk, {NEAR_KEY: False}, by=desk.by, at=NOW)))
    done(commit(desk, brought))
    assert set(there(desk)) == {"示例荣誉l", "示例荣誉1", "示例荣誉2"}
