"""What is done on the page of a person to roles: grant, change, revoke, delegate, take back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.organisation import actions
from shucai.domain.access import Position, Role, Verb
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock
from shucai.web.asking import guarded, id_in, id_of, text_of
from shucai.web.fragments import go_to
from shucai.web.organisation.asking import Wrong, day_of, needed_day
from shucai.web.organisation.forms import shares
from shucai.web.organisation.people import page_of, person_or_404

LISTED = frozenset({"account_mine", "duties"})  # pages besides a person's on which a delegation can be ended


def _answered(request: HttpRequest, person_id: int, outcome: object, words: str) -> HttpResponse:
    """Answer on the page of a person: with what was done, or with what is wrong."""
    if isinstance(outcome, Refused):
        return page_of(request, person_id, Wrong(outcome))
    messages.success(request, words)
    return go_to(request, "people_one", person_id=str(person_id))


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """Show the forms of a department to choose from, as a part of the form of a role."""
    actor = guarded(request, Verb.SEE_UNITS)
    unit = id_in(request, "unit")
    held = shares(actor.school).get(unit, []) if unit is not None else []
    return render(request, "organisation/form_choice.html", {"forms": held, "unit": unit, "chosen": ()})


@require_POST
def grant(request: HttpRequest, person_id: int) -> HttpResponse:
    """Grant a role to a person."""
    person_or_404(request, person_id)
    scope = _scope(request)
    if isinstance(scope, Refused):
        return page_of(request, person_id, Wrong(scope))
    outcome = actions.grant_role(person_id, scope, by=actor_of(request), at=clock())
    return _answered(request, person_id, outcome, f"已授予“{scope.role.label}”")


@require_POST
def change(request: HttpRequest, person_id: int, grant_id: int) -> HttpResponse:
    """Change the scope or the dates of a role."""
    person_or_404(request, person_id)
    scope = _scope(request)
    if isinstance(scope, Refused):
        return page_of(request, person_id, Wrong(scope))
    outcome = actions.change_grant(grant_id, scope, by=actor_of(request), at=clock())
    return _answered(request, person_id, outcome, "角色已调整")


@require_POST
def revoke(request: HttpRequest, person_id: int, grant_id: int) -> HttpResponse:
    """Take a role back."""
    person_or_404(request, person_id)
    outcome = actions.revoke_grant(grant_id, by=actor_of(request), at=clock())
    return _answered(request, person_id, outcome, "角色已撤销")


@require_POST
def delegate(request: HttpRequest, person_id: int, grant_id: int) -> HttpResponse:
    """Let somebody else exercise a role between two dates."""
    person_or_404(request, person_id)
    span = _span(request)
    to = id_of(request, "to")
    if isinstance(span, Refused):
        return page_of(request, person_id, Wrong(span), asked=grant_id)
    if to is None:
        return page_of(request, person_id, Wrong(Refused("R201", {"field": "受托人"})), asked=grant_id)
    outcome = actions.delegate(grant_id, to_id=to, span=span, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return page_of(request, person_id, Wrong(outcome), asked=grant_id)
    return _answered(request, person_id, outcome, "已委托，到期自动收回")


@require_POST
def take_back(request: HttpRequest, person_id: int, delegation_id: int) -> HttpResponse:
    """End a delegation now."""
    person_or_404(request, person_id)
    outcome = actions.revoke_delegation(delegation_id, by=actor_of(request), at=clock())
    back = text_of(request, "back")
    if back in LISTED and not isinstance(outcome, Refused):
        messages.success(request, "委托已收回")
        return go_to(request, back)
    return _answered(request, person_id, outcome, "委托已收回")


def _scope(request: HttpRequest) -> actions.Scope | Refused:
    """Return the scope that was typed, or what is missing."""
    role, position = text_of(request, "role"), text_of(request, "position")
    if role not in {one.value for one in Role}:
        return Refused("R201", {"field": "角色"})
    starts = day_of(request, "starts_on", "起始日期")
    ends = day_of(request, "ends_on", "结束日期")
    if isinstance(starts, Refused):
        return starts
    if isinstance(ends, Refused):
        return ends
    return actions.Scope(
        role=Role(role),
        unit_id=id_of(request, "unit"),
        position=Position(position) if position in {one.value for one in Position} else None,
        forms=frozenset(request.POST.getlist("forms")),
        may_import=text_of(request, "may_import") == "1",
        starts_on=starts,
        ends_on=ends,
    )


def _span(request: HttpRequest) -> actions.Span | Refused:
    starts, ends = needed_day(request, "starts_on", "起始日期"), needed_day(request, "ends_on", "结束日期")
    if isinstance(starts, Refused):
        return starts
    return ends if isinstance(ends, Refused) else actions.Span(starts, ends, text_of(request, "reason"))
