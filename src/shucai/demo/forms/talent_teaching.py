"""Talent 2.1.x: who teaches what to college classes, and the teaching plans of majors."""

from collections import Counter, defaultdict

from shucai.demo.forms import form
from shucai.demo.forms.talent_bases import elements, offered
from shucai.demo.school.courses import PRACTICE, THEORY, Course
from shucai.demo.school.programmes import SECONDARY, Programme
from shucai.demo.school.staff import FULL_TIME, External, Staff
from shucai.demo.school.teaching import Lesson
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

TASKS = {THEORY: "理论", "B类": "理论+实践", PRACTICE: "实践"}
GUIDED_BY_ONE = 150  # hours; an internship that takes more is guided by several teachers
GUIDES = 4
TERMS = {1: "第一学期", 2: "第二学期"}
Teacher = Staff | External


@form("2.1.1")
def lessons(at: SchoolYear) -> Rows:
    """Return a row a lesson of a college class; long internships have a row for each of those who guide them."""
    year = at.year.number
    college = [one for one in at.school.lessons_of(year) if one.school_class.is_college(year)]
    together = Counter((one.teacher_no, one.course.code, one.term) for one in college)
    guides = _Guides(at, college)
    return [
        _lesson(
            lesson, teacher, hours, merged=together[lesson.teacher_no, lesson.course.code, lesson.term] > 1
        )
        for lesson in college
        for teacher, hours in guides.of(lesson)
    ]


def _lesson(lesson: Lesson, teacher: Teacher, hours: int, *, merged: bool) -> Row:
    school_class, course = lesson.school_class, lesson.course
    return {
        "teacher_no": teacher.staff_no if isinstance(teacher, Staff) else teacher.number,
        "teacher_name": teacher.person.name,
        "teacher_type": teacher.kind,
        **elements(school_class.programme),
        "grade": school_class.grade,
        "course_code": course.code,
        "course_name": course.name,
        "semester": TERMS[lesson.term],
        "class_name": school_class.name,
        "task_type": "实习指导" if is_internship(course) else TASKS[course.kind],
        "is_merged": merged,
        "is_parallel": False,
        "workload_hours": hours,
        "online_hours": hours // 8 if course.kind == THEORY else 0,
        "actual_hours": hours,
        "place_code": lesson.room.code,
        "training_items": f"{course.name}实训项目" if course.kind == PRACTICE else None,
    }


def is_internship(course: Course) -> bool:
    """Return whether a course is spent at an enterprise."""
    return "实习" in course.name


class _Guides:
    """Deals the hours of long internships out among the teachers of the department who have the least in that term."""

    def __init__(self, at: SchoolYear, college: list[Lesson]) -> None:
        self._hours: Counter[tuple[str, int]] = Counter()
        self._of: dict[str, list[Staff]] = defaultdict(list)
        for member in at.school.staff_of(at.year.number):
            if member.kind == FULL_TIME and member.is_here(at.year.number):
                self._of[member.department.name].append(member)
        for lesson in college:
            if lesson.course.hours <= GUIDED_BY_ONE:
                self._hours[lesson.teacher_no, lesson.term] += lesson.course.hours

    def of(self, lesson: Lesson) -> list[tuple[Teacher, int]]:
        """Return who teaches a lesson and for how many hours."""
        hours = lesson.course.hours
        if hours <= GUIDED_BY_ONE:
            return [(lesson.teacher, hours)]
        others = sorted(
            (member for member in self._of[lesson.course.department] if member.staff_no != lesson.teacher_no),
            key=lambda member: self._hours[member.staff_no, lesson.term],
        )
        chosen: list[Teacher] = [lesson.teacher, *others[: GUIDES - 1]]
        for teacher in chosen:
            number = teacher.staff_no if isinstance(teacher, Staff) else teacher.number
            self._hours[number, lesson.term] += hours // GUIDES
        return [(teacher, hours // GUIDES) for teacher in chosen]


@form("2.1.3")
def teaching_plans(at: SchoolYear) -> Rows:
    """Return a row a college major and grade that is taught."""
    here = {(c.programme.code, c.grade) for c in at.school.classes_of(at.year.number)}
    return [
        _plan(at, programme, grade)
        for programme in offered(at.year)
        if programme.kind != SECONDARY
        for code, grade in sorted(here)
        if code == programme.code
    ]


def _plan(at: SchoolYear, programme: Programme, grade: int) -> Row:
    courses = [planned.course for planned in at.school.plans[programme.code]]
    total = sum(course.hours for course in courses)
    practice = max(sum(course.practice_hours for course in courses), (total + 1) // 2)
    public = sum(course.hours for course in courses if course.is_public)
    elective = [course for course in courses if course.nature != "必修课"]
    elective_hours = max(sum(course.hours for course in elective), (total + 9) // 10)
    points, elective_points = (round(sum(c.credits for c in some), 1) for some in (courses, elective))
    partners = [one.name for one in at.school.enterprises if one.department == programme.department][:2]
    involved = programme.mode != "普通班"
    return {
        **{name: value for name, value in elements(programme).items() if name != "student_source_type"},
        "grade": grade,
        "plan_ym": f"{grade}-05",
        "objective": f"示例数据：培养{programme.name}专业的技术技能人才",
        "total_credits": points,
        "required_credits": round(points - elective_points, 1),
        "elective_credits": elective_points,
        "total_hours": total,
        "required_hours": total - elective_hours,
        "elective_hours": elective_hours,
        "public_hours": public,
        "pro_hours": total - public,
        "theory_hours": total - practice,
        "practice_hours": practice,
        "internship_months": 6,
        "labor_hours": sum(course.hours for course in courses if course.category == "劳动教育"),
        "military_hours": sum(course.hours for course in courses if course.category == "军事"),
        "required_certs": f"{programme.name}职业技能等级证书",
        "is_audited": True,
        "is_enterprise_involved": involved,
        "partner_names": partners if involved else None,
    }
