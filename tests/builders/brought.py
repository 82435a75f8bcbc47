"""Files brought into a part of a return by the real actions, as the page does it."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from shucai.apps.filling.actions.importing import (
    Offer,
    begin_import,
    commit_import,
    finish_upload,
    receive_piece,
)
from shucai.apps.filling.bringing.comparing import share_of
from shucai.apps.filling.bringing.opened import meeting_of
from shucai.apps.filling.bringing.places import PIECE_BYTES
from shucai.apps.filling.models import Contribution, Import
from shucai.apps.filling.working import working_rows
from shucai.apps.jobs.models import Job
from shucai.domain.access import Actor
from shucai.domain.rows.meeting import Meeting
from tests.builders.jobs import worked
from tests.builders.organisation import done

DAY = date(2024, 9, 4)
NOW = datetime(2024, 9, 4, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def uploaded(
    part: Contribution, path: Path, by: Actor, name: str = "", at: datetime = NOW, today: date = DAY
) -> Import:
    """Return an import whose file came as a whole, not yet read."""
    content = path.read_bytes()
    offer = Offer(name or path.name, len(content), "1")
    brought = done(begin_import(part.pk, offer, by=by, at=at, today=today))
    for offset in range(0, len(content), PIECE_BYTES):
        done(receive_piece(brought.pk, offset, content[offset : offset + PIECE_BYTES], by=by))
    return done(finish_upload(brought.pk, by=by, at=at))


def read(brought: Import) -> Import:
    """Let a worker read the file of an import."""
    brought.refresh_from_db()
    worked(Job.objects.get(pk=brought.job))
    brought.refresh_from_db()
    return brought


def previewed(part: Contribution, path: Path, by: Actor, name: str = "") -> Import:
    """Return an import whose file was read."""
    return read(uploaded(part, path, by, name))


def met(brought: Import) -> Meeting:
    """Return what the rows of an import do to those that are there."""
    part = Contribution.objects.select_related("made_return__form__campaign", "assignment__unit").get(
        pk=brought.contribution_id
    )
    return meeting_of(brought, working_rows(part.made_return, at=NOW), share_of(part))


def committed(part: Contribution, path: Path, by: Actor, *, remove_absent: bool = False) -> Import:
    """Return an import whose rows are in staging."""
    brought = previewed(part, path, by)
    return done(commit_import(brought.pk, remove_absent=remove_absent, by=by, at=NOW, today=DAY))
