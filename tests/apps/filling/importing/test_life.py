"""A file brought in, from its upload to its commit and its undoing (FIL-2)."""

from datetime import timedelta

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.filling.actions.importing import (
    Offer,
    begin_import,
    commit_import,
    finish_upload,
    give_up,
    receive_piece,
    undo_import,
)
from shucai.apps.filling.bringing import places
from shucai.apps.filling.bringing.touched import touched_by_undoing
from shucai.apps.filling.models import Import, Return, StagedRow
from shucai.apps.filling.working import working_rows
from shucai.apps.formal.models import RowChange
from shucai.apps.jobs.actions import take_up_stale
from shucai.apps.jobs.clock import worker_now
from shucai.apps.jobs.models import Job
from shucai.domain.problems import Refused
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW, committed, previewed, read, uploaded
from tests.builders.jobs import worked
from tests.builders.organisation import done
from tests.builders.staffed import Staffed, acting

pytestmark = pytest.mark.django_db


def now_there(desk) -> dict[str, str]:
    """Return award -> level of the rows as they stand."""
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    frame = working_rows(made, at=NOW).frame
    return dict(zip(frame["award_name"], frame["#state"], strict=True))


def test_a_file_is_read_shown_and_committed_once(desk):
    book = desk.book(award(1), award(2))
    brought = previewed(desk.part, book, desk.by)
    assert (brought.state, brought.counts["new"], brought.counts["refused"]) == ("ready", 2, 0)
    assert now_there(desk) == {}, "nothing is there before the commit"
    commit_import(brought.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY)
    assert now_there(desk) == {"示例荣誉1": "added", "示例荣誉2": "added"}
    assert StagedRow.objects.filter(origin=brought, fillers=[desk.by.person]).count() == 2
    entry = Entry.objects.order_by("number").last()
    assert (entry.action, entry.row_changes, entry.facts["rows_new"]) == ("import", 2, 2)
    assert set(RowChange.objects.values_list("kind", flat=True)) == {"imported"}
    again = commit_import(brought.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY)
    assert isinstance(again, Refused)
    assert StagedRow.objects.count() == 2


def test_the_same_file_again_changes_nothing_and_says_so(desk):
    book = desk.book(award(1))
    first = committed(desk.part, book, desk.by)
    second = uploaded(desk.part, book, desk.by, "另一个名字.xlsx")
    assert (second.state, second.problem) == ("refused", {"kind": "same", "import": first.pk})
    assert second.job is None


def test_a_repaired_workbook_is_a_patch_of_its_changed_rows(desk):
    committed(desk.part, desk.book(award(1), award(2), award(3)), desk.by)
    repaired = desk.book(award(1), award(2, remark="改好"), award(3), award(4), name="改好.xlsx")
    brought = committed(desk.part, repaired, desk.by)
    assert {name: brought.counts[name] for name in ("new", "changed", "same", "cells")} == {
        "new": 1, "changed": 1, "same": 2, "cells": 1,
    }  # fmt: skip
    assert StagedRow.objects.filter(origin=brought).count() == 2
    assert StagedRow.objects.get(superseded_by=brought).state == "superseded"
    assert set(now_there(desk)) == {f"示例荣誉{n}" for n in (1, 2, 3, 4)}


def test_absent_rows_stay_unless_their_removal_is_confirmed(desk):
    committed(desk.part, desk.book(award(1), award(2)), desk.by)
    kept = committed(desk.part, desk.book(award(1, remark="改"), name="b.xlsx"), desk.by)
    assert kept.counts["absent"] == 1
    assert set(now_there(desk)) == {"示例荣誉1", "示例荣誉2"}
    committed(desk.part, desk.book(award(1), name="c.xlsx"), desk.by, remove_absent=True)
    assert set(now_there(desk)) == {"示例荣誉1"}


def test_an_undone_import_leaves_what_was_there_before(desk):
    committed(desk.part, desk.book(award(1), award(2)), desk.by)
    second = committed(
        desk.part, desk.book(award(1, remark="改"), award(3), name="b.xlsx"), desk.by, remove_absent=True
    )
    touched = touched_by_undoing(second)
    assert (touched.pending, touched.back, touched.edited) == (2, 2, 0)
    undone = done(undo_import(second.pk, by=desk.by, at=NOW, today=DAY))
    assert undone.state == "undone"
    assert now_there(desk) == {"示例荣誉1": "added", "示例荣誉2": "added"}
    assert isinstance(undo_import(second.pk, by=desk.by, at=NOW, today=DAY), Refused)


def test_an_import_is_not_undone_below_a_later_one_or_after_acceptance(desk):
    first = committed(desk.part, desk.book(award(1)), desk.by)
    second = committed(desk.part, desk.book(award(1, remark="改"), name="b.xlsx"), desk.by)
    answer = undo_import(first.pk, by=desk.by, at=NOW, today=DAY)
    assert isinstance(answer, Refused)
    assert "b.xlsx" in answer.reason
    StagedRow.objects.filter(origin=second).update(state="accepted")
    answer = undo_import(second.pk, by=desk.by, at=NOW, today=DAY)
    assert isinstance(answer, Refused)
    assert answer.code == "R568"


