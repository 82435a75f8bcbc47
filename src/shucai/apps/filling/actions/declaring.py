"""Declaring that there is nothing to report, closing a form, and taking either back (FIL-5, FIL-6)."""

from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.declared import row_counts
from shucai.apps.filling.models import Declaration
from shucai.apps.filling.working import definition_of
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

NO_DATA, CLOSED = "no_data", "closed"
WORDS = {
    NO_DATA: "经核实，{unit}在 {form}中本期没有需要填报的数据。",
    CLOSED: "经核实，本校本期不涉及 {form}，关闭填报。",
}


def words_of(kind: str, *, unit: str, form: str) -> str:
    """Return what is signed. form: code and title."""
    return WORDS[kind].format(unit=unit, form=form)


@transaction.atomic
def declare_no_data(part_id: int, *, by: Actor, at: datetime, today: date) -> Declaration | Refused:
    """Sign that a department has nothing to report in a form. It must have no row there, accepted or staged."""
    held = hold_part(part_id, Verb.CLOSE_FORM, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    refused = _refused(held, row_counts(held.part, at=at)[0])
    return refused or _sign(held, NO_DATA)


@transaction.atomic
def close_form(part_id: int, *, by: Actor, at: datetime, today: date) -> Declaration | Refused:
    """Close a form that is not applicable this year, for all departments. The form must have no row at all."""
    held = hold_part(part_id, Verb.CLOSE_FORM, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    if held.part.assignment.order != 0:
        return Refused("R551")
    if not definition_of(held.made).closable:
        return Refused("R552")
    refused = _refused(held, row_counts(held.part, at=at)[1])
    return refused or _sign(held, CLOSED)


@transaction.atomic
def take_back(part_id: int, *, by: Actor, at: datetime, today: date) -> Declaration | Refused:
    """Take a declaration back: the part is filled again; a closed form is opened for every department."""
    held = hold_part(part_id, Verb.CLOSE_FORM, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    found = Declaration.objects.select_for_update().filter(contribution=held.part, unsigned_at=None).first()
    if found is None:
        return Refused("R553")
    if found.kind == CLOSED and held.part.assignment.order != 0:
        return Refused("R551")
    concerned = Declaration.objects.filter(unsigned_at=None, kind=found.kind)
    if found.kind == CLOSED:
        concerned = concerned.filter(contribution__made_return=held.made)
    else:
        concerned = concerned.filter(contribution=held.part)
    concerned.update(unsigned_by=by.person, unsigned_at=at)
    held.record("重新开放填报" if found.kind == CLOSED else "撤回无数据声明", ())
    return found


def _refused(held: HeldPart, rows: int) -> Refused | None:
    """Return why nothing can be declared now."""
    if Declaration.objects.filter(contribution=held.part, unsigned_at=None).exists():
        return Refused("R554")
    return Refused("R555", {"count": str(rows)}) if rows else None


def _sign(held: HeldPart, kind: str) -> Declaration:
    """Write a declaration, of a closed form for every department that has made none."""
    form = definition_of(held.made)
    words = words_of(kind, unit=held.part.assignment.unit.title, form=f"{form.code} {form.title}")
    standing = Declaration.objects.filter(unsigned_at=None, contribution__made_return=held.made)
    parts = held.made.contributions.exclude(pk__in=standing.values("contribution"))
    others = parts.exclude(pk=held.part.pk) if kind == CLOSED else []
    signed = [
        Declaration.objects.create(
            school_id=held.made.school_id,
            contribution=one,
            kind=kind,
            words=words,
            signed_by_id=held.by.person,
            signed_at=held.at,
        )
        for one in (held.part, *others)
    ]
    held.record("关闭填报" if kind == CLOSED else "声明无数据", (), {"words": words})
    return signed[0]
