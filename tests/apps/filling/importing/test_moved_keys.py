"""A row whose key was repaired in the workbook: the same row, once somebody said so (FIL-2)."""

import pytest

from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.actions.importing import answer, commit_import, undo_import
from shucai.apps.filling.bringing.comparing import MOVED_KEY
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
