"""Who of the lead office receives the templates of a form and imports them centrally (CAM-7)."""

from datetime import date, datetime

from django.db import transaction

from shucai.apps.campaigns.actions.holding import hold_form
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.organisation.models import Person, RoleGrant
from shucai.apps.organisation.queries import in_force
from shucai.domain.access import Actor, Role, Verb
from shucai.domain.problems import Refused


@transaction.atomic
def name_collector(
    form_id: int, person_id: int | None, *, by: Actor, at: datetime, today: date
) -> CampaignForm | Refused:
    """Name who imports a form centrally; None: the departments fill it themselves."""
    found = hold_form(form_id, Verb.PLAN_CAMPAIGN, by, at)
    if isinstance(found, Refused):
        return found
    held, form = found
    person = Person.objects.filter(pk=person_id, school=by.school).first() if person_id else None
    if person_id and person is None:
        return Refused("R101")
    if person is not None and not _is_of_lead_office(person, today):
        named = {"name": person.name, "unit": "牵头部门", "role": Role.LEAD_OFFICE.label}
        return Refused("R310", named)
    if form.collected_by_id != person_id:
        old = form.collected_by.name if form.collected_by else ""
        form.collected_by = person
        form.save(update_fields=["collected_by"])
        held.record("指定集中导入人", {"form": form.code, "old": old, "new": person.name if person else ""})
    return form


def _is_of_lead_office(person: Person, today: date) -> bool:
    return RoleGrant.objects.filter(in_force(today), person=person, role=Role.LEAD_OFFICE).exists()
