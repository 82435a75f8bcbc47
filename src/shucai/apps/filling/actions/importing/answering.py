"""Answers to what a file asks: consent to columns by title, yes or no to rewritings. The file is read again with them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from shucai.apps.filling.actions.importing.reading import ask_for_reading
from shucai.apps.filling.actions.importing.uploading import own
from shucai.apps.filling.models import MOVED, Import
from shucai.apps.jobs.models import Job
from shucai.domain.access import Actor
from shucai.domain.problems import Refused


@transaction.atomic
def consent(import_id: int, *, by: Actor, at: datetime) -> Import | Refused:
    """Consent to columns that are mapped by their titles."""
    brought = own(import_id, by)
    if isinstance(brought, Refused):
        return brought
    if brought.state != "asking":
        return Refused("R564", {"state": brought.get_state_display()})
    brought.accepted_mapping = True
    return read_again(brought, by=by, at=at)


@transaction.atomic
def answer(import_id: int, answers: Mapping[str, bool | str], *, by: Actor, at: datetime) -> Import | Refused:
    """Say yes or no to rewritings and repairs. answers: cause -> yes, or the code picked; those not named keep theirs.

    An answer to all rows of a cause takes the place of those to single ones, which are named ``cause:uid``.
    """
    brought = own(import_id, by)
    if isinstance(brought, Refused):
        return brought
    if brought.state != "ready":
        return Refused("R564", {"state": brought.get_state_display()})
    single = {cause for cause in brought.answers if cause.partition(":")[0] in answers}
    brought.answers = {cause: said for cause, said in brought.answers.items() if cause not in single} | {
        **answers
    }
    return read_again(brought, by=by, at=at)


@transaction.atomic
def retry(import_id: int, *, by: Actor, at: datetime) -> Import | Refused:
    """Read a file anew whose reading failed; one that is being read is left to its reader."""
    brought = own(import_id, by)
    if isinstance(brought, Refused):
        return brought
    failed = Job.objects.filter(pk=brought.job or 0, state=Job.FAILED).exists()
    if brought.state != "reading" or not failed:
        return Refused("R564", {"state": brought.get_state_display()})
    return read_again(brought, by=by, at=at)


def read_again(brought: Import, *, by: Actor, at: datetime, has_moved: bool = False) -> Import:
    """Have a file read once more, from what was uploaded. has_moved: others changed rows as it was to be committed.

    That stays with it and is told beside the new comparison, which may be there before anybody read why.
    """
    brought.state, brought.problem = "reading", {"kind": MOVED, "counts": brought.counts} if has_moved else {}
    brought.job = ask_for_reading(brought, by=by, at=at)
    brought.save(update_fields=["state", "problem", "job", "accepted_mapping", "answers"])
    return brought
