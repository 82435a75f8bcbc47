"""Others go on typing while rows are accepted: only what moved waits for another look (FIL-3, ruling 13)."""

from uuid import uuid4

import polars as pl
import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.catalogue.queries import form_with_id
from shucai.apps.filling.actions import accepting
from shucai.apps.filling.actions.accepting import Decided
from shucai.apps.filling.actions.discarding import delete_staged
from shucai.apps.filling.actions.meanwhile import depends_on_itself
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.models import StagedRow
from shucai.apps.filling.working import working_rows
from shucai.apps.formal.hands import shares_of
from shucai.apps.formal.models import RowChange, Snapshot
from shucai.domain.access import Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, Changes, Edit
from tests.apps.filling.test_accepting import NAME, accept, formal, states
from tests.builders.organisation import done
from tests.builders.staffed import acting
from tests.builders.staging import AT, FILLING, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def meanwhile(monkeypatch, act):
    """Let somebody act once, after an acceptance was prepared and before it is written."""
    prepare, acts = accepting._prepare, [act]

    def prepared_then_moved(*given):
        prepared = prepare(*given)
        while acts:
            acts.pop()()
        return prepared

    monkeypatch.setattr(accepting, "_prepare", prepared_then_moved)


def typed(desk, uid, **cells):
    """Type cells of a waiting row over, as the grid does."""
    changes = Changes(uuid4().hex, 1, (Edit(uid, None, cells),), (), (), ())
    done(save(desk.part.pk, changes, by=acting(desk.reporter, FILLING), at=AT, today=FILLING))


def test_what_somebody_types_while_the_rest_is_accepted_waits_for_another_look(desk, monkeypatch):
    uids = desk.added(desk.right_rows(3))
    meanwhile(monkeypatch, lambda: typed(desk, uids[1], award_name="新的奖项"))
    found = accept(desk, expected=3)
    assert (found.count, found.left) == (2, 1)
    assert "又有改动" in found.why
    assert states(*uids) == ["accepted", "pending", "accepted"]
    assert set(formal(desk)[UID]) == {uids[0], uids[2]}
    assert [share.rows for share in shares_of([desk.made.form_id])] == [2]
    assert Snapshot.objects.get().rows == 2
    told = Entry.objects.filter(action=str(Verb.ACCEPT_ROWS)).latest("number")
    assert (told.facts["accepted"], told.facts["left"], told.row_changes) == (2, 1, 2)
    assert working_rows(desk.made, at=AT).frame.filter(pl.col(UID) == uids[1])[NAME].item() == "新的奖项"
    assert accept(desk) == Decided(1)
    assert formal(desk).filter(pl.col(UID) == uids[1])[NAME].item() == "新的奖项"


def test_a_changed_row_that_moves_again_keeps_what_was_accepted_before(desk, monkeypatch):
    uids = desk.added(desk.right_rows(2))
    accept(desk)
    for uid in uids:
        typed(desk, uid, award_name="第一次改")
    meanwhile(monkeypatch, lambda: typed(desk, uids[0], award_name="第二次改"))
    assert accept(desk).count == 1
    names = dict(formal(desk).select(UID, NAME).iter_rows())
    assert (names[uids[0]], names[uids[1]]) == (desk.right_rows(2)[0][NAME], "第一次改")
    assert accept(desk) == Decided(1)
    assert dict(formal(desk).select(UID, NAME).iter_rows())[uids[0]] == "第二次改"


def test_a_new_row_of_somebody_does_not_hold_the_rest_up_and_waits(desk, monkeypatch):
    uids = desk.added(desk.right_rows(2))
    new = desk.right_rows(3)[2]
    meanwhile(monkeypatch, lambda: desk.added([new]))
    assert accept(desk) == Decided(2)
    assert states(*uids) == ["accepted", "accepted"]
    assert StagedRow.objects.filter(state="pending").count() == 1


def test_a_row_that_gets_a_twin_meanwhile_is_not_accepted_as_it_was(desk, monkeypatch):
    rows = desk.right_rows(3)
    uids = desk.added(rows)
    key = {name: rows[0][name] for name in desk.form.primary_key}
    meanwhile(monkeypatch, lambda: typed(desk, uids[2], **key))
    found = accept(desk)
    assert (found.count, found.left) == (1, 2)
    assert states(*uids) == ["pending", "accepted", "pending"]


