"""Pages of people and their accounts: the list, one person, and changing them."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.organisation import actions, queries
from shucai.apps.organisation.actions.administrators import is_administrator
from shucai.apps.organisation.actions.delegations import LEAST_REASON
from shucai.apps.organisation.actions.leaving import withdraw_leaving
from shucai.apps.organisation.actions.lock_outs import end_lock_out
from shucai.apps.organisation.models import Person
from shucai.apps.organisation.queries.contacts import Contacts, contacts_of
from shucai.apps.organisation.queries.history import history_of
from shucai.apps.organisation.queries.lock_outs import lock_out_of
from shucai.apps.organisation.queries.roster import grantable
from shucai.domain.access import Actor, Position, Role, Verb
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, guarded, id_in, id_of, may, text_of
from shucai.web.audit.words import ACCOUNT_WORDS
from shucai.web.fragments import go_to, is_fragment
from shucai.web.organisation.asking import Wrong
from shucai.web.organisation.forms import Share, shares, titled
from shucai.web.search import searched

PAGE = 50
STATES = (("open", "在用"), ("waiting", "未登录过"), ("no_role", "没有角色"), ("closed", "停用或离任"))


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show the people an actor reaches, by search and filter."""
    actor = guarded(request, Verb.SEE_UNITS)
    wanted = _wanted(request)
    pages = Paginator(queries.people_found(actor, wanted, today()), PAGE)
    page = pages.get_page(request.GET.get("page"))
    facts = {
        "page": page,
        "lines": queries.lines_of(page.object_list, today()),
        "wanted": wanted,
        "may_manage": may(actor, Verb.MANAGE_PEOPLE),
    }
    if is_fragment(request):
        return render(request, "organisation/people_list.html", facts)
    counts = queries.role_counts(actor, today())
    facts |= {
        "choices": queries.units_at_work(actor.school),
        "roles": [(role.value, role.label, counts[role.value]) for role in Role],
        "states": STATES,
        "unused": facts["may_manage"] and queries.unused_accounts(actor.school, today()).exists(),
    }
    return render(request, "organisation/people.html", facts)


def _wanted(request: HttpRequest) -> queries.WantedPeople:
    role, state = (request.GET.get(name, "") for name in ("role", "state"))
    return queries.WantedPeople(
        text=searched(request),
        unit=id_in(request, "unit"),
        role=role if role in {one.value for one in Role} else "",
        state=state if state in dict(STATES) else "",
    )


