"""The roles of a collection and the positions within those that are bodies (ORG-1)."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in the collection; a person may be several (ORG-1, ORG-5)."""

    REPORTER = "reporter"
    DEPARTMENT_HEAD = "department_head"
    LEAD_OFFICE = "lead_office"
    SCHOOL_LEADER = "school_leader"
    STEERING_COMMITTEE = "steering_committee"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        """Return the word people read."""
        return ROLE_LABELS[self]

    @property
    def is_of_a_unit(self) -> bool:
        """Return whether a grant of it names a department."""
        return self in {Role.REPORTER, Role.DEPARTMENT_HEAD}

    @property
    def is_a_body(self) -> bool:
        """Return whether its members hold positions."""
        return self in {Role.LEAD_OFFICE, Role.STEERING_COMMITTEE}


ROLE_LABELS = {
    Role.REPORTER: "填报人",
    Role.DEPARTMENT_HEAD: "部门负责人",
    Role.LEAD_OFFICE: "牵头部门",
    Role.SCHOOL_LEADER: "主管领导",
    Role.STEERING_COMMITTEE: "领导小组",
    Role.ADMINISTRATOR: "系统管理员",
    Role.AUDITOR: "审计员",
}


class Position(StrEnum):
    """A place in the lead office or the steering committee."""

    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"

    @property
    def label(self) -> str:
        """Return the word people read."""
        return {"head": "组长", "deputy": "副组长", "member": "成员"}[self.value]
