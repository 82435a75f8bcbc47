"""How submitting at length is shown among long work."""

from collections.abc import Mapping

from django.urls import reverse

from shucai.apps.filling.actions.lengthy import SUBMIT
from shucai.apps.jobs.models import Job
from shucai.web.jobs.kinds import Ending, Kind, Origin


def _origin(job: Job) -> Origin:
    return Origin("校验和提交", reverse("filling_check", args=[job.arguments["part"]]))


def _ending(job: Job) -> Ending:
    return Ending(f"已提交部门负责人审核，共 {job.result['rows']:,} 行。回执在“校验和提交”里。")


SUBMITTING: Mapping[str, Kind] = {SUBMIT: Kind(_origin, _ending)}
