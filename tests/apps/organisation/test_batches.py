"""Accounts made by long work: done once however often it is run, the passwords sealed until they are shown once."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from shucai.apps.audit.models import Entry
from shucai.apps.jobs import actions as jobs
from shucai.apps.jobs.models import Job
from shucai.apps.keys.models import DataKey
from shucai.apps.organisation.actions import (
    ask_for_passwords,
    ask_for_roster,
    close_account,
    forget_slips,
    show_slips,
)
from shucai.apps.organisation.actions.passwords import choose_password, give_initial_password
from shucai.apps.organisation.actions.slips import KEPT
from shucai.apps.organisation.models import Person, RoleGrant, SlipBatch
from shucai.domain.access import Position, Role
from tests.apps.organisation.test_roster import brought, line
from tests.builders.jobs import worked
from tests.builders.organisation import AT, STUDENTS, TEACHING, House, done

pytestmark = pytest.mark.django_db
ROWS = [line("A1001", "陈例", TEACHING, "填报人"), line("A1002", "王例", TEACHING, "部门负责人")]


def asked(house: House, *rows: list[str]) -> Job:
    return done(ask_for_roster(brought(house.by_lead, *(rows or ROWS)), by=house.by_lead, at=AT))


def test_nothing_is_done_in_the_request(house):
    job = asked(house)
    assert (job.state, job.title) == (Job.QUEUED, "导入名册 名册.xlsx")
    assert not Person.objects.filter(staff_no="A1001").exists()


def test_a_worker_makes_the_accounts_and_their_passwords(house):
    job = worked(asked(house))
    assert (job.state, job.result) == (
        Job.DONE,
        {"people_new": 2, "people_changed": 0, "grants_new": 2, "grants_changed": 0},
    )
    slips = done(show_slips(job.slip_batch.pk, by=house.by_lead, at=AT))
    assert [one.person.staff_no for one in slips] == ["A1001", "A1002"]
    assert all(Person.objects.get(pk=one.person.pk).check_password(one.password) for one in slips)


def test_progress_counts_the_passwords(house, monkeypatch):
    told = []
    monkeypatch.setattr("shucai.apps.jobs.tasks._telling", lambda _mine: lambda *now: told.append(now))
    worked(asked(house))
    assert told == [("生成初始密码", 0, 2), ("生成初始密码", 1, 2), ("写入账号", 0, 0)]


def test_a_run_after_its_worker_was_killed_changes_nothing_more(house):
    job = worked(asked(house))
    before = list(RoleGrant.objects.order_by("pk").values()), Entry.objects.count()
    batch = SlipBatch.objects.get(job=job)
    Job.objects.filter(pk=job.pk).update(state=Job.RUNNING, heartbeat_at=AT, ended_at=None, result={})
    assert jobs.take_up_stale(AT + timedelta(minutes=1)) == 1
    again = worked(job)
    assert (again.attempt, again.state, again.result["people_new"]) == (2, Job.DONE, 2)
    assert (list(RoleGrant.objects.order_by("pk").values()), Entry.objects.count()) == before
    assert SlipBatch.objects.get(job=job).sealed == batch.sealed


def test_a_worker_killed_while_writing_leaves_nothing_half_done(house, monkeypatch):
    def die(*_args, **_facts):
        raise KeyboardInterrupt

    job = asked(house)
    monkeypatch.setattr("shucai.apps.organisation.actions.intake.close_batch", die)
    with pytest.raises(KeyboardInterrupt):
        worked(job)
    monkeypatch.undo()
    assert not Person.objects.filter(staff_no="A1001").exists()
    Job.objects.filter(pk=job.pk).update(heartbeat_at=AT)
    jobs.take_up_stale(AT + timedelta(minutes=1))
    assert worked(job).state == Job.DONE
    assert len(done(show_slips(job.slip_batch.pk, by=house.by_lead, at=AT))) == 2


def test_passwords_are_never_stored_in_clear_and_not_at_all_once_shown(house):
    job = worked(asked(house))
    batch = SlipBatch.objects.get(job=job)
    stored = everything_stored()
    slips = done(show_slips(batch.pk, by=house.by_lead, at=AT))
    assert slips
    assert [one.password for one in slips if one.password in stored] == []
    assert batch.sealed in stored
    assert batch.sealed not in everything_stored()


def everything_stored() -> str:
    """Return the whole database as text."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            texts.append(repr(cursor.fetchall()))
    return "".join(texts)


