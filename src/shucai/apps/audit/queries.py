"""Reading the audit."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncDate

from shucai.apps.audit.chain import GENESIS, flaws_of
from shucai.apps.audit.models import ChainHead, Entry
from shucai.domain.normalise.readings import by_reading
from shucai.domain.problems import Problem

MOST_FLAWS = 100
SHORT = 12  # characters of a hash that tell one entry from another
QUIET = 500  # quiet entries after which boards are told anew: they count how often something was done


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a school's audit is looked for; blank or None for anything.

    person: who acted, or on whose behalf. text: in the name of what was acted on. from_on, until_on: days, both included.
    """

    person: int | None = None
    action: str = ""
    kind: str = ""
    subject_id: str = ""
    text: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing in particular is looked for."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of looking a chain through. head: the hash of the last entry, to be noted elsewhere."""

    school: int
    count: int
    head: str
    flaws: tuple[Problem, ...]
    has_more: bool


def entries(school: int, wanted: Wanted, zone: tzinfo) -> QuerySet[Entry]:
    """Return the entries of a school that fit, the newest first. zone: where the days of ``wanted`` begin."""
    found = Entry.objects.filter(_fits(wanted, zone), school=school)
    return found.order_by("-number")


def actions_in(school: int) -> list[str]:
    """Return the actions that occur in a school's audit."""
    return list(
        Entry.objects.filter(school=school).order_by("action").values_list("action", flat=True).distinct()
    )


def kinds_in(school: int) -> list[str]:
    """Return the kinds of things that a school's audit speaks of."""
    kinds = (
        Entry.objects.filter(school=school).order_by("subject_kind").values_list("subject_kind", flat=True)
    )
    return list(kinds.distinct())


def people_in(school: int) -> list[tuple[int, str]]:
    """Return who acts in a school's audit, with the latest name, by name."""
    met = Entry.objects.filter(school=school, actor__isnull=False)
    latest = met.order_by().values("actor").annotate(last=Max("number")).values("last")
    named = met.filter(number__in=latest).order_by("actor")
    people = [(actor, name) for actor, name in named.values_list("actor", "actor_name") if actor is not None]
    return by_reading(people, lambda one: one[1])


def delegators_in(school: int) -> set[int]:
    """Return on whose behalf somebody acted in a school's audit."""
    delegated = Entry.objects.filter(school=school, on_behalf_of__isnull=False).order_by()
    return {
        person for person in delegated.values_list("on_behalf_of", flat=True).distinct() if person is not None
    }


def last_move(school: int) -> str:
    """Return what names a school's last entry that was not quiet.

    As long as it stays, nothing that progress is told from has changed; of quiet ones some hundreds may have come.
    """
    return _named(*_moved(school))


def moved_by(school: int) -> str:
    """Return the hash of a school's last entry that was not quiet, blank before the first one."""
    return _moved(school)[0]


def both_moves(school: int) -> tuple[str, str]:
    """Return what names a school's last entry that was not quiet, and its hash: ``last_move`` and ``moved_by``, read once."""
    moved, number = _moved(school)
    return _named(moved, number), moved


def _named(moved: str, number: int) -> str:
    return f"{moved[:SHORT]}-{number // QUIET}"


def _moved(school: int) -> tuple[str, int]:
    return ChainHead.objects.filter(pk=school).values_list("moved", "number").first() or ("", 0)


def days_of(school: int, kind: str, since: date, zone: tzinfo) -> dict[str, dict[date, int]]:
    """Return thing -> day -> how often it was acted on, from a day on. kind: of the things; zone: where days begin."""
    counted = (
        Entry.objects.filter(
            school=school, subject_kind=kind, at__gte=datetime.combine(since, time.min, zone)
        )
        .annotate(day=TruncDate("at", tzinfo=zone))
        .order_by()
        .values_list("subject_id", "day")
        .annotate(count=Count("pk"))
    )
    found: dict[str, dict[date, int]] = {}
    for thing, day, count in counted:
        found.setdefault(thing, {})[day] = count
    return found


def chains() -> list[int]:
    """Return the schools that have a chain, the installation's own first."""
    with_entries = Entry.objects.order_by().values_list("school", flat=True).distinct()
    return sorted({*with_entries, *ChainHead.objects.values_list("school", flat=True)})


def check_chain(school: int) -> Checked:
    """Return whether the chain of a school is whole, with the first places where it is not."""
    found: list[Problem] = []
    for flaw in flaws_of(school):
        found.append(flaw)
        if len(found) > MOST_FLAWS:
            break
    last = Entry.objects.filter(school=school).order_by("-number").first()
    return Checked(
        school=school,
        count=Entry.objects.filter(school=school).count(),
        head=last.hash if last else GENESIS,
        flaws=tuple(found[:MOST_FLAWS]),
        has_more=len(found) > MOST_FLAWS,
    )


def _fits(wanted: Wanted, zone: tzinfo) -> Q:
    fits = Q()
    for name in ("action", "subject_id"):
        if getattr(wanted, name):
            fits &= Q(**{name: getattr(wanted, name)})
    if wanted.kind:
        fits &= Q(subject_kind=wanted.kind)
    if wanted.text:
        fits &= Q(subject__icontains=wanted.text)
    if wanted.person is not None:
        fits &= Q(actor=wanted.person) | Q(on_behalf_of=wanted.person)
    return fits & _within(wanted, zone)


def _within(wanted: Wanted, zone: tzinfo) -> Q:
    fits = Q()
    if wanted.from_on:
        fits &= Q(at__gte=datetime.combine(wanted.from_on, time.min, zone))
    if wanted.until_on:
        fits &= Q(at__lt=datetime.combine(wanted.until_on + timedelta(days=1), time.min, zone))
    return fits
