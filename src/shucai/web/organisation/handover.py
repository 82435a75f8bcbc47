"""The hand-over when somebody leaves: first what is passed on and to whom, then the confirmation."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from shucai.apps.campaigns import succession
from shucai.apps.campaigns.queries import named_form
from shucai.apps.campaigns.vacancies import Parting, vacancies
from shucai.apps.organisation import queries
from shucai.apps.organisation.actions.leaving import cannot_leave, passings
from shucai.apps.organisation.models import Person
from shucai.domain.access import Verb
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, day_in, guarded, id_of, ids_of, text_of, whole
from shucai.web.fragments import go_to
from shucai.web.organisation.asking import Wrong, needed_day
from shucai.web.organisation.people import person_or_404


def handover(request: HttpRequest, person_id: int) -> HttpResponse:
    """Ask for the taker and the last day, show what is passed on, and do it."""
    if request.method != "POST":
        return _page(request, person_id, request.GET.get("taker", ""), request.GET.get("last_day", ""))
    last_day = needed_day(request, "last_day", "最后一天")
    taker = id_of(request, "taker")
    if isinstance(last_day, Refused) or taker is None:
        wrong = last_day if isinstance(last_day, Refused) else Refused("R201", {"field": "接手人"})
        return _page(request, person_id, str(taker or ""), "", Wrong(wrong))
    grants = frozenset(ids_of(request, "grants"))
    vacant = frozenset(request.POST.getlist("vacant"))
    asked = succession.Leaving(taker, last_day, text_of(request, "reason"), grants, vacant)
    outcome = succession.hand_over(person_id, asked, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return _page(request, person_id, str(taker), last_day.isoformat(), Wrong(outcome))
    messages.success(request, f"已移交给{outcome.taker.name}；账号用到 {last_day:%Y-%m-%d}，次日起停用")
    return go_to(request, "people_one", person_id=str(person_id))


def _page(
    request: HttpRequest, person_id: int, taker: str, last_day: str, wrong: Wrong | None = None
) -> HttpResponse:
    person = person_or_404(request, person_id)
    actor = guarded(request, Verb.MANAGE_PEOPLE, person=person.pk)
    facts: dict[str, object] = {
        "person": person,
        "colleagues": sorted(
            queries.colleagues_of(actor.school, today(), besides=person.pk),
            key=lambda one: one.unit_id != person.unit_id,  # who is nearest first
        ),
        "moves": _moves(succession.open_work(person)),
        "taker_id": taker,
        "last_day": last_day or today().isoformat(),
        "reason": request.POST.get("reason", ""),
        "wrong": wrong,
    }
    chosen = _chosen(request, taker)
    if chosen is not None:
        refused = cannot_leave(person, chosen, _day(last_day), today())
        facts |= {"taker": chosen, "cannot": refused, **_passed(request, person, chosen)}
    return render(request, "organisation/handover.html", facts, status=UNPROCESSABLE if wrong else 200)


def _moves(work: succession.Work) -> list[tuple[str, str, str]]:
    """Return what is passed on in campaigns: the campaign, the form, and what is done with it for whom."""
    named = [
        (one.assignment.form, f"{one.assignment.unit.title} · {one.get_part_display()}")
        for one in work.assigned
    ]
    collected = [(form, "集中导入") for form in work.collects]
    return [(form.campaign.title, named_form(form), what) for form, what in [*named, *collected]]


def _passed(request: HttpRequest, person: Person, taker: Person) -> dict[str, object]:
    """Return the roles of somebody with whether they go to the taker, and what nobody takes over."""
    found = passings(person, taker, actor_of(request), today())
    able = {one.grant.pk for one in found if one.can_pass}
    passed = frozenset(ids_of(request, "grants") if request.method == "POST" else able)
    work = succession.open_work(person)
    left_open = vacancies(Parting(person, taker, passed, today()), found, work.collects, work.assigned)
    by_grant = {one.grant: one for one in left_open}
    return {
        "passings": [(one, one.grant.pk in passed & able, by_grant.get(one.grant.pk)) for one in found],
        "left_open": [one for one in left_open if one.grant is None],
        "vacant": request.POST.getlist("vacant"),
    }


def _chosen(request: HttpRequest, taker: str) -> Person | None:
    person_id = whole(taker)
    if person_id is None:
        return None
    chosen = queries.person_seen(actor_of(request), person_id)
    if chosen is None:
        raise Http404
    return chosen


def _day(typed: str) -> date:
    """Return a day of the address; today for one that is none, as the form then shows today."""
    return day_in(typed) or today()