def test_the_twin_it_got_is_told_by_its_number_in_the_grid_of_the_department(school, monkeypatch):
    """The department whose rows are accepted does not see those of the other one, which stand above its own."""
    school.published()
    Prerequisite.objects.update(lifted_at=AT)
    lead, second = Desk("1.4.2", school), Desk("1.4.2", school, order=1)
    first, *rows = lead.right_rows(3)
    lead.added([first])
    accept(lead)
    second.added(rows)
    key = {name: rows[0][name] for name in second.form.primary_key}
    meanwhile(monkeypatch, lambda: second.added([rows[1] | key]))
    found = accept(second)
    assert (found.count, found.left) == (1, 1)
    assert "第 3 行" in found.why


def test_a_change_given_up_and_typed_anew_is_not_accepted_as_it_was(desk, monkeypatch):
    uids = desk.added(desk.right_rows(2))
    accept(desk)
    for uid in uids:
        typed(desk, uid, award_name="第一次改")

    def replaced():
        done(delete_staged(desk.part.pk, uids[:1], by=desk.reviewer, at=AT, today=FILLING))
        typed(desk, uids[0], award_name="重新改")

    meanwhile(monkeypatch, replaced)
    assert accept(desk).count == 1
    names = dict(formal(desk).select(UID, NAME).iter_rows())
    assert (names[uids[0]], names[uids[1]]) == (desk.right_rows(2)[0][NAME], "第一次改")
    assert accept(desk) == Decided(1)
    assert dict(formal(desk).select(UID, NAME).iter_rows())[uids[0]] == "重新改"


@pytest.mark.parametrize(
    ("code", "depends"),
    [("1.1.7", False), ("1.1.3", True), ("2.13.1", True), ("2.4.4", False)],
    ids=["no", "uses its own rows", "looks its own rows up", "looks them up for a hint"],
)
def test_forms_whose_rows_depend_on_each_other_at_large_are_looked_at_anew(code, depends):
    assert depends_on_itself(form_with_id(f"talent.{code}")) is depends


def test_where_everything_moved_it_is_all_looked_at_anew(desk, monkeypatch):
    (uid,) = desk.added(desk.right_rows(1))
    meanwhile(monkeypatch, lambda: typed(desk, uid, award_name="新的奖项"))
    assert accept(desk) == Decided(1)
    assert formal(desk)[NAME].to_list() == ["新的奖项"]


def test_where_others_rows_wait_as_well_it_is_all_looked_at_anew(school, monkeypatch):
    school.published()
    lead, second = Desk("1.4.2", school), Desk("1.4.2", school, order=1)
    first, other = lead.right_rows(2)
    lead.added([first])
    second.added([other])
    prepared = []
    prepare = accepting._prepare
    monkeypatch.setattr(accepting, "_prepare", lambda *given: prepared.append(1) or prepare(*given))
    meanwhile(monkeypatch, lead.moved)
    assert accept(lead) == Decided(1)
    assert len(prepared) == 2


def test_a_history_written_before_somebody_else_was_quicker_is_written_once(desk, monkeypatch):
    """Between the history and the lock of the return somebody saves: what was written of it goes again."""
    uids = desk.added(desk.right_rows(3))
    write, acts = accepting.write_entries, [lambda: typed(desk, uids[1], award_name="新的奖项")]

    def written_then_moved(entries):
        written = write(entries)
        while acts:
            acts.pop()()
        return written

    monkeypatch.setattr(accepting, "write_entries", written_then_moved)
    accept(desk)
    told = RowChange.objects.filter(kind="accepted").order_by("pk").values_list("uid", flat=True)
    assert sorted(told) == sorted(set(told))
    assert states(*[uid for uid in uids if uid in set(told)]) == ["accepted"] * len(told)


def test_nothing_is_written_of_an_acceptance_that_is_refused_at_the_last_moment(desk, monkeypatch):
    uids = desk.added(desk.right_rows(2))
    monkeypatch.setattr(accepting, "hold_part", lambda *_, **__: Refused("R101"))
    assert accept(desk) == Refused("R101")
    assert not RowChange.objects.filter(kind="accepted").exists()
    assert states(*uids) == ["pending"] * 2
