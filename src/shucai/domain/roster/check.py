"""A roster compared with what the school knows: what is new, changed, the same, and what has to be put right first."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from shucai.domain.access import Role
from shucai.domain.roster.columns import BY_KEY, NO_END
from shucai.domain.roster.known import Known, KnownGrant, KnownPerson
from shucai.domain.roster.reading import Cells, Entry
from shucai.domain.roster.sheet import Fault, RosterSheet, fault_at

Standing = Literal["new", "changed", "same", "none"]
APART = {Role.REPORTER: Role.DEPARTMENT_HEAD, Role.DEPARTMENT_HEAD: Role.REPORTER}


@dataclass(frozen=True, slots=True)
class Row:
    """A line and what it does. person: of the account; grant: of the role, none where the line gives no role."""

    entry: Entry
    person: Standing
    grant: Standing
    changes: tuple[str, ...]
    faulty: bool

    @property
    def standing(self) -> str:
        """Return the one word of the line: refused, new, changed or same."""
        if self.faulty:
            return "refused"
        both = {self.person, self.grant}
        return "new" if "new" in both else "changed" if "changed" in both else "same"


@dataclass(frozen=True)
class Checked:
    """A roster after its check. Rows are applied only where there are no faults at all."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many lines are new, changed, same, refused."""
        counted = Counter(row.standing for row in self.rows)
        return {name: counted[name] for name in ("new", "changed", "same", "refused")}

    @property
    def fingerprint(self) -> str:
        """Return what tells whether another check of the same file would do the same."""
        told = [(row.entry.line.row, row.person, row.grant, row.changes) for row in self.rows]
        return sha256(repr(told).encode()).hexdigest()[:32]


def check_roster(sheet: RosterSheet, known: Known) -> Checked:
    """Return what a roster would do, and everything that is wrong with it, cell by cell."""
    entries: list[Entry] = []
    faults = list(sheet.faults)
    for line in sheet.lines:
        cells = Cells(sheet, line, known)
        entries.append(cells.entry())
        faults += cells.faults
    faults += _between(sheet, entries, known)
    faulty = {fault.row for fault in faults}
    first = _first_of_each(entries)
    rows = [_row(entry, first[entry.staff_no] is entry, known, entry.line.row in faulty) for entry in entries]
    return Checked(tuple(rows), tuple(sorted(faults, key=lambda fault: fault.row)))


def _first_of_each(entries: Iterable[Entry]) -> dict[str, Entry]:
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.staff_no, entry)
    return first


def _between(sheet: RosterSheet, entries: list[Entry], known: Known) -> Iterator[Fault]:
    """Yield what is wrong between lines, and between a line and what the school knows."""
    first = _first_of_each(entries)
    logins: dict[str, str] = {}
    seen: dict[tuple[str, Role, int | None], int] = {}
    for entry in entries:
        if not entry.staff_no:
            continue
        for key, message in (
            *_against_first(entry, first[entry.staff_no]),
            *_login(entry, logins, known),
            *_person(entry, known),
            *_dates(entry, known),
            *_twice(entry, seen),
            *_apart(entry, entries, known),
        ):
            yield fault_at(sheet, entry.line, key, BY_KEY[key].title, message)


Found = Iterator[tuple[str, str]]  # (column key, message)


def _against_first(entry: Entry, first: Entry) -> Found:
    if entry.name != first.name:
        yield "name", f"工号 {entry.staff_no} 在第 {first.line.row} 行是“{first.name}”，请核对工号和姓名"
    if entry.login and first.login and entry.login.lower() != first.login.lower():
        yield "login", f"同一人在第 {first.line.row} 行的登录名是“{first.login}”，请写成一样或只留一处"


def _login(entry: Entry, logins: dict[str, str], known: Known) -> Found:
    person = known.people.get(entry.staff_no)
    login = (entry.login or (person.login if person else entry.staff_no)).lower()
    holder = logins.setdefault(login, entry.staff_no)
    if holder != entry.staff_no:
        yield "login", f"登录名“{login}”与工号 {holder} 的人相同，请另取一个"
    elif known.logins.get(login, entry.staff_no) != entry.staff_no:
        yield "login", f"登录名“{login}”已被使用，请另取一个"


