"""The workbook that is given back with marks: written after the preview is shown."""

from shucai.apps.filling.bringing import places
from shucai.apps.filling.models import Import
from shucai.apps.jobs.models import Job


def marking_of(brought: Import) -> dict[str, bool]:
    """Return whether the workbook with marks is there, or still comes."""
    job = Job.objects.filter(pk=brought.job or 0).first()
    is_there = places.has_annotated(brought)
    return {"has_annotated": is_there, "is_marking": job is not None and job.is_open and not is_there}
