"""Talent 2.19.1 to 2.19.3: counsellors, teachers of politics, head teachers, psychologists."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from shucai.demo.forms import form
from shucai.demo.school import COUNSELOR, IDEOLOGY, MIND
from shucai.demo.school.staff import FULL_TIME, Staff
from shucai.demo.school.students import SchoolClass
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

PSYCHOLOGY = "心理"


def teachers(at: SchoolYear) -> list[Staff]:
    """Return the full-time teachers who are here at the end of the year, in the order of their numbers."""
    year = at.year.number
    return [m for m in at.school.staff_of(year) if m.kind == FULL_TIME and m.is_here(year)]


def learning_classes(at: SchoolYear) -> list[tuple[SchoolClass, int]]:
    """Return the classes that still learn at the end of the year, each with the number of its students then."""
    sizes = Counter(row["class_name"] for row in at.given("0.1.5") if row["enrol_status"] == "在读")
    return [(c, sizes[c.name]) for c in at.school.classes_of(at.year.number) if sizes[c.name]]


def counsellors(at: SchoolYear) -> list[Staff]:
    """Return the counsellors."""
    return _with_duty(at, COUNSELOR)


def politics_teachers(at: SchoolYear) -> list[Staff]:
    """Return the full-time teachers of politics."""
    return _with_duty(at, IDEOLOGY)


def psychologists(at: SchoolYear) -> list[Staff]:
    """Return who looks after mental health."""
    return _with_duty(at, MIND)


def _with_duty(at: SchoolYear, duty: str) -> list[Staff]:
    return [m for m in teachers(at) if at.school.duties.get(m.staff_no) == duty]


def _portrait(member: Staff) -> Row:
    """Return what several forms say about somebody, as 1.4.1 has it."""
    return {
        "staff_no": member.staff_no,
        "education": member.education,
        "title_level": member.title_level,
    }


def _trained_hours(at: SchoolYear) -> Counter[str]:
    """Return the hours of training of everybody, as 2.15.4 has them."""
    hours = Counter[str]()
    for row in at.rows("2.15.4"):
        hours[row["staff_no"]] += row["hours"]
    return hours


@form("2.19.1")
def counsellors_and_politics_teachers(at: SchoolYear) -> Rows:
    """Return a row a counsellor with his classes, and a row a teacher of politics with the hours that 2.1.1 has."""
    trained = _trained_hours(at)
    classes = learning_classes(at)
    rows = [
        {
            **_caring(at, member, "专职辅导员", trained),
            "class_count": len(own := classes[number :: len(counsellors(at))]),
            "student_count": sum(size for _, size in own),
            "teaching_hours": None,
        }
        for number, member in enumerate(counsellors(at))
    ]
    politics = {r["course_code"] for r in at.given("0.1.2") if r["public_course_category"] == "思想政治"}
    rows += [
        {
            **_caring(at, member, "专职思政课教师", trained),
            "class_count": None,
            "student_count": None,
            "teaching_hours": _taught(at, member, lambda row: row["course_code"] in politics),
        }
        for member in politics_teachers(at)
    ]
    return rows


def _caring(at: SchoolYear, member: Staff, role: str, trained: Counter[str]) -> Row:
    served = at.year.number - member.joined.year
    return {
        **_portrait(member),
        "role": role,
        "gender": member.person.gender,
        "birth_date": member.person.born,
        "political_status": member.political_status,
        "degree": member.degree,
        "major": "思想政治教育",
        "is_fulltime": True,
        "post_years": min(served, 8),
        "work_years": min(served, 12),
        "training_hours": trained[member.staff_no],
    }


def _taught(at: SchoolYear, member: Staff, fits: Callable[[Row], bool]) -> int:
    """Return the hours of somebody's fitting lessons in 2.1.1."""
    return sum(
        row["workload_hours"]
        for row in at.rows("2.1.1")
        if row["teacher_no"] == member.staff_no and fits(row)
    )


@form("2.19.2")
def head_teachers(at: SchoolYear) -> Rows:
    """Return a row a class that still learns, with its head teacher."""
    trained = _trained_hours(at)
    return [
        _head(at, school_class, size, at.school.heads[school_class.class_no], trained)
        for school_class, size in learning_classes(at)
    ]


def _head(at: SchoolYear, school_class: SchoolClass, size: int, head: Staff, trained: Counter[str]) -> Row:
    excellent = head.person.number % 9 == 0
    return {
        **_portrait(head),
        "class_name": school_class.name,
        "major_code": school_class.programme.code,
        "grade": school_class.grade,
        "class_size": size,
        "political_status": head.political_status,
        "start_ym": date(school_class.grade, 9, 1),
        "years": at.year.number - school_class.grade,
        "is_excellent": excellent,
        "excellent_level": "市级" if excellent else None,
        "training_hours": trained[head.staff_no],
        "allowance": 600,
    }


@form("2.19.3")
def mental_health(at: SchoolYear) -> Rows:
    """Return a row a psychologist, the first of them full-time."""
    trained = _trained_hours(at)
    return [
        {
            **_portrait(member),
            "employment_mode": "兼职" if number else "专职",
            "gender": member.person.gender,
            "degree": member.degree,
            "major": "应用心理学",
            "cert_type": "心理健康教育C证" if number else "心理咨询师二级",
            "cert_no": f"XL{member.person.number:06d}",
            "years": min(at.year.number - member.joined.year, 10),
            "teaching_hours": _taught(at, member, lambda row: PSYCHOLOGY in str(row["course_name"])),
            "counseling_count": 120 - 30 * number + at.year.number % 7,
            "group_sessions": 12 - 3 * number,
            "training_hours": trained[member.staff_no],
        }
        for number, member in enumerate(psychologists(at))
    ]
