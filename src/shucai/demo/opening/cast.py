"""Who works at the demo school, and in which role. All invented: every second character is 例."""

from collections.abc import Iterator
from dataclasses import dataclass

from shucai.apps.organisation.departments import DEPARTMENTS, LEAD_OFFICE
from shucai.domain.access import Position, Role
from shucai.domain.examples import person_name

FIRST, STEP = (
    9000,
    337,
)  # of the invented names: nobody here is a namesake of a row in the data, given names differ


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the cast. login: for those whose account is printed; the others log in with their staff number."""

    number: int
    unit: str
    role: Role
    position: Position | None = None
    login: str = ""

    @property
    def name(self) -> str:
        """Return the invented name."""
        return person_name(FIRST + STEP * self.number)

    @property
    def staff_no(self) -> str:
        """Return the staff number."""
        return f"D{self.number + 1:04d}"


PRINTED_UNIT = "学生工作处"  # the department whose two accounts are printed
TWO_REPORTERS = frozenset({"教学管理处", "学生工作处", "组织人事部", "校企合作与就业处"})


def cast() -> Iterator[Part]:
    """Yield everybody, those of the whole school first."""
    above = _above()
    yield from above
    number = len(above)
    for unit in [name for name, _ in DEPARTMENTS] + [LEAD_OFFICE]:
        is_printed = unit == PRINTED_UNIT
        yield Part(number, unit, Role.DEPARTMENT_HEAD, login="fuzeren" if is_printed else "")
        number += 1
        for place in range(2 if unit in TWO_REPORTERS else 1):
            yield Part(number, unit, Role.REPORTER, login="tianbao" if is_printed and place == 0 else "")
            number += 1


def _above() -> list[Part]:
    committee, lead = Role.STEERING_COMMITTEE, Role.LEAD_OFFICE
    rows = (
        ("信息处", Role.ADMINISTRATOR, None, "guanli"),
        (LEAD_OFFICE, lead, Position.HEAD, "qiantou"),
        (LEAD_OFFICE, lead, Position.DEPUTY, ""),
        (LEAD_OFFICE, lead, Position.MEMBER, ""),
        ("校长办公室", Role.SCHOOL_LEADER, None, "lingdao"),
        ("校长办公室", committee, Position.HEAD, "xiaozu"),
        ("党委办公室", committee, Position.DEPUTY, ""),
        ("教学管理处", committee, Position.MEMBER, ""),
        ("党委办公室", Role.AUDITOR, None, "shenji"),
    )
    return [Part(number, *row) for number, row in enumerate(rows)]
