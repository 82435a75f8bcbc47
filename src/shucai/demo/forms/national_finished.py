"""National N-ZH-XS-07: who finished, and where they went."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.national_students import FINISHED, destination, national_status
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school.organisation import CITY, PROVINCE, SCHOOL_NAME
from shucai.demo.school.programmes import COLLEGE, FIVE_YEAR
from shucai.demo.school.students import Student
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows
from shucai.demo.year import Year


def finished_on(year: Year) -> date:
    """Return the day on which the oldest grade finishes."""
    return date(year.number, 6, 30)


@form("N-ZH-XS-07")
def finished(at: SchoolYear) -> Rows:
    """Return a row a student of the oldest grade who finished."""
    partners = at.school.enterprises
    return [
        _finished(student, at.year, partners[student.person.number % len(partners)])
        for student in at.school.registered_in(at.year.number)
        if national_status(student, at.year) in FINISHED
    ]


def _finished(student: Student, year: Year, employer: Enterprise) -> Row:
    result = national_status(student, year)
    graduated = result == "毕业"
    way = destination(student) if graduated else "待就业"
    is_through = student.programme.kind == FIVE_YEAR
    return {
        "student_no": student.student_no,
        "major_no": student.programme.major_no,
        "class_no": student.school_class.class_no,
        "finish_result": result,
        "finish_ym": finished_on(year),
        "diploma_no": f"SL{year.number}{student.student_no}" if graduated else None,
        "linkage_type": "贯通培养" if is_through else "非贯通培养",
        "destination": way,
        **_study(student, way),
        **_work(student, year, way, employer),
        "unemployed_type": "待就业" if way == "待就业" else None,
    }


def _study(student: Student, way: str) -> Row:
    if not way.startswith("升学"):
        return dict.fromkeys(
            ("further_channel", "further_level", "admit_school", "admit_major", "admit_score")
        )
    is_through = student.programme.kind == FIVE_YEAR
    channel = "专转本" if student.programme.kind == COLLEGE else "职教高考"
    return {
        "further_channel": "五年一贯制培养" if is_through else channel,
        "further_level": "普通本科" if way == "升学-本科" else "专科",
        "admit_school": SCHOOL_NAME if is_through else "示例职业技术大学",
        "admit_major": student.programme.name,
        "admit_score": None if is_through else student.score,
    }


WORK = (
    "employer_name", "employer_uscc", "is_partner_unit", "employer_industry", "employer_nature", "employer_scale",
    "employ_way", "position", "start_salary", "is_major_match", "work_province", "work_city", "employ_date", "is_startup",
    "startup_name", "is_flexible",
)  # fmt: skip


def _work(student: Student, year: Year, way: str, employer: Enterprise) -> Row:
    if way != "就业":
        return dict.fromkeys(WORK)
    number = student.person.number
    is_startup = number % 41 == 0
    return {
        "employer_name": None if is_startup else employer.name,
        "employer_uscc": None if is_startup else employer.code,
        "is_partner_unit": not is_startup,
        "employer_industry": employer.industry,
        "employer_nature": "其他" if is_startup else "民营（私营）企业",
        "employer_scale": employer.scale,
        "employ_way": "创业" if is_startup else "应聘",
        "position": f"{student.programme.short}岗位",
        "start_salary": 3_600 + number % 9 * 200,
        "is_major_match": number % 6 != 0,
        "work_province": PROVINCE,
        "work_city": CITY,
        "employ_date": date(year.number, 7, 1 + number % 20),
        "is_startup": is_startup,
        "startup_name": "示例工作室" if is_startup else None,
        "is_flexible": False,
    }
