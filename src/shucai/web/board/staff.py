"""Who of a department has what open: by person, how far each form is, since when, and due when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shucai.apps.filling.queries import Filled, filled_of
from shucai.apps.organisation.queries import Holder
from shucai.domain.access import Role
from shucai.domain.progress import HOT, HoldKind, Mover, hold_of, mover_of, work_left
from shucai.domain.todos import OpenPart
from shucai.web.board.outlook import Names
from shucai.web.campaigns.words import due_words, extended_words

PRESSING = {HoldKind.RETURNED: 0, HoldKind.REOPENED_OVER: 1, HoldKind.LATE: 1}
LATER = frozenset({HoldKind.WAITING, HoldKind.NOT_YET})
ELSE = 2


@dataclass(frozen=True)
class Open:
    """A form somebody has open. hold: why it is not further; far: how many rows it has, in words.

    reporters: who may be named to fill it; others: names of the department's reporters of other forms.
    """

    part: OpenPart
    hold: str
    is_hot: bool
    far: str
    filled: Filled
    due: str
    moved: str
    reporters: tuple[Holder, ...]
    others: str


@dataclass(frozen=True)
class Desk:
    """What somebody has open, the most pressing first.

    who: role and name, several where it is left to all of them. rest: what cannot be begun yet.
    """

    who: str
    parts: tuple[Open, ...]
    rest: tuple[Open, ...]

    @property
    def count(self) -> int:
        """Return how many forms there are."""
        return len(self.parts) + len(self.rest)

    @property
    def hot(self) -> int:
        """Return how many are overdue or sent back."""
        return sum(one.is_hot for one in self.parts)


def desks_of(parts: Sequence[OpenPart], names: Names) -> list[Desk]:
    """Return who has which of these parts open; those that their department has approved are nobody's."""
    left = [part for part in parts if work_left(part)]
    filled = filled_of(left)
    by_person: dict[str, list[OpenPart]] = {}
    for part in left:
        by_person.setdefault(names.mover(part), []).append(part)
    desks = [
        _desk(who, [_open(part, filled[part.id], names) for part in those], names.today)
        for who, those in by_person.items()
    ]
    return sorted(desks, key=lambda desk: (-desk.hot, -desk.count))


def words_to(desk: Desk, name: str) -> str:
    """Return words that remind somebody of what they have open. name: of the campaign."""
    told = [f"【{name}】{desk.who}，这些表还没有完成："]
    told += [f"{one.part.named}：{one.hold}，{one.due}" for one in (desk.parts or desk.rest)]
    return "\n".join(told)


def _desk(who: str, opened: Sequence[Open], today: date) -> Desk:
    kinds = {one.part.id: hold_of(one.part, today) for one in opened}
    shown = sorted(opened, key=lambda one: (_rank(kinds[one.part.id]), one.part.due_on))
    rest = tuple(one for one in shown if kinds[one.part.id] in LATER)
    return Desk(who, tuple(one for one in shown if kinds[one.part.id] not in LATER), rest)


def _rank(kind: HoldKind | None) -> int:
    return PRESSING.get(kind, ELSE) if kind else ELSE


def _open(part: OpenPart, filled: Filled, names: Names) -> Open:
    kind = hold_of(part, names.today)
    people = names.of_units.get((part.unit, Role.REPORTER.value), [])
    return Open(
        part,
        kind.short if kind else part.state.label,
        kind in HOT,
        _far(filled),
        filled,
        due_words(
            part.due_above if mover_of(part, names.today) is Mover.LEADER else part.due_on, names.today
        ),
        extended_words(part.extended),
        tuple(one for one in people if one.has(part.form)),
        "、".join(one.name for one in people if not one.has(part.form)),
    )


def _far(filled: Filled) -> str:
    """Return how many rows there are: 已复核 12 行，待复核 3 行."""
    told = [(filled.accepted, "已复核"), (filled.waiting, "待复核")]
    return "，".join(f"{what} {count} 行" for count, what in told if count) or "还没有数据"
