"""Committing an import: its rows go into staging in one transaction (ruling 6, ruling 8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.actions.holding import HeldPart, fillers_of, hold_part
from shucai.apps.filling.actions.importing.answering import read_again
from shucai.apps.filling.actions.importing.staging import Batch, Ready, put_into_staging, ready, write_ahead
from shucai.apps.filling.bringing.comparing import digest_of_meeting, share_of
from shucai.apps.filling.bringing.holding import Held, held_by_others
from shucai.apps.filling.bringing.opened import meeting_of, open_questions
from shucai.apps.filling.models import Contribution, Import, Return
from shucai.apps.filling.situations import may_now_on_part
from shucai.apps.filling.working import sealing_for, working_rows
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import UID

MOVED = "R566"
TRIES = 6  # at writing it without keeping others waiting for what takes long
RELATED = ("contribution__assignment__unit", "contribution__made_return__form__campaign")


@dataclass(frozen=True)
class Prepared:
    """What committing an import will write, as long as nothing moves before it is written."""

    batch: Batch
    ready: Ready

    def still_stands(self, held: HeldPart, brought: Import) -> bool:
        """Return whether rows, answers and who acts are those it was prepared from."""
        return self.batch.working.revision == held.made.revision and self.is_of(brought, held.fillers)

    def is_of(self, brought: Import, fillers: Sequence[int]) -> bool:
        """Return whether the file was not read again or answered otherwise since, and those act who did."""
        was = self.batch.brought
        return (self.batch.fillers, was.job, was.answers) == (fillers, brought.job, brought.answers)


def commit_import(
    import_id: int, *, remove_absent: bool, by: Actor, at: datetime, today: date
) -> Import | Refused:
    """Put the new and changed rows of a file into staging; those the file does not have stay, unless that is confirmed.

    Where the rows moved since the preview in a way that changes what the file does, it is compared again and shown again.
    What takes long is done before anything is locked; it is done anew where the rows moved meanwhile.
    """
    prepared: Prepared | None = None
    for _ in range(TRIES):
        seen = Import.objects.select_related(*RELATED).filter(pk=import_id, school=by.school).first()
        if seen is None or seen.made_by_id != by.person:
            return Refused("R101")
        prepared = _prepared(seen, prepared, remove_absent=remove_absent, by=by, at=at, today=today)
        if prepared is None:
            break
        done = _publish(prepared, by, at, today)
        if done is not None:
            return done
    return _commit_held(import_id, remove_absent=remove_absent, by=by, at=at, today=today)


def _prepared(
    seen: Import, before: Prepared | None, *, remove_absent: bool, by: Actor, at: datetime, today: date
) -> Prepared | None:
    """Return what committing an import writes as the rows stand now; None where why it cannot be is told under the lock.

    before: as it was prepared when others were quicker. New rows are what they were, whatever happened to others.
    """
    allowed = may_now_on_part(by, Verb.IMPORT, seen.contribution_id, today)
    if isinstance(allowed, Refused) or seen.state != "ready":
        return None
    batch = _batch(seen.contribution, seen, fillers_of(by, allowed), by, at)
    if _why_not(batch, remove_absent=remove_absent) is not None:
        return None
    if before is not None and before.ready.adds_only and before.is_of(seen, batch.fillers):
        return Prepared(batch, before.ready)
    made_ready = ready(batch, remove_absent=remove_absent)
    return None if isinstance(made_ready, Refused) else Prepared(batch, made_ready)


@transaction.atomic
def _publish(prepared: Prepared, by: Actor, at: datetime, today: date) -> Import | Refused | None:
    """Write what was prepared; None, and nothing is written, where something moved since.

    New rows and the history go before the return is held, so that nobody waits for them.
    """
    batch = prepared.batch
    part, brought = batch.part, batch.brought
    if not Return.objects.filter(pk=part.made_return_id, revision=batch.working.revision).exists():
        return None
    written = write_ahead(part, brought, prepared.ready, at)
    held = hold_part(part.pk, Verb.IMPORT, by=by, at=at, today=today)
    now = _to_commit(brought.pk) if isinstance(held, HeldPart) else held
    if isinstance(held, Refused) or isinstance(now, Refused) or not prepared.still_stands(held, now):
        transaction.set_rollback(True)
        return now if isinstance(now, Refused) else None
    return put_into_staging(held, now, prepared.ready, written)


@transaction.atomic
def _commit_held(
    import_id: int, *, remove_absent: bool, by: Actor, at: datetime, today: date
) -> Import | Refused:
    """Commit an import while its return is held, because others kept changing it, or tell why it cannot be."""
    seen = Import.objects.get(pk=import_id)
    held = hold_part(seen.contribution_id, Verb.IMPORT, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    brought = _to_commit(import_id)
    if isinstance(brought, Refused):
        return brought
    batch = _batch(held.part, brought, held.fillers, by, at)
    refused = _why_not(batch, remove_absent=remove_absent)
    if refused is not None:
        if refused.code == MOVED:
            read_again(brought, by=by, at=at, has_moved=True)
        return refused
    made_ready = ready(batch, remove_absent=remove_absent)
    if isinstance(made_ready, Refused):
        return made_ready
    return put_into_staging(held, brought, made_ready, write_ahead(held.part, brought, made_ready, at))


def _to_commit(import_id: int) -> Import | Refused:
    """Return an import, locked, that waits to be committed."""
    brought = Import.objects.select_for_update().get(pk=import_id)
    if brought.state != "ready":
        return Refused("R564", {"state": brought.get_state_display()})
    return brought


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
