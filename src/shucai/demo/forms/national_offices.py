"""Who answers for what on the national platform: departments by their number there, and somebody of each to be named."""

from shucai.demo.school.organisation import DEPARTMENT, Department
from shucai.demo.school.staff import Staff
from shucai.demo.school_year import SchoolYear
from shucai.toolkit.catalogue import YEAR

AUTUMN, SPRING = "秋季学期", "春季学期"
TERMS = {1: AUTUMN, 2: SPRING}


def grown(at: SchoolYear, number: int, step: int = 1) -> int:
    """Return what a number that grows by a step a year is in the year; number: in the year in force."""
    return number + step * (at.year.number - YEAR)


def org(name: str) -> str:
    """Return the number of a department by its name."""
    return DEPARTMENT[name].org_no


def members_of(at: SchoolYear, department: Department) -> list[Staff]:
    """Return who works in a department at the end of the year."""
    number = at.year.number
    return [m for m in at.school.staff_of(number) if m.department == department and m.is_here(number)]


def head(at: SchoolYear, name: str, place: int = 0) -> str:
    """Return the staff number of whoever answers for something in a department; place: another one for other work."""
    members = members_of(at, DEPARTMENT[name])
    return members[place % len(members)].staff_no


def leader(at: SchoolYear, place: int = 2) -> str:
    """Return the staff number of a school leader: the secretary and the head come first, vice-heads after them."""
    return [member for member in at.school.staff_of(at.year.number) if member.leads][place].staff_no
