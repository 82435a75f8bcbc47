"""How the reading of a file, and importing at length, are shown among long work."""

from collections.abc import Mapping

from django.urls import reverse

from shucai.apps.filling.actions.importing import READ
from shucai.apps.filling.actions.lengthy import COMMIT
from shucai.apps.jobs.models import Job
from shucai.web.jobs.kinds import Ending, Kind, Origin


def _origin(job: Job) -> Origin:
    return Origin("这次导入", reverse("imports_one", args=[job.arguments["import"]]))


def _read(_job: Job) -> Ending:
    return Ending("文件已读完，请回到这次导入看结果。")


def _imported(job: Job) -> Ending:
    told = (("new", "新增"), ("changed", "修改"), ("removed", "删除"))
    words = "、".join(f"{word} {job.result[name]:,} 行" for name, word in told if job.result[name])
    return Ending(f"已导入：{words}，等待另一人复核。", "imports/imported.html")


IMPORTING: Mapping[str, Kind] = {READ: Kind(_origin, _read), COMMIT: Kind(_origin, _imported)}
