"""What will be late, what makes it so, and who can change it, in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from shucai.apps.organisation.queries import Holder, holders_of, office_holders
from shucai.domain.access import Role
from shucai.domain.planning import working_days
from shucai.domain.progress import Cause, Forecast, Mover, Outlook, causes_of, mover_of, outlook_of
from shucai.domain.todos import OpenPart
from shucai.web.campaigns.words import day

SHOWN = 3  # causes before the rest folds
NAMED = 3  # forms named one by one
ROLES = {Mover.FILLERS: Role.REPORTER, Mover.HEAD: Role.DEPARTMENT_HEAD}


@dataclass(frozen=True)
class CauseLine:
    """A cause as it is read. who: role and names of those who can change it; chain: from the root to the latest form.

    first: the form that has to be moved before, and who can, where the root waits for it; blank where it does not.
    """

    cause: Cause
    title: str
    why: str
    then: str
    who: str
    chain: tuple[OpenPart, ...]
    first: str = ""


@dataclass(frozen=True)
class OutlookShown:
    """How a campaign will end.

    on: the days on which forms will be approved, each form once. ends: the last of all days, in words; after: working days
    after the last deadline. count: forms that will be late; guessed: by plan alone.
    """

    on: tuple[date, ...]
    ends: str
    after: int
    count: int
    lines: tuple[CauseLine, ...]
    rest: tuple[CauseLine, ...]
    guessed: bool


class Names:
    """Who can move what, by name; read once a page."""

    def __init__(self, school: int, today: date) -> None:
        self.school, self.today = school, today
        self.of_units: Mapping[tuple[int, str], list[Holder]] = holders_of(school, today)
        self.leaders = office_holders(school, Role.SCHOOL_LEADER, today)

    def mover(self, part: OpenPart) -> str:
        """Return the role and the names of who can get a part further now."""
        mover = mover_of(part, self.today)
        names = self._of(part, mover)
        return f"{mover.label} {'、'.join(names)}" if names else f"{mover.label}（还没有人）"

    def _of(self, part: OpenPart, mover: Mover) -> Sequence[str]:
        match mover:
            case Mover.LEADER:
                return self.leaders
            case Mover.LEAD_OFFICE:
                return self.office
            case Mover.COLLECTOR:
                return [part.collector] if part.collector else []
            case _:
                named = part.now and (part.now.fillers if mover is Mover.FILLERS else part.now.reviewers)
                return list((named or {}).values()) or [one.name for one in self.holders(part, ROLES[mover])]

    @cached_property
    def office(self) -> list[str]:
        """Return the names of the lead office; read only where something waits for it."""
        return office_holders(self.school, Role.LEAD_OFFICE, self.today)

    def heads(self, unit: int) -> list[str]:
        """Return the names of the heads of a department."""
        return [one.name for one in self.of_units.get((unit, Role.DEPARTMENT_HEAD.value), ())]

    def holders(self, part: OpenPart, role: Role) -> list[Holder]:
        """Return who holds a role of the department for the form of a part."""
        return [one for one in self.of_units.get((part.unit, role.value), ()) if one.has(part.form)]


def shown_outlook(
    seen: Collection[OpenPart], everything: Sequence[OpenPart], names: Names, today: date
) -> OutlookShown:
    """Return what will be late of the seen parts, by what makes it so."""
    outlook = outlook_of(everything, today)
    ids = {part.id for part in seen}
    late = [one for one in outlook.late if one.part.id in ids]
    lines = tuple(_line(cause, outlook, names) for cause in causes_of(late))
    ends_on = max((one.on for one in outlook.forecasts.values() if one.part.id in ids), default=None)
    return OutlookShown(
        on=_ends(outlook, ids),
        ends=_day_of(ends_on, today) if ends_on else "",
        after=_after(everything, ends_on),
        count=len({one.part.form_id for one in late}),
        lines=lines[:SHOWN],
        rest=lines[SHOWN:],
        guessed=not any(pace.is_measured for pace in outlook.paces.values()),
    )


def _ends(outlook: Outlook, ids: Collection[int]) -> tuple[date, ...]:
    """Return on which days forms will be approved by all their departments, each form that its leading one has not yet."""
    of_form: dict[int, list[Forecast]] = {}
    for one in outlook.forecasts.values():
        of_form.setdefault(one.part.form_id, []).append(one)
    return tuple(
        max(one.on for one in those)
        for those in of_form.values()
        if any(one.part.leads and one.part.id in ids for one in those)
    )


def _day_of(on: date, today: date) -> str:
    """Return a day, with the year where it is another one."""
    return day(on) if on.year == today.year else on.isoformat()


def _after(parts: Sequence[OpenPart], ends_on: date | None) -> int:
    last = max((part.due_on for part in parts), default=None)
    return working_days(last + timedelta(days=1), ends_on) if last and ends_on else 0


def forecast_words(part: OpenPart, outlook: Outlook, names: Names) -> str:
    """Return what will be late of somebody's own work and why, blank where it is in time."""
    forecast = outlook.forecasts.get(part.id)
    if forecast is None or not forecast.late:
        return ""
    told = f"预计 {day(forecast.on)} 审核完，晚 {forecast.late} 个工作日"
    root = forecast.root
    if root.id == forecast.part.id:
        return f"{told}，前面还有本部门 {forecast.before} 张" if forecast.before else told
    return f"{told}，卡在 {stuck_words(root, outlook, names)}"


def stuck_words(part: OpenPart, outlook: Outlook, names: Names) -> str:
    """Return a part others wait for with who can get it further; where it waits itself, with what has to be moved first."""
    first = outlook.begins_with(part)
    if first.id == part.id:
        return f"{part.named}（{part.whose}，{names.mover(part)}）"
    if first.form_id == part.form_id:
        return f"{part.named}（先要{first.whose}，{names.mover(first)}）"
    return f"{part.named}（{part.whose}；先要 {first.named}：{first.whose}，{names.mover(first)}）"


def _line(cause: Cause, outlook: Outlook, names: Names) -> CauseLine:
    root, first = cause.root, outlook.begins_with(cause.root)
    told_first = f"先要 {first.code} {first.title}：{names.mover(first)}" if first.id != root.id else ""
    if not cause.is_crowded:
        others = [one.part for one in cause.late if one.part.id != root.id]
        return CauseLine(
            cause,
            root.named,
            f"{root.whose}，{root.now.standing.label_on(names.today) if root.now else root.state.label}",
            f"{_named(others)}在等它" if others else "",
            names.mover(root),
            cause.late[0].chain,
            told_first,
        )
    pace = outlook.paces[root.unit]
    waiting = [one for one in outlook.forecasts.values() if one.part.unit == root.unit]
    theirs = [one.part for one in cause.late if one.part.unit == root.unit]
    others = [one.part for one in cause.late if one.part.unit != root.unit]
    told = [f"{_named(theirs)}来不及"] if theirs else []
    if others:
        told.append(f"其他部门的 {_named(others)}在等")
    return CauseLine(
        cause,
        root.unit_title,
        f"还有 {len(waiting)} 张没有审核，按每个工作日 {pace.per_day:.1f} 张推算",
        "；".join(told),
        names.mover(root),
        cause.late[0].chain,
        told_first,
    )


def _named(parts: Sequence[OpenPart]) -> str:
    codes = list(dict.fromkeys(part.code for part in parts))
    return "、".join(codes[:NAMED]) + (f" 等 {len(codes)} 张表" if len(codes) > NAMED else " ")
