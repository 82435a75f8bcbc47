"""Saving what is typed into the grid: one spelling, versions, conflicts, scope, history, and one effect."""

from dataclasses import asdict

import polars as pl
import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.filling.models import StagedRow
from shucai.apps.filling.working import working_rows
from shucai.apps.formal.kept import forget_everything
from shucai.apps.formal.past import past_of
from shucai.domain.access import Role
from shucai.domain.problems import Refused
from shucai.domain.rows import STATE, UID, VERSION, Addition, Changes, Edit, Outcome
from tests.builders.accepted import lay
from tests.builders.filling import FILLING, NOW, Reporter, save
from tests.builders.schools import PUBLISHED
from tests.builders.staffed import TODAY
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
FORM = "1.1.7"


def at_form(school):
    return Reporter(school, FORM)


reporter = standing(*PUBLISHED, at_form)


@pytest.fixture
def colleague(school, reporter):
    other = school.holder("同事", Role.REPORTER, reporter.part.assignment.unit)
    return Reporter(school, FORM, person=other)


def texts(reporter, name):
    return dict(zip(reporter.rows().frame[UID], reporter.rows().frame[name], strict=True))


def test_typed_texts_are_kept_in_their_one_spelling(reporter):
    (uid,) = reporter.add({"award_name": " 文明校园 ", "award_ym": "2023年11月", "award_level": "市级"})
    row = reporter.rows().frame.row(0, named=True)
    assert row[UID] == uid
    assert (row["award_name"], row["award_ym"]) == ("文明校园", "2023-11")
    assert (row[STATE], row[VERSION]) == ("added", 1)


def test_what_cannot_be_read_stays_as_it_was_typed(reporter):
    (uid,) = reporter.add({"award_name": "甲", "award_ym": "前年冬天"})
    assert texts(reporter, "award_ym") == {uid: "前年冬天"}


def test_the_first_rows_begin_the_part_and_leave_history_and_one_audit_entry(reporter):
    before = Entry.objects.count()
    (uid,) = reporter.add({"award_name": "甲"})
    reporter.part.refresh_from_db()
    assert reporter.part.state == "filling"
    assert Entry.objects.count() == before + 1
    assert Entry.objects.order_by("number").last().row_changes == 1
    (one,) = past_of(reporter.made.form, [uid])
    assert (one.kind, one.cells, one.by) == ("typed", {"award_name": (None, "甲")}, reporter.person.name)


def test_rows_stand_where_they_were_put(reporter):
    first, last = reporter.add({"award_name": "1"}, {"award_name": "4"})
    two, three, top = ("2" * 32), ("3" * 32), ("0" * 32)
    reporter.send(
        added=(
            Addition(two, first, {"award_name": "2"}),
            Addition(three, two, {"award_name": "3"}),
            Addition(top, None, {"award_name": "0"}),
        )
    )
    assert reporter.rows().frame["award_name"].to_list() == ["0", "1", "2", "3", "4"]
    assert last in texts(reporter, "award_name")


def test_a_request_sent_again_has_one_effect_and_the_same_answer(reporter):
    (uid,) = reporter.add({"award_name": "甲"})
    first = reporter.type(uid, 1, award_name="乙")
    again = save(
        reporter.part.pk,
        Changes(reporter.client, reporter.seq, edits=(Edit(uid, 1, {"award_name": "乙"}),)),
        by=reporter.actor,
        at=NOW,
        today=FILLING,
    )
    assert asdict(again) == asdict(first)
    assert reporter.rows().frame[VERSION].to_list() == [2]


def test_a_cell_changed_by_somebody_else_is_a_conflict_with_all_three_texts(reporter, colleague):
    (uid,) = reporter.add({"award_name": "甲", "issuer": "市教育局"})
    colleague.type(uid, 1, award_name="乙")
    answer = reporter.type(uid, 1, award_name="丙")
    (one,) = answer.conflicts
    name = "award_name"
    assert (one.base[name], one.theirs[name], one.mine[name]) == ("甲", "乙", "丙")
    assert (one.by, one.version, one.gone, one.is_own) == (colleague.person.name, 2, False, False)
    assert texts(reporter, name) == {uid: "乙"}
    assert not reporter.type(uid, 2, award_name="丙").conflicts
    assert texts(reporter, name) == {uid: "丙"}


