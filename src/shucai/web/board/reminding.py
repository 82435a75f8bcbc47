"""Words to remind departments with, to be sent into the school's group by whoever copies them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shucai.domain.access import Role
from shucai.domain.progress import Department, HoldKind, hold_of
from shucai.domain.todos import OpenPart

SOON = timedelta(days=2)
PRESSING = {
    HoldKind.RETURNED: "退回未改",
    HoldKind.LATE: "已过截止",
    HoldKind.REVIEW: "等部门负责人审核",
}
SOON_WORDS = "快到截止"


@dataclass(frozen=True)
class Reminder:
    """What a department is reminded of. words: to be copied."""

    department: Department
    words: str


def reminders_of(
    departments: Iterable[Department], people: Mapping[tuple[int, str], list[str]], name: str, today: date
) -> list[Reminder]:
    """Return a reminder a department with something pressing. people: (department, role) -> names; name: of the campaign."""
    found = []
    for one in departments:
        groups = _pressing(one, today)
        if groups:
            told = [f"【{name}】{one.title}{_named(one.unit, people)}："]
            told += [
                f"{words}：{'、'.join(_form(part) for part in parts)}" for words, parts in groups.items()
            ]
            found.append(Reminder(one, "\n".join(told)))
    return found


def _pressing(one: Department, today: date) -> dict[str, list[OpenPart]]:
    groups: dict[str, list[OpenPart]] = {}
    for part in one.parts:
        kind = hold_of(part, today)
        if kind in PRESSING:
            groups.setdefault(PRESSING[kind], []).append(part)
        elif kind in {HoldKind.FILLING, HoldKind.NOT_STARTED} and part.due_on - today <= SOON:
            groups.setdefault(SOON_WORDS, []).append(part)
    return groups


def _form(part: OpenPart) -> str:
    return f"{part.named}（{part.due_on.month} 月 {part.due_on.day} 日）"


def _named(unit: int, people: Mapping[tuple[int, str], list[str]]) -> str:
    names = [
        name for role in (Role.DEPARTMENT_HEAD, Role.REPORTER) for name in people.get((unit, role.value), ())
    ]
    return f" {'、'.join(dict.fromkeys(names))}" if names else ""
