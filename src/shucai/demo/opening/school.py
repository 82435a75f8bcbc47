"""Opening the demo school: every step is the action a person would take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shucai.apps.organisation.actions.founding import Founder, found_school
from shucai.apps.organisation.actions.grants import Scope, grant_role
from shucai.apps.organisation.actions.passwords import InitialPassword, choose_password, make_initial_password
from shucai.apps.organisation.actions.people import Admitted, Card, create_person
from shucai.apps.organisation.actions.schools import NewSchool, open_school
from shucai.apps.organisation.models import Person, School
from shucai.apps.organisation.queries import actor_of, units_by_name
from shucai.demo.opening.answers import NotOpened, done
from shucai.demo.opening.campaigns import open_campaigns
from shucai.demo.opening.cast import Part, cast
from shucai.demo.opening.hands import Hands
from shucai.demo.opening.rows import RowsOfYear
from shucai.demo.opening.work import work_on, work_on_last_year
from shucai.domain.access import Actor, Role

SCHOOL_NAME = "示例职业技术学校"
SCHOOL_CODE = "3200000000"  # nobody's: the last six digits are all 0
SETTLED = timedelta(days=60)  # how long before today the school was opened

LAST_YEAR = timedelta(days=30)  # how long before today last year's collection ended

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to try. what: role and department in words."""

    login: str
    name: str
    what: str


@transaction.atomic
def open_demo_school(
    password: str, *, at: datetime, tell: Tell = lambda _: None, at_work: bool = False
) -> list[DemoAccount]:
    """Open the demo school, and return one account per role, all with this password.

    at_work: with last year's campaigns closed and this year's under way; else the campaigns are just published.
    The others have an initial password nobody knows; the administrator can give them new ones. Raises NotOpened.
    """
    opened_at = at - SETTLED
    tell("部门")
    school = done(open_school(NewSchool(SCHOOL_NAME, "示例校", SCHOOL_CODE, invented=True), at=opened_at))
    tell("人员和角色")
    parts = list(cast())
    # one for all: nobody is told it, and each takes long to hash on purpose
    initial = make_initial_password()
    accounts = [_employ(school, part, initial, opened_at) for part in parts]
    for part, person in zip(parts, accounts, strict=True):
        if part.login:
            done(choose_password(person.pk, password, at=opened_at))
    tell("采集任务")
    lead = next(p for part, p in zip(parts, accounts, strict=True) if part.login == "qiantou")
    _collect(actor_of(lead, timezone.localdate(at)), at, tell, at_work=at_work)
    return [_account(part) for part in parts if part.login]


def _collect(lead: Actor, at: datetime, tell: Tell, *, at_work: bool) -> None:
    """Open this year's campaigns; with work in them, and behind them last year's, where asked."""
    today = timezone.localdate(at)
    if not at_work:
        open_campaigns(lead, today.year, at=at, tell=tell)
        return
    hands, before = Hands.of(lead.school, today), at - LAST_YEAR
    for campaign in open_campaigns(lead, today.year - 1, at=before, tell=tell):
        work_on_last_year(campaign, RowsOfYear(campaign.year, last=True), hands, at=before)
    for campaign in open_campaigns(lead, today.year, at=at, tell=tell):
        work_on(campaign, RowsOfYear(campaign.year), hands, at=at, tell=tell)


def accounts() -> list[DemoAccount]:
    """Return the accounts that are printed."""
    return [_account(part) for part in cast() if part.login]


def _account(part: Part) -> DemoAccount:
    place = f"·{part.position.label}" if part.position else ""
    unit = f"，{part.unit}" if part.role.is_of_a_unit else ""
    return DemoAccount(part.login, part.name, f"{part.role.label}{place}{unit}")


def _employ(school: School, part: Part, initial: InitialPassword, at: datetime) -> Person:
    """Create somebody with their role. The administrator and the head of the lead office are there first and do the rest."""
    if part.login in {"guanli", "qiantou"}:
        founder = Founder(part.name, part.login, part.role, part.staff_no)
        return done(found_school(school.pk, founder, at=at)).person
    today = timezone.localdate(at)
    unit = units_by_name(school.pk)[part.unit]
    card = Card(part.name, part.staff_no, part.login or part.staff_no, unit.pk)
    by = _office(school, Role.ADMINISTRATOR, today)
    admitted: Admitted = done(create_person(card, by=by, at=at, ready=initial))
    scope = Scope(part.role, unit.pk if part.role.is_of_a_unit else None, part.position)
    done(grant_role(admitted.person.pk, scope, by=_office(school, Role.LEAD_OFFICE, today), at=at))
    return admitted.person


def _office(school: School, role: Role, today: date) -> Actor:
    """Return who holds the first grant of a role."""
    person = Person.objects.filter(school=school, grants__role=role.value).order_by("pk").first()
    if person is None:
        raise NotOpened(role.label)
    return actor_of(person, today)
