"""An import of more rows than a request takes is committed by a worker: asked for once, done once, followed on its page."""

from itertools import count

import pytest

from shucai.apps.filling.actions import lengthy
from shucai.apps.filling.actions.importing import commit_import, committing
from shucai.apps.filling.models import Import, StagedRow
from shucai.apps.jobs.actions import take_up_stale
from shucai.apps.jobs.clock import worker_now
from shucai.apps.jobs.lease import lease
from shucai.apps.jobs.models import Job
from shucai.domain.problems import Refused
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW
from tests.builders.jobs import work_all, worked
from tests.web.campaigns.conftest import Visitor, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _large(monkeypatch):
    """Let two rows be many, and workers live in the days of filling."""
    monkeypatch.setattr(lengthy, "MOST_IMPORTED", 1)
    seconds = count(1)
    monkeypatch.setattr(
        "shucai.apps.filling.jobs.worker_now", lambda: NOW.replace(minute=1, second=next(seconds))
    )


def rows_of(desk):
    return StagedRow.objects.filter(contribution=desk.part, state="pending").count()


def ask(desk, sent, *, remove_absent=False):
    return lengthy.ask_to_import(sent.id, remove_absent=remove_absent, by=desk.by, at=NOW, today=DAY)


def test_the_page_leads_to_the_work_and_from_there_back_to_the_import(desk, reporter, send):
    sent = send(desk.book(award(1), award(2)))
    answer = reporter.browser.post(f"{sent.page}commit/")
    job = Job.objects.get(kind=lengthy.COMMIT)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/jobs/{job.pk}/")
    assert rows_of(desk) == 0
    waiting = reporter.get(sent.page)
    assert "正在后台导入" in words(waiting)
    assert f'href="/jobs/{job.pk}/"' in waiting
    assert ("导入中" in waiting, "第 5 步，共 5 步" in waiting) == (True, True)
    assert ("/commit/" in waiting, "/answers/" in waiting, "/leave/" in waiting) == (False, False, False)
    assert worked(job).result == {"new": 2, "changed": 0, "removed": 0}
    assert rows_of(desk) == 2
    shown = reporter.get(f"/jobs/{job.pk}/")
    assert "已导入：新增 2 行，等待另一人复核" in words(shown)
    assert f'href="{sent.page}"' in shown
    assert "已导入，等待另一人复核" in words(reporter.get(sent.page))


def test_lists_say_that_it_is_on_its_way_and_ask_for_nothing_more(desk, reporter, send):
    sent, other = send(desk.book(award(1), award(2))), send(desk.book(award(3), award(4), name="b.xlsx"))
    job = ask(desk, sent)
    for page in ("/imports/", f"/imports/part/{desk.part.pk}/"):
        going, ready = by_file(reporter.get(page), sent, other)
        assert ("导入中" in going, "看进度" in going, "继续" in going) == (True, True, False), page
        assert ("待导入" in ready, "继续" in ready) == (True, True), page
    part = words(reporter.get(f"/imports/part/{desk.part.pk}/"))
    assert f"“{file_of(sent)}”正在后台导入，不用再做什么" in part
    assert f"“{file_of(other)}”还没有导入：待导入" in part
    worked(job)
    assert "导入中" not in reporter.get("/imports/")


def file_of(sent):
    return Import.objects.get(pk=sent.id).file_name


def by_file(page, *sent):
    """Return of each import its row in a list."""
    rows = [row for row in page.split("<tr>") if 'scope="row"' in row]
    return [next(row for row in rows if f'href="{one.page}"' in row) for one in sent]


def test_few_rows_are_committed_at_once(desk, reporter, send):
    sent = send(desk.book(award(1)))
    assert reporter.browser.post(f"{sent.page}commit/").headers["Location"] == sent.page
    assert not Job.objects.filter(kind=lengthy.COMMIT).exists()
    assert rows_of(desk) == 1


def test_pressed_twice_it_is_one_job_and_one_import(desk, reporter, send):
    sent = send(desk.book(award(1), award(2)))
    first, second = ask(desk, sent), ask(desk, sent)
    assert first == second
    assert [job.state for job in work_all()] == [Job.DONE]
    Job.objects.filter(pk=first.pk).update(state=Job.QUEUED)  # its worker died after it was done
    assert worked(first).state == Job.DONE
    assert rows_of(desk) == 2
    refused = ask(desk, sent)
    assert isinstance(refused, Refused)
    assert refused.code == "R564"
    reporter.browser.post(f"{sent.page}commit/")
    assert "这份文件已经导入，没有再导入一次" in words(reporter.get(sent.page))


class Killed(BaseException):
    """A worker that is gone in the midst of its work says nothing any more."""


def test_a_worker_killed_while_it_commits_leaves_nothing_half_done_and_another_does_it_once(
    desk, reporter, send, monkeypatch
):
    sent = send(desk.book(award(1), award(2)))
    job, put = ask(desk, sent), committing.put_into_staging

    def put_and_die(*given):
        put(*given)
        assert rows_of(desk) == 2
        raise Killed

    monkeypatch.setattr(committing, "put_into_staging", put_and_die)
    with pytest.raises(Killed):
        worked(job)
    monkeypatch.setattr(committing, "put_into_staging", put)
    job.refresh_from_db()
    assert (job.state, rows_of(desk), Import.objects.get(pk=sent.id).state) == (Job.RUNNING, 0, "ready")
    assert "导入中" in reporter.get("/imports/")
    assert take_up_stale(worker_now() + lease() * 2) == 1
    assert "没有做到一半的结果" in words(reporter.get(f"/jobs/{job.pk}/"))
    assert worked(job).state == Job.DONE
    assert (job.attempt, rows_of(desk)) == (2, 2)


def test_another_file_of_the_same_person_waits_for_its_turn(desk, reporter, send):
    first, second = send(desk.book(award(1), award(2))), send(desk.book(award(3), award(4), name="b.xlsx"))
    jobs = [ask(desk, first), ask(desk, second)]
    assert jobs[0] != jobs[1]
    assert [worked(job).state for job in jobs] == [Job.DONE, Job.DONE]
    assert rows_of(desk) == 4


def test_what_stands_against_it_is_told_and_nothing_is_put_in(desk, reporter, send):
    sent, other = send(desk.book(award(1), award(2))), send(desk.book(award(1), name="b.xlsx"))
    job = ask(desk, sent)
    assert not isinstance(
        commit_import(other.id, remove_absent=False, by=desk.by, at=NOW, today=DAY), Refused
    )
    job = worked(job)
    assert job.state == Job.FAILED
    assert rows_of(desk) == 1
    assert "没有完成，什么也没有改" in words(reporter.get(f"/jobs/{job.pk}/"))
    assert Import.objects.get(pk=sent.id).state == "reading"


def test_an_import_of_somebody_else_cannot_be_asked_for(desk, send):
    sent = send(desk.book(award(1), award(2)))
    Visitor(desk.school.heads[desk.unit]).post(f"{sent.page}commit/", status=404)
    assert not Job.objects.filter(kind=lengthy.COMMIT).exists()
