"""The page of the workbench."""

from datetime import date, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import make_aware
from django.views.decorators.http import require_safe

from shucai.apps.audit.queries import both_moves
from shucai.apps.campaigns.closed import closings_of, going_on_or_closed_since
from shucai.apps.campaigns.models import Campaign
from shucai.apps.campaigns.queries import campaigns_of
from shucai.apps.filling.answered import Answered, answered_to
from shucai.apps.filling.declared import contradicted
from shucai.apps.filling.disputes import open_disputes
from shucai.apps.filling.doubled import doubled_since
from shucai.apps.filling.queries import waiting_for
from shucai.apps.filling.questions import open_count
from shucai.apps.organisation.models import Delegation, Person, RoleGrant, Unit
from shucai.apps.organisation.queries import has_reporters, in_force
from shucai.apps.organisation.queries.duties import duties_of_person
from shucai.apps.organisation.queries.people import delegated_by, delegated_to, passed_on
from shucai.apps.review.reopened import reopenings_on_desk
from shucai.domain.access import Actor, Position, Role, Verb, reach
from shucai.domain.workflow import State
from shucai.web.actors import actor_of, person_of, today
from shucai.web.asking import may
from shucai.web.campaigns.asking import closed_asked
from shucai.web.campaigns.words import name_of, weekday
from shucai.web.fragments import go_to
from shucai.web.navigation import ABOVE
from shucai.web.workbench.desk import desk_of

NO_CONTENT = 204
NEWS = timedelta(days=7)  # for which an answer stays on the desk
LEADING = (Position.HEAD, Position.DEPUTY)


@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """Show what the person who is logged in has to do. campaign, state: narrow it; number: answer only a change."""
    actor, person, on = actor_of(request), person_of(request), today()
    waiting = waiting_for(actor)
    asked, answered = _asked(actor), _answered(actor, on)
    against, doubled = contradicted(actor), doubled_since(actor)
    told = (asked.values(), [len(answered), len(against)], [one.count for one in doubled])
    counted = (sum(count for _, count in waiting), *(sum(numbers) for numbers in told))
    last, moved = both_moves(actor.school)
    number = "-".join(str(one) for one in (last, *counted))
    if request.GET.get("number") == number:
        return HttpResponse(status=NO_CONTENT)
    may_plan = bool(reach(actor, Verb.PLAN_CAMPAIGN))
    if ended := closed_asked(request, actor):
        return go_to(request, "campaigns_one", campaign_id=str(ended.pk))
    known = list(
        campaigns_of(actor.school, drafts=may_plan).filter(going_on_or_closed_since(_week_before(on)))
    )
    running = [one for one in known if one.state != "closed"]
    published = [one for one in running if one.state != "draft"]
    chosen = _chosen(request, published)
    state = _state(request)
    facts = {
        "person": person,
        "number": number,
        "above": bool(ABOVE & actor.roles),
        "roles": _roles(actor),
        "units": _units(actor, person),
        "on": on,
        "weekday": weekday(on),
        "switch": [(campaign, name_of(campaign)) for campaign in published],
        "chosen": chosen,
        "state": state,
        "desk": desk_of(actor, [chosen] if chosen else published, on, moved, state),
        "drafts": [one for one in running if one.state == "draft"],
        "may_plan": may_plan,
        "sees_only": actor.roles == {Role.AUDITOR},
        "begins": None if published else _begins(actor, on),
        "duties": _unconfirmed(actor, on),
        "stands_in": _stands_in(actor, person, on),
        "given": [one for one in delegated_by(person, on) if one.grant.person_id == person.pk],
        "passed_on": passed_on(person, _week_before(on)),
        "fills": bool(reach(actor, Verb.FILL)),
        "waiting_rows": waiting,
        "reopenings": reopenings_on_desk(actor, on),
        "asked": asked,
        "answered": answered,
        "contradicted": against,
        "doubled": doubled,
        "closed": closings_of(known) if actor.roles else [],
    }
    return render(request, "workbench/desk.html", facts)


def _asked(actor: Actor) -> dict[str, int]:
    """Return how many questions and objections to rules wait for an answer of the lead office, to those who answer them."""
    if not reach(actor, Verb.PLAN_CAMPAIGN):
        return {}
    disputes = open_disputes(actor.school) if reach(actor, Verb.OVERRIDE_RULE) else 0
    return {"questions": open_count(actor.school), "disputes": disputes}


def _answered(actor: Actor, on: date) -> list[Answered]:
    """Return what the lead office answered to somebody of late; those who answer are not told."""
    if reach(actor, Verb.PLAN_CAMPAIGN):
        return []
    return answered_to(actor.person, _week_before(on))


def _week_before(on: date) -> datetime:
    return make_aware(datetime.combine(on - NEWS, time.min))


def _begins(actor: Actor, on: date) -> dict[str, object] | None:
    """Return how far a school without a campaign is and who does the rest, to who makes its accounts; else None.

    others: who may plan and publish, where that is not the actor.
    """
    if not may(actor, Verb.MANAGE_PEOPLE):
        return None
    plans = may(actor, Verb.PLAN_CAMPAIGN)
    return {
        "staffed": has_reporters(actor.school, on),
        "others": "" if plans else "、".join(_lead_office(actor.school, on)),
    }


def _lead_office(school: int, on: date) -> list[str]:
    """Return who leads the lead office, by name."""
    leading = RoleGrant.objects.filter(
        in_force(on), school=school, role=Role.LEAD_OFFICE, position__in=LEADING, person__is_active=True
    )
    return list(dict.fromkeys(leading.order_by("-position", "pk").values_list("person__name", flat=True)))


def _chosen(request: HttpRequest, published: list[Campaign]) -> Campaign | None:
    """Return the campaign asked for, None for all of them. Raises Http404 for one that is not there."""
    asked = request.GET.get("campaign", "")
    if not asked:
        return None
    found = next((campaign for campaign in published if str(campaign.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _state(request: HttpRequest) -> State | None:
    asked = request.GET.get("state", "")
    return State(asked) if asked in set(State) else None


def _unconfirmed(actor: Actor, on: date) -> list[str]:
    """Return the roles whose duties are not yet confirmed this year, each once."""
    mine = duties_of_person(actor.person, on.year, on) if actor.grants else []
    return list(dict.fromkeys(Role(d.grant.role).label for d in mine if d.confirmation is None))


def _stands_in(actor: Actor, person: Person, on: date) -> list[Delegation]:
    """Return for whom somebody acts today, until when."""
    if all(grant.on_behalf_of is None for grant in actor.grants):
        return []
    return [one for one in delegated_to(person, on) if one.starts_on <= on]


def _units(actor: Actor, person: Person) -> str:
    """Return every department in which somebody holds a role, own or delegated, their home department first."""
    held = {grant.unit for grant in actor.grants if grant.unit} - {person.unit_id}
    others = Unit.objects.filter(pk__in=held).order_by("order") if held else ()
    home = [person.unit.title] if person.unit else []
    return "、".join([*home, *(unit.title for unit in others)])


def _roles(actor: Actor) -> str:
    held = [role.label for role in Role if role in actor.roles]
    return "、".join(held)
