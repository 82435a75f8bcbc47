"""Talent 2.5.x: where the graduates of the year went, and what became of those of the year before."""

from collections import Counter

from shucai.demo.forms import form
from shucai.demo.forms.talent_bases import offered
from shucai.demo.forms.talent_enterprises import ORG_TYPES
from shucai.demo.forms.talent_internships import groups_of
from shucai.demo.identities import credit_code
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school.organisation import CITY
from shucai.demo.school.programmes import SECONDARY, Programme
from shucai.demo.school.students import FIRST_GRADE, Student
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

# One of each hundred graduates, in turn: how many take each way.
WAYS = (
    ("签劳动合同形式就业", 46), ("升学", 26), ("签就业协议形式就业", 14), ("其他录用形式就业", 5), ("自主创业", 2),
    ("自由职业", 2), ("应征义务兵", 2), ("待就业（求职中）", 2), ("不就业拟升学", 1),
)  # fmt: skip
TURN = tuple(way for way, count in WAYS for _ in range(count))
STEP = 37  # has no divisor in common with a hundred: neighbours go different ways
STUDY, WAITING = "升学", {"待就业（求职中）": "求职中", "不就业拟升学": "不就业拟升学"}
SALARY = {2022: 3_900, 2023: 4_100, 2024: 4_300}
OTHER_EMPLOYERS = 30_000_000  # credit codes of enterprises that do not work with the school


@form("2.5.1")
def destinations(at: SchoolYear) -> Rows:
    """Return a row a graduate."""
    interned = {student.student_no: group.enterprise for group in groups_of(at) for student in group.students}
    graduates = [
        student
        for student in at.school.students_of(at.year.number)
        if student.school_class.is_college(at.year.number) and student.status(at.year.ends) == "毕业"
    ]
    return [
        _destination(at, student, number, interned.get(student.student_no))
        for number, student in enumerate(graduates)
    ]


def _destination(at: SchoolYear, student: Student, number: int, known: Enterprise | None) -> Row:
    way = TURN[number * STEP % len(TURN)]
    return {
        "student_no": student.student_no,
        "name": student.person.name,
        "id_no": student.person.id_no,
        "major_code": student.programme.code,
        "class_name": student.school_class.name,
        "student_source_type": student.programme.source_type,
        "graduation_ym": f"{at.year.number}-06",
        "graduation_result": "毕业",
        "destination": way,
        "is_startup": way == "自主创业",
        "startup_name": f"示例创业项目{number}" if way == "自主创业" else None,
        "is_flexible": way in {"自主创业", "自由职业"},
        "remark": "示例数据" if number % 10 == 0 else None,
        **_what_follows(at, student, number, way, known),
    }


def _what_follows(at: SchoolYear, student: Student, number: int, way: str, known: Enterprise | None) -> Row:
    if way in WAITING:
        return {"unemployed_type": WAITING[way]}
    if way == STUDY:
        return {
            "study_school": "示例工业大学",
            "study_major": student.programme.name,
            "study_channel": "专转本（专升本）",
            "study_level": "本科",
        }
    return {
        **_employer(way, number, known),
        "job_title": f"{student.programme.short}技术员",
        "employ_date": at.year.on(7, 1 + number % 28),
        "start_salary": SALARY.get(at.year.number, 3_800) + 100 * (number % 11),
        "is_major_match": number % 8 != 0,
    }


def _employer(way: str, number: int, known: Enterprise | None) -> Row:
    by_contract = way in {"签劳动合同形式就业", "签就业协议形式就业"}
    if by_contract and known is not None and number % 4:
        province, city, _ = known.place
        return {
            "employer_name": known.name,
            "employer_uscc": known.code,
            "is_partner_employer": True,
            "employer_nature": ORG_TYPES.get(known.nature, "其他企业"),
            "employer_industry": known.industry,
            "employer_scale": known.scale,
            "work_province": province,
            "work_city": city,
            "is_local_job": city == CITY,
        }
    soldier = way == "应征义务兵"
    return {
        "employer_name": "示例部队" if soldier else f"示例{number % 50 + 1}号商贸服务部",
        "employer_uscc": credit_code(OTHER_EMPLOYERS + number % 50) if by_contract else None,
        "is_partner_employer": False,
        "employer_nature": "部队" if soldier else "其他企业",
        "employer_industry": "公共管理、社会保障和社会组织" if soldier else "批发和零售业",
        "employer_scale": "大型" if soldier else "小型",
        "work_province": "320000",
        "work_city": "320100" if soldier else CITY,
        "is_local_job": not soldier,
    }


def is_employed(row: Row) -> bool:
    """Return whether a graduate is at work: neither studying on nor waiting."""
    return row["destination"] not in {STUDY, *WAITING}


@form("2.5.3")
def year_after(at: SchoolYear) -> Rows:
    """Return a row a college major that had graduates the year before."""
    rows = at.last.given("2.5.1")
    graduates = Counter(row["major_code"] for row in rows)
    employed = Counter(row["major_code"] for row in rows if is_employed(row))
    studying = Counter(row["major_code"] for row in rows if row["destination"] == STUDY)
    for programme in offered(at.year):
        if _left_before_the_model(programme, at.year.number - 1):
            count = programme.classes * 38
            graduates[programme.code] = count
            employed[programme.code], studying[programme.code] = count * 7 // 10, count // 4
    return [
        _major(at, programme, graduates[programme.code], employed[programme.code], studying[programme.code])
        for programme in offered(at.year)
        if programme.kind != SECONDARY and graduates[programme.code]
    ]


def _left_before_the_model(programme: Programme, year: int) -> bool:
    """Return whether a grade graduated in the year that is older than the oldest of the model."""
    grade = year - programme.years
    return programme.kind != SECONDARY and programme.enrols(grade) and grade < FIRST_GRADE


def _major(at: SchoolYear, programme: Programme, graduates: int, employed: int, studying: int) -> Row:
    def share(of: int, percent: int) -> int:
        return of * percent // 100

    samples = share(graduates, 64) + 1
    return {
        "major_code": programme.code,
        "graduates": graduates,
        "employed": employed,
        "further_study": studying,
        "startups": share(employed, 3),
        "promoted": share(employed, 12),
        "transferred": share(employed, 9),
        "resigned": share(employed, 6),
        "employer_satisfied": share(employed, 88),
        "employer_neutral": share(employed, 9),
        "employer_unsatisfied": share(employed, 1),
        "teaching_satisfied": share(graduates, 92),
        "school_satisfied": share(samples, 95),
        "expectation_match": share(employed, 72),
        "ability_satisfied": share(employed, 86),
        "knowledge_satisfied": share(employed, 84),
        "job_satisfied": share(employed, 80),
        "avg_salary": SALARY.get(at.year.number - 1, 3_700) + 20 * programme.number,
        "major_related": share(employed, 78),
        "survey_samples": samples,
    }
