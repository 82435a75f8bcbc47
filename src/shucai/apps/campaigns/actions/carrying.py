"""Taking over what a school arranged for the last campaign of a platform into a draft, in one go (CAM-5)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from shucai.apps.campaigns.actions.holding import hold
from shucai.apps.campaigns.actions.ordering import circle_of
from shucai.apps.campaigns.lines import Holders, holders_of
from shucai.apps.campaigns.models import AssignedPerson, Assignment, Campaign, CampaignForm, Prerequisite
from shucai.apps.campaigns.queries import campaign_before
from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.organisation.models import RoleGrant, Unit
from shucai.apps.organisation.queries import in_force
from shucai.domain.access import Actor, Role, Verb
from shucai.domain.catalogue import PLATFORM_WORDS, Form
from shucai.domain.problems import Refused

PART_WORDS = {"fill": "填报", "review": "审核"}


@dataclass
class Carried:
    """What was taken over from a campaign. forms: their division; people: namings; keys: forms with key data.

    left: what could not be taken over, in words; each stands as the edition has it.
    """

    last: Campaign
    forms: int = 0
    people: int = 0
    keys: int = 0
    left: list[str] = field(default_factory=list[str])


@transaction.atomic
def carry_over(campaign_id: int, *, by: Actor, at: datetime, today: date) -> Carried | Refused:
    """Divide the forms of a draft as in the last campaign of its platform, with who was named, key data and days.

    A department that was merged is its successor; people who are gone or lost their role are left out and told. Stages keep
    the dates of the edition, which the authorities set; forms that are new stay as the edition has them.
    """
    held = hold(campaign_id, Verb.PLAN_CAMPAIGN, by, at)
    if isinstance(held, Refused):
        return held
    campaign = held.campaign
    last = campaign_before(campaign)
    if campaign.state != "draft":
        return Refused("R305", {"what": "任务分工（请逐张改派）"})
    if last is None:
        return Refused("R321", {"platform": PLATFORM_WORDS[campaign.platform], "year": str(campaign.year)})
    carried = Carried(last)
    taking = _Taking(campaign, carried, holders_of(by.school, today), _office(by.school, today))
    forms = {form.code: form for form in campaign.forms.all()}
    for before in _forms_of(last):
        if before.code in forms:
            taking.form(forms[before.code], before)
    _take_order(forms, last)
    _take_words(campaign, last)
    held.record("沿用上一年度的安排", {"year": last.year, "forms": carried.forms, "people": carried.people})
    return carried


def _forms_of(last: Campaign) -> QuerySet[CampaignForm]:
    read = ("assignments__unit__merged_into", "assignments__people__person")
    return last.forms.select_related("collected_by").prefetch_related(*read).order_by("position")


def _office(school: int, today: date) -> frozenset[int]:
    grants = RoleGrant.objects.filter(
        in_force(today), school=school, role=Role.LEAD_OFFICE, person__is_active=True
    )
    return frozenset(grants.values_list("person", flat=True))


class _Taking:
    """Takes over form after form. office: who is of the lead office today."""

    def __init__(
        self, campaign: Campaign, carried: Carried, holders: Holders, office: frozenset[int]
    ) -> None:
        self.campaign, self.carried, self.holders, self.office = campaign, carried, holders, office
        self.now = definitions_of(campaign.platform, campaign.edition_year)
        self.then = definitions_of(campaign.platform, carried.last.edition_year)

    def form(self, form: CampaignForm, before: CampaignForm) -> None:
        """Take over the division of a form with its people, key data, days and who imports it."""
        parts = self._parts(form.code, before)
        if parts:
            form.assignments.all().delete()
            for order, (unit, one) in enumerate(parts.items()):
                self._part(Assignment(form=form, unit_id=unit, order=order), one)
            self.carried.forms += 1
        form.is_key, form.key_fields = before.is_key, self._key_fields(form, before)
        form.within_days = before.within_days
        if before.collected_by_id is None or before.collected_by_id in self.office:
            form.collected_by_id = before.collected_by_id
        elif before.collected_by is not None:
            self.carried.left.append(f"{form.code} 的集中导入人 {before.collected_by.name}")
        form.save(update_fields=["is_key", "key_fields", "within_days", "collected_by"])
        self.carried.keys += bool(form.is_key or form.key_fields)

    def _parts(self, code: str, before: CampaignForm) -> dict[int, list[Assignment]]:
        """Return department at work -> the parts it takes over, the leading one first."""
        found: dict[int, list[Assignment]] = {}
        for one in sorted(before.assignments.all(), key=lambda one: one.order):
            unit = _at_work(one.unit)
            if unit is None:
                self.carried.left.append(f"{code} 由{one.unit.title}填的部分（部门已撤销）")
            elif one.fields and not self._fields(code, one):
                self.carried.left.append(f"{code} 由{one.unit.title}填的栏目（年度版里没有了）")
            else:
                found.setdefault(unit.pk, []).append(one)
        return found

    def _part(self, made: Assignment, before: Sequence[Assignment]) -> None:
        """Write a part; of two departments that were merged it is the parts of both, whole where one was."""
        is_whole = any(not one.scope and not one.fields for one in before)
        made.scope = "" if is_whole else "；".join(one.scope for one in before if one.scope)[:200]
        fields = (name for one in before for name in self._fields(made.form.code, one))
        made.fields = [] if is_whole else list(dict.fromkeys(fields))
        made.save()
        named = {one.person_id: one for part in before for one in part.people.all()}
        AssignedPerson.objects.bulk_create(
            AssignedPerson(assignment=made, person_id=person, part=one.part)
            for person, one in named.items()
            if self._holds(made, one)
        )

    def _holds(self, made: Assignment, named: AssignedPerson) -> bool:
        """Return whether somebody who was named can be so again, and count it; who cannot is told."""
        form = f"{self.campaign.platform}.{made.form.code}"
        able = {person.pk for person in self.holders.of(made.unit_id, named.part, form)}
        if named.person_id in able:
            self.carried.people += 1
            return True
        self.carried.left.append(f"{made.form.code} 的{PART_WORDS[named.part]}人 {named.person.name}")
        return False

    def _fields(self, code: str, one: Assignment) -> list[str]:
        return [name for name in one.fields if name in self.now[code].by_name]

    def _key_fields(self, form: CampaignForm, before: CampaignForm) -> list[str]:
        """Return the key fields of last time that are still there, and those that the newer edition has marked since."""
        now = self.now[form.code]
        wanted = set(before.key_fields) | (_marked(now) - _marked(self.then[form.code]))
        return [one.name for one in now.fields if one.name in wanted]


def _marked(form: Form) -> set[str]:
    return {one.name for one in form.fields if one.key_data}


def _at_work(unit: Unit) -> Unit | None:
    """Return the department that has the duties of another today, None where nobody has."""
    found: Unit | None = unit
    while found is not None and found.closed_at is not None:
        found = found.merged_into
    return found


def _take_order(forms: dict[str, CampaignForm], last: Campaign) -> None:
    """Take over what the school asked for beyond the edition, as long as no form would wait for itself."""
    added = Prerequisite.objects.filter(form__campaign=last, origin="school", lifted_at=None)
    for one in added.select_related("form", "needs").order_by("pk"):
        form, needs = forms.get(one.form.code), forms.get(one.needs.code)
        if form is None or needs is None or circle_of(form, needs):
            continue
        Prerequisite.objects.get_or_create(
            form=form, needs=needs, defaults={"origin": "school", "reason": one.reason}
        )


def _take_words(campaign: Campaign, last: Campaign) -> None:
    """Take over the address of the platform, and what was written of the stages that have the same name."""
    written = {stage.name: stage for stage in last.stages.all()}
    for stage in campaign.stages.all():
        if stage.name in written:
            before = written[stage.name]
            stage.work, stage.departments, stage.remark = before.work, before.departments, before.remark
            stage.save(update_fields=["work", "departments", "remark"])
    if not campaign.address and last.address:
        campaign.address = last.address
        campaign.save(update_fields=["address"])
