"""Progress of a campaign by department: counts by state, what holds each up, whom it keeps waiting."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shucai.domain.progress.holds import BEFORE_CHECK, Hold, HoldKind, hold_of
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import State


@dataclass(frozen=True, slots=True)
class Department:
    """A department in a campaign.

    parts: its parts of forms, in the platform's order. counts: state -> how many of those that somebody fills; computed: how
    many more the platform computes. done: how many it has approved.
    holds: what holds the others up, the most pressing first. keeps: department -> how many of its forms wait for forms of
    this one; awaits: department -> how many forms of that one this one waits for; the most first in both.
    """

    unit: int
    title: str
    parts: tuple[OpenPart, ...]
    counts: Mapping[State, int]
    done: int
    holds: tuple[Hold, ...]
    keeps: Mapping[str, int]
    awaits: Mapping[str, int]
    computed: int = 0

    @property
    def count(self) -> int:
        """Return how many parts it fills."""
        return sum(self.counts.values())

    @property
    def share(self) -> int:
        """Return what part it has approved, in per cent, rounded down."""
        return self.done * 100 // self.count if self.count else 100

    @property
    def is_done(self) -> bool:
        """Return whether it has approved everything."""
        return self.done == self.count

    @property
    def hot(self) -> int:
        """Return how many of its parts are overdue or sent back."""
        return sum(hold.count for hold in self.holds if hold.is_hot)


@dataclass(frozen=True, slots=True)
class Coming:
    """The next deadline, and how many forms have to be submitted until then."""

    on: date
    count: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A campaign, or what somebody sees of it: departments with something left to do first, the furthest behind on top.

    counts: state -> forms, each form once, by its leading department, or by what is seen of it where that is another's.
    done, count: forms approved by their departments, and all that somebody fills; computed: how many more the platform
    computes. expected: forms whose deadline is over. holds: what holds forms up, each once. coming: None where nothing is.
    """

    departments: tuple[Department, ...]
    counts: Mapping[State, int]
    done: int
    count: int
    expected: int
    holds: tuple[Hold, ...]
    coming: Coming | None = None
    computed: int = 0


def counted(parts: Iterable[OpenPart]) -> list[OpenPart]:
    """Return the parts that progress counts: those that somebody fills. A form that is computed is nobody's work."""
    return [part for part in parts if part.is_typed]


def progress_of(seen: Sequence[OpenPart], everything: Iterable[OpenPart], today: date) -> Progress:
    """Return how far the seen parts of a campaign are.

    everything: all parts of the campaign, so that who waits for whom is told across departments as well.
    """
    waiting = _waiting(everything)
    by_unit: dict[int, list[OpenPart]] = defaultdict(list)
    for part in seen:
        by_unit[part.unit].append(part)
    departments = [_department(parts, waiting, today) for parts in by_unit.values()]
    forms = _each_form_once(seen)
    leading = counted(forms)
    return Progress(
        departments=tuple(sorted(departments, key=lambda one: (one.is_done, one.share, -one.hot))),
        counts=_counts(leading),
        done=sum(part.state.is_complete for part in leading),
        count=len(leading),
        expected=sum(part.due_on < today for part in leading),
        holds=_holds(leading, today),
        coming=_coming(leading, today),
        computed=len(forms) - len(leading),
    )


def _each_form_once(seen: Sequence[OpenPart]) -> list[OpenPart]:
    """Return the parts that stand for a form: of its leading department, or seen where that one is not."""
    leading = [part for part in seen if part.leads]
    led = {part.form_id for part in leading}
    return leading + list({part.form_id: part for part in seen if part.form_id not in led}.values())


def _coming(parts: Iterable[OpenPart], today: date) -> Coming | None:
    days = Counter(part.due_on for part in parts if part.state in BEFORE_CHECK and part.due_on >= today)
    return Coming(min(days), days[min(days)]) if days else None


def _counts(parts: Iterable[OpenPart]) -> Mapping[State, int]:
    found = Counter(part.state for part in parts)
    return {state: found[state] for state in State}


def _holds(parts: Iterable[OpenPart], today: date) -> tuple[Hold, ...]:
    held: dict[HoldKind, list[OpenPart]] = defaultdict(list)
    for part in parts:
        if (kind := hold_of(part, today)) is not None:
            held[kind].append(part)
    return tuple(
        Hold(kind, len(held[kind]), min((part.since for part in held[kind] if part.since), default=None))
        for kind in HoldKind
        if kind in held
    )


def _waiting(parts: Iterable[OpenPart]) -> list[tuple[OpenPart, OpenPart]]:
    """Return (form that waits, part it waits for), by parts of other departments that are not approved yet."""
    everything = list(parts)
    owners: dict[str, list[OpenPart]] = defaultdict(list)
    for part in everything:
        if not part.state.is_complete:
            owners[part.named].append(part)
    return [
        (part, other)
        for part in everything
        if part.leads and not part.state.is_complete
        for named in part.waits_for
        for other in owners[named]
        if other.unit != part.unit
    ]


def _department(
    parts: Sequence[OpenPart], waiting: Iterable[tuple[OpenPart, OpenPart]], today: date
) -> Department:
    unit, filled = parts[0].unit, counted(parts)
    keeps = [(part.id, part.unit_title) for part, other in waiting if other.unit == unit]
    awaits = [(other.form_id, other.unit_title) for part, other in waiting if part.unit == unit]
    return Department(
        unit=unit,
        title=parts[0].unit_title,
        parts=tuple(parts),
        counts=_counts(filled),
        done=sum(part.state.is_complete for part in filled),
        holds=_holds(parts, today),
        keeps=_most_first(keeps),
        awaits=_most_first(awaits),
        computed=len(parts) - len(filled),
    )


def _most_first(forms: Iterable[tuple[int, str]]) -> Mapping[str, int]:
    """Return department -> how many different forms, the most first, then as they came: every process tells the same."""
    return dict(Counter(title for _, title in dict.fromkeys(forms)).most_common())
