"""The forms of a campaign with who does what: assignments, people named or by their roles, deadlines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from shucai.apps.campaigns.models import AssignedPerson, Assignment, Campaign, CampaignForm
from shucai.apps.campaigns.queries import Deadlines
from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.organisation.models import Person, RoleGrant
from shucai.apps.organisation.queries import in_force
from shucai.domain.access import Role
from shucai.domain.catalogue import Form
from shucai.domain.normalise.readings import by_reading
from shucai.domain.planning import Due

ROLE_OF = {"fill": Role.REPORTER, "review": Role.DEPARTMENT_HEAD}
PART_OF = {role.value: part for part, role in ROLE_OF.items()}


@dataclass(frozen=True)
class People:
    """Who does one thing for a department's part. named: chosen for it; otherwise everybody there who holds the role."""

    people: tuple[Person, ...]
    named: bool

    @property
    def names(self) -> str:
        """Return the names as people read them."""
        return "、".join(person.name for person in self.people)


@dataclass(frozen=True)
class PartLine:
    """A department's part in a form."""

    assignment: Assignment
    fill: People
    review: People
    due: Due

    @property
    def lacks(self) -> tuple[str, ...]:
        """Return what is missing: somebody to fill, and somebody else to review (ORG-3)."""
        fillers = {person.pk for person in self.fill.people}
        reviewers = {person.pk for person in self.review.people}
        missing = [] if fillers else ["填报人"]
        if not reviewers:
            missing.append("部门负责人")
        elif fillers and len(fillers | reviewers) == 1:
            missing.append("另一名审核人（填报和审核须是两个人）")
        return tuple(missing)


@dataclass(frozen=True)
class FormLine:
    """A form of a campaign, its definition, and its parts, the leading one first."""

    form: CampaignForm
    definition: Form
    parts: tuple[PartLine, ...]

    @property
    def is_typed(self) -> bool:
        """Return whether people fill it, not the platform."""
        return not self.definition.read_only

    @property
    def has_key(self) -> bool:
        """Return whether it needs the school leader."""
        return self.form.is_key or bool(self.form.key_fields)


def lines_of(campaign: Campaign, today: date) -> list[FormLine]:
    """Return every form of a campaign in the platform's order. Reads six tables, however many forms there are."""
    forms = list(campaign.forms.select_related("stage", "collected_by").order_by("position"))
    reading = _Reading(
        campaign=campaign,
        deadlines=Deadlines.of(campaign, list(campaign.stages.order_by("order"))),
        named=_named(campaign),
        holders=holders_of(campaign.school_id, today),
    )
    assignments: dict[int, list[Assignment]] = {}
    for one in (
        Assignment.objects.filter(form__campaign=campaign).select_related("unit").order_by("form", "order")
    ):
        assignments.setdefault(one.form_id, []).append(one)
    definitions = definitions_of(campaign.platform, campaign.edition_year)
    return [
        FormLine(
            form,
            definitions[form.code],
            tuple(reading.part(form, one) for one in assignments.get(form.pk, ())),
        )
        for form in forms
    ]


@dataclass(frozen=True)
class _Reading:
    campaign: Campaign
    deadlines: Deadlines
    named: Mapping[tuple[int, str], tuple[Person, ...]]
    holders: "Holders"

    def part(self, form: CampaignForm, one: Assignment) -> PartLine:
        """Return a part with its people and its deadline."""
        id_of_form = f"{self.campaign.platform}.{form.code}"
        people = {
            part: People(named, named=True)
            if (named := self.named.get((one.pk, part), ()))
            else People(self.holders.of(one.unit_id, part, id_of_form), named=False)
            for part in ROLE_OF
        }
        due = self.deadlines.due(form, form.stage, frozenset({one.unit_id}))
        return PartLine(one, people["fill"], people["review"], due)


@dataclass(frozen=True)
class Holders:
    """Who fills and who reviews in the departments, by the grants in force."""

    grants: Mapping[tuple[int, str], tuple[RoleGrant, ...]]

    def of(self, unit: int, part: str, form: str) -> tuple[Person, ...]:
        """Return those of a department who may do a part of a form."""
        grants = self.grants.get((unit, part), ())
        found = {grant.person_id: grant.person for grant in grants if not grant.forms or form in grant.forms}
        return tuple(found.values())


def holders_of(school: int, today: date) -> Holders:
    """Return the reporters and heads of every department of a school on a day, those at work only."""
    grants = (
        RoleGrant.objects.filter(
            in_force(today), school=school, role__in=list(PART_OF), person__is_active=True
        )
        .select_related("person")
        .order_by("pk")
    )
    return Holders(_grouped(by_reading(grants, lambda one: one.person.name)))


def _grouped(grants: Iterable[RoleGrant]) -> dict[tuple[int, str], tuple[RoleGrant, ...]]:
    found: dict[tuple[int, str], tuple[RoleGrant, ...]] = {}
    for grant in grants:
        if grant.unit_id is not None:
            key = (grant.unit_id, PART_OF[grant.role])
            found[key] = (*found.get(key, ()), grant)
    return found


def _named(campaign: Campaign) -> dict[tuple[int, str], tuple[Person, ...]]:
    found: dict[tuple[int, str], tuple[Person, ...]] = {}
    rows = AssignedPerson.objects.filter(assignment__form__campaign=campaign).select_related("person")
    for one in by_reading(rows.order_by("pk"), lambda one: one.person.name):
        key = (one.assignment_id, one.part)
        found[key] = (*found.get(key, ()), one.person)
    return found