def _person(entry: Entry, known: Known) -> Found:
    person = known.people.get(entry.staff_no)
    if person is not None and not person.is_open:
        yield "staff_no", f"{person.name}的账号已停用或已离任，请先在人员页启用"
    elif person is not None and person.protected and _person_changes(entry, person):
        yield "staff_no", f"{person.name}是系统管理员，资料只能由系统管理员修改"


def _dates(entry: Entry, known: Known) -> Found:
    if isinstance(entry.ends_on, str) or entry.ends_on is None:
        return
    person = known.people.get(entry.staff_no)
    held = known.grant_of(person.id, entry.role, entry.unit_id) if person and entry.role else None
    starts = entry.starts_on or (held.starts_on if held else known.today)
    if entry.ends_on < starts:
        yield "ends_on", f"结束日期早于起始日期 {starts}，请改正其中一个"


def _twice(entry: Entry, seen: dict[tuple[str, Role, int | None], int]) -> Found:
    if entry.role is None:
        return
    unit = entry.unit_id if entry.role.is_of_a_unit else None
    row = seen.setdefault((entry.staff_no, entry.role, unit), entry.line.row)
    if row != entry.line.row:
        yield "role", f"与第 {row} 行是同一人的同一角色，请删去一行"


def _apart(entry: Entry, entries: list[Entry], known: Known) -> Found:
    """Yield that somebody would fill and review the same forms (ORG-3)."""
    other = APART.get(entry.role) if entry.role else None
    if other is None:
        return
    for line in entries:
        same = (line.staff_no, line.role, line.unit_id) == (entry.staff_no, other, entry.unit_id)
        if (
            same
            and line.line.row < entry.line.row
            and _meet(entry.forms or frozenset(), line.forms or frozenset())
        ):
            yield "role", f"第 {line.line.row} 行已是本部门的{other.label}，填报和审核须由两人承担，请换一人"
            return
    person = known.people.get(entry.staff_no)
    held = known.grant_of(person.id, other, entry.unit_id) if person else None
    if held is not None and _meet(entry.forms or frozenset(), held.forms):
        yield "role", f"{entry.name}已是本部门的{other.label}，填报和审核须由两人承担，请换一人"


def _meet(forms: frozenset[str], others: frozenset[str]) -> bool:
    return not forms or not others or bool(forms & others)


def _row(entry: Entry, is_first: bool, known: Known, faulty: bool) -> Row:  # noqa: FBT001 - private
    person = known.people.get(entry.staff_no)
    changes = _person_changes(entry, person) if person and is_first else []
    account: Standing = (
        ("new" if person is None else "changed" if changes else "same") if is_first else "same"
    )
    if entry.role is None:
        return Row(entry, account, "none", tuple(changes), faulty)
    unit = entry.unit_id if entry.role.is_of_a_unit else None
    held = known.grant_of(person.id, entry.role, unit) if person else None
    if held is None:
        return Row(entry, account, "new", tuple(changes), faulty)
    moved = _grant_changes(entry, held)
    return Row(entry, account, "changed" if moved else "same", (*changes, *moved), faulty)


def _person_changes(entry: Entry, person: KnownPerson) -> list[str]:
    changes = [f"姓名 {person.name} → {entry.name}"] if entry.name != person.name else []
    if entry.login and entry.login != person.login:
        changes.append(f"登录名 {person.login} → {entry.login}")
    if entry.unit_id is not None and entry.unit_id != person.unit_id:
        changes.append("所在部门")
    return changes


def _grant_changes(entry: Entry, held: KnownGrant) -> list[str]:
    ends = None if entry.ends_on == NO_END else held.ends_on if entry.ends_on is None else entry.ends_on
    compared = (
        ("职务", entry.position is not None and entry.position != held.position),
        ("负责表单", entry.forms is not None and entry.forms != held.forms),
        ("可以导入", entry.may_import is not None and entry.may_import != held.may_import),
        ("起始日期", entry.starts_on is not None and entry.starts_on != held.starts_on),
        ("结束日期", ends != held.ends_on),
    )
    return [title for title, differs in compared if differs]
