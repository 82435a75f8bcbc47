"""Rows that were only ever typed on the page, then deleted: an older workbook does not bring them back by itself."""

import pytest

from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.actions.importing import answer, commit_import
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.bringing.gone import GONE, gone_in
from shucai.apps.filling.bringing.opened import open_questions, table_of
from shucai.apps.filling.bringing.stood import stood_once
from shucai.apps.filling.models import Contribution, Import, Return
from shucai.apps.filling.working import definition_of, working_rows
from shucai.domain.rows import Addition, Changes, Edit
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW, committed, met, previewed, read
from tests.builders.organisation import done
from tests.builders.staffed import acting

pytestmark = pytest.mark.django_db
ONE, TWO = "a" * 32, "b" * 32


class Page:
    """The grid of a part in one window."""

    def __init__(self, desk) -> None:
        self.desk, self.seq = desk, 0

    def save(self, **changes: object) -> None:
        self.seq += 1
        stated = Changes(client="c" * 32, seq=self.seq, **changes)
        outcome = done(save(self.desk.part.pk, stated, by=self.desk.by, at=NOW, today=DAY))
        assert (outcome.refused, outcome.conflicts) == ((), ())


def names(desk) -> list[str]:
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    return working_rows(made, at=NOW).counted["award_name"].sort().to_list()


@pytest.fixture
def page(desk):
    """Two awards typed on the page."""
    page = Page(desk)
    page.save(added=(Addition(ONE, None, award(1)), Addition(TWO, ONE, award(2))))
    return page


def older(desk, *rows: dict[str, object]) -> Import:
    """A workbook with the rows as they stood before."""
    return previewed(desk.part, desk.book(*(rows or (award(1), award(2), award(3)))), desk.by)


def told(one: Import) -> list[tuple[str, bool]]:
    return gone_in(table_of(one, "changes")).select("before", "mended").rows()


def test_it_stays_deleted_and_is_told_with_who_deleted_it(page):
    page.save(removed=(ONE,))
    one = older(page.desk)
    assert (one.counts["new"], one.counts["refused"], one.counts["same"]) == (1, 1, 1)
    assert (told(one), open_questions(one, met(one))) == ([("示例荣誉1", False)], 0)
    name = page.desk.school.reporters[page.desk.unit].name
    assert [why for why in met(one).rows["#why"] if why] == [
        f"{name} 9-04 10:00 删除了这一行，文件里没有改动，仍按删除处理"
    ]
    done(commit_import(one.pk, remove_absent=False, by=page.desk.by, at=NOW, today=DAY))
    assert names(page.desk) == ["示例荣誉2", "示例荣誉3"]


def test_it_comes_back_where_somebody_says_so(page):
    page.save(removed=(ONE,))
    one = read(done(answer(older(page.desk).pk, {GONE: True}, by=page.desk.by, at=NOW)))
    assert (one.counts["new"], one.counts["refused"]) == (2, 0)


@pytest.mark.parametrize("is_settled", [False, True])
def test_so_does_one_that_was_accepted_before(page, is_settled):
    reviewer = acting(page.desk.school.heads[page.desk.unit], DAY)
    done(accept_rows(page.desk.part.pk, None, by=reviewer, at=NOW, today=DAY))
    page.save(removed=(ONE,))
    if is_settled:
        done(accept_rows(page.desk.part.pk, None, by=reviewer, at=NOW, today=DAY))
    one = older(page.desk)
    assert (one.counts["new"], told(one)) == (1, [("示例荣誉1", False)])


def test_what_was_typed_between_the_download_and_the_deletion_is_not_the_files_doing(page):
    page.save(edits=(Edit(ONE, None, {"remark": "页面上改过"}),))
    page.save(removed=(ONE,))
    assert told(older(page.desk)) == [("示例荣誉1", False)]
    now = (award(1, remark="页面上改过"), award(2))
    assert told(previewed(page.desk.part, page.desk.book(*now, name="c.xlsx"), page.desk.by)) == [
        ("示例荣誉1", False)
    ]


def test_a_row_under_the_key_it_had_then_is_the_deleted_one_too(page):
    page.save(edits=(Edit(ONE, None, {"award_name": "示例荣誉9"}),))
    page.save(removed=(ONE,))
    assert told(older(page.desk)) == [("示例荣誉1", False)]


def test_a_row_that_the_file_has_otherwise_comes_in_and_is_told(page):
    page.save(removed=(ONE,))
    one = older(page.desk, award(1, remark="文件里改过"), award(2))
    assert (one.counts["new"], told(one)) == (1, [("示例荣誉1", True)])


def test_a_row_whose_key_was_changed_on_the_page_or_that_was_typed_anew_was_not_deleted(page):
    page.save(edits=(Edit(ONE, None, {"award_name": "示例荣誉9"}),))
    page.save(removed=(TWO,))
    page.save(added=(Addition("d" * 32, None, award(2)),))
    assert told(older(page.desk)) == []


def test_a_row_of_a_file_that_was_typed_over_and_deleted_stays_deleted(desk):
    committed(desk.part, desk.book(award(1), award(2), name="a.xlsx"), desk.by)
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    uid = working_rows(made, at=NOW).counted.filter(award_name="示例荣誉1")["#uid"].item()
    page = Page(desk)
    page.save(edits=(Edit(uid, None, {"remark": "页面上改过"}),))
    page.save(removed=(uid,))
    assert told(older(desk, award(1, remark="页面上改过"), award(2))) == [("示例荣誉1", False)]


def test_the_history_of_many_rows_is_opened_without_a_question_each(page, django_assert_max_num_queries):
    uids = [f"{number:032x}" for number in range(30)]
    page.save(added=tuple(Addition(uid, None, award(n + 10)) for n, uid in enumerate(uids)))
    page.save(removed=tuple(uids))
    part = Contribution.objects.select_related("made_return__form__campaign").get(pk=page.desk.part.pk)
    form = definition_of(part.made_return)
    with django_assert_max_num_queries(5):
        stood = stood_once(part, uids, form)
    assert stood.height == 2 * len(uids)