def test_a_conflict_with_another_window_of_oneself_is_told_from_one_with_others(reporter, colleague):
    (uid,) = reporter.add({"award_name": "甲"})
    reporter.type(uid, 1, award_name="乙")
    (one,) = reporter.type(uid, 1, award_name="丙").conflicts
    assert (one.is_own, one.theirs) == (True, {"award_name": "乙"})
    colleague.type(uid, 2, award_name="丁")
    (both,) = reporter.type(uid, 1, award_name="丙").conflicts
    assert (both.is_own, both.by) == (False, colleague.person.name)


def test_different_cells_of_a_row_changed_by_two_stand_beside_each_other(reporter, colleague):
    (uid,) = reporter.add({"award_name": "甲", "issuer": "市教育局"})
    colleague.type(uid, 1, issuer="省教育厅")
    answer = reporter.type(uid, 1, award_name="丙")
    assert not answer.conflicts
    assert answer.saved[0].version == 3
    assert answer.saved[0].cells == {"award_name": "丙", "issuer": "省教育厅"}
    assert (answer.before, answer.revision) == (2, 3)
    assert (texts(reporter, "award_name"), texts(reporter, "issuer")) == ({uid: "丙"}, {uid: "省教育厅"})
    staged = StagedRow.objects.get(uid=uid)
    assert staged.fillers == sorted([reporter.person.pk, colleague.person.pk])


def test_what_was_typed_into_a_row_that_is_gone_comes_back(reporter, colleague):
    (uid,) = reporter.add({"award_name": "甲"})
    colleague.send(removed=(uid,))
    (one,) = reporter.type(uid, 1, award_name="丙").conflicts
    assert (one.gone, one.mine, one.by) == (True, {"award_name": "丙"}, colleague.person.name)


def test_what_was_typed_into_an_accepted_row_that_somebody_deleted_comes_back_and_may_restore_it(
    reporter, colleague
):
    names = reporter.rows().form.by_name
    lay(reporter.made.form, pl.DataFrame({name: ["甲"] for name in names}))
    (uid,) = reporter.rows().frame[UID]
    colleague.send(removed=(uid,))
    answer = reporter.type(uid, 1, award_name="丙")
    (one,) = answer.conflicts
    assert (one.gone, one.version, one.mine) == (True, 2, {"award_name": "丙"})
    assert (answer.saved, answer.refused) == ((), ())
    answer = colleague.send(restored=(uid,), edits=(Edit(uid, one.version, {"award_name": "丙"}),))
    assert not answer.conflicts
    assert texts(reporter, "award_name") == {uid: "丙"}
    assert reporter.rows().frame[STATE].to_list() == ["changed"]
    assert StagedRow.objects.filter(uid=uid, state="pending").count() == 1


def test_a_new_row_is_deleted_and_comes_back_with_its_cells(reporter):
    (uid,) = reporter.add({"award_name": "甲"})
    reporter.send(removed=(uid,))
    assert reporter.rows().frame.is_empty()
    answer = reporter.send(restored=(uid,))
    assert [(one.uid, one.state) for one in answer.saved] == [(uid, "added")]
    assert texts(reporter, "award_name") == {uid: "甲"}
    assert reporter.rows().frame[VERSION].to_list() == [3]


def test_rows_kept_after_a_save_are_those_put_together_anew(reporter, django_capture_on_commit_callbacks):
    first, _, third = reporter.add({"award_name": "1"}, {"award_name": "2"}, {"award_name": "3"})
    with django_capture_on_commit_callbacks(execute=True):
        reporter.rows()
        reporter.send(
            edits=(Edit(first, 1, {"award_name": "壹", "issuer": "市"}),),
            added=(Addition("f" * 32, first, {"award_name": "新"}),),
            removed=(third,),
        )
    kept = reporter.rows()
    forget_everything()
    anew = working_rows(reporter.made, at=NOW)
    assert kept is not anew
    assert kept.frame.equals(anew.frame)
    assert kept.frame["award_name"].to_list() == ["壹", "新", "2"]


def test_nothing_is_saved_before_its_stage(reporter):
    answer = reporter.send(on=TODAY, added=())
    assert isinstance(answer, Refused)
    assert not StagedRow.objects.exists()


def test_a_form_of_one_row_takes_no_second(school):
    school.published()
    reporter = Reporter(school, "1.1.1")
    reporter.add({})
    answer = reporter.send(added=(Addition("a" * 32, None, {}),))
    assert isinstance(answer, Outcome)
    assert [one.uid for one in answer.refused] == ["a" * 32]
