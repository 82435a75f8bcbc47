"""Reads matrix.md and says by it, in plain steps, what ought to be answered; knows nothing of the product's own table."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from shucai.domain.access import Actor, Facts, Grant, Position, Role, Verb

OWN_SCHOOL, OTHER_SCHOOL = 1, 2
OWN_UNIT, OTHER_UNIT = 10, 11
ME, ABSENT, SOMEBODY = 100, 101, 102
FORM, OTHER_FORM = "talent.1.1", "talent.4.3"

COLUMNS = {
    "填报人": (Role.REPORTER, None),
    "部门负责人": (Role.DEPARTMENT_HEAD, None),
    "牵头组长": (Role.LEAD_OFFICE, Position.HEAD),
    "牵头副组长": (Role.LEAD_OFFICE, Position.DEPUTY),
    "牵头成员": (Role.LEAD_OFFICE, Position.MEMBER),
    "主管领导": (Role.SCHOOL_LEADER, None),
    "小组组长": (Role.STEERING_COMMITTEE, Position.HEAD),
    "小组副组长": (Role.STEERING_COMMITTEE, Position.DEPUTY),
    "小组成员": (Role.STEERING_COMMITTEE, Position.MEMBER),
    "管理员": (Role.ADMINISTRATOR, None),
    "审计员": (Role.AUDITOR, None),
}
# school and unit of the thing; whom it is about or names, and who filled it
PLACES = ((OWN_SCHOOL, OWN_UNIT), (OWN_SCHOOL, OTHER_UNIT), (OWN_SCHOOL, None), (OTHER_SCHOOL, OWN_UNIT))
PEOPLE = (
    *((person, None) for person in (None, ME, ABSENT, SOMEBODY)),
    *((None, filler) for filler in (ME, ABSENT, SOMEBODY)),
    (ME, ME),
    (ME, SOMEBODY),
)


@dataclass(frozen=True)
class Line:
    """What the page says of a verb: reach by column, conditions, what has to be seen first."""

    reach: dict[str, str]
    conditions: str
    seen_with: str


def read() -> dict[Verb, Line]:
    """Return the page, by verb."""
    text = (Path(__file__).parent / "matrix.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in text.splitlines()
        if line[:1] == "|"
    ]
    head, body = rows[0], [row + [""] * (len(rows[0]) - len(row)) for row in rows[2:]]
    lines = (dict(zip(head, row, strict=True)) for row in body)
    return {
        Verb(line["动作"]): Line({name: line[name] for name in COLUMNS}, line["条件"], line["先要看得见"])
        for line in lines
    }


PAGE = read()


@dataclass(slots=True)
class Cell:
    """One question: a column of the page with one grant, and a thing."""

    column: str
    narrowed: bool
    forms: frozenset[str]
    may_import: bool
    delegated: bool
    school: int
    unit: int | None
    person: int | None
    filled_by: int | None

    @property
    def actor(self) -> Actor:
        role, position = COLUMNS[self.column]
        unit = OWN_UNIT if role.is_of_a_unit or self.narrowed else None
        grant = Grant(role, unit, self.forms, position, self.may_import, ABSENT if self.delegated else None)
        return Actor(ME, OWN_SCHOOL, "王小禾", (grant,))

    @property
    def facts(self) -> Facts:
        return Facts(
            self.school,
            frozenset({self.unit} - {None}),
            FORM,
            frozenset({self.filled_by} - {None}),
            self.person,
        )

    @property
    def acting(self) -> set[int]:
        return {ME, ABSENT} if self.delegated else {ME}


def cells(verb: Verb) -> Iterator[Cell]:
    """Yield every question about a verb."""
    for column in COLUMNS:
        for choice in product(
            (False,) if COLUMNS[column][0].is_of_a_unit else (False, True),
            (frozenset[str](), frozenset({FORM}), frozenset({OTHER_FORM})),
            (True, False) if verb is Verb.IMPORT else (True,),
            (False, True),
            PLACES,
            PEOPLE,
        ):
            *grant, place, people = choice
            yield Cell(column, *grant, *place, *people)


def is_within(verb: Verb, cell: Cell) -> bool:
    """Return whether the page lets the grant reach the thing."""
    said, conditions = PAGE[verb].reach[cell.column], PAGE[verb].conditions
    if cell.school != OWN_SCHOOL:
        return False
    if "己" in said and cell.person in cell.acting:
        return True
    if "部" in said and cell.unit != OWN_UNIT:
        return False
    if "部" not in said and "校" not in said:
        return False
    if "限" not in conditions:
        return True
    return (not cell.narrowed or cell.unit == OWN_UNIT) and (not cell.forms or FORM in cell.forms)


def expected(verb: Verb, cell: Cell) -> str:
    """Return "" where the page allows it, and otherwise the code of the refusal."""
    line = PAGE[verb]
    if refusal := refusal_by_the_page(verb, cell):
        if cell.school != OWN_SCHOOL or (line.seen_with and not is_within(Verb(line.seen_with), cell)):
            return "R101"
        return refusal
    return ""


def refusal_by_the_page(verb: Verb, cell: Cell) -> str:
    """Return why not, as somebody would hear it who sees the thing."""
    line = PAGE[verb]
    said = line.reach[cell.column]
    role = COLUMNS[cell.column][0]
    if not said:
        has_it = any(line.reach[other] for other, (as_role, _) in COLUMNS.items() if as_role is role)
        return "R109" if has_it else "R102"
    if "亲" in line.conditions and cell.delegated:
        return "R110"
    if "导" in line.conditions and not cell.may_import:
        return "R106"
    if not is_within(verb, cell):
        return where_it_ends(said, cell)
    return "R105" if "分" in line.conditions and cell.filled_by in cell.acting else ""


def where_it_ends(said: str, cell: Cell) -> str:
    """Return which bound of the grant the thing lies outside of."""
    if "己" in said:
        return "R111"
    held_to_a_unit = "部" in said or cell.narrowed
    return "R103" if held_to_a_unit and cell.unit != OWN_UNIT else "R104"
