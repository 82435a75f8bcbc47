"""The invented school itself: people, places, courses and partners, each fact once for both platforms and both years.

Nothing here knows a form. Words are labels of the talent platform unless a property says otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from random import Random

from shucai.demo.identities import People
from shucai.demo.school.courses import Course, Planned, build_plans, courses_of
from shucai.demo.school.enterprises import Enterprise, build_enterprises
from shucai.demo.school.organisation import BASIC
from shucai.demo.school.places import Base, Room, build_bases, build_rooms
from shucai.demo.school.programmes import PROGRAMMES
from shucai.demo.school.staff import FULL_TIME, External, Staff, build_externals, build_staff
from shucai.demo.school.students import FIRST_GRADE, SchoolClass, Student, build_classes
from shucai.demo.school.teaching import Lesson, Pools, build_lessons

IDEOLOGY, MIND, COUNSELOR = "思政课教师", "心理健康教师", "辅导员"
IDEOLOGY_TEACHERS, MIND_TEACHERS = 20, 3
COUNSELORS = {"智能制造系": 11, "汽车工程系": 6, "信息工程系": 6, "经贸管理系": 7, "艺术设计系": 3}


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
        return _staff(self, year)

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

    @cached_property
    def duties(self) -> dict[str, str]:
        """Return the duty of who has one beside teaching by staff number: 思政课教师, 心理健康教师, 辅导员."""
        return _duties(self)

    @cached_property
    def major_leaders(self) -> dict[str, tuple[Staff, Staff]]:
        """Return the leader (带头人) and the head (负责人) of every major by its code."""
        return _major_leaders(self)

    def rooms_of(self, year: int) -> list[Room]:
        """Return the rooms there were at the end of the academic year."""
        return [room for room in self.rooms if room.since <= year]

    def courses_of(self, year: int) -> list[Course]:
        """Return the courses in the plans of the majors approved by the end of the academic year."""
        offered = [p.code for p in PROGRAMMES if p.approved <= date(year, 8, 31)]
        return courses_of({code: self.plans[code] for code in offered})

    def lessons_of(self, year: int) -> list[Lesson]:
        """Return the lessons of the academic year."""
        return _lessons(self, year)


@lru_cache(maxsize=8)
def _staff(school: School, year: int) -> list[Staff]:
    return [member for member in school.staff if member.is_listed(year)]


@lru_cache(maxsize=8)
def _lessons(school: School, year: int) -> list[Lesson]:
    teachers = [member for member in school.staff if member.teaches and member.is_here(year)]
    ideology = [member for member in teachers if school.duties.get(member.staff_no) == IDEOLOGY]
    others: list[Staff | External] = [member for member in teachers if member not in ideology]
    return build_lessons(
        year,
        school.classes,
        school.plans,
        Pools([*others, *school.externals_of(year)], ideology),
        school.rooms_of(year - 1),
    )


def _lasting(school: School, department: str) -> list[Staff]:
    """Return the full-time teachers of a department who are here in every year of the demo."""
    return [
        member
        for member in school.staff
        if member.kind == FULL_TIME
        and member.department.name == department
        and member.left is None
        and member.joined.year <= FIRST_GRADE
    ]


def _duties(school: School) -> dict[str, str]:
    """Return duties: in the basic department party members teach ideology and some care for minds; elsewhere some counsel."""
    by_party = sorted(_lasting(school, BASIC), key=lambda member: not member.is_party)
    basic = [member.staff_no for member in by_party]
    duties = dict.fromkeys(basic[:IDEOLOGY_TEACHERS], IDEOLOGY)
    duties |= dict.fromkeys(basic[IDEOLOGY_TEACHERS : IDEOLOGY_TEACHERS + MIND_TEACHERS], MIND)
    for department, count in COUNSELORS.items():
        duties |= dict.fromkeys([m.staff_no for m in _lasting(school, department)[-count:]], COUNSELOR)
    return duties


def _major_leaders(school: School) -> dict[str, tuple[Staff, Staff]]:
    """Return two teachers of its department for every major, those with the highest titles first; nobody has two majors."""
    ranks = ["正高级", "副高级", "中级", "助理级", "未定级"]
    free = {
        name: sorted(_lasting(school, name), key=lambda member: ranks.index(member.title_level), reverse=True)
        for name in dict.fromkeys(programme.department for programme in PROGRAMMES)
    }
    return {p.code: (free[p.department].pop(), free[p.department].pop()) for p in PROGRAMMES}


def _heads(school: School) -> dict[str, Staff]:
    """Return head teachers: who has a class takes the next one when it has left the school."""
    staying = [m for m in school.staff if m.kind == FULL_TIME and m.left is None]
    busy_until: dict[str, int] = {}
    heads: dict[str, Staff] = {}
    for school_class in sorted(school.classes, key=lambda c: c.grade):
        grade, own = school_class.grade, school_class.programme.department
        free = [m for m in staying if m.joined.year <= grade and busy_until.get(m.staff_no, 0) <= grade]
        head = next((m for m in free if m.department.name == own), free[0])
        heads[school_class.class_no] = head
        busy_until[head.staff_no] = school_class.last_year
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
