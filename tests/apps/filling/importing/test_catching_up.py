"""Rows that another process changed meanwhile: those kept catch up, and stand as if they were put together anew."""

from copy import copy

import pytest

from shucai.apps.filling import working
from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.actions.discarding import delete_staged
from shucai.apps.filling.actions.importing import undo_import
from shucai.apps.filling.models import Return
from shucai.apps.filling.working import keep, working_rows
from shucai.apps.formal.kept import forget_everything
from shucai.domain.rows import Addition, Edit
from tests.apps.filling.importing.conftest import award
from tests.apps.filling.importing.test_undoing import Hand, uid_of
from tests.builders.brought import DAY, NOW, committed
from tests.builders.organisation import done
from tests.builders.staffed import acting

pytestmark = pytest.mark.django_db


class Beside:
    """Another process, which keeps the rows of every revision it has seen."""

    def __init__(self, part, monkeypatch) -> None:
        self.part, self.monkeypatch, self.seen = part, monkeypatch, []
        self.looks()

    def looks(self):
        """Catch up from each revision seen so far, compare with the rows put together anew, and keep those."""
        made = Return.objects.select_related("form__campaign").get(pk=self.part.made_return_id)
        forget_everything()
        now = working_rows(copy(made), at=NOW)
        for before in self.seen:
            forget_everything()
            keep(made, before)
            with self.monkeypatch.context() as patch:
                patch.setattr(working, "_put_together", None)
                caught = working_rows(copy(made), at=NOW)
            assert (caught.revision, caught.as_of) == (now.revision, now.as_of)
            assert caught.frame.equals(now.frame)
            assert caught.marks.sort("uid", "field").equals(now.marks.sort("uid", "field"))
        self.seen.append(now)


def test_whatever_is_done_to_rows_they_catch_up(desk, monkeypatch):
    other, hand = Beside(desk.part, monkeypatch), Hand(desk.part.pk, desk.by)
    head = acting(desk.school.heads[desk.unit], DAY)
    at = {"by": head, "at": NOW, "today": DAY}
    first = [award(n, award_ym="2023.11" if n == 3 else "2023-11") for n in range(1, 7)]
    committed(desk.part, desk.book(*first), desk.by)
    other.looks()
    one, two, three, four = (uid_of(desk, f"示例荣誉{n}") for n in range(1, 5))
    hand.does(edits=(Edit(one, None, {"remark": "手改"}), Edit(three, None, {"award_ym": "2023-10"})))
    other.looks()
    hand.does(added=(Addition("a" * 32, one, {"award_name": "夹在中间"}),), removed=(two,))
    other.looks()
    hand.does(restored=(two,))
    other.looks()
    again = committed(
        desk.part, desk.book(award(1, remark="文件"), award(5, remark="文件"), name="b.xlsx"), desk.by
    )
    other.looks()
    done(accept_rows(desk.part.pk, [two, three], **at))
    other.looks()
    hand.does(edits=(Edit(two, None, {"remark": "改已复核"}),), removed=(three,))
    other.looks()
    done(undo_import(again.pk, keep_later=True, by=desk.by, at=NOW, today=DAY))
    other.looks()
    done(accept_rows(desk.part.pk, [three], **at))
    done(delete_staged(desk.part.pk, [four], **at))
    other.looks()


def test_with_very_many_changes_they_are_put_together_anew(desk, monkeypatch):
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    before = working_rows(made, at=NOW)
    monkeypatch.setattr(working, "MOST_MOVED", 2)
    committed(desk.part, desk.book(award(1), award(2), award(3)), desk.by)
    now = Return.objects.select_related("form__campaign").get(pk=made.pk)
    forget_everything()
    keep(now, before)
    assert working._caught_up(now, before.form, NOW) is None
    assert working_rows(now, at=NOW).frame.height == 3
