"""Handing out the workbooks of a campaign, and bringing a changed division back."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from shucai.adapters.workbooks.reading import read_workbook
from shucai.apps.campaigns.actions import PartWanted
from shucai.apps.campaigns.lines import FormLine, lines_of
from shucai.apps.campaigns.models import Campaign
from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.actions import reassign_many
from shucai.apps.organisation.queries import units_by_name
from shucai.apps.organisation.queries.units import units_at_work
from shucai.domain.planning.division import Division, ReadPart, WrongCell, read_division
from shucai.domain.tables import Unreadable
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, refused_or_said
from shucai.web.campaigns.asking import planned_campaign, seen_campaign
from shucai.web.campaigns.sheets import division_book, task_book
from shucai.web.campaigns.staff import steps_of
from shucai.web.campaigns.steps import planning
from shucai.web.downloads import XLSX, file_headers
from shucai.web.fragments import go_to

LARGEST = 5 << 20  # bytes of a division
SHOWN_WRONG = 200


@require_safe
def division_xlsx(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Hand out the division to change."""
    campaign = planned_campaign(request, campaign_id)
    titles = [unit.title for unit in units_at_work(campaign.school_id)]
    return _given(division_book(lines_of(campaign, today()), titles), f"{campaign.title} 任务分工.xlsx")


@require_safe
def tasks_xlsx(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Hand out the task tables."""
    campaign = seen_campaign(request, campaign_id)
    lines = lines_of(campaign, today())
    stages = list(campaign.stages.order_by("order"))
    return _given(task_book(campaign, lines, stages, steps_of(lines)), f"{campaign.title} 任务分工表.xlsx")


def _given(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, headers=file_headers(XLSX, name))


@dataclass(frozen=True)
class Change:
    """A form whose division the workbook changes."""

    line: FormLine
    old: str
    new: str


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Take a changed division: read, show what would change, and change it when that is confirmed."""
    campaign = planned_campaign(request, campaign_id)
    if request.method == "POST" and "parts" in request.POST:
        return _confirmed(request, campaign)
    if request.method == "POST":
        return _read(request, campaign)
    return _page(request, campaign)


def _read(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None or not upload.size:
        return _page(request, campaign, wrong="请先选择填好的分工表")
    if upload.size > LARGEST:
        return _page(request, campaign, wrong="文件超过 5 MB，这不像是分工表；请用下载的分工表填写")
    division = _division(upload, campaign)
    if isinstance(division, Unreadable):
        return _page(request, campaign, wrong=division.message)
    if division.wrong:
        return _page(request, campaign, cells=division.wrong)
    changes = _changes(campaign, division.parts)
    return _page(request, campaign, changes=changes, parts=_as_json(division, changes))


def _division(upload: UploadedFile[Any], campaign: Campaign) -> Division | Unreadable:
    suffix = Path(upload.name or "").suffix.lower()
    with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR, suffix=suffix) as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
        kept.flush()
        book = read_workbook(Path(kept.name))
    if isinstance(book, Unreadable):
        return book
    units = {key: unit.pk for key, unit in units_by_name(campaign.school_id).items()}
    forms = definitions_of(campaign.platform, campaign.edition_year)
    return read_division(book.sheet.cells.rows(), forms, units)


def _changes(campaign: Campaign, parts: Mapping[str, Sequence[ReadPart]]) -> list[Change]:
    titles = {unit.pk: unit.title for unit in units_at_work(campaign.school_id)}
    found = []
    for line in lines_of(campaign, today()):
        wanted = parts.get(line.form.code)
        there = [
            ReadPart(p.assignment.unit_id, p.assignment.scope, tuple(p.assignment.fields)) for p in line.parts
        ]
        if wanted is not None and there != list(wanted):
            found.append(Change(line, _all_told(there, titles), _all_told(wanted, titles)))
    return found


def _all_told(parts: Sequence[ReadPart], titles: Mapping[int, str]) -> str:
    return "、".join(_told(part, titles) for part in parts) or "没有"


def _told(part: ReadPart, titles: Mapping[int, str]) -> str:
    more = "，".join(filter(None, [part.scope, f"{len(part.fields)} 个栏目" if part.fields else ""]))
    return titles[part.unit] + (f"（{more}）" if more else "")


def _as_json(division: Division, changes: Sequence[Change]) -> str:
    kept = {change.line.form.pk: division.parts[change.line.form.code] for change in changes}
    return json.dumps(
        {str(form): [[p.unit, p.scope, list(p.fields)] for p in parts] for form, parts in kept.items()},
        ensure_ascii=False,
    )


def _confirmed(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    wanted = _wanted(request.POST["parts"])
    known = set(campaign.forms.values_list("pk", flat=True))
    if wanted is None or not set(wanted) <= known:
        return _page(request, campaign, wrong="这次确认没有带全内容，请重新选择文件")
    done = reassign_many(wanted, by=actor_of(request), at=clock())
    refused = refused_or_said(request, done, f"已按工作簿改了 {len(wanted)} 张表的分工")
    if refused:
        return _page(request, campaign, wrong=refused.reason)
    return go_to(request, "campaigns_assignments", campaign_id=str(campaign.pk))


def _wanted(text: str) -> dict[int, list[PartWanted]] | None:
    """Return the parts that a confirmation carries, None where it is not what this page wrote."""
    try:
        return {
            int(form): [
                PartWanted(int(unit), str(scope), tuple(map(str, fields))) for unit, scope, fields in parts
            ]
            for form, parts in json.loads(text).items()
        }
    except (ValueError, TypeError, AttributeError):
        return None


def _page(
    request: HttpRequest,
    campaign: Campaign,
    *,
    wrong: str = "",
    cells: Sequence[WrongCell] = (),
    changes: Sequence[Change] | None = None,
    parts: str = "",
) -> HttpResponse:
    facts = planning(campaign, "assignments", today()).facts(
        wrong=wrong, cells=cells[:SHOWN_WRONG], wrong_count=len(cells), changes=changes, parts=parts
    )
    return render(request, "campaigns/import.html", facts, status=UNPROCESSABLE if wrong or cells else 200)
