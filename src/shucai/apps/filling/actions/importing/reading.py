"""Reading an uploaded file by long work: it may be killed and begun again, and writes at its end alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import polars as pl
from django.db import transaction
from django.utils import timezone

from shucai.adapters.frames import packed
from shucai.apps.campaigns.queries import parameters_in
from shucai.apps.filling.bringing import places
from shucai.apps.filling.bringing.agreed import agreed_before, consented_before
from shucai.apps.filling.bringing.comparing import digest_of_meeting, share_of
from shucai.apps.filling.bringing.earlier import AS_OF, brought_before
from shucai.apps.filling.bringing.gone import telling_gone
from shucai.apps.filling.bringing.holding import held_by_others
from shucai.apps.filling.bringing.keeping import keeping
from shucai.apps.filling.bringing.opened import COLUMNS, keep_tables, table_of
from shucai.apps.filling.bringing.preparing import Ground, Prepared, prepare
from shucai.apps.filling.bringing.since import Before, handed_at
from shucai.apps.filling.models import Import
from shucai.apps.filling.scopes import names_beside
from shucai.apps.filling.working import definition_of, working_rows
from shucai.apps.jobs.actions import Order, ask
from shucai.apps.jobs.registry import Progress
from shucai.domain.access import Actor
from shucai.domain.catalogue import Form
from shucai.domain.rows import UID, WorkingRows
from shucai.domain.rows.meeting import Share
from shucai.toolkit.bringing import Brought, Wanted, annotate_brought, rows_of_file
from shucai.toolkit.bringing import Progress as Steps
from shucai.toolkit.report import Refusal

READ = "filling.read_import"
STEPS = ("读取文件", "核对表头", "规整数据", "与现有数据比较", "标注工作簿")


def ask_for_reading(brought: Import, *, by: Actor, at: datetime) -> int:
    """Put the reading of a file into the queue and return the id of the job."""
    title = f"读取 {brought.file_name}"[:120]
    return ask(Order(READ, title, {"import": brought.pk}), by=by, at=at).pk


def read_import(import_id: int, progress: Progress, *, at: datetime) -> dict[str, object]:
    """Read the file of an import up to its preview; one that was read, or left, meanwhile is not touched."""
    related = ("contribution__assignment__unit", "contribution__made_return__form__campaign")
    brought = Import.objects.select_related(*related).get(pk=import_id)
    is_unmarked = brought.state in {"ready", "committed"} and not places.has_annotated(brought)
    if brought.state == "reading" or is_unmarked:
        with places.laid_out(brought) as path:
            work = _annotate if is_unmarked else partial(_read, at=at)
            work(brought, path, lambda step: progress(step, STEPS.index(step), len(STEPS)))
    return {"import": brought.pk}


def _read(brought: Import, path: Path, tell: Steps, *, at: datetime) -> None:
    """Read a file up to its preview, which is shown before the workbook with marks is written."""
    made = brought.contribution.made_return
    share, wanted = share_of(brought.contribution), _wanted(brought)
    found = _rows_in(path, brought, wanted, tell)
    if isinstance(found, Refusal):
        _end(brought, _of_refusal(found))
        return
    tell("与现有数据比较")
    working = working_rows(made, at=at)
    fixed = parameters_in(made.form.campaign, working.form)
    ground = Ground(working, share, fixed, lambda meeting: held_by_others(made, working, meeting, at=at))
    earlier = brought_before(brought, working.form)
    found = telling_gone(found, earlier, working, share, brought.contribution)
    before = Before(brought.contribution, earlier, handed_at(found.workbook.identity))
    found = keeping(found, before, working, share, brought.answers)
    prepared = prepare(found, ground, brought.answers, timezone.localdate(at))
    tables = _tables(found, prepared)
    if _end(brought, _of_rows(brought, found, prepared, working, share) | _sealed(brought, tables)):
        keep_tables(brought, tables)
    _mark(brought, path, found, prepared.findings, tell)


def _annotate(brought: Import, path: Path, tell: Steps) -> None:
    """Write the workbook with marks of a file whose reader was stopped after the preview was there."""
    found = _rows_in(path, brought, _wanted(brought), tell)
    if isinstance(found, Brought):
        _mark(brought, path, found, table_of(brought, "findings"), tell)


def _rows_in(path: Path, brought: Import, wanted: Wanted, tell: Steps) -> Brought | Refusal:
    """Return the rows of a file; columns that its reader consented to in an earlier file are not asked about again."""
    found = rows_of_file(path, wanted, tell)
    if isinstance(found, Brought) or found.kind != "needs_consent":
        return found
    agreed = consented_before(brought, found.differences)
    return rows_of_file(path, replace(wanted, accept_mapping=True), tell) if agreed else found


def _mark(brought: Import, path: Path, found: Brought, findings: pl.DataFrame, tell: Steps) -> None:
    if not findings.is_empty():
        tell("标注工作簿")
        target = path.with_name("annotated.xlsx")
        annotate_brought(path, found, findings, target)
        places.keep_annotated(brought, target)


def _wanted(brought: Import) -> Wanted:
    definition, share = definition_of(brought.contribution.made_return), share_of(brought.contribution)
    return Wanted(
        form=definition,
        narrow=narrowed(definition, share),
        answers=brought.answers,
        accept_mapping=brought.accepted_mapping,
        agreed=agreed_before(brought, definition),
        year=brought.contribution.made_return.form.campaign.year,
    )


def narrowed(definition: Form, share: Share) -> Form:
    """Return a form with the columns alone that a file must have: all, or of a share of columns those and the key.

    The names beside the key may be there: as columns that nobody has to fill.
    """
    if share.adds:
        return definition
    must = {name for name in definition.by_name if name not in share.others} | {*definition.primary_key}
    may = names_beside(definition) - must
    kept = [f for f in definition.fields if f.name in must | may]
    fields = tuple(replace(f, derived=True) if f.name in may else f for f in kept)
    return replace(definition, fields=fields)


def _of_refusal(found: Refusal) -> dict[str, object]:
    """Return what is kept of a file that was not read."""
    said = {"kind": found.kind, "message": found.message, "lines": list(found.differences)}
    return {"state": "asking" if found.kind == "needs_consent" else "refused", "problem": said}


def _of_rows(
    brought: Import, found: Brought, prepared: Prepared, working: WorkingRows, share: Share
) -> dict[str, object]:
    """Return what is kept of a file that was read, beside its tables."""
    return {
        "state": "ready",
        "problem": brought.problem if brought.is_compared_anew else {},
        "fields": [name for name in found.texts.columns if name not in share.others],
        "notices": list(found.notices),
        "counts": prepared.meeting.counts,
        "absent": prepared.meeting.absent[UID].to_list(),
        "held": {uid: use.words for uid, use in prepared.held.absent.items()},
        "met": digest_of_meeting(prepared.meeting),
        "base_revision": working.revision,
    }


def _tables(found: Brought, prepared: Prepared) -> dict[str, pl.DataFrame]:
    """Return the tables of a file that was read, as ``table_of`` names them."""
    handed = pl.lit(handed_at(found.workbook.identity), pl.String).alias(AS_OF)
    return {
        "rows": prepared.rows.with_columns(handed),
        "marks": found.marks,
        "changes": found.changes,
        "findings": prepared.findings,
    }


def _sealed(brought: Import, tables: Mapping[str, pl.DataFrame]) -> dict[str, bytes]:
    """Return tables as the columns of an import hold them."""
    sealing = places.sealing_by(brought)
    return {
        COLUMNS[name]: sealing.seal_bytes(packed(frame), f"import/{brought.pk}/{name}")
        for name, frame in tables.items()
    }


@transaction.atomic
def _end(brought: Import, kept: dict[str, object]) -> bool:
    """Write what came of a file, unless its reader left it meanwhile; return whether it was written."""
    return bool(Import.objects.filter(pk=brought.pk, state="reading").update(**kept))
