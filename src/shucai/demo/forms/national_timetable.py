"""When and where the lessons of the registered classes are given, so that no class, teacher or room is in two places."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from shucai.demo.forms.national_plans import Selection, selected
from shucai.demo.school.students import NATIONAL_SPAN, SchoolClass
from shucai.demo.school.teaching import Lesson
from shucai.demo.school_year import SchoolYear

DAYS, PAIRS = "一二三四五", ("1-2", "3-4", "5-6", "7-8")
SLOTS = tuple(f"{day}{pair}" for pair in PAIRS for day in DAYS)
LAST_TEACHING_WEEK, VISIT_WEEKS = 18, 2
Busy = dict[tuple[int, str], set[str]]


@dataclass(frozen=True, slots=True)
class Arranged:
    """A lesson with the selection it comes from and its times in the week. number: among the lessons of the year, from 1."""

    number: int
    lesson: Lesson
    selection: Selection
    times: tuple[str, ...]

    @property
    def first_week(self) -> int:
        """Return the week in which it begins: visits come when other lessons are over, one class after the other."""
        if self.selection.weeks > VISIT_WEEKS:
            return 1
        return LAST_TEACHING_WEEK + 1 + VISIT_WEEKS * (self.lesson.school_class.number % 3)

    @property
    def last_week(self) -> int:
        """Return its last week."""
        return self.first_week + self.selection.weeks - 1

    @property
    def weekly(self) -> float:
        """Return the hours a week."""
        return self.lesson.hours / self.selection.weeks

    @property
    def practice_hours(self) -> int:
        """Return the hours of practice: of an internship all."""
        return min(self.lesson.course.practice_hours, self.lesson.hours)


def taught_classes(at: SchoolYear) -> list[SchoolClass]:
    """Return the classes of the registered grades that were taught in the year."""
    first = at.year.number - NATIONAL_SPAN
    return [c for c in at.school.classes_of(at.year.number) if c.grade >= first]


@lru_cache(maxsize=4)
def arranged(at: SchoolYear) -> Sequence[Arranged]:
    """Return every lesson of those classes with its times; a lesson for which no time is free has none."""
    chosen, busy = selected(at), defaultdict[tuple[int, str], set[str]](set)
    first = at.year.number - NATIONAL_SPAN
    lessons = [
        lesson for lesson in at.school.lessons_of(at.year.number) if lesson.school_class.grade >= first
    ]
    return [_arranged(number, lesson, chosen, busy) for number, lesson in enumerate(lessons, 1)]


def _arranged(
    number: int, lesson: Lesson, chosen: dict[tuple[int, str, str, int], Selection], busy: Busy
) -> Arranged:
    school_class = lesson.school_class
    key = (school_class.grade, school_class.programme.code, lesson.course.code, lesson.plan_term)
    selection = chosen[key]
    times = () if selection.is_internship else tuple(_times(lesson, selection, busy))
    return Arranged(number, lesson, selection, times)


def _times(lesson: Lesson, selection: Selection, busy: Busy) -> Iterator[str]:
    """Yield as many double lessons as the week needs, where all are free; none where the week is full."""
    taken = [
        busy[lesson.term, who] for who in (lesson.teacher_no, lesson.room.code, lesson.school_class.class_no)
    ]
    free = [slot for slot in SLOTS if not any(slot in slots for slots in taken)]
    needed = ceil(lesson.hours / selection.weeks / 2)
    if len(free) < needed:
        return
    for slot in free[:: max(1, len(free) // needed)][:needed]:
        for slots in taken:
            slots.add(slot)
        yield slot
