"""Undoing an import whose rows were worked on since: shown and decided; what other departments filled is never undone."""

import pytest

from shucai import toolkit
from shucai.apps.audit.models import Entry
from shucai.apps.filling.actions.importing import undo_import
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.bringing.touched import later_by_hand, touched_by_undoing
from shucai.apps.filling.models import Return, StagedRow
from shucai.apps.filling.working import working_rows
from shucai.domain.access import Actor
from shucai.domain.problems import Refused
from shucai.domain.rows import Changes, Edit, Outcome
from tests.apps.filling.importing.conftest import FORM, award
from tests.apps.filling.importing.test_shares import OWN, shared
from tests.builders.accepted import lay
from tests.builders.brought import DAY, NOW, committed
from tests.builders.organisation import done
from tests.builders.staffed import acting
from tests.builders.workbooks import filled

__all__ = ["shared"]
pytestmark = pytest.mark.django_db


def rows_of(part):
    made = Return.objects.select_related("form__campaign").get(pk=part.made_return_id)
    return working_rows(made, at=NOW).frame


def there(desk) -> dict[str, str | None]:
    """Return award -> remark of the rows as they stand."""
    frame = rows_of(desk.part)
    return dict(zip(frame["award_name"], frame["remark"], strict=True))


def uid_of(desk, name: str) -> str:
    frame = rows_of(desk.part)
    return frame.filter(award_name=name)["#uid"].item()


class Hand:
    """Somebody who types in one window."""

    def __init__(self, part: int, by: Actor) -> None:
        self.part, self.by, self.seq = part, by, 0

    def does(self, **changes: object) -> None:
        self.seq += 1
        asked = Changes(client="c" * 32, seq=self.seq, **changes)
        answer = save(self.part, asked, by=self.by, at=NOW, today=DAY)
        assert isinstance(answer, Outcome), answer
        assert not answer.refused
        assert not answer.conflicts


@pytest.fixture
def worked_on(desk):
    """A file changed awards 1 and 2 and brought 3, 4 and 5. Since then 1 and 3 were typed over, 2 deleted."""
    committed(desk.part, desk.book(award(1), award(2)), desk.by)
    rows = [award(1, remark="文件"), award(2, remark="文件"), award(3), award(4), award(5)]
    brought = committed(desk.part, desk.book(*rows, name="b.xlsx"), desk.by)
    hand = Hand(desk.part.pk, desk.by)
    hand.does(edits=tuple(Edit(uid_of(desk, f"示例荣誉{n}"), None, {"remark": "手改"}) for n in (1, 3)))
    hand.does(removed=(uid_of(desk, "示例荣誉2"),))
    return brought


def test_what_was_done_since_is_shown_and_has_to_be_decided(desk, worked_on):
    touched = touched_by_undoing(worked_on)
    assert (touched.pending, touched.edited, touched.deleted, touched.others) == (4, 2, 1, 0)
    told = {(one.did, one.fields) for one in later_by_hand(worked_on, at=NOW, most=50)}
    assert told == {("修改", ("remark",)), ("删除", ())}
    answer = undo_import(worked_on.pk, by=desk.by, at=NOW, today=DAY)
    assert isinstance(answer, Refused)
    assert (answer.code, "3 行" in answer.reason) == ("R573", True)
    assert set(there(desk)) == {f"示例荣誉{n}" for n in (1, 3, 4, 5)}, "nothing is undone yet"


def test_it_is_kept_as_it_stands_and_the_rest_is_undone(desk, worked_on):
    undone = done(undo_import(worked_on.pk, keep_later=True, by=desk.by, at=NOW, today=DAY))
    assert there(desk) == {"示例荣誉1": "手改", "示例荣誉3": "手改"}
    assert undone.counts["kept"] == 3
    assert Entry.objects.order_by("number").last().facts["rows_kept"] == 3
    assert StagedRow.objects.filter(origin=worked_on, state="undone").count() == 2


def test_or_it_goes_too_and_all_is_as_before(desk, worked_on):
    done(undo_import(worked_on.pk, keep_later=False, by=desk.by, at=NOW, today=DAY))
    assert there(desk) == {"示例荣誉1": None, "示例荣誉2": None}


def test_kept_rows_go_on_as_any_others(desk, worked_on):
    done(undo_import(worked_on.pk, keep_later=True, by=desk.by, at=NOW, today=DAY))
    again = committed(desk.part, desk.book(award(3, remark="手改"), award(6), name="c.xlsx"), desk.by)
    assert (again.counts["same"], again.counts["new"]) == (1, 1)
    hand = Hand(desk.part.pk, desk.by)
    hand.seq = 9
    hand.does(removed=(uid_of(desk, "示例荣誉3"),))
    assert set(there(desk)) == {"示例荣誉1", "示例荣誉6"}


def test_a_removal_by_a_file_that_is_restored_by_hand_is_no_change(desk):
    committed(desk.part, desk.book(award(1), award(2)), desk.by)
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    accepted = lay(made.form, rows_of(desk.part).select(list(toolkit.find_form(FORM).by_name)))
    StagedRow.objects.update(state="accepted")
    brought = committed(
        desk.part, desk.book(award(1, remark="改"), name="b.xlsx"), desk.by, remove_absent=True
    )
    gone = accepted["#uid"][1]
    hand = Hand(desk.part.pk, desk.by)
    hand.does(restored=(gone,))
    states = dict(rows_of(desk.part).select("#uid", "#state").iter_rows())
    assert states == {accepted["#uid"][0]: "changed", gone: "formal"}
    done(undo_import(brought.pk, keep_later=False, by=desk.by, at=NOW, today=DAY))
    assert set(rows_of(desk.part)["#state"]) == {"formal"}


@pytest.mark.parametrize("keep_later", [True, False])
def test_rows_with_cells_of_another_department_stay_and_name_it(shared, tmp_path, keep_later):
    one = shared(OWN)
    rows = [{name: text for name, text in row.items() if name != OWN} for row in one.rows]
    book = filled(one.lead.form, tmp_path, *rows)
    brought = committed(one.lead.part, book, acting(one.lead.reporter, DAY))
    frame = one.there()
    uid = frame["#uid"][0]
    other = Hand(one.second.part.pk, acting(one.second.reporter, DAY))
    other.does(edits=(Edit(uid, None, {OWN: "13900000001"}),))
    touched = touched_by_undoing(brought)
    assert (touched.others, touched.units) == (1, (one.second.part.assignment.unit.title,))
    done(undo_import(brought.pk, keep_later=keep_later, by=acting(one.lead.reporter, DAY), at=NOW, today=DAY))
    after = one.there()
    assert (after["#uid"].to_list(), after[OWN].to_list()) == ([uid], ["13900000001"])
