"""Talent 0.1.x: the base tables that other forms refer to."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.school.organisation import BASIC
from shucai.demo.school.programmes import FIVE_YEAR, PROGRAMMES, Programme
from shucai.demo.school.students import Student
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows
from shucai.demo.year import Year

FILED: Row = {
    "major_code": "260301",
    "major_name": "机械电子工程技术",
    "program_level": "高职本科",
    "schooling_years": "二年",
    "training_mode": "普通班",
    "training_form": None,
}  # a major that is approved and not yet enrolling
FILED_ON = date(2022, 3, 1)
FILED_DEPARTMENT = "智能制造系"


def elements(programme: Programme) -> Row:
    """Return the elements that tell a major apart, as many forms repeat them."""
    return {
        "major_code": programme.code,
        "major_name": programme.name,
        "program_level": programme.level,
        "schooling_years": programme.years_label,
        "training_mode": programme.mode,
        "training_form": programme.form,
        "student_source_type": programme.source_type,
    }


def offered(year: Year) -> list[Programme]:
    """Return the majors the school has in a year: those approved by its end."""
    return [programme for programme in PROGRAMMES if programme.approved <= year.ends]


@form("0.1.1")
def majors(at: SchoolYear) -> Rows:
    """Return a row a major, and one of a major that is approved and does not enrol yet."""
    return [
        {
            **elements(programme),
            "local_major_code": programme.major_no,
            "direction_code": "01" if programme.direction else None,
            "direction_name": programme.direction,
            "dept_name": programme.department,
            "approval_ym": programme.approved,
            "first_enrol_ym": programme.approved.replace(month=9),
            "is_enrolling": programme.enrols(at.year.number),
            "major_status": _status(programme, at.year),
        }
        for programme in offered(at.year)
    ] + [_filed()]


def _filed() -> Row:
    return {
        **FILED,
        "student_source_type": "专转本（专升本）选拔专科生（本科层次）",
        "dept_name": FILED_DEPARTMENT,
        "approval_ym": FILED_ON,
        "first_enrol_ym": date(2025, 9, 1),
        "is_enrolling": False,
        "major_status": "已备案未招生",
    }


def _status(programme: Programme, year: Year) -> str:
    if programme.approved >= year.starts:
        return "新增"
    return "在招" if programme.enrols(year.number) else "停招"


@form("0.1.2")
def courses(at: SchoolYear) -> Rows:
    """Return a row a course of any plan; leaders are taken from the department."""
    leaders = {
        member.department.name: member.staff_no
        for member in reversed(at.school.staff_of(at.year.number))
        if member.is_here(at.year.number)
    }
    return [
        {
            "course_code": course.code,
            "course_name": course.name,
            "course_type": course.kind,
            "course_attribute": "公共基础课" if course.is_public else "专业技能课",
            "public_course_category": course.category if course.is_public else None,
            "pro_course_category": None if course.is_public else course.category,
            "credits": course.credits,
            "offering_dept": course.department,
            "course_leader_no": leaders[course.department],
            "is_core_course": course.is_core,
            "is_cert_course": course.is_core and course.number % 2 == 0,
            "course_status": "在开",
        }
        for course in at.school.courses_of(at.year.number)
    ] + [_stopped(leaders[BASIC])]


def _stopped(leader_no: str) -> Row:
    """Return a course that is kept for the history and not taught any more."""
    return {
        "course_code": "TK0001",
        "course_name": "应用文写作",
        "course_type": "A类",
        "course_attribute": "公共基础课",
        "public_course_category": "语文",
        "pro_course_category": None,
        "credits": 2.0,
        "offering_dept": BASIC,
        "course_leader_no": leader_no,
        "is_core_course": False,
        "is_cert_course": False,
        "course_status": "停开",
    }


@form("0.1.3")
def staff(at: SchoolYear) -> Rows:
    """Return a row a member of staff who was here in the year; who left during it stays, marked 离职."""
    return [
        {
            "staff_no": member.staff_no,
            "name": member.person.name,
            "id_type": "居民身份证",
            "id_no": member.person.id_no,
            "gender": member.person.gender,
            "birth_date": member.person.born,
            "ethnicity": member.person.ethnicity,
            "dept_name": member.department.name,
            "teacher_type": member.kind,
            "is_staffed": member.is_staffed,
            "join_ym": member.joined,
            "employment_status": "在职" if member.is_here(at.year.number) else "离职",
            "phone": member.person.mobile,
        }
        for member in at.school.staff_of(at.year.number)
    ]


@form("0.1.4")
def externals(at: SchoolYear) -> Rows:
    """Return a row a teacher from outside."""
    return [
        {
            "ext_teacher_no": external.number,
            "name": external.person.name,
            "id_type": "居民身份证",
            "id_no": external.person.id_no,
            "gender": external.person.gender,
            "birth_date": external.person.born,
            "ext_teacher_type": external.kind,
            "hiring_dept": external.department.name,
            "employer_name": external.employer_name,
            "employer_uscc": external.employer.code if external.employer else None,
            "hire_start": external.hired[0],
            "hire_end": external.hired[1],
            "phone": external.person.mobile,
        }
        for external in at.school.externals_of(at.year.number)
    ]


@form("0.1.5")
def students(at: SchoolYear) -> Rows:
    """Return a row a student of the academic year, all grades and lengths."""
    return [_student(student, at.year) for student in at.school.students_of(at.year.number)]


def _student(student: Student, year: Year) -> Row:
    programme = student.programme
    return {
        "student_no": student.student_no,
        "name": student.person.name,
        "id_type": student.person.paper,
        "id_no": student.person.id_no,
        "gender": student.person.gender,
        "birth_date": student.person.born,
        "ethnicity": student.person.ethnicity,
        **{name: value for name, value in elements(programme).items() if name != "training_form"},
        "grade": student.grade,
        "class_name": student.school_class.name,
        "admission_ym": f"{student.grade}-09",
        "enrol_status": student.status(year.ends),
        "five_year_stage": _stage(student, year),
    }


def _stage(student: Student, year: Year) -> str | None:
    if student.programme.kind != FIVE_YEAR:
        return None
    return "后两年" if student.programme.is_college(student.grade, year.number) else "前三年"
