"""Delegating a role between two dates, and taking it back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.organisation.actions.acting import Acting, about_person, acting, day_of
from shucai.apps.organisation.actions.finding import delegation_of, grant_of, person_of
from shucai.apps.organisation.actions.scopes import scope_words
from shucai.apps.organisation.models import Delegation, RoleGrant
from shucai.apps.organisation.queries.actors import is_at_work
from shucai.domain.access import Actor, Role, Verb
from shucai.domain.problems import Refused

LEAST_REASON, LONGEST_REASON = 4, 200
KEPT_BY_HOLDER = {Role.ADMINISTRATOR.value, Role.AUDITOR.value}


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, both days included, and why."""

    starts_on: date
    ends_on: date
    reason: str


@transaction.atomic
def delegate(grant_id: int, *, to_id: int, span: Span, by: Actor, at: datetime) -> Delegation | Refused:
    """Let somebody exercise a role for its holder; the lead office does it for one who is absent."""
    grant = grant_of(grant_id, by.school)
    if isinstance(grant, Refused):
        return grant
    act = _delegating(grant, by, at)
    if isinstance(act, Refused):
        return act
    to = person_of(to_id, by.school)
    if isinstance(to, Refused):
        return to
    made = Delegation(
        school_id=by.school,
        grant=grant,
        to=to,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        reason=span.reason.strip(),
        made_by_id=by.person,
        made_at=at,
    )
    if refused := _wrong_span(made, day_of(at)) or _wrong_taker(made, day_of(at)):
        return refused
    made.save()
    act.record(about_person(grant.person), did="委托", **told(made))
    return made


@transaction.atomic
def revoke_delegation(delegation_id: int, *, by: Actor, at: datetime) -> Delegation | Refused:
    """Take a delegation back, now."""
    made = delegation_of(delegation_id, by.school)
    if isinstance(made, Refused):
        return made
    act = _delegating(made.grant, by, at)
    if isinstance(act, Refused):
        return act
    made.revoked_at = at
    made.save(update_fields=["revoked_at"])
    act.record(about_person(made.grant.person), did="收回委托", **told(made))
    return made


def told(made: Delegation) -> dict[str, object]:
    """Return a delegation as the audit tells it."""
    return {
        "grant": scope_words(made.grant),
        "to": made.to.name,
        "span": f"{made.starts_on} 至 {made.ends_on}",
        "reason": made.reason,
    }


def _delegating(grant: RoleGrant, by: Actor, at: datetime) -> Acting | Refused:
    """Return the frame of delegating a grant: its holder's own, or somebody's who grants roles."""
    if grant.role in KEPT_BY_HOLDER:
        return Refused("R224", {"role": grant.get_role_display()})
    if grant.person_id == by.person:
        return acting(by, Verb.DELEGATE, at=at, person=by.person)
    return acting(by, Verb.GRANT_ROLES, at=at, person=grant.person_id)


def _wrong_span(made: Delegation, today: date) -> Refused | None:
    if made.ends_on < made.starts_on:
        return Refused("R206", {"starts": f"{made.starts_on}", "ends": f"{made.ends_on}"})
    if made.ends_on < today:
        return Refused("R225", {"ends": f"{made.ends_on}"})
    if made.grant.ends_on is not None and made.ends_on > made.grant.ends_on:
        return Refused("R226", {"ends": f"{made.grant.ends_on}"})
    if len(made.reason) < LEAST_REASON:
        return Refused("R304", {"least": str(LEAST_REASON)})
    if len(made.reason) > LONGEST_REASON:
        return Refused("R214", {"field": "事由", "most": str(LONGEST_REASON), "count": str(len(made.reason))})
    return None


def _wrong_taker(made: Delegation, today: date) -> Refused | None:
    if made.to_id == made.grant.person_id:
        return Refused("R227")
    if not is_at_work(made.to, today):
        return Refused("R211", {"name": made.to.name})
    same = Delegation.objects.filter(
        grant=made.grant,
        to=made.to,
        revoked_at=None,
        starts_on__lte=made.ends_on,
        ends_on__gte=made.starts_on,
    ).first()
    if same is None:
        return None
    return Refused("R228", {"name": made.to.name, "span": f"{same.starts_on} 至 {same.ends_on}"})
