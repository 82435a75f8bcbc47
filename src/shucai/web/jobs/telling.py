"""Long work in words: how far it is, how long it will take, what stands in its way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from shucai.apps.jobs.models import Job
from shucai.apps.jobs.queries import is_anybody_working, is_silent, time_left

MINUTE = 60
SOON = 5  # seconds; fewer are not counted out


@dataclass(frozen=True)
class Told:
    """How far long work is. share: of the stage, in percent, None where nobody knows. seen: changes with what is shown.

    is_silent: its worker may have been stopped.
    """

    heading: str
    count: str
    share: int | None
    left: str
    nobody_works: bool
    again: bool
    is_silent: bool
    seen: str


def told(job: Job, at: datetime) -> Told:
    """Return how far open long work is."""
    alone = not is_anybody_working(at)
    silent, left = is_silent(job, at) and not alone, time_left(job, at)
    heading = f"正在{job.stage}" if job.stage else "马上开始" if job.state == Job.RUNNING else "排队等候"
    return Told(
        heading=heading,
        count=f"已完成 {job.done}，共 {job.total}" if job.total > 1 else "",
        share=100 * job.done // job.total if job.total > 1 else None,
        left="" if left is None or alone or silent else left_words(left),
        nobody_works=alone,
        again=job.attempt > 1 or (job.attempt == 1 and job.state == Job.QUEUED),
        is_silent=silent,
        seen=f"{job.state}.{job.attempt}.{job.stage}.{job.done}.{job.total}.{alone:d}{silent:d}",
    )


def left_words(left: timedelta) -> str:
    """Return a time as people reckon it, rounded up: 大约还要 25 秒."""
    seconds = left.total_seconds()
    if seconds < SOON:
        return "马上就好"
    if seconds < MINUTE:
        return f"大约还要 {ceil(seconds / SOON) * SOON} 秒"
    return f"大约还要 {ceil(seconds / MINUTE)} 分钟"
