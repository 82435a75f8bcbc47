"""What is too much for a request is submitted and accepted by a worker: the same result, and once, however often asked."""

from datetime import timedelta
from itertools import count

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.filling.actions import lengthy
from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.actions.submitting import submit_part
from shucai.apps.filling.checking import found_of, running
from shucai.apps.filling.models import Contribution, Receipt, StagedRow
from shucai.apps.formal.models import Snapshot
from shucai.apps.jobs.models import Job
from shucai.domain.access import Role
from shucai.domain.problems import Refused
from tests.builders.jobs import work_all, worked
from tests.builders.schools import PUBLISHED, at_desk
from tests.builders.staffed import acting
from tests.builders.staging import AT, FILLING
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
ROWS = 3


@pytest.fixture(autouse=True)
def worker(monkeypatch):
    """Let workers live in the week of filling, each attempt a minute after the one before."""
    minutes = count(1)
    monkeypatch.setattr("shucai.apps.filling.jobs.worker_now", lambda: AT + timedelta(minutes=next(minutes)))


def with_rows(made):
    made.added(made.right_rows(ROWS))
    return made


desk = standing(*PUBLISHED, at_desk, with_rows)


def reporter(desk):
    return acting(desk.reporter, FILLING)


def asked_to_accept(desk, uids=None, expected=ROWS, by=None):
    return lengthy.ask_to_accept(
        desk.part.pk, uids, expected=expected, by=by or desk.reviewer, at=AT, today=FILLING
    )


def asked_to_submit(desk):
    return lengthy.ask_to_submit(desk.part.pk, by=reporter(desk), at=AT, today=FILLING)


def accepted(desk):
    return StagedRow.objects.filter(contribution=desk.part, state="accepted").count()


def test_the_size_decides_and_counts_what_is_there_and_what_is_new(desk, monkeypatch):
    assert not lengthy.is_long_to_submit(desk.part.pk)
    monkeypatch.setattr(lengthy, "MOST_SUBMITTED", ROWS)
    assert not lengthy.is_long_to_submit(desk.part.pk)
    accept_rows(desk.part.pk, None, by=desk.reviewer, at=AT, today=FILLING)
    assert not lengthy.is_long_to_submit(desk.part.pk)
    desk.added(desk.right_rows(1))
    assert lengthy.is_long_to_submit(desk.part.pk)
    assert not lengthy.is_long_to_submit(0)


def test_a_worker_accepts_and_submits_with_the_receipt_a_request_gives(desk):
    job = worked(asked_to_accept(desk))
    assert (job.state, job.result) == (Job.DONE, {"count": ROWS, "left": 0, "why": ""})
    assert Snapshot.objects.get(form=desk.made.form).rows == ROWS
    job = worked(asked_to_submit(desk))
    assert (job.state, job.result) == (Job.DONE, {"rows": ROWS})
    receipt = Receipt.objects.get(contribution=desk.part)
    assert (receipt.rows, receipt.by, len(receipt.digest)) == (ROWS, desk.reporter, 64)
    assert Contribution.objects.get(pk=desk.part.pk).state == "checked"
    assert Entry.objects.latest("number").facts["digest"] == receipt.digest


@pytest.mark.parametrize(
    ("ask", "work", "last"),
    [
        (asked_to_accept, lengthy.accept_at_length, "写入正式数据"),
        (asked_to_submit, lengthy.submit_at_length, "提交"),
    ],
)
def test_whoever_waits_sees_how_far_it_is(desk, ask, work, last):
    told = []
    work(ask(desk).arguments, lambda *stage: told.append(stage), at=AT)
    assert told == [("读取数据", 0, 4), ("与其他表比对", 1, 4), ("整理结果", 2, 4), (last, 3, 4)]


def test_the_checks_of_a_long_submission_are_run_once_and_anew(desk, monkeypatch):
    accept_rows(desk.part.pk, None, by=desk.reviewer, at=AT, today=FILLING)
    found_of(desk.made, at=AT, today=FILLING)
    runs, run = [], running._run
    monkeypatch.setattr(running, "_run", lambda *given: runs.append(given[0].revision) or run(*given))
    job = worked(asked_to_submit(desk))
    assert job.state == Job.DONE
    assert runs == [desk.made.revision]


def test_the_digest_is_the_one_of_a_request(desk):
    worked(asked_to_submit(desk))
    by_worker = Receipt.objects.get()
    Contribution.objects.filter(pk=desk.part.pk).update(state="filling")
    in_request = submit_part(desk.part.pk, by=reporter(desk), at=AT, today=FILLING)
    assert (in_request.digest, in_request.counts) == (by_worker.digest, by_worker.counts)


def test_asked_twice_it_is_one_job_and_one_acceptance(desk):
    first = asked_to_accept(desk)
    assert asked_to_accept(desk) == first
    assert [job.state for job in work_all()] == [Job.DONE]
    assert accepted(desk) == ROWS
    again = asked_to_accept(desk)
    assert again != first
    assert worked(again).problem.startswith("现在可以处理的是 0 行")


def test_somebody_else_is_told_that_it_is_being_done(desk):
    other = desk.school.holder("另一位负责人", Role.DEPARTMENT_HEAD, desk.part.assignment.unit)
    asked_to_accept(desk)
    refused = asked_to_accept(desk, by=acting(other, FILLING))
    assert isinstance(refused, Refused)
    assert refused.code == "R611"


@pytest.mark.parametrize("ask", [asked_to_accept, asked_to_submit])
def test_a_job_whose_worker_died_after_it_was_done_ends_as_done(desk, ask):
    job = ask(desk)
    done = worked(job).result
    entries = Entry.objects.count()
    Job.objects.filter(pk=job.pk).update(state=Job.QUEUED)
    job = worked(job)
    assert (job.state, job.result) == (Job.DONE, done)
    assert Entry.objects.count() == entries


def test_what_stands_against_it_is_told_and_nothing_is_changed(desk):
    job = worked(asked_to_accept(desk, expected=ROWS + 1))
    assert job.state == Job.FAILED
    assert "数据已变动" in job.problem
    assert accepted(desk) == 0
    desk.added([{**desk.right_rows(1)[0], "issuer": None, "award_name": "示例新奖"}])
    job = worked(asked_to_submit(desk))
    assert job.state == Job.FAILED
    assert "不能提交" in job.problem


def test_who_may_not_do_it_may_not_ask_for_it(desk):
    assert isinstance(asked_to_accept(desk, by=reporter(desk)), Refused)
    assert isinstance(lengthy.ask_to_submit(desk.part.pk, by=desk.reviewer, at=AT, today=FILLING), Refused)
    assert not Job.objects.exists()


def test_some_of_the_rows_are_accepted_where_some_were_chosen(desk):
    uids = list(StagedRow.objects.filter(contribution=desk.part).values_list("uid", flat=True))[:2]
    assert worked(asked_to_accept(desk, uids, expected=2)).result["count"] == 2
    assert accepted(desk) == 2
