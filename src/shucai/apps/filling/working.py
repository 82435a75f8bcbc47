"""The working rows of a return: accepted rows with everything staged over them, put together once a revision."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock

from django.db.models import QuerySet

from shucai.apps.campaigns.queries import parameters_in
from shucai.apps.catalogue.queries import definitions_of, form_and_overrides
from shucai.apps.filling.laying import caught_up, laid_over
from shucai.apps.filling.models import Contribution, Return, StagedRow
from shucai.apps.formal.kept import Kept
from shucai.apps.formal.past import last_entry, moved_since
from shucai.apps.formal.queries import formal_rows
from shucai.apps.keys.sealing import Sealing, sealing_of
from shucai.domain.catalogue import Form
from shucai.domain.catalogue.dating import dated
from shucai.domain.rows import WorkingRows

MOST_KEPT, REVISIONS_KEPT = 32, 3
LONGEST_WAIT = 2.0  # seconds
MOST_MOVED = 1_000  # changes since the rows were kept; with more it is as quick to put them together anew
_kept: Kept[int, tuple[WorkingRows, ...]] = Kept(MOST_KEPT)  # of each return the newest, the last one first
# Of several who ask for the same rows one puts them together.
_one_at_a_time = [Lock() for _ in range(MOST_KEPT)]


def definition_of(made_return: Return) -> Form:
    """Return the form of a return as its school has it: the edition of the campaign with the school's overrides.

    Its messages name the days the campaign reports, its guidance the years.

    It is asked for once a reading of the return, which lives no longer than a request or a piece of long work.
    """
    known: Form | None = made_return.__dict__.get("definition")
    if known is None:
        campaign = made_return.form.campaign
        stated = definitions_of(campaign.platform, campaign.edition_year)[made_return.form.code]
        own, made_return.__dict__["overrides"] = form_and_overrides(made_return.school_id, stated)
        fixed = parameters_in(campaign, own)
        known = made_return.__dict__["definition"] = dated(
            own, fixed.period_start, fixed.period_end, campaign.year
        )
    return known


def overrides_of(made_return: Return) -> tuple[int, ...]:
    """Return the ids of what the school overrides in the form of a return, as its definition was read."""
    definition_of(made_return)
    overrides: tuple[int, ...] = made_return.__dict__["overrides"]
    return overrides


def sealing_for(made_return: Return, *, at: datetime) -> Sealing:
    """Return what seals the values of a return: the key of its school and campaign year, asked for once a reading."""
    known: Sealing | None = made_return.__dict__.get("sealing")
    if known is None:
        known = sealing_of(made_return.school_id, made_return.form.campaign.year, at=at)
        made_return.__dict__["sealing"] = known
    return known


def working_rows(made_return: Return, *, at: datetime) -> WorkingRows:
    """Return all rows of a return with what is staged over them, in the order people see.

    made_return: with form and campaign at hand, its revision just read. The definition is that of the school.
    """
    definition = definition_of(made_return)
    found: WorkingRows | None = made_return.__dict__.get("working")
    if found is None or found.revision != made_return.revision:
        found = _kept_rows(made_return, definition)
    if found is None:
        with _alone(made_return.pk):
            found = _kept_rows(made_return, definition)
            if found is None:
                found = _caught_up(made_return, definition, at) or _put_together(
                    made_return, definition, at, waiting(made_return)
                )
                if _still_stands(made_return):
                    keep(made_return, found)
    made_return.__dict__["working"] = found
    return found


@contextmanager
def _alone(number: int) -> Generator[None]:
    """Let one at a time put the rows of a return together; nobody waits for others beyond measure."""
    lock = _one_at_a_time[number % MOST_KEPT]
    is_held = lock.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if is_held:
            lock.release()


def _still_stands(made_return: Return) -> bool:
    """Return whether nobody has changed rows since the revision was read: what was read then is of that revision."""
    return Return.objects.filter(pk=made_return.pk, revision=made_return.revision).exists()


def _kept_rows(made_return: Return, definition: Form) -> WorkingRows | None:
    kept = _kept.get(made_return.pk) or ()
    return next(
        (one for one in kept if one.revision == made_return.revision and one.form == definition), None
    )


def keep(made_return: Return, rows: WorkingRows) -> None:
    """Keep rows that are known already, so that the next reader need not put them together. Only once they are committed."""
    others = [one for one in _kept.get(made_return.pk) or () if one.revision != rows.revision]
    newest = sorted([rows, *others], key=lambda one: -one.revision)
    _kept.put(made_return.pk, tuple(newest[:REVISIONS_KEPT]))


def rows_with_part(part: Contribution, *, at: datetime) -> WorkingRows:
    """Return the rows of a return as they would be if all of one part were accepted, and nothing of the others.

    part: with return, form and campaign at hand, the revision just read.
    """
    made_return, pending = part.made_return, waiting(part.made_return)
    if not pending.exclude(contribution=part).exists():
        return working_rows(made_return, at=at)
    return _put_together(made_return, definition_of(made_return), at, pending.filter(contribution=part))


def rows_being_written(made_return: Return, *, at: datetime) -> WorkingRows:
    """Return the rows as they stand within a transaction that wrote some and has not told of it yet; they are not kept."""
    return _put_together(made_return, definition_of(made_return), at, waiting(made_return))


def waiting(made_return: Return) -> QuerySet[StagedRow]:
    """Return what is staged and waits for its acceptance."""
    return StagedRow.objects.filter(made_return=made_return, state="pending")


def _put_together(
    made_return: Return, definition: Form, at: datetime, pending: QuerySet[StagedRow]
) -> WorkingRows:
    as_of, accepted = last_entry(made_return.form_id), formal_rows(made_return.form, definition)
    frame, marks = laid_over(accepted, pending, definition, sealing_for(made_return, at=at))
    return WorkingRows(definition, frame, marks, made_return.revision, as_of)


def _caught_up(made_return: Return, definition: Form, at: datetime) -> WorkingRows | None:
    """Return the rows that are kept with what others changed since; None where it is as quick to begin anew."""
    before = max(
        (one for one in _kept.get(made_return.pk) or () if one.form == definition),
        key=lambda one: one.revision,
        default=None,
    )
    if before is None or before.revision > made_return.revision:
        return None
    since = moved_since(made_return.form_id, before.as_of, most=MOST_MOVED)
    if since is None or not since[0]:  # a revision of which the history tells nothing
        return None
    moved, as_of = since
    accepted, sealing = formal_rows(made_return.form, definition), sealing_for(made_return, at=at)
    frame, marks = caught_up(before, moved, accepted, waiting(made_return), sealing)
    return WorkingRows(definition, frame, marks, made_return.revision, as_of)
