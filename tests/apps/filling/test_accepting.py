"""Staged rows enter the formal store by the acceptance of somebody who did not fill them (FIL-3, FIL-7, rulings 4 and 8)."""

import polars as pl
import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.filling.actions.accepting import Decided, accept_rows
from shucai.apps.filling.actions.discarding import delete_staged, restore_staged
from shucai.apps.filling.models import StagedRow
from shucai.apps.formal.hands import Share, former_hands, shares_of
from shucai.apps.formal.models import RowChange, Snapshot
from shucai.apps.formal.queries import formal_rows
from shucai.apps.organisation.models import Delegation
from shucai.domain.access import Role
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, VERSION
from tests.builders.groups import Groups
from tests.builders.staffed import Staffed, acting
from tests.builders.staging import AT, FILLING, Desk

pytestmark = pytest.mark.django_db
NAME, MONTH = "award_name", "award_ym"


def accept(desk, uids=None, **more):
    return accept_rows(desk.part.pk, uids, by=more.pop("by", desk.reviewer), at=AT, today=FILLING, **more)


def formal(desk):
    return formal_rows(desk.made.form, desk.form)


def states(*uids):
    return [
        StagedRow.objects.filter(uid=uid).order_by("-pk").values_list("state", flat=True)[0] for uid in uids
    ]


def test_accepted_rows_are_in_the_formal_store_and_in_its_packed_table(desk):
    rows = desk.right_rows(3)
    uids = desk.added(rows)
    assert accept(desk) == Decided(3)
    assert [one[NAME] for one in formal(desk).to_dicts()] == [row[NAME] for row in rows]
    assert formal(desk)[VERSION].to_list() == [1] * 3
    assert shares_of([desk.made.form_id]) == [Share(desk.made.form_id, desk.part.pk, [desk.reporter.pk], 3)]
    assert states(*uids) == ["accepted"] * 3
    assert Snapshot.objects.get(form=desk.made.form).rows == 3


def test_an_acceptance_is_one_entry_of_the_audit_and_one_of_the_history_a_row(desk):
    desk.added(desk.right_rows(2))
    accept(desk)
    entry = Entry.objects.order_by("number").last()
    assert (entry.action, entry.row_changes, entry.facts["accepted"]) == ("accept_rows", 2, 2)
    told = RowChange.objects.exclude(kind="typed").values_list("kind", "by")
    assert list(told) == [("accepted", desk.head.pk)] * 2


def test_the_one_row_of_a_form_without_a_key_is_accepted():
    desk = Desk("2.10.2")
    assert desk.form.primary_key == ()
    desk.added(desk.right_rows(1))
    assert accept(desk) == Decided(1)
    assert formal(desk).height == 1


def test_one_is_accepted_and_the_others_wait(desk):
    first, second = desk.added(desk.right_rows(2))
    assert accept(desk, [second]) == Decided(1)
    assert states(first, second) == ["pending", "accepted"]
    assert formal(desk)[UID].to_list() == [second]


def test_a_change_keeps_the_row_and_what_was_not_typed_over(desk):
    row = desk.right_rows(1)[0]
    [uid] = desk.added([row])
    accept(desk)
    other = desk.school.holder("填报乙", Role.REPORTER, desk.part.assignment.unit)
    desk.staged("changed", {NAME: "示例新奖"}, uid, by=other, version=2)
    assert accept(desk) == Decided(1)
    assert formal(desk).to_dicts()[0] | row == formal(desk).to_dicts()[0] | row
    shown = formal(desk).row(0, named=True)
    assert (shown[NAME], shown[MONTH], shown[VERSION]) == ("示例新奖", row[MONTH], 2)
    assert former_hands(desk.made.form).rows() == [(uid, sorted([desk.reporter.pk, other.pk]))]
    assert Snapshot.objects.get(form=desk.made.form).revision == 2


def test_a_removal_takes_the_row_out(desk):
    kept, gone = desk.added(desk.right_rows(2))
    accept(desk)
    desk.staged("removed", uid=gone, version=2)
    accept(desk)
    assert formal(desk)[UID].to_list() == [kept]
    assert former_hands(desk.made.form)[UID].to_list() == [kept]
    assert RowChange.objects.filter(uid=gone, kind="removed").exists()


def test_two_rows_may_change_places_with_their_keys(desk):
    first, second = desk.right_rows(2)
    one, two = desk.added([first, second])
    accept(desk)
    for uid, row in ((one, second), (two, first)):
        desk.staged("changed", {NAME: row[NAME], MONTH: row[MONTH]}, uid, version=2)
    assert accept(desk) == Decided(2)
    assert formal(desk).filter(pl.col(UID) == one)[NAME].item() == second[NAME]


def test_nobody_accepts_what_they_filled(desk):
    mine, other = desk.right_rows(2)
    [uid] = desk.added([mine], by=desk.head)
    refused = accept(desk)
    assert isinstance(refused, Refused)
    assert (refused.code, "另一人审核" in refused.reason) == ("R547", True)
    desk.added([other])
    done = accept(desk)
    assert (done.count, done.left, "另一人审核" in done.why) == (1, 1, True)
    assert states(uid) == ["pending"]


def test_nobody_accepts_for_whom_they_filled(desk):
    """The deputy of the head fills nothing, but the head did: accepting on the head's behalf is the head's own."""
    deputy = desk.school.holder("受托人", Role.REPORTER, desk.school.office)
    Delegation.objects.create(
        school=desk.school.school,
        grant=desk.head.grants.get(),
        to=deputy,
        starts_on=FILLING,
        ends_on=FILLING,
        reason="出差",
        made_by=desk.head,
        made_at=AT,
    )
    desk.added(desk.right_rows(1), by=desk.head)
    refused = accept(desk, by=acting(deputy, FILLING))
    assert isinstance(refused, Refused)
    assert refused.code == "R547"


