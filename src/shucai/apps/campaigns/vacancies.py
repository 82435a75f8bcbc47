"""What nobody would do after a hand-over: roles and work that neither the taker nor anybody else holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from shucai.apps.campaigns.models import AssignedPerson, CampaignForm
from shucai.apps.campaigns.queries import named_form
from shucai.apps.organisation.actions.leaving import Passing
from shucai.apps.organisation.models import Person, RoleGrant
from shucai.apps.organisation.queries.actors import not_ended
from shucai.domain.access import Role

CONSEQUENCES: Mapping[Role, str] = {
    Role.REPORTER: "{unit}的表没有人填报",
    Role.DEPARTMENT_HEAD: "{unit}的数据没有人审核，走不到下一步",
    Role.LEAD_OFFICE: "要由{position}办理的事没有人办理",
    Role.SCHOOL_LEADER: "关键数据没有人批准，部门负责人不能审核通过",
    Role.STEERING_COMMITTEE: "要由{position}办理的审议没有人办理",
    Role.ADMINISTRATOR: "没有人管理账号和设置系统",
    Role.AUDITOR: "没有人查看审计记录",
}
COLLECTS = "collects"


@dataclass(frozen=True, slots=True)
class Vacancy:
    """What stays open. key: by which it is accepted; grant: of the giver, None for work; then: what comes of it."""

    key: str
    what: str
    then: str
    grant: int | None = None


@dataclass(frozen=True)
class Parting:
    """Who goes, who takes over, and which grants the taker gets."""

    giver: Person
    taker: Person
    passed: frozenset[int]
    today: date


def vacancies(
    parting: Parting,
    found: Iterable[Passing],
    collected: Iterable[CampaignForm],
    parts: Iterable[AssignedPerson],
) -> list[Vacancy]:
    """Return what nobody would do. found: the giver's roles; collected, parts: what names the giver in campaigns."""
    found = list(found)
    open_roles = [
        one.grant for one in found if not _is_taken(one, parting) and not _others(one.grant, parting)
    ]
    told = [_of_role(grant) for grant in open_roles]
    known = {(grant.role, grant.unit_id) for grant in open_roles}
    told += _of_parts(parting, parts, known, found)
    forms = list(collected)
    if forms and not _leads_after(parting, found):
        named = "、".join(named_form(form) for form in forms)
        told.append(
            Vacancy(COLLECTS, f"集中导入 {named}", "这些表没有指定的人集中导入，要在采集任务里另行指定")
        )
    return told


def _is_taken(one: Passing, parting: Parting) -> bool:
    return one.held or (one.can_pass and one.grant.pk in parting.passed)


def _others(grant: RoleGrant, parting: Parting) -> bool:
    """Return whether somebody else holds all that a grant covers."""
    same = _at_work(parting).filter(role=grant.role, position=grant.position, unit=grant.unit_id)
    return any(not other.forms or (grant.forms and set(grant.forms) <= set(other.forms)) for other in same)


def _at_work(parting: Parting) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(
        not_ended(parting.today),
        school=parting.giver.school_id,
        person__is_active=True,
        person__left_on=None,
    ).exclude(person=parting.giver)


def _of_role(grant: RoleGrant) -> Vacancy:
    unit = grant.unit.title if grant.unit else ""
    position = grant.get_position_display() if grant.position else ""
    words = "·".join(part for part in (grant.get_role_display(), position, unit) if part)
    then = CONSEQUENCES[Role(grant.role)].format(unit=unit, position=f"{grant.get_role_display()}{position}")
    return Vacancy(f"grant-{grant.pk}", words, then, grant.pk)


def _of_parts(
    parting: Parting,
    parts: Iterable[AssignedPerson],
    known: set[tuple[str, int | None]],
    found: list[Passing],
) -> Iterator[Vacancy]:
    """Yield the parts that name the giver where nobody has the role in the department, if no open role says so already."""
    for named in parts:
        role = Role.REPORTER if named.part == "fill" else Role.DEPARTMENT_HEAD
        unit = named.assignment.unit_id
        taken = any(
            _is_taken(one, parting) and (one.grant.role, one.grant.unit_id) == (role.value, unit)
            for one in found
        )
        if (
            taken
            or (role.value, unit) in known
            or _at_work(parting).filter(role=role.value, unit=unit).exists()
        ):
            continue
        what = f"{named.assignment.form.code} {named.get_part_display()}"
        yield Vacancy(f"part-{named.pk}", what, f"{named.assignment.unit.title}没有{role.label}接着办")


def _leads_after(parting: Parting, found: list[Passing]) -> bool:
    """Return whether the taker is of the lead office once the roles are passed on."""
    lead = Role.LEAD_OFFICE.value
    gets = any(_is_taken(one, parting) and one.grant.role == lead for one in found)
    return gets or parting.taker.grants.filter(not_ended(parting.today), role=lead).exists()
