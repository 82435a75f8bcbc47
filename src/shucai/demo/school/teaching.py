"""Who teaches what: the lessons of one academic year, dealt out so that nobody has too many and nobody none."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from shucai.demo.school.courses import Course, Planned
from shucai.demo.school.places import Room
from shucai.demo.school.staff import External, Staff
from shucai.demo.school.students import SchoolClass

IDEOLOGY_COURSES = "思想政治"
GUIDANCE = 120  # hours that guiding an internship takes at most


@dataclass(frozen=True, slots=True)
class Pools:
    """Who may be given lessons: teachers of all subjects, and those who teach ideology alone."""

    general: Sequence[Staff | External]
    ideology: Sequence[Staff]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A course taught to a class in a term of the academic year; plan_term: the term of its plan, from 1."""

    school_class: SchoolClass
    course: Course
    plan_term: int
    teacher: Staff | External
    room: Room

    @property
    def term(self) -> int:
        """Return 1 for autumn, 2 for spring."""
        return 2 - self.plan_term % 2

    @property
    def hours(self) -> int:
        """Return the hours of teaching: of an internship, those of guiding it."""
        return min(self.course.hours, GUIDANCE)

    @property
    def teacher_no(self) -> str:
        """Return the number of the teacher."""
        return self.teacher.staff_no if isinstance(self.teacher, Staff) else self.teacher.number


def build_lessons(
    year: int,
    classes: Sequence[SchoolClass],
    plans: dict[str, list[Planned]],
    teachers: Pools,
    rooms: Sequence[Room],
) -> list[Lesson]:
    """Return all lessons of the academic year that ends in ``year``, college classes first.

    Each lesson goes to the teacher of the department who has the least so far. So everybody teaches some college class.
    """
    here = sorted((c for c in classes if c.is_here(year)), key=lambda c: not c.is_college(year))
    load = _Load(teachers)
    places = _Places(rooms)
    lessons: list[Lesson] = []
    for school_class in here:
        for planned in sorted(plans[school_class.programme.code], key=lambda planned: planned.term):
            if (planned.term + 1) // 2 == year - school_class.grade:
                teacher = load.next(planned, college=school_class.is_college(year))
                room = places.of(school_class, planned.course)
                lessons.append(Lesson(school_class, planned.course, planned.term, teacher, room))
    return lessons


class _Load:
    """What teachers have so far; of a department the one with the least comes next, for college classes who has none yet."""

    def __init__(self, teachers: Pools) -> None:
        self._of: dict[str, list[Staff | External]] = defaultdict(list)
        self._of[IDEOLOGY_COURSES].extend(teachers.ideology)
        for teacher in teachers.general:
            self._of[teacher.teaches_for.name].append(teacher)
        self._hours: dict[tuple[str, int], int] = defaultdict(int)
        self._college: dict[str, int] = defaultdict(int)

    def next(self, planned: Planned, *, college: bool) -> Staff | External:
        """Return who takes a course, and count its hours for him."""
        odd = planned.term % 2

        def has(teacher: Staff | External) -> tuple[int, int]:
            person = teacher.person.id_no
            return (self._college[person] if college else 0), self._hours[person, odd]

        course = planned.course
        pool = IDEOLOGY_COURSES if course.category == IDEOLOGY_COURSES else course.department
        chosen = min(self._of[pool], key=has)
        self._hours[chosen.person.id_no, odd] += min(course.hours, GUIDANCE)
        self._college[chosen.person.id_no] += college
        return chosen


class _Places:
    """A classroom of its own for every class, and the practice rooms of a department in turn."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        self._classrooms = [room for room in rooms if room.kind == "多媒体教室"]
        self._practice: dict[str, list[Room]] = defaultdict(list)
        for room in rooms:
            self._practice[room.department if room.is_practice else room.kind].append(room)
        self._own: dict[str, Room] = {}
        self._turn = 0

    def of(self, school_class: SchoolClass, course: Course) -> Room:
        """Return where a course is taught to a class."""
        own = self._own.setdefault(
            school_class.name, self._classrooms[len(self._own) % len(self._classrooms)]
        )
        if course.kind == "A类":
            return own
        rooms = self._practice.get(course.department)
        if course.category == "信息技术":
            rooms = self._practice["公共机房"]
        if not rooms:
            return own
        self._turn += 1
        return rooms[self._turn % len(rooms)]
