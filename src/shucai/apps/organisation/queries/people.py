"""People: lists as far as somebody reaches, one person with roles, delegations and history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from shucai.apps.organisation.models import Delegation, Handover, Person, RoleGrant
from shucai.apps.organisation.queries.actors import in_force, is_at_work
from shucai.domain.access import Actor, Reach, Role, Verb, reach
from shucai.domain.normalise.readings import by_reading
from shucai.domain.normalise.sounds import initials_of

FEWEST_LETTERS = 2  # of a name as it is spoken


@dataclass(frozen=True)
class WantedPeople:
    """What is looked for; empty means anything. state: open | closed | no_role | waiting (initial password unused)."""

    text: str = ""
    unit: int | None = None
    role: str = ""
    state: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing narrows the list."""
        return not (self.text or self.unit or self.role or self.state)


@dataclass(frozen=True)
class PersonLine:
    """A person of the list with the roles in force."""

    person: Person
    grants: tuple[RoleGrant, ...]
    is_open: bool


def people_found(actor: Actor, wanted: WantedPeople, today: date) -> QuerySet[Person]:
    """Return the people an actor sees that fit, by department and name."""
    found = _within(reach(actor, Verb.SEE_PEOPLE)).select_related("unit")
    if wanted.text:
        text = wanted.text
        written = Q(name__icontains=text) | Q(staff_no__icontains=text) | Q(login__icontains=text)
        found = found.filter(written | Q(pk__in=_spoken(found, text)))
    if wanted.unit is not None:
        found = found.filter(Q(unit=wanted.unit) | Q(grants__in=_held(today, unit=wanted.unit)))
    if wanted.role:
        found = found.filter(grants__in=_held(today, role=wanted.role))
    return _of_state(found, wanted.state, today).order_by("unit__order", "unit", "staff_no", "pk").distinct()


def unused_accounts(school: int, today: date) -> QuerySet[Person]:
    """Return the open accounts of a school that still have their initial password, by department and name."""
    found = _of_state(Person.objects.filter(school=school), "waiting", today)
    return found.order_by("unit__order", "unit", "staff_no", "pk")


def _within(reached: Reach) -> QuerySet[Person]:
    everybody = Person.objects.filter(school=reached.school)
    if reached.whole_school:
        return everybody
    return everybody.filter(Q(unit__in=reached.units) | Q(pk__in=reached.people))


def _spoken(people: QuerySet[Person], text: str) -> list[int]:
    """Return whose names begin, letter by letter as they are spoken, with a text; nobody's where it is no letters."""
    if len(text) < FEWEST_LETTERS or not (text.isascii() and text.isalpha()):
        return []
    names = people.order_by().values_list("pk", "name")
    return [pk for pk, name in names if initials_of(name).startswith(text.lower())]


def _held(today: date, **of: object) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(in_force(today), **of)


def _of_state(found: QuerySet[Person], state: str, today: date) -> QuerySet[Person]:
    is_open = Q(is_active=True) & (Q(left_on=None) | Q(left_on__gte=today))
    if state == "closed":
        return found.exclude(is_open)
    if state == "open":
        return found.filter(is_open)
    if state == "no_role":
        return found.filter(is_open).exclude(grants__in=_held(today))
    if state == "waiting":
        return found.filter(is_open, password_changed_at=None)
    return found


def lines_of(people: Iterable[Person], today: date) -> list[PersonLine]:
    """Return people with their roles in force."""
    people = list(people)
    grants: dict[int, list[RoleGrant]] = {}
    held = RoleGrant.objects.filter(in_force(today), person__in=people).select_related("unit")
    for grant in held.order_by("pk"):
        grants.setdefault(grant.person_id, []).append(grant)
    return [PersonLine(p, tuple(grants.get(p.pk, ())), is_at_work(p, today)) for p in people]


def person_seen(actor: Actor, person_id: int) -> Person | None:
    """Return a person an actor may see; others are not there."""
    return _within(reach(actor, Verb.SEE_PEOPLE)).select_related("unit").filter(pk=person_id).first()


def colleagues_of(school_id: int, today: date, *, besides: int) -> list[Person]:
    """Return who can take something over: everybody with an open account but one, and but those who leave."""
    found = _of_state(Person.objects.filter(school=school_id, left_on=None), "open", today)
    people = by_reading(found.exclude(pk=besides).select_related("unit").order_by("pk"), lambda one: one.name)
    return sorted(people, key=lambda one: (one.unit is None, one.unit.order if one.unit else 0))


@dataclass(frozen=True)
class HeldGrant:
    """A grant on a person's page. when: now | later | ended. confirmed: its duties were confirmed this year."""

    grant: RoleGrant
    when: str
    delegations: tuple[Delegation, ...]
    confirmed: bool


def grants_of(person: Person, today: date) -> list[HeldGrant]:
    """Return the grants of a person: in force, to come, ended."""
    grants = RoleGrant.objects.filter(person=person).select_related(
        "unit", "granted_by", "revoked_by", "person"
    )
    open_ones: dict[int, list[Delegation]] = {}
    made = Delegation.objects.filter(grant__person=person, revoked_at=None, ends_on__gte=today)
    for one in made.select_related("to").order_by("starts_on"):
        open_ones.setdefault(one.grant_id, []).append(one)
    confirmed = set(grants.filter(confirmations__year=today.year).values_list("pk", flat=True))
    held = [
        HeldGrant(g, _when(g, today), tuple(open_ones.get(g.pk, ())), g.pk in confirmed)
        for g in grants.order_by("-starts_on", "-pk")
    ]
    return sorted(held, key=lambda one: ("now", "later", "ended").index(one.when))


def _when(grant: RoleGrant, today: date) -> str:
    if grant.revoked_at is not None or (grant.ends_on is not None and grant.ends_on < today):
        return "ended"
    return "later" if grant.starts_on > today else "now"


def delegated_to(person: Person, today: date) -> list[Delegation]:
    """Return the delegations a person has in hand or will have."""
    found = Delegation.objects.filter(to=person, revoked_at=None, ends_on__gte=today, grant__revoked_at=None)
    return list(found.select_related("grant", "grant__person", "grant__unit").order_by("starts_on"))


def delegated_by(person: Person, today: date) -> list[Delegation]:
    """Return the delegations that run or are to come of what a person holds, or that the person made for others."""
    found = Delegation.objects.filter(revoked_at=None, ends_on__gte=today, grant__revoked_at=None)
    found = found.filter(Q(grant__person=person) | Q(made_by=person))
    return list(
        found.select_related("grant", "grant__person", "grant__unit", "to").order_by("starts_on", "pk")
    )


def passed_on(person: Person, since: datetime) -> list[Handover]:
    """Return what a person who leaves passed on, and what those who leave passed on to the person lately."""
    found = Handover.objects.exclude(giver__left_on=None)
    found = found.filter(Q(giver=person) | Q(taker=person, made_at__gte=since))
    return list(found.select_related("giver", "taker").order_by("pk"))


def role_counts(actor: Actor, today: date) -> dict[str, int]:
    """Return how many of the people an actor sees hold each role today."""
    people = _of_state(_within(reach(actor, Verb.SEE_PEOPLE)), "open", today)
    held = (
        RoleGrant.objects.filter(in_force(today), person__in=people).values_list("role", "person").distinct()
    )
    counts = {role.value: 0 for role in Role}
    for role, _person in held:
        counts[role] += 1
    return counts
