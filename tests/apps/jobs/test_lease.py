"""Long work is done once; what a killed worker began is taken up by another within a minute."""

from datetime import UTC, datetime, timedelta

import pytest

from shucai.apps.jobs import actions, tasks
from shucai.apps.jobs.lease import lease, seconds_between_signs
from shucai.apps.jobs.models import Job
from shucai.apps.jobs.queries import is_anybody_working, jobs_of, time_left
from shucai.apps.jobs.registry import KINDS
from shucai.domain.access import Actor
from shucai.domain.problems import Refused

pytestmark = pytest.mark.django_db
AT = datetime(2024, 9, 1, 8, tzinfo=UTC)
SOMEBODY = Actor(person=7, school=1, name="示例甲")


@pytest.fixture
def done(monkeypatch):
    """What was done by the work named 'count', which tells of its progress."""
    seen = []

    def count(arguments, progress):
        progress("数数", 1, 2)
        seen.append(arguments["to"])
        return {"counted": arguments["to"]}

    monkeypatch.setitem(KINDS, "count", count)
    return seen


def asked() -> Job:
    """Return long work in the queue."""
    return actions.ask(actions.Order("count", "数到三", {"to": 3}), by=SOMEBODY, at=AT)


def test_work_of_an_unknown_kind_is_not_taken(done):
    with pytest.raises(KeyError):
        actions.ask(actions.Order("nothing", "没有"), by=SOMEBODY, at=AT)


def test_a_worker_does_it_and_keeps_the_result(done):
    job = asked()
    tasks.run.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result, job.stage, job.done, job.total) == (Job.DONE, {"counted": 3}, "数数", 1, 2)
    assert list(jobs_of(SOMEBODY)) == [job]


def test_the_same_work_taken_twice_is_done_once(done):
    job = asked()
    tasks.run.func(job.pk)
    tasks.run.func(job.pk)
    assert done == [3]


def test_a_failure_is_told_in_words_and_keeps_its_details_to_itself(monkeypatch, caplog):
    def fail(arguments, progress):
        raise ValueError("320599200001011234")

    monkeypatch.setitem(KINDS, "count", fail)
    job = asked()
    tasks.run.func(job.pk)
    job.refresh_from_db()
    assert job.state == Job.FAILED
    assert "稍后重新发起" in job.problem
    assert "320599" not in job.problem + caplog.text


def lost_by_its_worker(attempt: int = 1) -> Job:
    """Return work whose worker gave its last sign at AT."""
    job = asked()
    job.state, job.attempt, job.heartbeat_at = Job.RUNNING, attempt, AT
    job.save()
    return job


def test_work_with_a_living_worker_is_left_alone(done):
    lost_by_its_worker()
    assert actions.take_up_stale(AT + lease()) == 0


def test_it_is_noticed_within_a_minute_that_a_worker_is_gone(settings):
    settings.JOB_LEASE = timedelta(seconds=30)
    assert lease() + timedelta(seconds=seconds_between_signs()) <= timedelta(minutes=1)


def test_work_of_a_killed_worker_is_taken_up(done):
    job = lost_by_its_worker()
    assert actions.take_up_stale(AT + lease() + timedelta(seconds=1)) == 1
    tasks.run.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (Job.DONE, 2)
    assert done == [3]


def test_a_worker_that_comes_back_late_does_not_overwrite_the_other(done, monkeypatch):
    job = asked()

    def slow(arguments, progress):
        Job.objects.filter(pk=job.pk).update(attempt=2)
        return {"counted": "late"}

    monkeypatch.setitem(KINDS, "count", slow)
    tasks.run.func(job.pk)
    job.refresh_from_db()
    assert job.result == {}


def test_work_that_kills_every_worker_is_given_up_with_words(done):
    job = lost_by_its_worker(attempt=actions.MOST_ATTEMPTS)
    actions.take_up_stale(AT + timedelta(minutes=1))
    job.refresh_from_db()
    assert job.state == Job.FAILED
    assert "重新发起" in job.problem


def test_a_worker_is_seen_while_it_gives_signs():
    assert not is_anybody_working(AT)
    actions.give_sign("a", AT)
    assert is_anybody_working(AT + timedelta(seconds=30))
    assert not is_anybody_working(AT + timedelta(seconds=31))


def test_a_refusal_is_told_as_it_is(monkeypatch):
    monkeypatch.setitem(KINDS, "count", lambda arguments, progress: Refused("R237"))
    job = asked()
    tasks.run.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.problem) == (Job.FAILED, Refused("R237").reason)


def test_the_time_left_follows_the_pace_of_the_stage(done):
    job = asked()
    job.state, job.stage_at, job.done, job.total = Job.RUNNING, AT, 10, 40
    assert time_left(job, AT + timedelta(seconds=20)) == timedelta(seconds=60)


def test_a_new_stage_begins_its_own_reckoning(monkeypatch):
    began = []

    def two_stages(arguments, progress):
        for stage, done in (("一", 0), ("一", 1), ("二", 0)):
            progress(stage, done, 2)
            began.append(Job.objects.get().stage_at)
        return {}

    monkeypatch.setitem(KINDS, "count", two_stages)
    tasks.run.func(asked().pk)
    assert began[0] == began[1] < began[2]