def test_what_moved_since_the_preview_is_compared_and_shown_again(desk):
    committed(desk.part, desk.book(award(1)), desk.by)
    late = previewed(desk.part, desk.book(award(1, remark="甲"), name="b.xlsx"), desk.by)
    committed(desk.part, desk.book(award(1, remark="乙"), name="c.xlsx"), desk.by)
    answer = commit_import(late.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY)
    assert isinstance(answer, Refused)
    assert answer.code == "R566"
    read(late)
    done(commit_import(late.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY))


def test_what_moved_elsewhere_does_not_matter(desk):
    first = previewed(desk.part, desk.book(award(1)), desk.by)
    committed(desk.part, desk.book(award(2), name="b.xlsx"), desk.by)
    done(commit_import(first.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY))
    assert set(now_there(desk)) == {"示例荣誉1", "示例荣誉2"}


def test_an_upload_that_broke_off_goes_on_where_it_stood(desk, monkeypatch):
    monkeypatch.setattr(places, "PIECE_BYTES", 1000)
    content = desk.book(award(1)).read_bytes()
    offer = Offer("a.xlsx", len(content), "17")

    def begin():
        return done(begin_import(desk.part.pk, offer, by=desk.by, at=NOW, today=DAY))

    first = begin()
    done(receive_piece(first.pk, 0, content[:1000], by=desk.by))
    done(receive_piece(first.pk, 0, content[:1000], by=desk.by))
    early = done(receive_piece(first.pk, 2000, content[2000:3000], by=desk.by))
    assert early.received == 1000
    assert isinstance(receive_piece(first.pk, 1000, b"short", by=desk.by), Refused)
    assert isinstance(finish_upload(first.pk, by=desk.by, at=NOW), Refused)
    again = begin()
    assert (again.pk, again.received) == (first.pk, 1000)
    for offset in range(1000, len(content), 1000):
        done(receive_piece(first.pk, offset, content[offset : offset + 1000], by=desk.by))
    brought = read(done(finish_upload(first.pk, by=desk.by, at=NOW)))
    assert (brought.state, brought.counts["new"]) == ("ready", 1)


def test_files_are_refused_before_they_are_sent(desk, settings):
    settings.UPLOAD_LIMIT = 10 << 20
    offers = [Offer("a.pdf", 5), Offer("a.xlsx", 0), Offer("a.xlsx", 11 << 20)]
    answers = [begin_import(desk.part.pk, one, by=desk.by, at=NOW, today=DAY) for one in offers]
    assert [one.code for one in answers] == ["R560", "R561", "R562"]


def test_nobody_else_has_a_hand_in_an_import(desk):
    brought = uploaded(desk.part, desk.book(award(1)), desk.by)
    stranger = acting(Staffed("示例乙职业学校").reporters[desk.unit], DAY)
    colleague = acting(desk.school.heads[desk.unit], DAY)
    for other in (stranger, colleague):
        answers = [
            receive_piece(brought.pk, 0, b"x", by=other),
            finish_upload(brought.pk, by=other, at=NOW),
            give_up(brought.pk, by=other, at=NOW),
            commit_import(brought.pk, remove_absent=False, by=other, at=NOW, today=DAY),
        ]
        assert [one.code for one in answers] == ["R101"] * 4


def test_a_file_that_is_given_up_is_gone(desk):
    brought = uploaded(desk.part, desk.book(award(1)), desk.by)
    with_callbacks = give_up(brought.pk, by=desk.by, at=NOW)
    assert done(with_callbacks).state == "given_up"
    assert read(brought).state == "given_up", "a reader that comes too late touches nothing"
    assert not Import.objects.get(pk=brought.pk).packed


def test_after_the_deadline_nothing_is_committed(desk):
    brought = previewed(desk.part, desk.book(award(1)), desk.by)
    answer = commit_import(
        brought.pk, remove_absent=False, by=desk.by, at=NOW, today=DAY + timedelta(days=200)
    )
    assert isinstance(answer, Refused)
    assert not StagedRow.objects.exists()


def test_a_reader_stopped_after_the_preview_still_marks_the_workbook(desk, monkeypatch):
    brought = uploaded(desk.part, desk.book(award(1, award_level="市极")), desk.by)

    def stop(*_args):
        raise KeyboardInterrupt

    job = Job.objects.get(pk=brought.job)
    with monkeypatch.context() as patch:
        patch.setattr("shucai.apps.filling.actions.importing.reading._mark", stop)
        with pytest.raises(KeyboardInterrupt):
            worked(job)
    brought.refresh_from_db()
    assert (brought.state, places.has_annotated(brought)) == ("ready", False)
    assert take_up_stale(worker_now() + timedelta(seconds=31)) == 1
    read(brought)
    assert places.has_annotated(brought)


def test_a_file_whose_worker_was_killed_is_read_by_another_and_once(desk):
    brought = uploaded(desk.part, desk.book(award(1)), desk.by)
    long_ago = worker_now() - timedelta(minutes=1)
    Job.objects.filter(pk=brought.job).update(state=Job.RUNNING, attempt=1, heartbeat_at=long_ago)
    assert take_up_stale(worker_now()) == 1
    assert read(brought).state == "ready"
    assert not StagedRow.objects.exists()
