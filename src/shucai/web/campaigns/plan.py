"""Planning a campaign, steps one, two and five: what it is, its stages, publishing."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shucai.apps.campaigns.actions import Description, StageWanted, change_stages, describe, drop_draft
from shucai.apps.campaigns.models import Campaign, Stage
from shucai.apps.filling.actions import publish_campaign
from shucai.domain.access import Verb
from shucai.domain.planning import DayKind, PlannedStage, StageKind, begun_on, is_known, kind_of, working_days
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, day_in, may, refused_or_said, text_of, whole
from shucai.web.campaigns.asking import planned_campaign
from shucai.web.campaigns.moved import moved_words
from shucai.web.campaigns.steps import planning
from shucai.web.fragments import go_to

SPANS = ("academic_starts_on", "academic_ends_on", "calendar_starts_on", "calendar_ends_on")


@require_safe
def plan(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Go on planning: to the first step in which something is missing, else to the last one."""
    campaign = planned_campaign(request, campaign_id)
    steps = planning(campaign, "overview", today()).steps
    step = next((step.key for step in steps if step.missing), "overview")
    return redirect(f"campaigns_{step}", campaign_id=campaign.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def basics(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show and change title, address and periods."""
    campaign, wrong = planned_campaign(request, campaign_id), ""
    if request.method == "POST":
        days = {name: day_in(text_of(request, name)) for name in SPANS}
        known = {name: on for name, on in days.items() if on is not None}
        wrong = "" if len(known) == len(days) else "四个日期都要填写，例如 2024-09-01"
        if not wrong:
            wanted = Description(text_of(request, "title"), text_of(request, "address"), **known)
            refused = refused_or_said(
                request, describe(campaign.pk, wanted, by=actor_of(request), at=clock()), "已保存任务和时段"
            )
            if not refused:
                return go_to(request, "campaigns_stages", campaign_id=str(campaign.pk))
            wrong = refused.reason
    typed = request.POST if wrong else None
    shown = {name: typed[name] if typed else getattr(campaign, name).isoformat() for name in SPANS}
    facts = planning(campaign, "basics", today()).facts(
        wrong=wrong,
        shown=shown,
        title=typed["title"] if typed else campaign.title,
        address=typed["address"] if typed else campaign.address,
    )
    return render(request, "campaigns/basics.html", facts, status=UNPROCESSABLE if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def stages(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show and change the stages with their dates."""
    campaign, wrong = planned_campaign(request, campaign_id), ""
    rows = [_row(stage) for stage in campaign.stages.order_by("order")]
    begins = day_in(request.GET.get("begins", "")) if campaign.state == "draft" else None
    if begins:
        rows = _begun_on(rows, begins)
    if request.method == "POST":
        rows = _typed(request)
        missing = next((row for row in rows if not (row["starts"] and row["ends"])), None)
        if missing:
            wrong = f"“{missing['name'] or '新阶段'}”的开始和结束日期都要填写"
        else:
            saved = change_stages(
                campaign.pk, [_wanted(row) for row in rows], by=actor_of(request), at=clock(), today=today()
            )
            refused = refused_or_said(request, saved, "已保存阶段和日期")
            if not refused:
                return go_to(request, "campaigns_assignments", campaign_id=str(campaign.pk))
            wrong = refused.reason
    counts = {stage.pk: stage.forms.count() for stage in campaign.stages.all()}
    for row in rows:
        row["forms"] = counts.get(row["id"], 0)  # type: ignore[call-overload]  # rows are values of a template
        row["days"] = days_words(row["starts"], row["ends"])  # type: ignore[arg-type]
    facts = planning(campaign, "stages", today()).facts(
        wrong=wrong,
        rows=rows,
        begins=begins,
        on=today(),
        is_over=_is_over(rows),
        moved=_moved(campaign, rows),
        kinds=[(kind.value, kind.label) for kind in StageKind],
    )
    return render(request, "campaigns/stages.html", facts, status=UNPROCESSABLE if wrong else 200)


def _begun_on(rows: "list[Row]", first: date) -> "list[Row]":
    """Return the rows with their dates moved to begin on a day; nothing is saved by it."""
    moved = begun_on([_wanted(row).planned for row in rows], first)
    return [
        {**row, "starts": stage.starts_on, "ends": stage.ends_on}
        for row, stage in zip(rows, moved, strict=True)
    ]


def _is_over(rows: "list[Row]") -> bool:
    """Return whether every stage lies in the past."""
    return all(row["ends"] is not None and row["ends"] < today() for row in rows)  # type: ignore[operator]  # dates


def _moved(campaign: Campaign, rows: "list[Row]") -> str:
    """Return why a draft does not have the dates of the step table; blank where somebody has chosen its dates."""
    if campaign.state != "draft":
        return ""
    return moved_words(campaign, [(row["starts"], row["ends"]) for row in rows])  # type: ignore[misc]  # dates


@require_safe
def count_days(request: HttpRequest) -> HttpResponse:
    """Show how many working days there are between two dates, as a part of the page of stages."""
    words = days_words(day_in(request.GET.get("starts", "")), day_in(request.GET.get("ends", "")))
    return render(request, "campaigns/days.html", {"days": words})


def days_words(first: date | None, last: date | None) -> dict[str, object]:
    """Return how many working days a span has and what is notable about its ends."""
    if first is None or last is None or last < first:
        return {"count": None, "marks": [], "reversed": first is not None and last is not None}
    ends = [("开始", first), ("结束", last)] if first != last else [("当天", first)]
    marks = [f"{name}日是{kind_of(on).label}" for name, on in ends if kind_of(on) is not DayKind.WORKING]
    if not (is_known(first) and is_known(last)):
        marks.append(f"{last.year} 年放假安排未公布，按周一至周五算")
    return {"count": working_days(first, last), "marks": marks}


Row = dict[str, object]  # of the form of stages


def _row(stage: Stage) -> Row:
    return {
        "id": stage.pk, "name": stage.name, "kind": stage.kind, "starts": stage.starts_on, "ends": stage.ends_on,
        "work": stage.work, "departments": stage.departments, "remark": stage.remark,
    }  # fmt: skip


def _typed(request: HttpRequest) -> list[Row]:
    """Return the stages as typed; those ticked for removal and an empty new one are left out."""
    names = ("id", "name", "kind", "starts", "ends", "work", "departments", "remark")
    columns = [request.POST.getlist(name) for name in names]
    rows: list[Row] = []
    for values in zip(*columns, strict=False):
        row: Row = dict(zip(names, values, strict=True))
        if not row["name"] and not row["id"]:
            continue
        if row["id"] and row["id"] in request.POST.getlist("removed"):
            continue
        row["id"] = whole(str(row["id"]))
        row["starts"], row["ends"] = day_in(str(row["starts"])), day_in(str(row["ends"]))
        rows.append(row)
    return rows


def _wanted(row: Row) -> StageWanted:
    kind = str(row["kind"])
    planned = PlannedStage(
        name=str(row["name"])[:40],
        kind=StageKind(kind) if kind in set(StageKind) else StageKind.FILLING,
        starts_on=row["starts"],  # type: ignore[arg-type]  # the caller looked
        ends_on=row["ends"],  # type: ignore[arg-type]
        work=str(row["work"])[:400],
        departments=str(row["departments"])[:200],
        remark=str(row["remark"])[:400],
    )
    return StageWanted(row["id"], planned)  # type: ignore[arg-type]


@require_safe
def overview(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show what is missing and what publishing makes."""
    return _overview(request, planned_campaign(request, campaign_id))


def _overview(request: HttpRequest, campaign: Campaign, wrong: str = "") -> HttpResponse:
    known = planning(campaign, "overview", today())
    filled = [line for line in known.lines if line.is_typed]
    parts = [part for line in filled for part in line.parts]
    people = {p.pk for part in parts for p in part.fill.people}
    facts = known.facts(
        wrong=wrong,
        gaps=known.gaps,
        blocking=sum(gap.blocks for gap in known.gaps),
        stages=[
            (stage, days_words(stage.starts_on, stage.ends_on)) for stage in campaign.stages.order_by("order")
        ],
        form_count=len(filled),
        computed=len(known.lines) - len(filled),
        part_count=len(parts),
        unit_count=len({part.assignment.unit_id for part in parts}),
        people_count=len(people),
        key_count=sum(line.has_key for line in known.lines),
        may_publish=may(actor_of(request), Verb.PUBLISH_CAMPAIGN),
    )
    return render(request, "campaigns/overview.html", facts, status=UNPROCESSABLE if wrong else 200)


@require_POST
def publish(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Publish a campaign."""
    campaign = planned_campaign(request, campaign_id)
    done = publish_campaign(campaign.pk, by=actor_of(request), at=clock(), today=today())
    refused = refused_or_said(request, done, "已发布，各部门现在能看到自己的表和待办")
    if refused:
        return _overview(request, campaign, refused.reason)
    return go_to(request, "campaigns_one", campaign_id=str(campaign.pk))


@require_POST
def drop(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Drop a draft."""
    campaign = planned_campaign(request, campaign_id)
    refused = refused_or_said(
        request, drop_draft(campaign.pk, by=actor_of(request), at=clock()), f"已删除“{campaign.title}”"
    )
    return _overview(request, campaign, refused.reason) if refused else go_to(request, "campaigns")
