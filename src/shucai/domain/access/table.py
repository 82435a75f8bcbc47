"""The table of rights: for every verb the roles that have it, how far it reaches, on what conditions. Data only.

A whole-school right of a grant that names a department or forms is narrowed to them where it touches returns
(分管领导, 分工的成员). A grant reaches exactly its own department, never those below it: the tree of departments is
for showing, and hanging a department elsewhere must not move anybody's rights. Who answers for two holds two grants.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shucai.domain.access.roles import Position, Role
from shucai.domain.access.verbs import Verb


class Within(StrEnum):
    """How far a right reaches."""

    UNIT = "unit"
    SCHOOL = "school"
    SELF = "self"

    @property
    def label(self) -> str:
        """Return the words people read."""
        return {"unit": "本部门", "school": "全校", "self": "本人"}[self.value]


class Condition(StrEnum):
    """What a verb asks beside a role.

    RETURNS: it touches returns, so grants narrowed to departments or forms are held to them.
    APART: nobody who filled, nor whose delegate filled, may do it (ORG-3).
    MAY_IMPORT: the grant must allow files (FIL-2). IN_PERSON: a delegated grant does not do.
    """

    RETURNS = "returns"
    APART = "apart"
    MAY_IMPORT = "may_import"
    IN_PERSON = "in_person"

    @property
    def label(self) -> str:
        """Return the words people read."""
        return CONDITION_LABELS[self]


CONDITION_LABELS = {
    Condition.RETURNS: "授权限定了部门或表单的，以此为限",
    Condition.APART: "填报人本人和委托他的人不能办理",
    Condition.MAY_IMPORT: "须有导入权限",
    Condition.IN_PERSON: "须本人办理，受托人不能代办",
}


@dataclass(frozen=True, slots=True)
class Right:
    """A role that has a verb. positions: of the body, empty where each of them will do."""

    role: Role
    within: Within
    positions: frozenset[Position] = frozenset()

    @property
    def label(self) -> str:
        """Return who holds it, as people read it: 牵头部门（组长、副组长）."""
        if not self.positions:
            return self.role.label
        return f"{self.role.label}（{'、'.join(p.label for p in Position if p in self.positions)}）"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table.

    seen_with: the verb without which the thing is not even seen, so that a refusal tells nothing of it;
    None where there is nothing to hide from the people of the school.
    """

    rights: tuple[Right, ...]
    seen_with: Verb | None
    conditions: frozenset[Condition] = frozenset()


LEADING = frozenset({Position.HEAD, Position.DEPUTY})

EVERYBODY = tuple(Right(role, Within.SCHOOL) for role in Role)
EVERYBODY_SELF = tuple(Right(role, Within.SELF) for role in Role)
REPORTER = Right(Role.REPORTER, Within.UNIT)
DEPARTMENT_HEAD = Right(Role.DEPARTMENT_HEAD, Within.UNIT)
LEAD_OFFICE = Right(Role.LEAD_OFFICE, Within.SCHOOL)
LEAD_OFFICE_NAMED = Right(Role.LEAD_OFFICE, Within.SELF)
LEAD_OFFICE_LEADING = Right(Role.LEAD_OFFICE, Within.SCHOOL, LEADING)
SCHOOL_LEADER = Right(Role.SCHOOL_LEADER, Within.SCHOOL)
COMMITTEE = Right(Role.STEERING_COMMITTEE, Within.SCHOOL)
COMMITTEE_LEADING = Right(Role.STEERING_COMMITTEE, Within.SCHOOL, LEADING)
ADMINISTRATOR = Right(Role.ADMINISTRATOR, Within.SCHOOL)
AUDITOR = Right(Role.AUDITOR, Within.SCHOOL)

RETURNS = frozenset({Condition.RETURNS})
REVIEW = RETURNS | {Condition.APART}
IN_PERSON = frozenset({Condition.IN_PERSON})

