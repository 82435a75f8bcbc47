"""Others go on saving while a file is brought in: nobody waits for its rows, and none comes twice (ruling 13)."""

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.filling.actions.importing import commit_import, committing
from shucai.apps.filling.models import Import, StagedRow
from shucai.apps.formal.models import RowChange
from shucai.domain.problems import Refused
from shucai.domain.rows import Addition, Edit
from tests.apps.filling.importing.conftest import award
from tests.apps.filling.importing.test_life import now_there
from tests.apps.filling.importing.test_undoing import Hand, uid_of
from tests.builders.brought import DAY, NOW, committed, previewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def hand(desk):
    return Hand(desk.part.pk, desk.by)


@pytest.fixture
def meanwhile(monkeypatch):
    """Let somebody act each time an import was prepared, before it is written, as often as there is something to do."""
    prepare, acts = committing._prepared, []

    def prepared_then_moved(*given, **more):
        prepared = prepare(*given, **more)
        if acts:
            acts.pop(0)()
        return prepared

    monkeypatch.setattr(committing, "_prepared", prepared_then_moved)
    return acts


def commit(desk, brought):
    return commit_import(brought.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY)


def typed(hand, number):
    """Return what types a row of its own into the form."""
    key = f"{number:032x}"
    return lambda: hand.does(added=(Addition(key, None, award(number)),))


@pytest.mark.parametrize("times", [1, 3, committing.TRIES], ids=["once", "often", "each time"])
def test_rows_typed_meanwhile_and_those_of_the_file_are_there_once(desk, hand, meanwhile, times):
    brought = previewed(desk.part, desk.book(award(1), award(2)), desk.by)
    meanwhile += [typed(hand, 10 + n) for n in range(times)]
    assert isinstance(commit(desk, brought), Import)
    assert not meanwhile
    names = [f"示例荣誉{n}" for n in (1, 2, *range(10, 10 + times))]
    assert sorted(now_there(desk)) == sorted(names)
    assert StagedRow.objects.filter(origin=brought).count() == 2
    assert RowChange.objects.filter(kind="imported").count() == 2
    assert Entry.objects.filter(action="import", row_changes=2).count() == 1


def test_a_row_of_the_file_typed_meanwhile_has_it_compared_again(desk, hand, meanwhile):
    brought = previewed(desk.part, desk.book(award(1), award(2)), desk.by)
    meanwhile.append(typed(hand, 2))
    refused = commit(desk, brought)
    assert isinstance(refused, Refused)
    assert refused.code == committing.MOVED
    assert set(now_there(desk)) == {"示例荣誉2"}
    assert not StagedRow.objects.filter(origin=brought).exists()
    assert not RowChange.objects.filter(kind="imported").exists()


def test_a_row_that_another_changes_meanwhile_goes_on_from_there(desk, hand, meanwhile):
    committed(desk.part, desk.book(award(1), award(2)), desk.by)
    other = uid_of(desk, "示例荣誉1")
    brought = previewed(desk.part, desk.book(award(2, remark="改好"), award(3), name="改好.xlsx"), desk.by)
    meanwhile.append(lambda: hand.does(edits=(Edit(other, None, {"remark": "手改"}),)))
    assert isinstance(commit(desk, brought), Import)
    assert set(now_there(desk)) == {f"示例荣誉{n}" for n in (1, 2, 3)}
    assert StagedRow.objects.filter(origin=brought).count() == 2


def test_nothing_is_written_where_it_is_refused_at_the_last_moment(desk, monkeypatch):
    brought = previewed(desk.part, desk.book(award(1)), desk.by)
    monkeypatch.setattr(committing, "hold_part", lambda *_, **__: Refused("R101"))
    assert commit(desk, brought) == Refused("R101")
    assert not StagedRow.objects.exists()
    assert not RowChange.objects.exists()
