"""The page that offers the workbooks of a part, and the files."""

import tempfile
import zipfile
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai import toolkit
from shucai.adapters.workbooks.template import template_file_name
from shucai.apps.campaigns.queries import parameters_in
from shucai.apps.catalogue.queries import definitions_of, forms_of_school
from shucai.apps.filling.actions.handing import BLANK, CURRENT, LAST, excerpt_of, hand_out
from shucai.apps.filling.carried import filled_before, last_year_of
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import definition_of, working_rows
from shucai.domain.access import Actor, Facts, Verb, may
from shucai.domain.problems import Refused
from shucai.domain.rows.looking import shown_to
from shucai.toolkit.templates import write_excerpt
from shucai.web.actors import actor_of, clock

KINDS = (BLANK, LAST, CURRENT)
WORDS = {BLANK: "空白", LAST: "带上年数据", CURRENT: "带现有数据"}
RELATED = ("assignment__unit", "made_return__form__campaign")


@require_safe
def part(request: HttpRequest, part_id: int) -> HttpResponse:
    """Offer the workbooks of a part."""
    actor, one = actor_of(request), _seen(request, part_id)
    definition, scope = definition_of(one.made_return), scope_of(one)
    if definition.read_only:
        raise Http404
    campaign = one.made_return.form.campaign
    own, before = _of_department(one), filled_before(campaign)
    forms = forms_of_school(campaign.school_id, campaign.platform, campaign.edition_year)
    definitions = [forms[part.made_return.form.code] for part in own]
    facts = {
        "part": one,
        "form": definition,
        "scope": scope,
        "own_titles": [scope.titles[name] for name in scope.titles if name in scope.fields],
        "may_have_rows": _may_have_rows(actor, one),
        "has_rows": not shown_to(scope, working_rows(one.made_return, at=clock()).counted).is_empty(),
        "last": last_year_of(one),
        "before": before,
        "carries": any(definition.code in before and definition.inherits for definition in definitions),
        "count": len(own),
    }
    return render(request, "workbooks/part.html", facts)


@require_safe
def workbook(request: HttpRequest, part_id: int, kind: str) -> FileResponse:
    """Give one workbook."""
    one = _seen(request, part_id)
    with tempfile.TemporaryDirectory() as folder:
        written = _write(one, kind, Path(folder), actor_of(request))
        if written is None:
            raise Http404
        # The open file outlives its folder; nothing stays on the disk when it is closed.
        return FileResponse(written.open("rb"), as_attachment=True, filename=_named(written, kind))


@require_safe
def archive(request: HttpRequest, part_id: int, kind: str) -> FileResponse:
    """Give the workbooks of all forms the department of a part fills in its campaign, in one archive.

    A form that has no such rows is in it as a blank one.
    """
    one, actor = _seen(request, part_id), actor_of(request)
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    with tempfile.TemporaryDirectory() as place, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as made:
        for own in _of_department(one):
            written = _write(own, kind, Path(place), actor) or _write(own, BLANK, Path(place), actor)
            if written is not None:
                made.write(written, written.name)
    packed.seek(0)
    campaign = one.made_return.form.campaign
    name = f"{one.assignment.unit.title}-{campaign.title} 填报模板（{WORDS[kind]}）.zip"
    return FileResponse(packed, as_attachment=True, filename=name.replace("/", "-"))


def _write(one: Contribution, kind: str, folder: Path, actor: Actor) -> Path | None:
    """Write a workbook into a folder; None where the actor has no such rows."""
    if kind not in KINDS:
        raise Http404
    definition, campaign = definition_of(one.made_return), one.made_return.form.campaign
    rows = hand_out(one, kind, by=actor, at=clock())
    if isinstance(rows, Refused) or definition.read_only:
        return None
    fixed = parameters_in(campaign, definition)
    target = folder / template_file_name(definition, campaign.year)
    excerpt = excerpt_of(one, kind)
    if excerpt is None:
        toolkit.write_template(definition, target, rows, fixed)
    else:
        write_excerpt(definition, target, excerpt, rows, fixed)
    return target


def _named(written: Path, kind: str) -> str:
    return written.name if kind == BLANK else f"{written.stem}（{WORDS[kind]}）{written.suffix}"


def _of_department(one: Contribution) -> list[Contribution]:
    """Return the parts of the same department in the campaign that people fill, in the platform's order."""
    campaign = one.made_return.form.campaign
    stated = definitions_of(campaign.platform, campaign.edition_year)
    found = Contribution.objects.filter(
        made_return__form__campaign=campaign, assignment__unit=one.assignment.unit_id
    )
    parts = found.select_related(*RELATED).order_by("made_return__form__position")
    return [part for part in parts if not stated[part.made_return.form.code].read_only]


def _may_have_rows(actor: Actor, one: Contribution) -> bool:
    about = _about(actor, one)
    return may(actor, Verb.FILL, about) or may(actor, Verb.ACCEPT_ROWS, about)


def _about(actor: Actor, one: Contribution) -> Facts:
    return Facts(actor.school, frozenset({one.assignment.unit_id}), definition_of(one.made_return).id)


def _seen(request: HttpRequest, part_id: int) -> Contribution:
    """Return a part that is there for the visitor. Raises Http404 for one that is not."""
    actor = actor_of(request)
    one = Contribution.objects.select_related(*RELATED).filter(pk=part_id, school=actor.school).first()
    if one is None or not may(actor, Verb.SEE_RETURN, _about(actor, one)):
        raise Http404
    return one
