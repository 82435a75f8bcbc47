"""Creating people, accounts and roles from a workbook: template, check, preview, commit, slips."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.organisation import actions, queries
from shucai.apps.organisation.actions.roster import Brought
from shucai.apps.organisation.queries.roster import grantable, known_of, roster_rows
from shucai.domain.access import Actor, Role, Verb
from shucai.domain.problems import Refused
from shucai.domain.roster import COLUMNS, Checked, check_roster
from shucai.domain.tables import Unreadable
from shucai.toolkit.rosters import Choices, RosterFile, annotate_roster, read_roster, write_roster_workbook
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, guarded
from shucai.web.checks.record import SUFFIX
from shucai.web.checks.store import drawer
from shucai.web.checks.uploads import kept_name
from shucai.web.downloads import XLSX, file_headers
from shucai.web.fragments import go_to
from shucai.web.templatetags.ui import file_size

OWNER = "roster_owner"
UPLOAD, NAME = "upload", "name"


@dataclass(frozen=True)
class Kept:
    """A roster that was uploaded and is waiting for its confirmation."""

    owner: str
    token: str
    file_name: str
    read: RosterFile | Unreadable


def roster(request: HttpRequest) -> HttpResponse:
    """Show how it goes, or take a file."""
    guarded(request, Verb.MANAGE_PEOPLE)
    return _take(request) if request.method == "POST" else _start(request)


def _start(request: HttpRequest, problem: str = "") -> HttpResponse:
    facts = {
        "columns": COLUMNS,
        "problem": problem,
        "upload_limit": settings.UPLOAD_LIMIT,
        "waiting": queries.slips_waiting_for(actor_of(request)),
    }
    return render(request, "organisation/roster.html", facts, status=UNPROCESSABLE if problem else 200)


def _take(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None or not upload.name or not upload.size or upload.file is None:
        return _start(request, "没有收到文件，或文件是空的。请选择填好的名册，再按“检查名册”")
    if upload.size > settings.UPLOAD_LIMIT:
        return _start(request, f"文件太大，上限是 {file_size(settings.UPLOAD_LIMIT)}")
    owner = request.session.setdefault(OWNER, secrets.token_hex(16))
    token = drawer().create(owner, clock())
    drawer().write(owner, token, UPLOAD, cast("BinaryIO", upload.file))
    drawer().write(owner, token, NAME, json.dumps(kept_name(upload.name)).encode())
    return go_to(request, "roster_one", token=token)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Give the workbook to fill, blank or with the people there are."""
    actor = guarded(request, Verb.MANAGE_PEOPLE)
    filled = request.GET.get("rows") == "current"
    roles = grantable(actor, today())
    choices = Choices(
        units=[unit.title for unit in queries.units_at_work(actor.school)],
        roles=[role for role in Role if role in roles],
    )
    with drawer().workplace() as folder:
        target = folder / "roster.xlsx"
        write_roster_workbook(target, choices, roster_rows(actor.school, today()) if filled else ())
        return _workbook(target, "人员名册-现有.xlsx" if filled else "人员名册.xlsx")


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a roster would do, or what is wrong with it."""
    actor, kept = _kept_or_404(request, token)
    if isinstance(kept.read, Unreadable):
        return _start(request, kept.read.message)
    return _show(request, kept, _checked(actor, kept.read))


def _show(request: HttpRequest, kept: Kept, checked: Checked, refused: Refused | None = None) -> HttpResponse:
    units = {unit.pk: unit.title for unit in queries.units_at_work(actor_of(request).school)}
    counts = checked.counts
    facts = {
        "token": kept.token,
        "file_name": kept.file_name,
        "checked": checked,
        "counts": counts,
        "rows": [(row, units.get(row.entry.unit_id or 0, "")) for row in checked.rows],
        "new_people": sum(row.person == "new" for row in checked.rows),
        "changes": counts["new"] + counts["changed"],
        "refused": refused,
    }
    status = UNPROCESSABLE if checked.faults or refused else 200
    return render(request, "organisation/roster_preview.html", facts, status=status)


@require_POST
def apply(request: HttpRequest, token: str) -> HttpResponse:
    """Have what was shown done by a worker, and go to its progress."""
    actor, kept = _kept_or_404(request, token)
    if isinstance(kept.read, Unreadable):
        return _start(request, kept.read.message)
    brought = Brought(kept.read.sheet, kept.file_name, request.POST.get("fingerprint", ""))
    asked = actions.ask_for_roster(brought, by=actor, at=clock())
    if isinstance(asked, Refused):
        return _show(request, kept, _checked(actor, kept.read), asked)
    drawer().delete(kept.owner, kept.token)
    return go_to(request, "jobs_one", job_id=str(asked.pk))


@require_safe
def annotated(request: HttpRequest, token: str) -> HttpResponse:
    """Give the user's own workbook back with its wrong cells marked."""
    actor, kept = _kept_or_404(request, token)
    if isinstance(kept.read, Unreadable):
        raise Http404
    faults = _checked(actor, kept.read).faults
    with (
        drawer().opened(kept.owner, kept.token, UPLOAD, _suffix(kept.file_name)) as path,
        drawer().workplace() as folder,
    ):
        target = folder / "marked.xlsx"
        annotate_roster(path, kept.read, faults, target)
        return _workbook(target, f"{Path(kept.file_name).stem}-标注.xlsx")


def _kept_or_404(request: HttpRequest, token: str) -> tuple[Actor, Kept]:
    """Return the actor and a roster that this session uploaded; every other one is not found."""
    actor = guarded(request, Verb.MANAGE_PEOPLE)
    owner = str(request.session.get(OWNER, ""))
    if not owner or not drawer().holds(owner, token, clock()) or not drawer().has(owner, token, NAME):
        raise Http404
    file_name = str(json.loads(drawer().read(owner, token, NAME)))
    with drawer().opened(owner, token, UPLOAD, _suffix(file_name)) as path:
        return actor, Kept(owner, token, file_name, read_roster(path))


def _checked(actor: Actor, read: RosterFile) -> Checked:
    return check_roster(read.sheet, known_of(actor, today()))


def _suffix(file_name: str) -> str:
    ending = SUFFIX.search(file_name)
    return ending[0].lower() if ending else ""


def _workbook(path: Path, name: str) -> HttpResponse:
    return HttpResponse(path.read_bytes(), headers=file_headers(XLSX, name))
