"""From what was typed into a line to values, every cell that cannot be read said with what is allowed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from shucai.domain.access import Position, Role
from shucai.domain.roster.cards import wrong_login, wrong_name, wrong_staff_no
from shucai.domain.roster.columns import (
    ALL_FORMS,
    BY_KEY,
    NO,
    NO_END,
    POSITION_OF_LABEL,
    ROLE_OF_LABEL,
    YES,
)
from shucai.domain.roster.known import Known
from shucai.domain.roster.names import name_key
from shucai.domain.roster.sheet import Fault, Line, RosterSheet, fault_at

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?")
BETWEEN = re.compile(r"[、,，;；\s]+")
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its cells read. None: the cell is blank, so what is there already stays.

    forms: empty for all. ends_on: NO_END where it was written that it has no end.
    """

    line: Line
    staff_no: str
    name: str
    login: str
    unit_id: int | None
    role: Role | None
    position: Position | None
    forms: frozenset[str] | None
    may_import: bool | None
    starts_on: date | None
    ends_on: date | str | None


class Cells:
    """Reads the cells of one line and gathers what is wrong with them."""

    def __init__(self, sheet: RosterSheet, line: Line, known: Known) -> None:
        self.sheet, self.line, self.known = sheet, line, known
        self.faults: list[Fault] = []

    def entry(self) -> Entry:
        """Return the line with its cells read; what could not be read is blank and stands among the faults."""
        role = self._role()
        return Entry(
            line=self.line,
            staff_no=self._card("staff_no", self._staff_no),
            name=self._card("name", wrong_name_of),
            login=self._card("login", login_of),
            unit_id=self._unit(role),
            role=role,
            position=self._position(role),
            forms=self._forms(role),
            may_import=self._may_import(),
            starts_on=self._day("starts_on"),
            ends_on=NO_END if self.text("ends_on") == NO_END else self._day("ends_on"),
        )

    def text(self, key: str) -> str:
        """Return what stands in a column, blank where the sheet has none."""
        return self.line.texts.get(key, "")

    def add(self, key: str, message: str) -> None:
        """Note that a cell is wrong."""
        self.faults.append(fault_at(self.sheet, self.line, key, BY_KEY[key].title, message))

    def _card(self, key: str, wrong: Callable[[str], str]) -> str:
        message = wrong(self.text(key))
        if message:
            self.add(key, message)
        return self.text(key)

    def _staff_no(self, text: str) -> str:
        if not text:
            return "工号不能空着，请填教职工编号"
        refused = wrong_staff_no(text)
        return refused.reason if refused else ""

    def _role(self) -> Role | None:
        text = self.text("role")
        role = ROLE_OF_LABEL.get(text)
        if text and role is None:
            self.add("role", f"没有角色“{text}”，可以填：{'、'.join(ROLE_OF_LABEL)}")
        if role is not None and role not in self.known.grantable:
            self.add("role", f"您不能授予“{role.label}”，请删去这一行，由有权限的人授予")
        return role

    def _unit(self, role: Role | None) -> int | None:
        text = self.text("unit")
        unit = self.known.units.get(name_key(text))
        if unit is None and text:
            self.add("unit", f"没有部门“{text}”，{self._near(text)}")
        if not text and role is not None and role.is_of_a_unit:
            self.add("unit", f"{role.label}要写明部门")
        return unit.id if unit else None

    def _near(self, text: str) -> str:
        titles = {unit.title: None for unit in self.known.units.values()}
        near = get_close_matches(text, titles, n=3, cutoff=0.4)
        return f"是不是：{'、'.join(near)}" if near else f"现有：{'、'.join(titles)}"

    def _position(self, role: Role | None) -> Position | None:
        text = self.text("position")
        position = POSITION_OF_LABEL.get(text)
        if text and position is None:
            self.add("position", f"没有职务“{text}”，可以填：{'、'.join(POSITION_OF_LABEL)}")
        elif position is not None and role is not None and not role.is_a_body:
            self.add("position", f"{role.label}没有职务，请清空这一格")
        return position

    def _forms(self, role: Role | None) -> frozenset[str] | None:
        text = self.text("forms")
        if not text or text == ALL_FORMS:
            return frozenset() if text else None
        if role is not None and not role.is_of_a_unit:
            self.add("forms", f"{role.label}管全校，不分表单，请清空这一格")
        codes = [code.upper() for code in BETWEEN.split(text) if code]
        unknown = [code for code in codes if code not in self.known.forms]
        if unknown:
            shown = "、".join(unknown[:SHOWN])
            self.add("forms", f"没有表号 {shown}，请照目录里的表号填写，用顿号隔开，如 1.4.1、1.4.2")
        return frozenset(self.known.forms[code] for code in codes if code in self.known.forms)

    def _may_import(self) -> bool | None:
        text = self.text("may_import").casefold()
        if text and text not in YES | NO:
            self.add("may_import", "请填“是”或“否”")
        return text in YES if text else None

    def _day(self, key: str) -> date | None:
        text = self.text(key)
        if not text:
            return None
        found = DAY.fullmatch(text)
        try:
            if found:
                return date(*(int(part) for part in found.groups()))
        except ValueError:
            found = None
        self.add(key, f"“{text}”不是日期，请写成 2024-09-01 的样子")
        return None


def wrong_name_of(text: str) -> str:
    """Return what is wrong with a name, blank where nothing is."""
    refused = wrong_name(text)
    return refused.reason if refused else ""


def login_of(text: str) -> str:
    """Return what is wrong with a log-in name, blank where nothing is or it is left to the staff number."""
    refused = wrong_login(text) if text else None
    return refused.reason if refused else ""
