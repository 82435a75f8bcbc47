"""How the reading of a file is shown among long work."""

from collections.abc import Mapping

from django.urls import reverse

from shucai.apps.filling.actions.importing import READ
from shucai.apps.jobs.models import Job
from shucai.web.jobs.kinds import Ending, Kind, Origin


def _origin(job: Job) -> Origin:
    return Origin("这次导入", reverse("imports_one", args=[job.arguments["import"]]))


def _ending(_job: Job) -> Ending:
    return Ending("文件已读完，请回到这次导入看结果。")


READING: Mapping[str, Kind] = {READ: Kind(_origin, _ending)}
