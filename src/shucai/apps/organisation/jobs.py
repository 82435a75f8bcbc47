"""The long work of the organisation, as workers know it."""

from collections.abc import Mapping

from shucai.apps.jobs.clock import worker_now
from shucai.apps.jobs.registry import Progress, Result, kind
from shucai.apps.organisation.actions import intake
from shucai.apps.organisation.models import SlipBatch
from shucai.domain.problems import Refused


@kind(intake.ROSTER)
def bring_roster(arguments: Mapping[str, object], progress: Progress) -> Result | Refused:
    """Bring the roster of a batch in."""
    batch = _batch(arguments)
    if batch is None or batch.done_at is not None:
        return Refused("R240") if batch is None else intake.done_by(batch)
    ready = intake.passwords_for_roster(batch, progress, at=worker_now())
    return ready if isinstance(ready, Refused) else intake.bring_roster(batch, ready, at=worker_now())


@kind(intake.PASSWORDS)
def renew_passwords(arguments: Mapping[str, object], progress: Progress) -> Result | Refused:
    """Make lost slips anew."""
    batch = _batch(arguments)
    if batch is None or batch.done_at is not None:
        return Refused("R240") if batch is None else intake.done_by(batch)
    ready = intake.passwords_anew(batch, progress, at=worker_now())
    return ready if isinstance(ready, Refused) else intake.renew_passwords(batch, ready, at=worker_now())


def _batch(arguments: Mapping[str, object]) -> SlipBatch | None:
    return SlipBatch.objects.select_related("asked_by").filter(pk=str(arguments["batch"])).first()