def test_slips_are_shown_once(house):
    batch = worked(asked(house)).slip_batch
    done(show_slips(batch.pk, by=house.by_lead, at=AT))
    assert show_slips(batch.pk, by=house.by_lead, at=AT).code == "R238"
    told = Entry.objects.order_by("-pk").first()
    assert (told.facts["did"], told.facts["slips"]) == ("显示初始密码", 2)


def test_slips_are_shown_to_nobody_else(house):
    batch = worked(asked(house)).slip_batch
    others = [house.by_administrator, House().by_lead]
    assert [show_slips(batch.pk, by=by, at=AT).code for by in others] == ["R101", "R101"]
    assert show_slips(999_999, by=house.by_lead, at=AT).code == "R101"


def test_who_may_no_longer_manage_people_sees_no_slips(house):
    batch = worked(asked(house)).slip_batch
    other = house.member(Role.LEAD_OFFICE, Position.HEAD)
    done(close_account(house.lead.pk, by=house.by(other), at=AT))
    house.lead.refresh_from_db()
    assert show_slips(batch.pk, by=house.by(house.lead), at=AT).code == "R101"


def test_who_has_another_password_by_now_is_left_out(house):
    batch = worked(asked(house)).slip_batch
    chose, was_reset = (Person.objects.get(staff_no=number) for number in ("A1001", "A1002"))
    choose_password(chose.pk, "qing-song-bai-4711", at=AT)
    give_initial_password(was_reset, at=AT)
    assert done(show_slips(batch.pk, by=house.by_lead, at=AT)) == ()


def test_slips_nobody_looks_at_are_destroyed(house):
    batch = worked(asked(house)).slip_batch
    done_at = SlipBatch.objects.get(pk=batch.pk).done_at
    assert forget_slips(done_at + KEPT) == 0
    assert forget_slips(done_at + KEPT + timedelta(seconds=1)) == 1
    assert show_slips(batch.pk, by=house.by_lead, at=AT).code == "R238"


def test_what_was_never_done_is_not_kept_for_ever(house):
    job = asked(house)
    forget_slips(AT + KEPT + timedelta(seconds=1))
    assert SlipBatch.objects.count() == 0
    ended = worked(job)
    assert (ended.state, "重新发起" in ended.problem) == (Job.FAILED, True)


def test_the_rights_are_asked_again_when_it_is_done(house):
    job = asked(house)
    other = house.member(Role.LEAD_OFFICE, Position.HEAD)
    done(close_account(house.lead.pk, by=house.by(other), at=AT))
    assert worked(job).state == Job.FAILED
    assert not Person.objects.filter(staff_no="A1001").exists()


def test_what_changed_while_it_waited_is_said(house):
    job = asked(house)
    worked(asked(house))
    ended = worked(job)
    assert (ended.state, ended.problem) == (Job.FAILED, "名册与检查时不同了，请再检查一次")


def test_what_was_confirmed_is_not_kept_when_it_is_done(house):
    job = asked(house)
    assert "陈例" in json.dumps(job.slip_batch.work, ensure_ascii=False)
    worked(job)
    assert SlipBatch.objects.get(job=job).work == {}


def test_a_school_without_a_key_gets_one(house):
    DataKey.objects.filter(school=house.school.pk).delete()
    worked(asked(house))
    assert DataKey.objects.filter(school=house.school.pk).count() == 1


def test_new_slips_take_the_same_way(house):
    waiting = house.reporter(STUDENTS)
    job = worked(done(ask_for_passwords(by=house.by_lead, at=AT)))
    slips = done(show_slips(job.slip_batch.pk, by=house.by_lead, at=AT))
    assert [one.person for one in slips] == [waiting]
    assert Person.objects.get(pk=waiting.pk).check_password(slips[0].password)


def test_where_everybody_has_logged_in_there_is_nothing_to_renew(house):
    Person.objects.update(password_changed_at=AT)
    assert ask_for_passwords(by=house.by_lead, at=AT).code == "R239"
