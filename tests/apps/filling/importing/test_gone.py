"""A workbook that comes back after rows were deleted on the page: it does not bring them back by itself."""

import pytest

from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.actions.discarding import delete_staged
from shucai.apps.filling.actions.importing import answer, commit_import
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.bringing.gone import GONE, gone_in
from shucai.apps.filling.bringing.opened import open_questions, table_of
from shucai.apps.filling.models import Import, Return
from shucai.apps.filling.working import working_rows
from shucai.domain.rows import Changes, Edit, WorkingRows
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW, committed, met, previewed, read
from tests.builders.organisation import done
from tests.builders.staffed import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought(desk):
    """Two awards brought in."""
    committed(desk.part, desk.book(award(1), award(2)), desk.by)
    return desk


def standing(desk) -> WorkingRows:
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    return working_rows(made, at=NOW)


def names(desk) -> list[str]:
    return standing(desk).counted["award_name"].sort().to_list()


def uid_of(desk, name: str) -> str:
    return standing(desk).counted.filter(award_name=name)["#uid"].item()


def typed(desk, seq: int = 1, **changes) -> None:
    save(desk.part.pk, Changes(client="c" * 32, seq=seq, **changes), by=desk.by, at=NOW, today=DAY)


def deleted(desk, name: str = "示例荣誉1") -> None:
    typed(desk, removed=(uid_of(desk, name),))


def again(desk, *further: dict[str, object]) -> Import:
    """The same rows with a further one: the same file would not be read."""
    rows = further or (award(1), award(2), award(3))
    return previewed(desk.part, desk.book(*rows, name="b.xlsx"), desk.by)


def told(one: Import) -> list[tuple[str, bool]]:
    return gone_in(table_of(one, "changes")).select("before", "mended").rows()


def test_a_row_deleted_on_the_page_stays_deleted_when_the_file_still_has_it(brought):
    deleted(brought)
    one = again(brought)
    assert (one.counts["new"], one.counts["refused"], one.counts["same"]) == (1, 1, 1)
    assert told(one) == [("示例荣誉1", False)]
    assert open_questions(one, met(one)) == 0, "nothing has to be answered"
    done(commit_import(one.pk, remove_absent=False, by=brought.by, at=NOW, today=DAY))
    assert names(brought) == ["示例荣誉2", "示例荣誉3"]


def test_it_is_told_who_deleted_it_and_when(brought):
    deleted(brought)
    why = [why for why in met(again(brought)).rows["#why"] if why]
    name = brought.school.reporters[brought.unit].name
    assert why == [f"{name} 9-04 10:00 删除了这一行，文件里没有改动，仍按删除处理"]


def test_it_comes_back_where_somebody_says_so(brought):
    deleted(brought)
    one = read(done(answer(again(brought).pk, {GONE: True}, by=brought.by, at=NOW)))
    assert (one.counts["new"], one.counts["refused"]) == (2, 0)
    assert told(one) == [("示例荣誉1", False)], "it is still told"
    done(commit_import(one.pk, remove_absent=False, by=brought.by, at=NOW, today=DAY))
    assert names(brought) == ["示例荣誉1", "示例荣誉2", "示例荣誉3"]


def test_a_row_that_was_mended_in_the_file_comes_in_and_is_told(brought):
    deleted(brought)
    one = again(brought, award(1, remark="改过"), award(2))
    assert (one.counts["new"], one.counts["refused"]) == (1, 0)
    assert told(one) == [("示例荣誉1", True)]


def test_a_row_sent_away_in_the_review_stays_away(brought):
    reviewer = acting(brought.school.heads[brought.unit], DAY)
    uids = [uid_of(brought, "示例荣誉1")]
    done(delete_staged(brought.part.pk, uids, by=reviewer, at=NOW, today=DAY))
    assert told(again(brought)) == [("示例荣誉1", False)]


@pytest.mark.parametrize("is_settled", [False, True])
def test_an_accepted_row_that_was_removed_stays_removed(brought, is_settled):
    reviewer = acting(brought.school.heads[brought.unit], DAY)
    done(accept_rows(brought.part.pk, None, by=reviewer, at=NOW, today=DAY))
    deleted(brought)
    if is_settled:
        done(accept_rows(brought.part.pk, None, by=reviewer, at=NOW, today=DAY))
    one = again(brought)
    assert (one.counts["new"], one.counts["changed"], told(one)) == (1, 0, [("示例荣誉1", False)])
    done(commit_import(one.pk, remove_absent=False, by=brought.by, at=NOW, today=DAY))
    assert names(brought) == ["示例荣誉2", "示例荣誉3"]


def test_a_row_that_another_file_took_away_comes_back_with_the_file_that_has_it(brought):
    committed(brought.part, brought.book(award(2), name="c.xlsx"), brought.by, remove_absent=True)
    one = again(brought)
    assert (one.counts["new"], told(one)) == (2, [])


def test_a_row_whose_key_was_changed_on_the_page_was_not_deleted(brought):
    typed(brought, edits=(Edit(uid_of(brought, "示例荣誉1"), None, {"award_name": "示例荣誉9"}),))
    assert told(again(brought)) == []


def test_a_deletion_that_was_taken_back_is_none(brought):
    uid = uid_of(brought, "示例荣誉1")
    deleted(brought)
    typed(brought, seq=2, restored=(uid,))
    one = again(brought)
    assert (one.counts["same"], told(one)) == (2, [])


def test_a_row_deleted_and_typed_again_under_another_key_is_not_asked_about(brought):
    deleted(brought)
    book = brought.book(award(1, award_name="示例荣誉7"), name="d.xlsx")
    committed(brought.part, book, brought.by)
    one = again(brought)
    assert (told(one), met(one).moved.height) == ([("示例荣誉1", False)], 0)
