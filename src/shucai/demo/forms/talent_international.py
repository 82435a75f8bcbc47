"""Talent 2.12.x: co-operation with foreign partners, students from abroad, standards and books used there."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.school.programmes import PROGRAMME, Programme
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows
from shucai.domain.examples import isbn, person_name

GERMANY, LAOS, THAILAND, CAMBODIA, ETHIOPIA, INDONESIA = "276", "418", "764", "116", "231", "360"
EUROPE, ASIA = "欧洲", "亚洲"
PROJECT_MAJOR, INSTITUTE_MAJOR = "460305", "530701"
QUOTA = 100  # students a period of the project
COHORTS_SINCE = 2022


def learning(at: SchoolYear, code: str) -> int:
    """Return how many students of a major learn here at the end of the year, of the grades taught with the partner."""
    return sum(
        row["major_code"] == code and row["enrol_status"] == "在读" and row["grade"] >= COHORTS_SINCE
        for row in at.given("0.1.5")
    )


def entered(at: SchoolYear, code: str) -> int:
    """Return how many students entered a major at the beginning of the year."""
    grade = at.year.number - 1
    return sum(row["major_code"] == code and row["grade"] == grade for row in at.given("0.1.5"))


@form("2.12.1")
def institutions(at: SchoolYear) -> Rows:
    """Return the one institution run with a foreign partner."""
    return [
        {
            "institution_name": "数采示例中德电子商务学院",
            "approval_no": "示例外机〔2021〕3 号",
            "approval_dept": "示例省教育厅",
            "approval_date": date(2021, 5, 20),
            "legal_status": "非独立法人",
            "foreign_partner": "示例应用技术大学（Invented University of Applied Sciences）",
            "country": GERMANY,
            "continent": EUROPE,
            "coop_level": "高职专科",
            "majors": [INSTITUTE_MAJOR],
            "major_count": 1,
            "enrol_start_year": COHORTS_SINCE,
            "enrol_end_year": 2031,
            "enrolled": entered(at, INSTITUTE_MAJOR),
            "students": learning(at, INSTITUTE_MAJOR),
            "foreign_teachers": 3,
            "foreign_courses": 4,
        }
    ]


@form("2.12.2")
def projects(at: SchoolYear) -> Rows:
    """Return the one project run with a foreign partner; its major is marked as international in 1.2.1."""
    return [
        {
            "project_name": "工业机器人技术专业中德合作办学项目（示例）",
            "approval_no": "示例外项〔2021〕7 号",
            "approval_dept": "示例省教育厅",
            "approval_date": date(2021, 4, 12),
            "foreign_partner": "示例工业职业学院",
            "country": GERMANY,
            "continent": EUROPE,
            "major_code": PROJECT_MAJOR,
            "coop_level": "高职专科",
            "coop_mode": "5+0",
            "enrol_start_year": COHORTS_SINCE,
            "enrol_end_year": 2031,
            "cohorts": at.year.number - COHORTS_SINCE,
            "quota": QUOTA,
            "enrolled": entered(at, PROJECT_MAJOR),
            "students": learning(at, PROJECT_MAJOR),
            "foreign_courses": 6,
            "foreign_hours_ratio": 12.0,
        }
    ]


@form("2.12.3")
def students_from_abroad(at: SchoolYear) -> Rows:
    """Return the groups of students from abroad."""
    grown = at.year.number - 2023
    return [
        _group(at, (LAOS, "学历生", PROJECT_MAJOR), 10 + 2 * grown, "学校奖学金"),
        _group(at, (CAMBODIA, "学历生", "460301"), 6, "地方政府奖学金"),
        _group(at, (THAILAND, "短期培训生", None), 15 + grown, "自费"),
    ]


def _group(at: SchoolYear, kind: tuple[str, str, str | None], students: int, fund: str) -> Row:
    country, category, major = kind
    begins, ends = (at.year.on(9), at.year.on(7)) if major else (at.year.on(4), at.year.on(6))
    months = (ends.year - begins.year) * 12 + ends.month - begins.month
    return {
        "country": country,
        "student_category": category,
        "major_code": major,
        "major_name": PROGRAMME[major].name if major else None,
        "students": students,
        "new_students": 4 if major else students,
        "bri_students": students,
        "fund_source": fund,
        "start_date": begins,
        "end_date": ends,
        "months": months,
        "person_days": 0 if major else students * 40,
    }


def _adopted(at: SchoolYear, country: str, adopter: str, month: int) -> Row:
    """Return where and when something was taken up abroad, and what proves it."""
    return {
        "country": country,
        "adopter": adopter,
        "adopt_ym": at.year.on(month),
        "evidence": f"示例采用证明〔{at.year.number}〕{month} 号",
    }


def _developed(at: SchoolYear, programme: Programme, number: int) -> Row:
    return {
        "major_code": programme.code,
        "major_name": programme.name,
        "completed_ym": date(at.year.number - 1, 6, 1),
        "developers": f"{person_name(7200 + number)}、{person_name(7210 + number)}",
        "adopt_mode": "整体采用" if number % 2 else "修订后采用",
    }


@form("2.12.4")
def course_standards(at: SchoolYear) -> Rows:
    """Return course standards used abroad, two major courses of the year."""
    chosen = [planned.course for planned in at.school.plans[PROJECT_MAJOR] if planned.course.is_core][:2]
    return [
        {
            "standard_name": f"《{course.name}》课程标准（{at.year.number} 版示例）",
            "course_code": course.code,
            **{
                k: v for k, v in _developed(at, PROGRAMME[PROJECT_MAJOR], number).items() if k != "major_name"
            },
            **_adopted(at, (CAMBODIA, LAOS)[number % 2], f"示例海外职业学院{number}", 10 + number),
        }
        for number, course in enumerate(chosen, 1)
    ]


@form("2.12.5")
def major_standards(at: SchoolYear) -> Rows:
    """Return standards of majors used abroad."""
    return [
        {
            "standard_name": f"{programme.name}专业教学标准（{at.year.number} 版示例）",
            **_developed(at, programme, number),
            "co_developer": "示例海外教育中心",
            **_adopted(at, (ETHIOPIA, LAOS)[number % 2], f"示例海外技术学院{number}", 2 + number),
        }
        for number, programme in enumerate((PROGRAMME["460103"], PROGRAMME["460301"]), 1)
    ]


@form("2.12.6")
def books_abroad(at: SchoolYear) -> Rows:
    """Return textbooks used abroad."""
    return [
        {
            "book_name": f"{name}（{at.year.number} 中英双语示例）",
            "language": "中英双语",
            "isbn": isbn(8800 + number + at.year.number % 100 * 10),
            "chief_editor": person_name(7230 + number),
            "publisher": "示例教育出版社",
            "publish_ym": date(at.year.number - 1, 5, 1),
            "major_code": major,
            **_adopted(at, INDONESIA, f"示例海外技工学校{number}", 3 + number),
            "used_count": 100 + 20 * number,
        }
        for number, (name, major) in enumerate((("汽车维护基础", "500211"), ("电工基础", "460301")), 1)
    ]


@form("2.12.7")
def sites_abroad(at: SchoolYear) -> Rows:
    """Return the place of the school's own teaching abroad."""
    return [
        {
            "site_name": "数采示例鲁班工坊",
            "site_mode": "鲁班工坊",
            "country": THAILAND,
            "city": "示例市",
            "partner": "示例技术学院",
            "enterprise_name": at.school.enterprises[0].name,
            "founded_ym": date(2022, 5, 1),
            "approval_dept": "示例省教育厅",
            "majors": [PROJECT_MAJOR, "460301"],
            "students": 40 + 5 * (at.year.number - 2023),
            "person_days": 900 + 60 * (at.year.number - 2023),
            "sent_teachers": 4,
            "local_teachers": 6,
            "fund": 18.0,
        }
    ]