RIGHTS: Mapping[Verb, Rule] = {
    # organisation
    Verb.SEE_UNITS: Rule(EVERYBODY, None),
    Verb.MANAGE_UNITS: Rule((LEAD_OFFICE, ADMINISTRATOR), Verb.SEE_UNITS),
    Verb.SEE_PEOPLE: Rule(
        (*EVERYBODY_SELF, REPORTER, DEPARTMENT_HEAD, LEAD_OFFICE, SCHOOL_LEADER, COMMITTEE, ADMINISTRATOR), Verb.SEE_PEOPLE
    ),
    Verb.MANAGE_PEOPLE: Rule((LEAD_OFFICE_LEADING, ADMINISTRATOR), Verb.SEE_PEOPLE),
    Verb.GRANT_ROLES: Rule((LEAD_OFFICE_LEADING,), Verb.SEE_PEOPLE, IN_PERSON),
    Verb.GRANT_ADMINISTRATOR: Rule((ADMINISTRATOR,), Verb.SEE_PEOPLE, IN_PERSON),
    Verb.DELEGATE: Rule(
        tuple(right for right in EVERYBODY_SELF if right.role not in {Role.ADMINISTRATOR, Role.AUDITOR}),
        Verb.SEE_PEOPLE,
        IN_PERSON,
    ),
    Verb.CONFIRM_DUTIES: Rule(EVERYBODY_SELF, Verb.SEE_PEOPLE, IN_PERSON),
    # campaigns
    Verb.SEE_CAMPAIGN: Rule(EVERYBODY, None),
    Verb.PLAN_CAMPAIGN: Rule((LEAD_OFFICE,), Verb.SEE_CAMPAIGN),
    Verb.PUBLISH_CAMPAIGN: Rule((LEAD_OFFICE_LEADING,), Verb.SEE_CAMPAIGN),
    Verb.EXTEND_DEADLINE: Rule((LEAD_OFFICE,), Verb.SEE_CAMPAIGN),
    Verb.NAME_FILLERS: Rule((DEPARTMENT_HEAD, LEAD_OFFICE), Verb.SEE_RETURN, RETURNS),
    Verb.OVERRIDE_RULE: Rule((LEAD_OFFICE_LEADING,), Verb.SEE_CAMPAIGN),
    # filling
    Verb.SEE_RETURN: Rule((REPORTER, DEPARTMENT_HEAD, LEAD_OFFICE, SCHOOL_LEADER, COMMITTEE), Verb.SEE_RETURN, RETURNS),
    Verb.FILL: Rule((REPORTER,), Verb.SEE_RETURN, RETURNS),
    Verb.IMPORT: Rule((REPORTER, LEAD_OFFICE_NAMED), Verb.SEE_RETURN, RETURNS | {Condition.MAY_IMPORT}),
    Verb.CHECK: Rule((REPORTER,), Verb.SEE_RETURN, RETURNS),
    Verb.CLOSE_FORM: Rule((REPORTER,), Verb.SEE_RETURN, RETURNS),
    Verb.WITHDRAW: Rule((REPORTER, DEPARTMENT_HEAD, LEAD_OFFICE), Verb.SEE_RETURN, RETURNS),
    # review
    Verb.ACCEPT_ROWS: Rule((DEPARTMENT_HEAD,), Verb.SEE_RETURN, REVIEW),
    Verb.APPROVE_DEPARTMENT: Rule((DEPARTMENT_HEAD,), Verb.SEE_RETURN, REVIEW),
    Verb.PUT_KEY_DATA: Rule((DEPARTMENT_HEAD,), Verb.SEE_RETURN, REVIEW),
    Verb.APPROVE_KEY_DATA: Rule((SCHOOL_LEADER,), Verb.SEE_RETURN, REVIEW),
    Verb.APPROVE_COMPLIANCE: Rule((LEAD_OFFICE,), Verb.SEE_RETURN, REVIEW),
    Verb.DELIBERATE: Rule((COMMITTEE_LEADING,), Verb.SEE_RETURN, REVIEW),
    Verb.RETURN: Rule((DEPARTMENT_HEAD, SCHOOL_LEADER, LEAD_OFFICE, COMMITTEE_LEADING), Verb.SEE_RETURN, REVIEW),
    Verb.SUBMIT: Rule((LEAD_OFFICE_LEADING,), Verb.SEE_RETURN, RETURNS),
    Verb.ARCHIVE: Rule((LEAD_OFFICE,), Verb.SEE_RETURN, RETURNS),
    Verb.REOPEN: Rule((LEAD_OFFICE,), Verb.SEE_RETURN, RETURNS),
    # oversight
    Verb.SEE_PROGRESS: Rule(
        (REPORTER, DEPARTMENT_HEAD, LEAD_OFFICE, SCHOOL_LEADER, COMMITTEE, AUDITOR), None, RETURNS
    ),
    Verb.SEE_AUDIT: Rule((LEAD_OFFICE, ADMINISTRATOR, AUDITOR), None),
    Verb.CONFIGURE: Rule((ADMINISTRATOR,), None),
}  # fmt: skip