def test_who_only_fills_accepts_nothing(desk):
    desk.added(desk.right_rows(1))
    refused = accept(desk, by=acting(desk.reporter, FILLING))
    assert isinstance(refused, Refused)
    assert refused.code == "R102"


def test_rows_with_blocking_findings_stay_and_say_why(desk):
    right, wrong = desk.right_rows(2)
    desk.added([right, wrong | {"award_level": "宇宙级"}])
    done = accept(desk)
    assert (done.count, done.left) == (1, 1)
    assert "强制" in done.why


def test_a_key_that_is_there_already_is_refused_with_both_rows_named(desk):
    row, other = desk.right_rows(2)
    desk.added([row])
    accept(desk)
    [again] = desk.added([other | {NAME: row[NAME], MONTH: row[MONTH]}])
    refused = accept(desk, [again])
    assert isinstance(refused, Refused)
    assert "第 2 行" in refused.reason
    assert "第 1 行" in refused.reason
    assert row[NAME] in refused.reason


def test_a_number_that_was_confirmed_and_is_another_now_is_asked_again(desk):
    desk.added(desk.right_rows(2))
    refused = accept(desk, expected=3)
    assert isinstance(refused, Refused)
    assert refused.code == "R546"
    assert accept(desk, expected=2) == Decided(2)


def test_all_that_wait_may_be_confirmed_where_some_stay_and_the_reason_is_told_where_all_do(desk):
    desk.added(desk.right_rows(1))
    desk.staged("changed", {NAME: "示例奖"})
    done = accept(desk, expected=2)
    assert isinstance(done, Decided)
    assert (done.count, done.left) == (1, 1)
    refused = accept(desk, expected=1)
    assert isinstance(refused, Refused)
    assert refused.code == "R547"
    assert "请先由牵头部门复核它" in refused.reason


def test_no_value_of_an_accepted_row_stands_in_the_database_in_clear(school):
    school.published()
    desk = Desk("1.1.2", school)
    row = desk.right_rows(1)[0]
    secret = [row[field.name] for field in desk.form.fields if field.personal and row[field.name]]
    desk.added([row])
    assert accept(desk) == Decided(1)
    stored = Snapshot.objects.get(form=desk.made.form)
    told = f"{former_hands(desk.made.form).to_dicts()} {stored.shares}"
    assert secret
    assert not any(text.encode() in bytes(stored.packed) or text in told for text in secret)


def test_rows_others_use_are_not_removed_and_the_refusal_names_what_uses_them(school):
    ground = Groups(school)
    for uid in (ground.used, ground.free):
        ground.groups.staged("removed", uid=uid, version=2)
    done = accept(ground.groups)
    assert (done.count, done.left) == (1, 1)
    assert "1.2.1" in done.why
    assert "正在使用" in done.why


def test_the_key_of_a_row_others_use_does_not_change_but_the_rest_does(school):
    ground = Groups(school)
    ground.groups.staged("changed", {"group_name": "另一个群"}, ground.used, version=2)
    refused = accept(ground.groups)
    assert isinstance(refused, Refused)
    assert "1.2.1" in refused.reason


def test_deleted_rows_are_gone_and_can_be_taken_back(desk):
    [uid] = desk.added(desk.right_rows(1))
    assert delete_staged(desk.part.pk, [uid], by=desk.reviewer, at=AT, today=FILLING) == Decided(1)
    assert states(uid) == ["deleted"]
    assert accept(desk).code == "R540"
    assert restore_staged(desk.part.pk, [uid], by=desk.reviewer, at=AT, today=FILLING) == Decided(1)
    assert accept(desk) == Decided(1)
    again = restore_staged(desk.part.pk, [uid], by=desk.reviewer, at=AT, today=FILLING)
    assert isinstance(again, Refused)


def test_a_deletion_is_not_taken_back_over_something_newer(desk):
    row, other = desk.right_rows(2)
    [uid] = desk.added([row])
    accept(desk)
    desk.staged("changed", {NAME: "甲"}, uid, version=2)
    delete_staged(desk.part.pk, [uid], by=desk.reviewer, at=AT, today=FILLING)
    desk.staged("changed", {NAME: other[NAME]}, uid, version=3)
    refused = restore_staged(desk.part.pk, [uid], by=desk.reviewer, at=AT, today=FILLING)
    assert isinstance(refused, Refused)
    assert refused.code == "R548"


def test_rows_of_another_part_wait_for_their_own_reviewer(school):
    school.published()
    lead, second = Desk("1.4.2", school), Desk("1.4.2", school, order=1)
    first, other = lead.right_rows(2)
    [own] = lead.added([first])
    [others] = second.added([other])
    done = accept(lead)
    assert (done.count, states(own, others)) == (1, ["accepted", "pending"])
    assert formal(lead)[UID].to_list() == [own]


def test_a_change_of_a_row_that_is_not_accepted_itself_waits_for_it(school):
    school.published()
    lead, second = Desk("1.4.2", school), Desk("1.4.2", school, order=1)
    row = lead.right_rows(1)[0]
    [uid] = lead.added([row])
    second.staged("changed", {"mobile": None}, uid, version=1)
    refused = accept(second)
    assert isinstance(refused, Refused)
    assert "还没有复核通过" in refused.reason


def test_foreign_parts_are_not_there(desk):
    stranger = Staffed("示例乙职业学校")
    by = acting(stranger.heads["校长办公室"], FILLING)
    assert accept(desk, by=by).code == "R101"
