"""Opening a school with its departments."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.organisation.actions.naming import claim_names
from shucai.apps.organisation.departments import DEPARTMENTS, LEAD_OFFICE
from shucai.apps.organisation.models import School, Unit
from shucai.domain.problems import Refused


@dataclass(frozen=True, slots=True)
class NewSchool:
    """A school about to be opened. code: its 学校（机构）标识码. departments: (name, second name) in order."""

    name: str
    short_name: str
    code: str
    invented: bool = False
    departments: tuple[tuple[str, str], ...] = DEPARTMENTS
    lead_office: str = LEAD_OFFICE


@transaction.atomic
def open_school(new: NewSchool, *, at: datetime) -> School | Refused:
    """Open a school with its departments and the lead office ready (ORG-2); done by the installation, not by a person."""
    missing = next((title for title, text in _texts(new) if not text.strip()), None)
    if missing:
        return Refused("R201", {"field": missing})
    if School.objects.filter(name=new.name.strip()).exists():
        return Refused("R213", {"what": f"名为“{new.name.strip()}”"})
    if School.objects.filter(code=new.code.strip()).exists():
        return Refused("R213", {"what": f"标识码为 {new.code.strip()}"})
    school = School.objects.create(
        name=new.name.strip(),
        short_name=new.short_name.strip(),
        code=new.code.strip(),
        invented=new.invented,
    )
    units = [*new.departments, (new.lead_office, "")]
    for order, (name, other_name) in enumerate(units):
        unit = Unit.objects.create(
            school=school,
            name=name,
            other_name=other_name,
            order=order,
            is_lead_office=order == len(units) - 1,
        )
        claim_names(unit)
    facts: dict[str, object] = {"did": "开通学校", "units": len(units)}
    record(
        "open_school", Subject(school.pk, "school", str(school.pk), school.name), by=None, at=at, facts=facts
    )
    return school


def _texts(new: NewSchool) -> tuple[tuple[str, str], ...]:
    return ("学校名称", new.name), ("学校简称", new.short_name), ("学校标识码", new.code)
