"""The invented school itself: people, places, courses and partners, each fact once for both platforms and both years.

Nothing here knows a form. Words are labels of the talent platform unless a property says otherwise.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random

from shucai.demo.identities import People
from shucai.demo.school.courses import Course, Planned, build_plans, courses_of
from shucai.demo.school.enterprises import Enterprise, build_enterprises
from shucai.demo.school.organisation import BASIC
from shucai.demo.school.places import Base, Room, build_bases, build_rooms
from shucai.demo.school.staff import FULL_TIME, External, Staff, build_externals, build_staff
from shucai.demo.school.students import FIRST_GRADE, SchoolClass, Student, build_classes
from shucai.demo.school.teaching import Lesson, build_lessons


@dataclass(frozen=True, eq=False)
class School:
    """Everything there is, in every year. Years are those of campaigns: 2024 is the academic year that ends in 2024."""

    seed: int
    staff: Sequence[Staff]
    externals: Sequence[External]
    classes: Sequence[SchoolClass]
    enterprises: Sequence[Enterprise]
    rooms: Sequence[Room]
    bases: Sequence[Base]
    plans: dict[str, list[Planned]]
    courses: Sequence[Course]

    def staff_of(self, year: int) -> list[Staff]:
        """Return who was employed at some time of the academic year."""
        return [member for member in self.staff if member.is_listed(year)]

    def externals_of(self, year: int) -> list[External]:
        """Return the teachers from outside whose contracts touch the academic year."""
        return [external for external in self.externals if external.is_listed(year)]

    def classes_of(self, year: int) -> list[SchoolClass]:
        """Return the classes taught in the academic year."""
        return [school_class for school_class in self.classes if school_class.is_here(year)]

    def students_of(self, year: int) -> list[Student]:
        """Return who learnt here at some time of the academic year."""
        return [s for c in self.classes_of(year) for s in c.students if s.is_enrolled(year)]

    def newcomers_of(self, year: int) -> list[Student]:
        """Return who entered in the September after the academic year."""
        return [s for c in self.classes if c.grade == year for s in c.students]

    def registered_in(self, year: int) -> list[Student]:
        """Return the students of the four grades that the national platform asks for."""
        return [s for c in self.classes for s in c.students if s.is_registered(year)]

    @cached_property
    def heads(self) -> dict[str, Staff]:
        """Return the head teacher of every class by its number: of its department, else of the basic one; nobody has two."""
        return _heads(self)

    def lessons_of(self, year: int) -> list[Lesson]:
        """Return the lessons of the academic year."""
        return _lessons(self, year)


@lru_cache(maxsize=8)
def _lessons(school: School, year: int) -> list[Lesson]:
    teachers = [member for member in school.staff if member.teaches and member.is_here(year)]
    return build_lessons(
        year, school.classes, school.plans, [*teachers, *school.externals_of(year)], school.rooms
    )


def _heads(school: School) -> dict[str, Staff]:
    """Give every class a head; who led a class to its end may lead another from its first day."""
    free: dict[str, list[Staff]] = defaultdict(list)
    for member in school.staff:
        if member.kind == FULL_TIME and member.left is None and member.joined.year <= FIRST_GRADE:
            free[member.department.name].append(member)
    heads: dict[str, Staff] = {}
    leading: list[tuple[SchoolClass, Staff]] = []
    for school_class in sorted(school.classes, key=lambda one: one.grade):
        for done, member in [pair for pair in leading if pair[0].last_year <= school_class.grade]:
            leading.remove((done, member))
            free[member.department.name].append(member)
        own = free[school_class.programme.department] or free[BASIC] or next(filter(None, free.values()))
        heads[school_class.class_no] = own.pop()
        leading.append((school_class, heads[school_class.class_no]))
    return heads


def build_school(seed: int) -> School:
    """Return the school of a seed; the same seed gives the same school."""
    random = Random(seed)
    people = People(random)
    enterprises = build_enterprises(random, people)
    staff = build_staff(random, people)
    rooms = build_rooms(random)
    plans = build_plans()
    return School(
        seed=seed,
        staff=staff,
        externals=build_externals(random, people, enterprises),
        classes=build_classes(random, people),
        enterprises=enterprises,
        rooms=rooms,
        bases=build_bases(rooms),
        plans=plans,
        courses=courses_of(plans),
    )
