"""Pages of the departments: the tree, one department, and changing them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.campaigns import succession
from shucai.apps.campaigns.unmerging import forms_given_back, unmerge_units
from shucai.apps.organisation import actions, queries
from shucai.apps.organisation.actions.unmerging import merger_of, what_undoing_gives_back
from shucai.apps.organisation.models import Unit
from shucai.apps.organisation.queries.history import history_of
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, guarded, id_in, id_of, may, text_of
from shucai.web.fragments import go_to
from shucai.web.organisation.asking import Wrong
from shucai.web.organisation.forms import shares


def units(request: HttpRequest) -> HttpResponse:
    """Show the departments, or add one."""
    return add(request) if request.method == "POST" else _tree(request)


def _tree(request: HttpRequest, wrong: Wrong | None = None) -> HttpResponse:
    actor = guarded(request, Verb.SEE_UNITS)
    lines = queries.unit_tree(actor.school, today())
    held = shares(actor.school)
    facts = {
        "lines": [(line, held.get(line.unit.pk, [])) for line in lines],
        "may_manage": may(actor, Verb.MANAGE_UNITS),
        "form_count": len({share.form.id for forms in held.values() for share in forms}),
        "wrong": wrong,
        "typed": request.POST,
    }
    return render(request, "organisation/units.html", facts, status=UNPROCESSABLE if wrong else 200)


def add(request: HttpRequest) -> HttpResponse:
    """Add a department."""
    made = actions.add_unit(
        text_of(request, "name"),
        other_name=text_of(request, "other_name"),
        parent_id=id_of(request, "parent"),
        by=actor_of(request),
        at=clock(),
    )
    if isinstance(made, Refused):
        return _tree(request, Wrong(made))
    messages.success(request, f"已新增部门“{made.title}”")
    return go_to(request, "units")


@require_safe
def one(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show a department."""
    return _page(request, unit_id)


def _page(request: HttpRequest, unit_id: int, wrong: Wrong | None = None) -> HttpResponse:
    actor = guarded(request, Verb.SEE_UNITS)
    unit = queries.unit_seen(actor.school, unit_id)
    if unit is None:
        raise Http404
    found = queries.people_found(actor, queries.WantedPeople(unit=unit.pk), today())
    facts = {
        "unit": unit,
        "people": queries.lines_of(found[:PEOPLE_SHOWN], today()),
        "forms": shares(actor.school).get(unit.pk, []),
        "others": [other for other in queries.units_at_work(actor.school) if other.pk != unit.pk],
        "may_manage": may(actor, Verb.MANAGE_UNITS) and unit.closed_at is None,
        "history": history_of(actor.school, "unit", unit.pk) if may(actor, Verb.MANAGE_UNITS) else (),
        "wrong": wrong,
        "typed": request.POST,
        **_merging(request, unit),
        **_undoing(actor, unit),
    }
    return render(request, "organisation/unit.html", facts, status=UNPROCESSABLE if wrong else 200)


PEOPLE_SHOWN = 200


def _merging(request: HttpRequest, unit: Unit) -> dict[str, object]:
    """Return what a merger would move, where one is asked for."""
    chosen = id_in(request, "into")
    into = queries.unit_seen(unit.school_id, chosen) if chosen is not None else None
    if into is None or into.closed_at is not None or unit.closed_at is not None:
        return {}
    return {"into": into, "merger": succession.what_merging_moves(unit, into, today())}


def _undoing(actor: Actor, unit: Unit) -> dict[str, object]:
    """Return what undoing the merger of a department would give back, or which ones it took in."""
    if not may(actor, Verb.MANAGE_UNITS):
        return {}
    made = merger_of(unit) if unit.closed_at else None
    if made is None:
        return {"taken_in": unit.merged_here.filter(closed_at__isnull=False).order_by("name")}
    return {"undoing": what_undoing_gives_back(made, today()), "undoing_forms": forms_given_back(made)}


@require_POST
def unmerge(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Undo the merger of a department."""
    outcome = unmerge_units(unit_id, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return _page(request, unit_id, Wrong(outcome))
    messages.success(request, f"已撤回合并，“{outcome.unit.title}”恢复使用")
    return go_to(request, "units_one", unit_id=str(unit_id))


@require_POST
def rename(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Give a department its names and its place."""
    actor, at = actor_of(request), clock()
    names = {"name": text_of(request, "name"), "other_name": text_of(request, "other_name")}
    outcome = actions.rename_unit(unit_id, **names, by=actor, at=at)
    if not isinstance(outcome, Refused):
        outcome = actions.move_unit(unit_id, parent_id=id_of(request, "parent"), by=actor, at=at)
    if isinstance(outcome, Refused):
        return _page(request, unit_id, Wrong(outcome))
    messages.success(request, f"已保存“{outcome.title}”")
    return go_to(request, "units_one", unit_id=str(unit_id))


@require_POST
def shift(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Move a department one place up or down."""
    places = -1 if request.POST.get("way") == "up" else 1
    outcome = actions.shift_unit(unit_id, places=places, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return _tree(request, Wrong(outcome))
    return go_to(request, "units")


@require_POST
def lead(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Make a department the lead office."""
    outcome = actions.name_lead_office(unit_id, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return _page(request, unit_id, Wrong(outcome))
    messages.success(request, f"牵头部门现在是“{outcome.title}”")
    return go_to(request, "units_one", unit_id=str(unit_id))


@require_POST
def merge(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Merge a department into another one, after what moves was shown."""
    into = id_of(request, "into")
    if into is None:
        return _page(request, unit_id, Wrong(Refused("R201", {"field": "并入的部门"})))
    outcome = succession.merge_units(unit_id, into_id=into, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return _page(request, unit_id, Wrong(outcome))
    messages.success(
        request, "部门已合并，人员、角色和分工都已移过去；合并错了，在办别的事之前可以在原部门的页面撤回"
    )
    return go_to(request, "units_one", unit_id=str(into))


@require_POST
def close(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Close a department that holds nothing any more."""
    outcome = succession.close_unit(unit_id, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return _page(request, unit_id, Wrong(outcome))
    messages.success(request, f"已撤销“{outcome.title}”")
    return go_to(request, "units")
