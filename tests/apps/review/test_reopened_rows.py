"""A re-opening for some rows is for these alone: in the grid, for files, for adding, deleting and restoring (REV-3)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shucai import toolkit
from shucai.apps.audit.models import Entry
from shucai.apps.filling.bringing.comparing import share_of
from shucai.apps.filling.parts import standing_of
from shucai.apps.filling.scopes import scope_of
from shucai.apps.review.actions.compliance import approve_compliance
from shucai.apps.review.actions.reopening import (
    Wish,
    ask_reopening,
    end_reopening,
    grant_reopening,
)
from shucai.apps.review.actions.returning import Asked, return_part
from shucai.apps.review.corrections import correction_of
from shucai.apps.review.models import Decision, Reopening
from shucai.domain.rows import Addition
from tests.builders.awards import RIGHT
from tests.builders.brought import committed, previewed
from tests.builders.schools import PUBLISHED
from tests.builders.staffed import AT, acting
from tests.builders.staging import FILLING
from tests.builders.standing import standing
from tests.builders.under_review import UnderReview
from tests.builders.workbooks import filled

pytestmark = pytest.mark.django_db
WHY = "省厅复核指出第 2 行文号有误，附更正通知"
LAST = FILLING + timedelta(days=3)
ONLY = "这次只重新开放了选出的 1 行"


def passed(school):
    awards = UnderReview(school).filled(3).submitted()
    awards.approve()
    done = approve_compliance(awards.made.pk, by=acting(school.member, FILLING), at=AT, today=FILLING)
    assert isinstance(done, Decision), done.reason
    return awards


locked = standing(*PUBLISHED, passed)


@pytest.fixture
def uids(locked):
    return locked.window.rows().frame["#uid"].to_list()


def ask(locked, *uids, **wish):
    asked = Wish(WHY, LAST, rows=uids)
    return ask_reopening(
        locked.part.pk, replace(asked, **wish), by=acting(locked.reporter, FILLING), at=AT, today=FILLING
    )


def opened(locked, *uids, **wish) -> Reopening:
    asked = ask(locked, *uids, **wish)
    assert isinstance(asked, Reopening), asked.reason
    by = acting(locked.school.member, FILLING)
    made = grant_reopening(asked.pk, LAST, by=by, at=AT, today=FILLING)
    assert isinstance(made, Reopening), made.reason
    return made


def typed(locked, uid, **cells):
    frame = locked.window.rows().frame
    return locked.window.type(uid, frame.filter(frame["#uid"] == uid)["#version"].item(), **cells)


def test_only_the_chosen_row_can_be_typed_into(locked, uids):
    opened(locked, uids[1])
    assert not typed(locked, uids[1], doc_no="示例〔2024〕9 号").refused
    other = typed(locked, uids[0], doc_no="示例〔2024〕8 号")
    assert [one.message for one in other.refused] == [ONLY]
    assert locked.window.rows().frame["doc_no"][0] != "示例〔2024〕8 号"


def test_no_row_is_added_and_only_the_chosen_one_is_deleted_and_restored(locked, uids):
    opened(locked, uids[1])
    before = locked.window.rows().counted.height
    new = Addition("f" * 32, uids[-1], locked.right_rows(1)[0])
    added, kept = locked.window.send(added=(new,)), locked.window.send(removed=(uids[0],))
    assert {one.message for one in (*added.refused, *kept.refused)} == {ONLY}
    assert not locked.window.send(removed=(uids[1],)).refused
    assert locked.window.rows().counted.height == before - 1
    assert not locked.window.send(restored=(uids[1],)).refused
    assert locked.window.rows().counted.height == before


def test_rows_and_columns_together_open_their_cells_alone(locked, uids):
    opened(locked, uids[1], fields=("doc_no",))
    scope, part = scope_of(locked.now()), locked.part.pk
    closed = {
        (uid, name) for uid in uids for name in ("doc_no", "issuer") if scope.why_not_cell(part, name, uid)
    }
    assert closed == {(uids[0], "doc_no"), (uids[2], "doc_no"), *((uid, "issuer") for uid in uids)}
    assert scope.why_not_row(part, uids[1]) == "这次只重新开放了选出的 1 行的“文件文号”"


def file_of(locked, tmp_path, settings, rows):
    settings.IMPORTED_FILES = tmp_path / "imports"
    return filled(toolkit.find_form("1.1.7"), tmp_path, *rows)


def test_a_file_changes_the_chosen_row_alone(locked, uids, tmp_path, settings):
    opened(locked, uids[1])
    rows = [dict(row) for row in locked.right_rows(3)]
    rows[0]["issuer"] = rows[1]["issuer"] = "示例部教育司"
    new = {**RIGHT, "award_name": "示例荣誉新", "doc_no": "示教〔2023〕99号"}
    book = file_of(locked, tmp_path, settings, [*rows[:2], new])
    by = acting(locked.reporter, FILLING)
    brought = previewed(locked.now(), book, by)
    told = {name: brought.counts[name] for name in ("new", "changed", "same", "refused", "absent")}
    assert told == {"new": 0, "changed": 1, "same": 0, "refused": 2, "absent": 0}
    committed(locked.now(), book, by, remove_absent=True)
    frame = locked.window.rows().counted
    assert frame["#uid"].to_list() == uids
    assert [text == "示例部教育司" for text in frame["issuer"]] == [False, True, False]


def test_a_file_under_a_re_opening_of_columns_changes_these_and_adds_nothing(
    locked, uids, tmp_path, settings
):
    opened(locked, fields=("issuer",))
    rows = [dict(row) for row in locked.right_rows(3)]
    rows[0]["issuer"] = "示例部教育司"
    book = file_of(locked, tmp_path, settings, [*rows[:2], {**RIGHT, "award_name": "示例荣誉新"}])
    brought = previewed(locked.now(), book, acting(locked.reporter, FILLING))
    told = {name: brought.counts[name] for name in ("new", "changed", "same", "refused", "absent")}
    assert told == {"new": 0, "changed": 1, "same": 1, "refused": 1, "absent": 0}
    assert share_of(locked.now()).only == "这次只重新开放了“授予部门（全称）”"


def test_the_department_finds_the_rows_it_is_for(locked, uids):
    opened(locked, uids[1])
    said = correction_of(locked.now(), at=AT)
    assert said is not None
    assert [(place.uid, place.number, place.is_mended) for place in said.places] == [(uids[1], 2, False)]
    locked.retyped(uids[1], doc_no="示例〔2024〕9 号")
    now = correction_of(locked.now(), at=AT)
    assert now is not None
    assert now.left == 0
    told = Entry.objects.filter(action__in=("ask_reopening", "reopen"))
    assert [one.facts["rows"] for one in told] == [1, 1]


def test_the_bound_is_gone_when_it_is_approved_again_or_taken_back(locked, uids):
    made = opened(locked, uids[1])
    by = acting(locked.school.member, FILLING)
    assert isinstance(end_reopening(made.pk, by=by, at=AT, today=FILLING), Reopening)
    assert not scope_of(locked.now()).only_reopened
    opened(locked, uids[1])
    locked.submitted().approve()
    assert locked.now().open_rows == []


def test_rows_that_are_not_there_are_not_asked_for(locked):
    assert ask(locked, "0" * 32).code == "R727"
    assert ask(locked, *(f"{number:032x}" for number in range(501))).code == "R726"
    assert not Reopening.objects.exists()


def test_what_its_head_sends_back_is_called_sent_back_and_its_bound_stays(locked, uids):
    opened(locked, uids[1])
    assert standing_of(locked.now()).label_on(FILLING) == "已重开"
    locked.submitted()
    done = return_part(
        locked.part.pk, Asked("文号仍与通知不符，请再核对"), by=locked.reviewer, at=AT, today=FILLING
    )
    assert isinstance(done, Decision), done
    standing = standing_of(locked.now())
    after = LAST + timedelta(days=1)
    assert (standing.label_on(FILLING), standing.label_on(after)) == ("已退回", "重开已到期")
    assert scope_of(locked.now()).only_reopened == ONLY
    locked.submitted().approve()
    assert standing_of(locked.now()).label_on(FILLING) == "待合规检查"
