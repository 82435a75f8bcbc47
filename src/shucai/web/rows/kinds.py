"""How accepting at length is shown among long work; and an acceptance in words."""

from collections.abc import Mapping

from django.urls import reverse

from shucai.apps.filling.actions.accepting import Decided
from shucai.apps.filling.actions.lengthy import ACCEPT
from shucai.apps.jobs.models import Job
from shucai.web.jobs.kinds import Ending, Kind, Origin

DONE = {
    "accept": "已通过 {count:,} 行",
    "delete": "没有采用 {count:,} 行，正式数据不变",
    "restore": "已恢复 {count:,} 行",
}


def said(verb: str, done: Decided) -> str:
    """Return what became of staged rows in words."""
    words = DONE[verb].format(count=done.count)
    return f"{words}；还有 {done.left:,} 行没有通过：{done.why}" if done.left else words


def _origin(job: Job) -> Origin:
    return Origin("复核", reverse("rows", args=[job.arguments["part"]]))


def _ending(job: Job) -> Ending:
    return Ending(f"{said('accept', Decided(**job.result))}。")


ACCEPTING: Mapping[str, Kind] = {ACCEPT: Kind(_origin, _ending)}
