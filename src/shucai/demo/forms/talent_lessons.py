"""Talent 2.1.1: lessons to college classes."""

from shucai.demo.forms import form
from shucai.demo.forms.talent_bases import elements
from shucai.demo.school.courses import MIXED, PRACTICE, THEORY
from shucai.demo.school.teaching import Lesson
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

TASKS = {THEORY: "理论", MIXED: "理论+实践", PRACTICE: "实践"}


@form("2.1.1")
def lessons(at: SchoolYear) -> Rows:
    """Return a row a lesson: who teaches which course to which college class in which term."""
    year = at.year.number
    return [_lesson(lesson) for lesson in at.school.lessons_of(year) if lesson.school_class.is_college(year)]


def _lesson(lesson: Lesson) -> Row:
    course, school_class = lesson.course, lesson.school_class
    practised = None if course.kind == THEORY else f"{course.name}项目"
    return {
        "teacher_no": lesson.teacher_no,
        "teacher_name": lesson.teacher.person.name,
        "teacher_type": lesson.teacher.kind,
        **elements(school_class.programme),
        "grade": school_class.grade,
        "course_code": course.code,
        "semester": ("第一学期", "第二学期")[lesson.term - 1],
        "class_name": school_class.name,
        "task_type": TASKS[course.kind],
        "is_merged": False,
        "is_parallel": False,
        "workload_hours": lesson.hours,
        "online_hours": 4 if course.kind == THEORY else 0,
        "actual_hours": lesson.hours,
        "place_code": lesson.room.code,
        "experiment_items": practised if course.kind == MIXED and course.is_public else None,
        "training_items": practised if not course.is_public else None,
        "practice_items": practised if "实习" in course.name else None,
    }
