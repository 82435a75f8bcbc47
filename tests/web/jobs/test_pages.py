"""Long work in the browser: followed, left and come back to; another's is not found."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from shucai.apps.jobs import actions
from shucai.apps.jobs.models import Job
from shucai.apps.jobs.registry import KINDS
from shucai.apps.organisation.queries import actor_of
from shucai.domain.problems import Refused
from shucai.web.jobs.kinds import SHOWN, Ending, Kind, Origin
from shucai.web.jobs.telling import left_words, told
from tests.builders.jobs import worked
from tests.builders.people import a_person, a_school, logged_in

pytestmark = pytest.mark.django_db
AT = datetime(2024, 9, 1, 8, tzinfo=UTC)
POLL = {"HX-Request": "true", "X-Shucai-Poll": "1"}
MOST_QUERIES = 30


@pytest.fixture(autouse=True)
def _counting(monkeypatch):
    """A kind of long work that counts, and is shown as asked for on the workbench."""
    monkeypatch.setitem(KINDS, "count", lambda arguments, progress: {"counted": arguments["to"]})
    shown = Kind(lambda job: Origin("工作台", "/"), lambda job: Ending(f"数到了 {job.result['counted']}"))
    monkeypatch.setitem(SHOWN, "count", shown)


@pytest.fixture
def person():
    return a_person()


@pytest.fixture
def browser(person):
    return logged_in(person)


def asked(person) -> Job:
    order = actions.Order("count", "数到三", {"to": 3})
    return actions.ask(order, by=actor_of(person, AT.date()), at=AT)


def running(person, **told) -> Job:
    job = asked(person)
    facts = {"state": Job.RUNNING, "attempt": 1, "stage": "数数", "stage_at": AT, "done": 10, "total": 40}
    Job.objects.filter(pk=job.pk).update(**facts | told)
    job.refresh_from_db()
    return job


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_work_in_hand_says_how_far_it_is_and_how_long_it_takes(
    browser, person, django_assert_max_num_queries
):
    actions.give_sign("a", datetime.now(UTC))  # noqa: TID251 - a worker is there now
    job = running(person)
    with django_assert_max_num_queries(MOST_QUERIES):
        text = words(browser.get(f"/jobs/{job.pk}/"))
    assert "正在数数" in text
    assert "已完成 10，共 40" in text
    assert "后台服务没有运行" not in text
    assert told(job, AT).share == 25


def test_without_a_worker_the_page_says_so_instead_of_waiting(browser, person):
    job = asked(person)
    for page in (f"/jobs/{job.pk}/", "/jobs/"):
        assert "后台服务没有运行，任务在等候" in words(browser.get(page))


def test_a_page_that_follows_is_answered_only_when_something_is_new(browser, person):
    job = running(person)
    first = browser.get(f"/jobs/{job.pk}/progress/", headers=POLL)
    seen = re.search(r"seen=([^\"]+)", first.content.decode())[1]
    assert browser.get(f"/jobs/{job.pk}/progress/?seen={seen}", headers=POLL).status_code == 204
    Job.objects.filter(pk=job.pk).update(done=11)
    assert "已完成 11" in words(browser.get(f"/jobs/{job.pk}/progress/?seen={seen}", headers=POLL))


def test_the_end_is_loaded_as_a_whole_page_with_its_result(browser, person):
    job = worked(asked(person))
    assert browser.get(f"/jobs/{job.pk}/progress/", headers=POLL).headers["HX-Refresh"] == "true"
    text = words(browser.get(f"/jobs/{job.pk}/"))
    assert "数到了 3" in text
    assert "回到工作台" in text


def test_a_page_opened_anew_finds_the_same_work(person):
    job = running(person)
    assert "已完成 10" in words(logged_in(person).get(f"/jobs/{job.pk}/"))
    assert "数到三" in words(logged_in(person).get("/jobs/"))


def test_a_refusal_is_told_with_the_way_back(browser, person, monkeypatch):
    monkeypatch.setitem(KINDS, "count", lambda arguments, progress: Refused("R237"))
    text = words(browser.get(f"/jobs/{worked(asked(person)).pk}/"))
    assert "没有完成，什么也没有改" in text
    assert "请再检查一次" in text
    assert "回到工作台，重新发起" in text


def test_work_taken_up_again_says_so(browser, person):
    assert "已自动重新开始" in words(browser.get(f"/jobs/{running(person, attempt=2).pk}/"))


def test_work_whose_worker_gives_no_sign_says_that_it_will_be_taken_up(browser, person):
    at, said = datetime.now(UTC), "有一会儿没有进展了"  # noqa: TID251 - a worker is there now
    actions.give_sign("a", at)
    assert said not in words(browser.get(f"/jobs/{running(person, heartbeat_at=at).pk}/"))
    silent = running(person, heartbeat_at=at - timedelta(seconds=40))
    assert said in words(browser.get(f"/jobs/{silent.pk}/"))


def test_work_of_others_is_as_unknown_as_none(browser, person):
    others = (a_person("示例乙"), a_person("示例丙", school=a_school("示例第二学校")))
    pages = [running(other).pk for other in others] + [999_999_999]
    for path in ("", "progress/"):
        answers = [browser.get(f"/jobs/{pk}/{path}") for pk in pages]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert len({answer.content for answer in answers}) == 1
    assert "数到三" not in words(browser.get("/jobs/"))


def test_nothing_asked_for_is_said(browser):
    assert "没有后台任务" in words(browser.get("/jobs/"))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "马上就好"),
        (12, "大约还要 15 秒"),
        (59, "大约还要 60 秒"),
        (61, "大约还要 2 分钟"),
        (600, "大约还要 10 分钟"),
    ],
)
def test_a_time_is_said_as_people_reckon_it(seconds, said):
    assert left_words(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize("facts", [{"total": 0}, {"done": 0}, {"stage_at": None}, {"state": Job.QUEUED}])
def test_no_time_is_said_where_nobody_can_know(person, facts):
    actions.give_sign("a", AT)
    assert told(running(person, **facts), AT).left == ""
