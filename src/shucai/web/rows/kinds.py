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
    "restore": "已恢复 {count:,} 行，仍在待复核里",
}
GONE = {
    "added": "已删除 {count:,} 行新增的，没有进过正式数据",
    "changed": "没有采用 {count:,} 行的修改，正式数据不变",
    "removed": "没有采用 {count:,} 行的删除，仍在正式数据里",
}


def said(verb: str, done: Decided) -> str:
    """Return what became of staged rows in words."""
    words = DONE[verb].format(count=done.count)
    return f"{words}；还有 {done.left:,} 行没有通过：{done.why}" if done.left else words


def said_of_gone(kinds: Mapping[str, int], done: Decided) -> str:
    """Return what became of rows that were sent away. kinds: how many were new, changed and removed."""
    if sum(kinds.values()) != done.count:  # others decided about some of them in the meantime
        return said("delete", done)
    return "；".join(words.format(count=kinds[kind]) for kind, words in GONE.items() if kinds.get(kind))


def _origin(job: Job) -> Origin:
    return Origin("复核", reverse("rows", args=[job.arguments["part"]]))


def _ending(job: Job) -> Ending:
    return Ending(f"{said('accept', Decided(**job.result))}。")


ACCEPTING: Mapping[str, Kind] = {ACCEPT: Kind(_origin, _ending)}
