"""Words to remind departments with, to be sent into the school's group by whoever copies them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shucai.domain.access import Role
from shucai.domain.progress import Department, Forecast, HoldKind, hold_of
from shucai.domain.todos import OpenPart

SOON = timedelta(days=2)
PRESSING = {
    HoldKind.RETURNED: "退回未改",
    HoldKind.REOPENED_OVER: "重新开放已到期，没改完的请申请延长",
    HoldKind.REOPENED: "重新开放，改完请提交",
    HoldKind.LATE: "已过截止",
    HoldKind.TO_PUT: "等部门负责人报主管领导批准",
    HoldKind.REVIEW: "等部门负责人审核",
}
SOON_WORDS = "快到截止"
LATE_WORDS = "按现在的速度来不及"
NAMED = 5  # forms that will be late, the rest counted
WIDTH, MOST_LINES = 60, 24  # of the box in which the words are shown


@dataclass(frozen=True)
class Reminder:
    """What a department is reminded of. words: to be copied."""

    department: Department
    words: str


@dataclass(frozen=True)
class Told:
    """What reminders are made of. people: (department, role) -> names; name: of the campaign; late: part -> its forecast."""

    people: Mapping[tuple[int, str], list[str]]
    name: str
    today: date
    late: Mapping[int, Forecast]


def reminders_of(departments: Iterable[Department], told: Told) -> list[Reminder]:
    """Return a reminder a department with something pressing, or late at the pace so far by what it has itself to do."""
    found = []
    for one in departments:
        groups = _pressing(one, told.today)
        lines = [f"{words}：{'、'.join(_form(part) for part in parts)}" for words, parts in groups.items()]
        slow = _too_slow(one, told, {part.id for parts in groups.values() for part in parts})
        lines += [slow] if slow else []
        if lines:
            to = f"【{told.name}】{one.title}{_named(one.unit, told.people)}："
            found.append(Reminder(one, "\n".join([to, *lines])))
    return found


def leader_words(parts: Iterable[OpenPart], leaders: Iterable[str], told: Told) -> str:
    """Return what the school leader is reminded of, blank where nothing waits for an approval."""
    waiting = [part for part in parts if hold_of(part, told.today) is HoldKind.KEY_DATA]
    if not waiting:
        return ""
    named = "、".join(f"{_form(part, part.due_above)}{part.unit_title}" for part in waiting)
    return f"【{told.name}】主管领导 {'、'.join(leaders)}：\n等您批准关键数据：{named}"


def lines_for(words: str) -> int:
    """Return how many lines the box has in which words are shown."""
    return min(MOST_LINES, 2 + words.count("\n") + len(words) // WIDTH)


def _too_slow(one: Department, told: Told, said: set[int]) -> str:
    """Return what of a department will be late because of itself, the latest first, blank where nothing will."""
    late = [told.late[part.id] for part in one.parts if part.id in told.late and part.id not in said]
    own = sorted((each for each in late if each.root.unit == one.unit), key=lambda each: -each.late)
    if not own:
        return ""
    rest = f" 等 {len(own)} 张" if len(own) > NAMED else ""
    first = "、".join(f"{_form(each.part)}预计晚 {each.late} 个工作日" for each in own[:NAMED])
    return f"{LATE_WORDS}：{first}{rest}"


def _pressing(one: Department, today: date) -> dict[str, list[OpenPart]]:
    groups: dict[str, list[OpenPart]] = {}
    for part in one.parts:
        kind = hold_of(part, today)
        if kind in PRESSING:
            groups.setdefault(PRESSING[kind], []).append(part)
        elif kind in {HoldKind.FILLING, HoldKind.NOT_STARTED} and part.due_on - today <= SOON:
            groups.setdefault(SOON_WORDS, []).append(part)
    return groups


def _form(part: OpenPart, due: date | None = None) -> str:
    on = due or part.due_on
    return f"{part.named}（{on.month} 月 {on.day} 日）"


def _named(unit: int, people: Mapping[tuple[int, str], list[str]]) -> str:
    names = [
        name for role in (Role.DEPARTMENT_HEAD, Role.REPORTER) for name in people.get((unit, role.value), ())
    ]
    return f" {'、'.join(dict.fromkeys(names))}" if names else ""
