"""What a school knows, for a roster to be compared with; and the people there are, as a roster."""

from datetime import date

from shucai.apps.organisation.models import Person, RoleGrant
from shucai.apps.organisation.queries.actors import has_lead_head, is_at_work, not_ended
from shucai.apps.organisation.queries.units import units_by_name
from shucai.domain.access import Actor, Facts, Position, Role, Verb, allowed
from shucai.domain.problems import Refused
from shucai.domain.roster import COLUMNS, Known, KnownGrant, KnownPerson, KnownUnit
from shucai.toolkit import catalogue
from shucai.toolkit.catalogue import YEAR


def grantable(actor: Actor, today: date) -> frozenset[Role]:
    """Return the roles an actor may grant; an administrator the lead office's where it has no head."""
    facts = Facts(school=actor.school)
    others = not isinstance(allowed(actor, Verb.GRANT_ROLES, facts), Refused)
    administrator = not isinstance(allowed(actor, Verb.GRANT_ADMINISTRATOR, facts), Refused)
    found = set(Role) - {Role.ADMINISTRATOR} if others else set[Role]()
    if administrator:
        found.add(Role.ADMINISTRATOR)
        if not has_lead_head(actor.school, today):
            found.add(Role.LEAD_OFFICE)
    return frozenset(found)


def known_of(actor: Actor, today: date, *, lock: bool = False) -> Known:
    """Return what the school of an actor knows. lock: for an action that changes it in the same transaction."""
    people = Person.objects.filter(school=actor.school)
    grants = RoleGrant.objects.filter(not_ended(today), school=actor.school)
    if lock:
        people, grants = people.select_for_update(), grants.select_for_update()
    roles = grantable(actor, today)
    grants = grants.order_by("starts_on", "pk")
    guarded = (
        set()
        if Role.ADMINISTRATOR in roles
        else {g.person_id for g in grants if g.role == Role.ADMINISTRATOR.value}
    )
    everybody = list(people)
    logins = {login.lower(): "" for login in Person.objects.values_list("login", flat=True)}
    return Known(
        units={key: KnownUnit(unit.pk, unit.title) for key, unit in units_by_name(actor.school).items()},
        people={p.staff_no: _known(p, today, protected=p.pk in guarded) for p in everybody if p.staff_no},
        logins=logins | {p.login.lower(): p.staff_no for p in everybody},
        grants=tuple(_grant(grant) for grant in grants),
        forms={form.code: form.id for form in catalogue() if form.edition == YEAR},
        grantable=roles,
        today=today,
    )


def _known(person: Person, today: date, *, protected: bool) -> KnownPerson:
    return KnownPerson(
        person.pk,
        person.staff_no,
        person.name,
        person.login,
        person.unit_id,
        is_at_work(person, today),
        protected,
    )


def _grant(grant: RoleGrant) -> KnownGrant:
    return KnownGrant(
        id=grant.pk,
        person_id=grant.person_id,
        role=Role(grant.role),
        unit_id=grant.unit_id,
        position=Position(grant.position) if grant.position else None,
        forms=frozenset(grant.forms),
        may_import=grant.may_import,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
    )


def roster_rows(school_id: int, today: date) -> list[list[str]]:
    """Return the people with a staff number and an open account as the lines of a roster: importing them changes nothing."""
    grants: dict[int, list[RoleGrant]] = {}
    held = RoleGrant.objects.filter(not_ended(today), school=school_id).select_related("unit")
    for grant in held.order_by("pk"):
        grants.setdefault(grant.person_id, []).append(grant)
    people = Person.objects.filter(school=school_id).exclude(staff_no="").select_related("unit")
    rows: list[list[str]] = []
    for person in people.order_by("unit__order", "staff_no"):
        if is_at_work(person, today):
            rows += _lines(person, grants.get(person.pk, []))
    return rows


def _lines(person: Person, grants: list[RoleGrant]) -> list[list[str]]:
    """Return the lines of a person, the home department first."""
    at_home = sorted(grants, key=lambda grant: grant.unit_id != person.unit_id)
    home_first = at_home and at_home[0].unit_id in {person.unit_id, None}
    told = [_line(person, grant) for grant in at_home]
    return told if home_first else [_line(person, None), *told]


def _line(person: Person, grant: RoleGrant | None) -> list[str]:
    unit = grant.unit if grant and grant.unit else person.unit
    texts = {
        "staff_no": person.staff_no,
        "name": person.name,
        "login": person.login,
        "unit": unit.title if unit else "",
    }
    if grant:
        texts |= {
            "role": grant.get_role_display(),
            "position": grant.get_position_display() if grant.position else "",
            "forms": "、".join(form.split(".", 1)[1] for form in grant.forms),
            "may_import": "是" if grant.may_import else "否",
            "starts_on": f"{grant.starts_on}",
            "ends_on": f"{grant.ends_on}" if grant.ends_on else "",
        }
    return [texts.get(column.key, "") for column in COLUMNS]
