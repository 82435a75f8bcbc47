"""Which of some imports a worker commits at present: lists say so, in place of asking for what was asked already."""

from collections.abc import Iterable

from shucai.apps.filling.actions.lengthy import COMMIT, OPEN
from shucai.apps.filling.models import Import
from shucai.apps.jobs.models import Job


def going_on_among(imports: Iterable[Import]) -> frozenset[int]:
    """Return the keys of those that a worker commits at present, or that wait for one."""
    keys = [brought.pk for brought in imports if brought.state == "ready"]
    if not keys:
        return frozenset()
    asked = Job.objects.filter(kind=COMMIT, state__in=OPEN, arguments__import__in=keys)
    return frozenset(asked.values_list("arguments__import", flat=True))