def new(request: HttpRequest) -> HttpResponse:
    """Show the form of a new person, or create them and show the slip."""
    if request.method != "POST":
        return _card(request)
    outcome = actions.create_person(_typed(request), by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return _card(request, wrong=Wrong(outcome))
    return slips(request, [outcome], title=f"已新增{outcome.person.name}", then="下一步：授予角色")


def edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show what is written of a person, or change it."""
    if request.method != "POST":
        return _card(request, person_or_404(request, person_id))
    outcome = actions.edit_person(person_id, _typed(request), by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return _card(request, person_or_404(request, person_id), Wrong(outcome))
    messages.success(request, f"已保存{outcome.name}的资料")
    return go_to(request, "people_one", person_id=str(person_id))


def _typed(request: HttpRequest) -> actions.Card:
    name, staff_no, login = (text_of(request, field) for field in ("name", "staff_no", "login"))
    return actions.Card(name, staff_no, login, id_of(request, "unit"))


def _card(request: HttpRequest, person: Person | None = None, wrong: Wrong | None = None) -> HttpResponse:
    actor = guarded(request, Verb.MANAGE_PEOPLE, person=person.pk if person else None)
    shown = {name: getattr(person, name, "") for name in ("name", "staff_no", "login")}
    unit = str(person.unit_id or "") if person else request.GET.get("unit", "")
    facts = {
        "person": person,
        "typed": request.POST if wrong else {**shown, "unit": unit},
        "choices": queries.units_at_work(actor.school),
        "wrong": wrong,
    }
    return render(request, "organisation/card.html", facts, status=UNPROCESSABLE if wrong else 200)


@require_safe
def one(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show a person with roles, delegations and history."""
    return page_of(request, person_id)


def page_of(
    request: HttpRequest,
    person_id: int,
    wrong: Wrong | None = None,
    asked: int | None = None,
    contacts: Contacts | None = None,
) -> HttpResponse:
    """Show the page of a person. wrong: where something was asked of it; asked: the grant to be delegated.

    contacts: whole, where they were asked for.
    """
    person = person_or_404(request, person_id)
    actor = actor_of(request)
    facts: dict[str, object] = {
        "person": person,
        "is_open": queries.is_at_work(person, today()),
        **_held(actor, person),
        "delegated": queries.delegated_to(person, today()),
        "wrong": wrong,
        "asked": asked,
        "sent": request.POST,
        "least_reason": LEAST_REASON,
        "today": today(),
        **_rights(actor, person),
    }
    of_contacts = wrong is not None and wrong.field in {"phone", "email"}
    asking = request.resolver_match if wrong else None
    facts["asking"] = asking.url_name if asking else ""
    facts["changing"] = (
        asking.kwargs.get("grant_id") if asking and asking.url_name == "people_change" else None
    )
    facts["typed"] = request.POST if facts["asking"] == "people_grant" else {}
    of_grants = facts["asking"] in {"people_grant", "people_change"} and bool(facts["may_grant"])
    facts["in_place"] = bool(asked and facts["may_delegate"]) or of_contacts or of_grants
    if facts["may_manage"] or facts["is_me"]:
        facts |= {"contacts": contacts or contacts_of(person).masked, "whole": contacts is not None}
    if facts["may_see_history"]:
        facts["locked"] = lock_out_of(person, clock())
    facts["has_factor"] = bool(facts["may_manage"]) and queries.has_second_factor(person)
    if facts["may_see_history"]:
        facts["history"] = history_of(actor.school, "person", person.pk, besides=ACCOUNT_WORDS)
    if facts["may_grant"] or facts["may_delegate"]:
        facts["colleagues"] = sorted(
            queries.colleagues_of(actor.school, today(), besides=person.pk),
            key=lambda one: one.unit_id != person.unit_id,  # who is nearest first
        )
    if facts["may_grant"]:
        facts |= {"choices": queries.units_at_work(actor.school), "positions": _positions()}
        roles = grantable(actor, today())
        facts["roles"] = [(role.value, role.label) for role in Role if role in roles]
        facts["changeable"] = {role.value for role in roles}
    return render(request, "organisation/person.html", facts, status=UNPROCESSABLE if wrong else 200)


@dataclass(frozen=True)
class Shown:
    """A role on the page of a person. forms: of its department, to choose from; only: those it is for."""

    held: queries.HeldGrant
    forms: tuple[Share, ...]
    only: tuple[str, ...]


def _held(actor: Actor, person: Person) -> dict[str, list[Shown]]:
    """Return the roles a person has or will have, and those that ended."""
    forms = shares(actor.school)
    shown = [
        Shown(one, tuple(forms.get(one.grant.unit_id or 0, ())), titled(one.grant.forms))
        for one in queries.grants_of(person, today())
    ]
    return {
        "held": [one for one in shown if one.held.when != "ended"],
        "ended": [one for one in shown if one.held.when == "ended"],
    }


def _positions() -> list[tuple[str, str]]:
    return [(position.value, position.label) for position in Position]


def _rights(actor: Actor, person: Person) -> dict[str, bool]:
    """Return what the actor may do on the page of a person."""
    manages = may(actor, Verb.MANAGE_PEOPLE, person=person.pk)
    grants = may(actor, Verb.GRANT_ROLES, person=person.pk)
    of_administrator = is_administrator(person, today=today())
    is_others = of_administrator and actor.person != person.pk
    apart = manages and is_others and not may(actor, Verb.GRANT_ADMINISTRATOR, person=person.pk)
    return {
        "is_me": actor.person == person.pk,
        "of_administrator": of_administrator,
        "apart": apart,
        "may_manage": manages and not apart,
        "may_grant": grants or may(actor, Verb.GRANT_ADMINISTRATOR, person=person.pk),
        "may_delegate": grants or (actor.person == person.pk and may(actor, Verb.DELEGATE, person=person.pk)),
        "may_hand_over": manages and grants and not apart,
        "may_see_history": manages or actor.person == person.pk,
    }


def person_or_404(request: HttpRequest, person_id: int) -> Person:
    """Return a person the actor may see."""
    person = queries.person_seen(actor_of(request), person_id)
    if person is None:
        raise Http404
    return person


@require_POST
def close(request: HttpRequest, person_id: int) -> HttpResponse:
    """Close an account."""
    outcome = actions.close_account(person_id, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return page_of(request, person_id, Wrong(outcome))
    messages.success(request, f"{outcome.name}的账号已停用，随时可以再启用")
    return go_to(request, "people_one", person_id=str(person_id))


@require_POST
def reopen(request: HttpRequest, person_id: int) -> HttpResponse:
    """Open a closed account again and show the slip."""
    outcome = actions.reopen_account(person_id, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return page_of(request, person_id, Wrong(outcome))
    return slips(request, [outcome], title=f"{outcome.person.name}的账号已启用")


@require_POST
def remove_factor(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take the second factor off the account of somebody who lost the phone."""
    outcome = actions.remove_second_factor(person_id, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return page_of(request, person_id, Wrong(outcome))
    messages.success(request, f"{outcome.name}的两步验证已撤销，请确认是本人提出的")
    return go_to(request, "people_one", person_id=str(person_id))


@require_POST
def unlock(request: HttpRequest, person_id: int) -> HttpResponse:
    """Let somebody who is locked out after failed log-ins log in again at once."""
    outcome = end_lock_out(person_id, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return page_of(request, person_id, Wrong(outcome))
    messages.success(request, f"{outcome.name}现在可以登录了")
    return go_to(request, "people_one", person_id=str(person_id))


@require_POST
def stay(request: HttpRequest, person_id: int) -> HttpResponse:
    """Let somebody stay whose last day is still to come."""
    outcome = withdraw_leaving(person_id, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return page_of(request, person_id, Wrong(outcome))
    messages.success(request, f"{outcome.name}的离任已撤回，账号和角色恢复；已移交的仍由接手人办理")
    return go_to(request, "people_one", person_id=str(person_id))


@require_POST
def reset(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a new initial password and show the slip."""
    outcome = actions.reset_password(person_id, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return page_of(request, person_id, Wrong(outcome))
    return slips(request, [outcome], title=f"已重置{outcome.person.name}的密码")


@require_POST
def reset_unused(request: HttpRequest) -> HttpResponse:
    """Have new initial passwords made for all who have not logged in yet."""
    asked = actions.ask_for_passwords(by=guarded(request, Verb.MANAGE_PEOPLE), at=clock())
    if isinstance(asked, Refused):
        messages.error(request, asked.reason)
        return go_to(request, "people")
    return go_to(request, "jobs_one", job_id=str(asked.pk))


def slips(
    request: HttpRequest, admitted: list[actions.Admitted], *, title: str, then: str = ""
) -> HttpResponse:
    """Show initial passwords, once: they stand in this answer only and are kept nowhere. then: what comes next."""
    facts = {"admitted": admitted, "title": title, "then": then, "address": request.build_absolute_uri("/")}
    return render(request, "organisation/slips.html", facts)
