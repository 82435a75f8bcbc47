"""Talent 1.1.1 to 1.1.3: the school, its leaders, its departments."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.identities import credit_code, landline
from shucai.demo.school.organisation import COUNTY, DEPARTMENTS, SCHOOL_NAME, SCHOOL_NAME_EN
from shucai.demo.school.places import CAMPUSES
from shucai.demo.school.programmes import GROUPS
from shucai.demo.school.staff import FULL_TIME, OTHER, Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

SCHOOL_CODE = "4132999999"
SCHOOL_USCC = credit_code(90_000_001)
FOUNDED = date(1978, 9, 1)
ADDRESS = "江苏省苏州市示例路 1 号"
ADMINISTRATORS = 14  # of those who do not teach, the rest are workers


@form("1.1.1")
def school(at: SchoolYear) -> Rows:
    """Return the row of the school."""
    staff = [row for row in at.given("0.1.3") if row["employment_status"] == "在职"]
    teaching = [row for row in staff if row["teacher_type"] != OTHER]
    rector, contact = leaders(at)[1], head_of(at, "质量监督处")
    return [
        {
            "school_name": SCHOOL_NAME,
            "school_code": SCHOOL_CODE,
            "uscc": SCHOOL_USCC,
            "school_name_en": SCHOOL_NAME_EN,
            "school_type": "五年制高职办学单位（联院分院/办学点）",
            "school_category": "理工",
            "region_code": COUNTY,
            "name_since_ym": date(2005, 3, 1),
            "founding_ym": FOUNDED,
            "founding_basis": "多校合并",
            "five_year_start": 2005,
            "sponsor_name": "示例市教育局",
            "sponsor_nature": "教育部门",
            "sponsor_level": "地市级",
            "governing_body": "示例市教育局",
            "motto": "知行合一，示例求真",
            "positioning": "示例数据：立足地方产业，培养高素质技术技能人才",
            "has_charter": True,
            "charter_approval_date": date(2016, 6, 20),
            "high_level_type": "省级高水平高职",
            "high_level_grade": "省（部）级",
            "high_level_dept": "示例省教育厅",
            "high_level_ym": date(2020, 12, 1),
            "evaluation_result": "合格（通过）",
            "evaluation_ym": date(2022, 5, 1),
            "is_community_demo": True,
            "campus_count": len(CAMPUSES),
            "major_group_count": len(GROUPS),
            "staff_total": len(staff),
            "teaching_staff": len(teaching),
            "admin_staff": ADMINISTRATORS,
            "worker_staff": len(staff) - len(teaching) - ADMINISTRATORS,
            "fulltime_teacher_total": sum(row["teacher_type"] == FULL_TIME for row in staff),
            "legal_rep_name": rector.person.name,
            "legal_rep_phone": landline(1),
            "legal_rep_fax": landline(2),
            "legal_rep_email": rector.person.email,
            "contact_name": contact.person.name,
            "contact_title": "质量监督处处长",
            "contact_phone": landline(3),
            "contact_fax": landline(4),
            "contact_email": contact.person.email,
            "address": ADDRESS,
            "postcode": "215000",
            "website": "https://www.example.com",
            "reporter_name": contact.person.name,
            "reporter_phone": landline(3),
            "reporter_email": contact.person.email,
        }
    ]


def leaders(at: SchoolYear) -> list[Staff]:
    """Return the school leaders, the party secretary first and the rector second."""
    return [member for member in at.school.staff_of(at.year.number) if member.leads]


def head_of(at: SchoolYear, department: str) -> Staff:
    """Return who leads a department: the first of it who is here in both years and is no school leader."""
    return next(
        member
        for member in at.school.staff
        if member.department.name == department
        and not member.leads
        and not member.left
        and member.joined.year < at.edition - 2
    )


@form("1.1.2")
def school_leaders(at: SchoolYear) -> Rows:
    """Return a row a school leader; lessons and visits are counted in the forms that report them."""
    lessons, visits = at.given("2.1.1"), at.given("2.8.1")  # 2.8.1 refers back to the leaders
    return [_leader(at, leader, number, lessons, visits) for number, leader in enumerate(leaders(at), 1)]


def _leader(at: SchoolYear, leader: Staff, number: int, lessons: Rows, visits: Rows) -> Row:
    random = at.random(f"1.1.2/{leader.staff_no}")
    assert leader.leads is not None  # noqa: S101 - leaders() returns nobody else
    return {
        "staff_no": leader.staff_no,
        "political_status": leader.political_status,
        "education": leader.education,
        "degree": leader.degree,
        "title_level": leader.title_level,
        "post": leader.leads[0],
        "appoint_ym": date(2018 + number % 3, 7, 1),
        "duties": ("党建与意识形态", "学校全面工作", "教学与科研", "学生与安全", "纪检监察")[number - 1],
        "resume": "示例数据：历任教师、系主任、处长",
        "office_phone": landline(100 + number),
        "email": leader.person.email,
        "class_observations": random.randint(18, 22),
        "dorm_visits": random.randint(10, 14),
        "internship_visits": random.randint(6, 9),
        "club_activities": random.randint(5, 8),
        "teaching_hours": sum(
            row["workload_hours"] for row in lessons if row.get("teacher_no") == leader.staff_no
        ),
        "enterprise_visits": sum(row.get("lead_visitor") == leader.person.name for row in visits),
    }


@form("1.1.3")
def departments(at: SchoolYear) -> Rows:
    """Return a row a department."""
    staff = [row for row in at.given("0.1.3") if row["employment_status"] == "在职"]
    return [
        {
            "dept_code": department.org_no,
            "dept_name": department.name,
            "dept_category": department.category,
            "parent_dept": "教学管理处" if department.is_teaching else None,
            "functions": department.functions,
            "is_teaching_unit": department.is_teaching,
            "setup_ym": date(2005, 3, 1),
            "head_no": head_of(at, department.name).staff_no,
            "phone": landline(200 + department.number),
            "fulltime_staff": sum(row["dept_name"] == department.name for row in staff),
            "parttime_staff": 0,
        }
        for department in DEPARTMENTS
    ]
