"""A workbook that comes back after cells were changed on the page: what nobody touched in it changes nothing."""

import polars as pl
import pytest

from shucai.apps.filling.actions.importing import answer, commit_import
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.bringing.keeping import KEPT
from shucai.apps.filling.bringing.opened import open_questions, table_of
from shucai.apps.filling.models import Import, Return
from shucai.apps.filling.working import working_rows
from shucai.domain.rows import Changes, Edit, WorkingRows
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW, met, previewed, read
from tests.builders.organisation import done

pytestmark = pytest.mark.django_db


@pytest.fixture
def edited(desk):
    """Two awards brought in, the remark of the first one typed over on the page."""
    commit(desk, previewed(desk.part, desk.book(award(1, remark="旧"), award(2, remark="旧")), desk.by))
    uid = standing(desk).frame.filter(award_name="示例荣誉1")["#uid"].item()
    typed = Changes(client="c" * 32, seq=1, edits=(Edit(uid, None, {"remark": "手改"}),))
    save(desk.part.pk, typed, by=desk.by, at=NOW, today=DAY)
    return desk


def standing(desk) -> WorkingRows:
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    return working_rows(made, at=NOW)


def commit(desk, brought: Import) -> Import:
    return done(commit_import(brought.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY))


def remarks(desk) -> list[tuple[str, str]]:
    return standing(desk).counted.select("award_name", "remark").sort("award_name").rows()


def kept(brought: Import) -> list[tuple[str, str, str]]:
    return (
        table_of(brought, "changes").filter(pl.col("rule") == KEPT).select("field", "before", "after").rows()
    )


def untouched(desk) -> Import:
    """The same rows with a further one: the same file would not be read."""
    rows = (award(1, remark="旧"), award(2, remark="旧"), award(3))
    return previewed(desk.part, desk.book(*rows, name="b.xlsx"), desk.by)


def test_rows_that_nobody_touched_in_a_file_change_nothing(edited):
    again = untouched(edited)
    assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (1, 0, 2)
    assert kept(again) == [("remark", "旧", "手改")]
    assert open_questions(again, met(again)) == 0, "nothing has to be answered"


def test_what_was_mended_in_it_is_brought_in_beside_what_was_changed_on_the_page(edited):
    mended = edited.book(
        award(1, remark="旧", doc_no="示教〔2023〕9号"), award(2, remark="新"), name="b.xlsx"
    )
    commit(edited, previewed(edited.part, mended, edited.by))
    assert remarks(edited) == [("示例荣誉1", "手改"), ("示例荣誉2", "新")]
    assert "示教〔2023〕9号" in standing(edited).counted["doc_no"].to_list()


def test_a_cell_that_was_changed_in_both_is_taken_from_the_file(edited):
    changed = edited.book(award(1, remark="又改"), award(2, remark="旧"), name="b.xlsx")
    again = previewed(edited.part, changed, edited.by)
    assert (again.counts["changed"], kept(again)) == (1, [])


def test_the_cells_of_the_file_are_taken_where_somebody_says_so(edited):
    again = read(done(answer(untouched(edited).pk, {KEPT: True}, by=edited.by, at=NOW)))
    assert kept(again) == [("remark", "旧", "手改")], "it is still told what stands otherwise"
    commit(edited, again)
    assert remarks(edited)[:2] == [("示例荣誉1", "旧"), ("示例荣誉2", "旧")]


def test_the_text_of_the_latest_file_counts(edited):
    commit(edited, previewed(edited.part, edited.book(award(1, remark="新"), name="b.xlsx"), edited.by))
    back = previewed(edited.part, edited.book(award(1, remark="旧"), name="c.xlsx"), edited.by)
    assert (back.counts["changed"], kept(back)) == (1, []), "going back to an older text is a change"


def test_what_stayed_as_on_the_page_stays_so_when_the_file_comes_a_third_time(edited):
    commit(edited, untouched(edited))
    rows = (award(1, remark="旧"), award(2, remark="旧"), award(3), award(4))
    commit(edited, previewed(edited.part, edited.book(*rows, name="c.xlsx"), edited.by))
    assert remarks(edited)[:2] == [("示例荣誉1", "手改"), ("示例荣誉2", "旧")]
