"""Committing an import: its rows go into staging in one transaction (ruling 6, ruling 8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.actions.holding import HeldPart, fillers_of, hold_part
from shucai.apps.filling.actions.importing.answering import read_again
from shucai.apps.filling.actions.importing.staging import Batch, Ready, put_into_staging, ready
from shucai.apps.filling.bringing.comparing import digest_of_meeting, share_of
from shucai.apps.filling.bringing.holding import Held, held_by_others
from shucai.apps.filling.bringing.opened import meeting_of, open_questions
from shucai.apps.filling.models import Contribution, Import
from shucai.apps.filling.situations import may_now_on_part
from shucai.apps.filling.working import sealing_for, working_rows
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import UID

MOVED = "R566"
OUTSIDE = 3  # times it is made ready without keeping others waiting
RELATED = ("contribution__assignment__unit", "contribution__made_return__form__campaign")


@dataclass(frozen=True)
class Prepared:
    """What committing an import will write, as long as nothing moves before it is written."""

    batch: Batch
    ready: Ready

    def still_stands(self, held: HeldPart, brought: Import) -> bool:
        """Return whether rows, answers and who acts are those it was prepared from."""
        was = self.batch.brought
        before = (self.batch.working.revision, self.batch.fillers, was.job, was.answers)
        return before == (held.made.revision, held.fillers, brought.job, brought.answers)


def commit_import(
    import_id: int, *, remove_absent: bool, by: Actor, at: datetime, today: date
) -> Import | Refused:
    """Put the new and changed rows of a file into staging; those the file does not have stay, unless that is confirmed.

    Where the rows moved since the preview in a way that changes what the file does, it is compared again and shown again.
    What takes long is done before anything is locked; it is done anew where the rows moved meanwhile.
    """
    tries = OUTSIDE
    while True:
        seen = Import.objects.select_related(*RELATED).filter(pk=import_id, school=by.school).first()
        if seen is None or seen.made_by_id != by.person:
            return Refused("R101")
        prepared = _prepared(seen, remove_absent=remove_absent, by=by, at=at, today=today) if tries else None
        done = _commit_locked(seen, prepared, remove_absent=remove_absent, by=by, at=at, today=today)
        if done is not None:
            return done
        tries -= 1


def _prepared(seen: Import, *, remove_absent: bool, by: Actor, at: datetime, today: date) -> Prepared | None:
    """Return what committing an import writes as the rows stand now; None where why it cannot be is told under the lock."""
    allowed = may_now_on_part(by, Verb.IMPORT, seen.contribution_id, today)
    if isinstance(allowed, Refused) or seen.state != "ready":
        return None
    batch = _batch(seen.contribution, seen, fillers_of(by, allowed), by, at)
    if _why_not(batch, remove_absent=remove_absent) is not None:
        return None
    made_ready = ready(batch, remove_absent=remove_absent)
    return None if isinstance(made_ready, Refused) else Prepared(batch, made_ready)


@transaction.atomic
def _commit_locked(
    seen: Import, prepared: Prepared | None, *, remove_absent: bool, by: Actor, at: datetime, today: date
) -> Import | Refused | None:
    """Commit an import, if that was prepared as it was; None where something moved meanwhile."""
    held = hold_part(seen.contribution_id, Verb.IMPORT, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    brought = Import.objects.select_for_update().get(pk=seen.pk)
    if brought.state != "ready":
        return Refused("R564", {"state": brought.get_state_display()})
    if prepared is not None:
        stands = prepared.still_stands(held, brought)
        return put_into_staging(held, brought, prepared.ready) if stands else None
    held.part.made_return = held.made
    batch = _batch(held.part, brought, held.fillers, by, at)
    refused = _why_not(batch, remove_absent=remove_absent)
    if refused is not None:
        if refused.code == MOVED:
            read_again(brought, by=by, at=at, has_moved=True)
        return refused
    made_ready = ready(batch, remove_absent=remove_absent)
    return made_ready if isinstance(made_ready, Refused) else put_into_staging(held, brought, made_ready)


def _why_not(batch: Batch, *, remove_absent: bool) -> Refused | None:
    """Return why an import cannot be committed as it was shown; MOVED where it has to be compared and shown again."""
    questions = open_questions(batch.brought, batch.meeting)
    if questions:
        return Refused("R565", {"count": str(questions)})
    used = held_by_others(batch.part.made_return, batch.working, batch.meeting, at=batch.at)
    if _moved(batch, remove_absent=remove_absent) or used.changed:
        return Refused(MOVED)
    return _in_use(used) if remove_absent and used.absent else None


def _batch(part: Contribution, brought: Import, fillers: Sequence[int], by: Actor, at: datetime) -> Batch:
    made, share = part.made_return, share_of(part)
    working = working_rows(made, at=at)
    meeting = meeting_of(brought, working, share)
    return Batch(part, brought, working, share, meeting, fillers, sealing_for(made, at=at), by, at)


def _moved(batch: Batch, *, remove_absent: bool) -> bool:
    """Return whether the file now does something else than was shown."""
    if batch.brought.base_revision == batch.working.revision:
        return False
    absent = batch.meeting.absent[UID].to_list() != batch.brought.absent
    return digest_of_meeting(batch.meeting) != batch.brought.met or (remove_absent and absent)


def _in_use(used: Held) -> Refused:
    first = next(iter(used.absent.values()))
    return Refused("R570", {"count": str(len(used.absent)), "use": first.words})
