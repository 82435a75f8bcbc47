"""An invented school with every department of both platforms staffed, and campaigns made by the real actions."""

from datetime import UTC, date, datetime

from shucai.apps.campaigns.actions import draft_campaign
from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.actions import publish_campaign
from shucai.apps.organisation.actions.schools import NewSchool, open_school
from shucai.apps.organisation.models import Person, RoleGrant, School, Unit
from shucai.apps.organisation.queries import actor_of
from shucai.domain.access import Actor, Position, Role
from tests.builders.people import a_person

TODAY = date(2024, 8, 28)
AT = datetime(2024, 8, 28, 1, tzinfo=UTC)
SINCE = date(2024, 1, 1)


class Staffed:
    """A school whose departments each have a reporter and a head, with a lead office and those above it."""

    def __init__(self, name: str = "示例职业技术学校") -> None:
        new = NewSchool(name=name, short_name=name[:4], code=f"32{School.objects.count():08}", invented=True)
        opened = open_school(new, at=AT)
        assert isinstance(opened, School), opened
        self.school = opened
        units = list(Unit.objects.filter(school=opened).order_by("order"))
        self.office = units.pop()
        self.units = {unit.title: unit for unit in units}
        self.reporters: dict[str, Person] = {}
        self.heads: dict[str, Person] = {}
        for order, (title, unit) in enumerate(self.units.items()):
            self.reporters[title] = self.holder(f"填报{order}", Role.REPORTER, unit)
            self.heads[title] = self.holder(f"负责{order}", Role.DEPARTMENT_HEAD, unit)
        self.planner = self.holder("牵头组长", Role.LEAD_OFFICE, position=Position.HEAD)
        self.member = self.holder("牵头成员", Role.LEAD_OFFICE, position=Position.MEMBER)
        self.leader = self.holder("主管领导", Role.SCHOOL_LEADER)
        self.chair = self.holder("领导小组", Role.STEERING_COMMITTEE, position=Position.HEAD)

    def holder(
        self, name: str, role: Role, unit: Unit | None = None, position: Position | None = None
    ) -> Person:
        """Return a new person who holds a role."""
        person = a_person(name, school=self.school)
        person.unit = unit or self.office
        person.save(update_fields=["unit"])
        self.grant(person, role, unit, position)
        return person

    def grant(
        self, person: Person, role: Role, unit: Unit | None = None, position: Position | None = None
    ) -> RoleGrant:
        """Give a person a role."""
        return RoleGrant.objects.create(
            school=self.school,
            person=person,
            role=role,
            unit=unit,
            position=position or "",
            starts_on=SINCE,
            granted_at=AT,
        )

    def draft(self, platform: str = "talent", year: int = 2024) -> Campaign:
        """Return a campaign drafted by the lead office."""
        campaign = draft_campaign(platform, year, by=acting(self.planner), at=AT)
        assert isinstance(campaign, Campaign), campaign
        return campaign

    def published(self, platform: str = "talent", year: int = 2024) -> Campaign:
        """Return a campaign drafted and published by the lead office."""
        campaign = publish_campaign(
            self.draft(platform, year).pk, by=acting(self.planner), at=AT, today=TODAY
        )
        assert isinstance(campaign, Campaign), campaign
        return campaign


def acting(person: Person, today: date = TODAY) -> Actor:
    """Return a person with the roles of a day."""
    return actor_of(person, today)
