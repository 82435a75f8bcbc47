"""Reading returns and contributions as somebody's work."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.db.models import Count, Max, Q

from shucai.apps.audit.queries import moved_by
from shucai.apps.campaigns.models import Campaign
from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.models import Contribution, Return, StagedRow
from shucai.apps.filling.parts import Reading
from shucai.apps.formal.hands import shares_of
from shucai.apps.formal.kept import Kept
from shucai.domain.access import Actor, Facts, Verb, reach
from shucai.domain.progress import counted
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import State

MOST_KEPT = 16  # campaigns; some hundred parts each
_kept: Kept[int, tuple[str, list[OpenPart]]] = Kept(MOST_KEPT)
# Of several boards that are told anew at once one reads the campaign.
_one_at_a_time = [Lock() for _ in range(MOST_KEPT)]


def told_parts(campaign: Campaign, moved: str | None = None) -> list[OpenPart]:
    """Return the parts of a campaign for a page that tells of them: read once for everybody who looks.

    They are read anew as soon as something that progress is told from has changed.
    moved: from ``audit.queries.moved_by``, where a page tells of several campaigns of the school.
    """
    moved = moved_by(campaign.school_id) if moved is None else moved
    with _one_at_a_time[campaign.pk % MOST_KEPT]:
        known, parts = _kept.get(campaign.pk) or ("", [])
        if not moved or known != moved:
            parts = open_parts(campaign)
            _kept.put(campaign.pk, (moved, parts))
    return list(parts)


def part_still_told(campaign: Campaign, part_id: int) -> OpenPart | None:
    """Return a part as it was told last, where nothing that progress is told from has changed since.

    Only for who holds its return locked: then its state stands, and nobody who is done can have changed what it depends on.
    """
    known, parts = _kept.get(campaign.pk) or ("", [])
    if not known or known != moved_by(campaign.school_id):
        return None
    return next((one for one in parts if one.id == part_id), None)


def open_parts(campaign: Campaign) -> list[OpenPart]:
    """Return every department's part of every form of a published campaign, in the platform's order.

    Reads six tables, however many forms there are.
    """
    found = list(
        Contribution.objects.filter(school=campaign.school_id, made_return__form__campaign=campaign)
        .select_related("assignment__unit", "made_return__form__collected_by")
        .order_by("made_return__form__position", "assignment__order")
    )
    reading = Reading(campaign, found)
    return [reading.part(one) for one in found]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many forms, or parts of forms, are in each state, in the order of states, those that somebody fills.

    computed: how many more the platform computes; they are nobody's work and have no progress.
    """

    states: Mapping[State, int]
    computed: int

    @property
    def count(self) -> int:
        """Return how many somebody fills."""
        return sum(self.states.values())


def counts_of(parts: Collection[OpenPart]) -> Counts:
    """Return how many of some parts are in each state."""
    found = Counter(part.state for part in counted(parts))
    return Counts({state: found[state] for state in State}, len(parts) - found.total())


@dataclass(frozen=True, slots=True)
class Filled:
    """How far the rows of a part are. accepted, waiting: how many. last: when somebody last typed or brought in one."""

    accepted: int
    waiting: int
    last: datetime | None


def filled_of(parts: Collection[OpenPart]) -> dict[int, Filled]:
    """Return part -> how far its rows are, by two counts in the database."""
    ids = [part.id for part in parts]
    accepted = Counter[int]()
    for share in shares_of({part.form_id for part in parts}):
        accepted[share.part] += share.rows
    new = Q(state="pending", kind="added")
    staged = StagedRow.objects.filter(contribution__in=ids).order_by().values_list("contribution")
    waiting = {
        part: (count, last)
        for part, count, last in staged.annotate(count=Count("pk", filter=new), last=Max("edited_at"))
    }
    return {one: Filled(accepted[one], *waiting.get(one, (0, None))) for one in ids}


def kinds_waiting(part_id: int, uids: Collection[str]) -> Counter[str]:
    """Return how many of some staged rows that wait in a part are new, changed and removed, by kind."""
    found = StagedRow.objects.filter(contribution=part_id, state="pending").values_list("uid", "kind")
    wanted = frozenset(uids)
    return Counter(kind for uid, kind in found if uid in wanted)


def counts_in(campaign: Campaign) -> Counts:
    """Return how many returns of a campaign are in each state; none of a draft."""
    returns = Return.objects.filter(form__campaign=campaign).values_list("state", "form__code")
    definitions = definitions_of(campaign.platform, campaign.edition_year)
    found = Counter("" if definitions[code].read_only else state for state, code in returns)
    return Counts({state: found[state.value] for state in State}, found[""])


def waiting_for(actor: Actor) -> list[tuple[Contribution, int]]:
    """Return the parts with staged rows that the actor may accept by right, with how many wait, in the platform's order.

    Rows the actor filled are among them: somebody else is to accept those.
    """
    accepting = reach(actor, Verb.ACCEPT_ROWS)
    if not accepting:
        return []
    pending = Q(staged_rows__state="pending")
    found = (
        Contribution.objects.filter(
            school=actor.school,
            made_return__form__campaign__state="published",
            state__in=(State.FILLING, State.CHECKED),
        )
        .annotate(waiting=Count("staged_rows", filter=pending))
        .filter(waiting__gt=0)
        .select_related("assignment", "made_return__form__campaign")
        .order_by("made_return__form__campaign", "made_return__form__position")
    )
    return [(one, one.waiting) for one in found if accepting.covers(_about(one))]


def _about(part: Contribution) -> Facts:
    form = part.made_return.form
    named = f"{form.campaign.platform}.{form.code}"
    return Facts(part.school_id, frozenset({part.assignment.unit_id}), named)
