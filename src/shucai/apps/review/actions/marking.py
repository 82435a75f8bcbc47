"""A reviewer notes rows as looked at and marks places to be returned; nobody but them sees it until they decide.

Notes of one's own work: they change nothing of a return, so the audit tells of the decision that follows, not of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.situations import may_now_on_part
from shucai.apps.review.actions.returning import MOST_PINS, Pinned
from shucai.apps.review.comparing import compared
from shucai.apps.review.looking import AT_ONCE, Progress, keep_sights, keep_time
from shucai.apps.review.models import LONGEST_WORDS, Attention, Mark
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import UID

RELATED = ("assignment__unit", "made_return__form__campaign")


@dataclass(frozen=True, slots=True)
class Watched:
    """What a page tells of: rows that were before the reviewer's eyes, and the seconds since it told last."""

    uids: Collection[str]
    seconds: int = 0


def look_at(part_id: int, watched: Watched, *, by: Actor, at: datetime, today: date) -> Progress | Refused:
    """Note rows as looked at and the time spent, by somebody who may send the part back."""
    reviewed = _reviewed(part_id, by, at, today)
    if isinstance(reviewed, Refused):
        return reviewed
    progress = Progress(compared(reviewed), by.person)
    keep_sights(progress, watched.uids)
    if watched.seconds:
        keep_time(part_id, by.person, watched.seconds, at=at)
    return Progress(progress.compared, by.person)


@transaction.atomic
def mark_places(
    part_id: int, places: Iterable[Pinned], *, by: Actor, at: datetime, today: date
) -> int | Refused:
    """Put places on the list of what will be returned, or change the words about them. Return how many stand on it."""
    reviewed = _reviewed(part_id, by, at, today)
    if isinstance(reviewed, Refused):
        return reviewed
    wanted, there = list(dict.fromkeys(places)), frozenset(reviewed.own[UID])
    if any(one.uid not in there or one.field not in {"", *reviewed.rows.form.by_name} for one in wanted):
        return Refused("R707")
    mine = Mark.objects.filter(contribution=part_id, by=by.person)
    known = {(one.uid, one.field): one for one in mine}
    fresh = [one for one in wanted if (one.uid, one.field) not in known]
    if len(known) + len(fresh) > MOST_PINS:
        return Refused("R706", {"count": str(len(known) + len(fresh)), "most": str(MOST_PINS)})
    Mark.objects.bulk_create(
        [
            Mark(
                contribution_id=part_id,
                by_id=by.person,
                uid=one.uid,
                field=one.field,
                words=one.words[:LONGEST_WORDS],
                at=at,
            )
            for one in fresh
        ],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    for one in wanted:
        before = known.get((one.uid, one.field))
        if before is not None and before.words != one.words:
            mine.filter(pk=before.pk).update(words=one.words[:LONGEST_WORDS])
    return len(known) + len(fresh)


@transaction.atomic
def unmark_places(part_id: int, places: Iterable[Pinned], *, by: Actor) -> None:
    """Take places off one's own list."""
    mine = Mark.objects.filter(contribution=part_id, by=by.person, contribution__school=by.school)
    for one in places:
        mine.filter(uid=one.uid, field=one.field).delete()


def begin_anew(part_id: int, person: int) -> None:
    """Count the time of a reviewer from nothing, after a decision. What was looked at stays looked at."""
    Attention.objects.filter(contribution=part_id, by=person).delete()


def _reviewed(part_id: int, by: Actor, at: datetime, today: date) -> Reviewed | Refused:
    allowed = may_now_on_part(by, Verb.RETURN, part_id, today)
    if isinstance(allowed, Refused):
        return allowed
    return Reviewed(Contribution.objects.select_related(*RELATED).get(pk=part_id), at, today)
