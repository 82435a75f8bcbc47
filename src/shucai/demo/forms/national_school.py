"""National N-ZH-XX, N-ZH-ZY-01, N-ZH-BJ-01, N-ZH-CD: the school, its departments, majors, classes and grounds."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.national_students import LEARNING
from shucai.demo.forms.talent_bases import offered
from shucai.demo.forms.talent_school import ADDRESS, FOUNDED, SCHOOL_CODE, SCHOOL_USCC, head_of, leaders
from shucai.demo.identities import landline
from shucai.demo.school.assets import AREAS, ASSETS, area_of, new_area_of
from shucai.demo.school.organisation import (
    CITY,
    COUNTY,
    DEPARTMENT,
    DEPARTMENTS,
    PROVINCE,
    SCHOOL_NAME,
    SCHOOL_NAME_EN,
)
from shucai.demo.school.places import CAMPUSES, Campus
from shucai.demo.school.programmes import COLLEGE, FIVE_YEAR, SECONDARY, Programme
from shucai.demo.school.students import NATIONAL_SPAN, SchoolClass
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

DISSOLVED = date(2024, 1, 31)  # a department that is no more
LEVELS = {FIVE_YEAR: "五年制高职（中职段+高职段）", COLLEGE: "高职", SECONDARY: "中职（三年制）"}
KEY_LEVELS = {"省（部）级": "省级"}


@form("N-ZH-XX-01")
def school(at: SchoolYear) -> Rows:
    """Return the row of the school."""
    secretary, rector = leaders(at)[:2]
    contact = head_of(at, "质量监督处")
    return [
        {
            "school_code": SCHOOL_CODE,
            "school_name": SCHOOL_NAME,
            "school_name_en": SCHOOL_NAME_EN,
            "uscc": SCHOOL_USCC,
            "legal_cert_no": "事证第 132050000000 号（示例）",
            "school_category": "调整后中等职业学校",
            "sponsor_code": "地级教育部门",
            "sponsor_name": "示例市教育局",
            "sponsor_nature": "教育部门",
            "authority_code": "地级教育部门",
            "authority_name": "示例市教育局",
            "province_code": PROVINCE,
            "city_code": CITY,
            "county_code": COUNTY,
            "address": ADDRESS,
            "postcode": "215000",
            "urban_rural": "主城区",
            "founded_ym": FOUNDED,
            "anniversary": "9 月 1 日",
            "legal_rep_name": rector.person.name,
            "principal_name": rector.person.name,
            "principal_staff_no": rector.staff_no,
            "party_head_name": secretary.person.name,
            "party_head_staff_no": secretary.staff_no,
            "office_phone": landline(3),
            "fax": landline(4),
            "email": contact.person.email,
            "homepage": "https://www.example.com",
            "campus_count": len(CAMPUSES),
            "double_excellent": "省级双优学校",
            "evaluation_type": "国家示范校",
            "has_five_year": True,
            "staff_total": sum(row["staff_status"] == "在职" for row in at.given("N-ZH-JS-01")),
            "student_total": sum(row["student_status"] in LEARNING for row in at.given("N-ZH-XS-03")),
            "major_total": sum(not row["is_suspended"] for row in at.given("N-ZH-ZY-01")),
            "history": "示例数据：由几所学校合并而成",
            "reporter_name": contact.person.name,
            "reporter_phone": landline(3),
        }
    ]


@form("N-ZH-XX-02")
def departments(at: SchoolYear) -> Rows:
    """Return a row a department, and one that is no more."""
    return [_former_department(at), *_present_departments(at)]


def _former_department(at: SchoolYear) -> Row:
    keeper = "继续教育部" if at.year.number == at.edition else "组织人事部"  # its papers moved in the year
    head = head_of(at, keeper)
    return {
        "org_no": "JG99",
        "org_name": "成人教育办公室（示例，2024 年初并入继续教育部）",
        "org_category": "行政机构",
        "parent_org_no": "000000",
        "campus_no": CAMPUSES[0].campus_no,
        "founded_ym": date(2005, 3, 1),
        "is_entity": True,
        "is_active": at.year.number < DISSOLVED.year,
        "expire_date": None if at.year.number < DISSOLVED.year else DISSOLVED,
        "head_name": head.person.name,
        "head_staff_no": head.staff_no,
    }


def _present_departments(at: SchoolYear) -> Rows:
    return [
        {
            "org_no": department.org_no,
            "org_name": department.name,
            "org_category": department.org_category,
            "parent_org_no": DEPARTMENT["教学管理处"].org_no if department.is_teaching else "000000",
            "campus_no": CAMPUSES[0].campus_no,
            "founded_ym": date(2005, 3, 1),
            "is_entity": True,
            "is_active": True,
            "expire_date": None,
            "head_name": head_of(at, department.name).person.name,
            "head_staff_no": head_of(at, department.name).staff_no,
            "address": ADDRESS,
            "phone": landline(200 + department.number),
            "duty": department.functions,
        }
        for department in DEPARTMENTS
    ]


@form("N-ZH-ZY-01")
def majors(at: SchoolYear) -> Rows:
    """Return a row a major."""
    key = {row["major_code"]: row for row in at.given("1.2.1") if row["is_key_major"]}
    return [_major(at, programme, key.get(programme.code)) for programme in offered(at.year)]


def _major(at: SchoolYear, programme: Programme, key: Row | None) -> Row:
    teachers = at.given("N-JX-ZY-03")
    enrols = programme.enrols(at.year.number)
    return {
        "major_no": programme.major_no,
        "major_code": programme.code,
        "major_name": programme.name,
        "direction": programme.direction,
        "major_level": LEVELS[programme.kind],
        "major_short": programme.short,
        "org_no": DEPARTMENT[programme.department].org_no,
        "major_group": programme.group,
        "approved_ym": programme.approved,
        "first_enroll_ym": programme.approved.replace(month=9),
        "schooling_length": programme.length_label,
        "is_key": key is not None,
        "key_level": KEY_LEVELS.get(str(key["key_major_level"]), "其他") if key else None,
        "key_type": "品牌" if key else None,
        "leader_staff_no": at.school.major_leaders[programme.code][0].staff_no,
        "teacher_count": sum(row.get("major_no") == programme.major_no for row in teachers),
        "total_credits": 250 if programme.kind == FIVE_YEAR else 170,
        "is_suspended": not enrols,
        "suspend_year": None if enrols else (programme.last_enrolled or 0) + 1,
    }


@form("N-ZH-BJ-01")
def classes(at: SchoolYear) -> Rows:
    """Return a row a class of the four grades."""
    year = at.year.number
    members: dict[str, Rows] = {}
    for row in at.given("N-ZH-XS-03"):
        if row["student_status"] in LEARNING:
            members.setdefault(row["class_no"], []).append(row)
    genders = {row["student_no"]: row["gender"] for row in at.given("N-ZH-XS-01")}
    chosen = [c for c in at.school.classes if year - NATIONAL_SPAN <= c.grade <= year]
    return [_class(at, c, members.get(c.class_no, []), genders) for c in chosen]


def _class(at: SchoolYear, school_class: SchoolClass, members: Rows, gender_of: dict[str, str]) -> Row:
    genders = [gender_of[row["student_no"]] for row in members]
    programme = school_class.programme
    return {
        "class_no": school_class.class_no,
        "class_name": school_class.name,
        "grade": school_class.grade,
        "major_no": programme.major_no,
        "schooling_length": programme.length_label,
        "class_type": "现代学徒制班" if programme.mode == "现代学徒制" else "普通班",
        "org_no": DEPARTMENT[programme.department].org_no,
        "campus_no": CAMPUSES[0].campus_no,
        "founded_ym": date(school_class.grade, 9, 1),
        "head_staff_no": at.school.heads[school_class.class_no].staff_no,
        "monitor_no": members[0]["student_no"] if members else None,
        "male_count": genders.count("男"),
        "female_count": genders.count("女"),
        "student_count": len(genders),
        "class_status": "在校" if genders else "已毕业",
    }


@form("N-ZH-CD-01")
def campuses(at: SchoolYear) -> Rows:
    """Return a row a campus; all classes and staff belong to the main one."""
    return [_campus(at, place, campus) for place, campus in enumerate(CAMPUSES)]


def _campus(at: SchoolYear, place: int, campus: Campus) -> Row:
    assets, year, school_row = ASSETS[at.year.number], at.year.number, at.given("N-ZH-XX-01")[0]
    share = 0.7 if campus.is_main else 0.3
    return {
        "campus_no": campus.campus_no,
        "campus_name": campus.name,
        "is_main": campus.is_main,
        "division": COUNTY,
        "address": ADDRESS,
        "postcode": "215000",
        "phone": landline(10 + campus.number),
        "land_area": campus.land_in(year),
        "own_land": campus.land_in(year),
        "nonown_exclusive_land": 0,
        "nonown_shared_land": 0,
        "green_area": campus.green,
        "sports_area": campus.sports,
        "building_area": sum(area_of(use, place, year) for use in AREAS),
        "fixed_assets": round(assets.fixed * share, 2),
        "equipment_value": round(assets.equipment * share, 2),
        "staff_count": school_row["staff_total"] if campus.is_main else 0,
        "student_count": school_row["student_total"] if campus.is_main else 0,
    }


@form("N-ZH-CD-02")
def buildings(at: SchoolYear) -> Rows:
    """Return a row a use of buildings on a campus."""
    year = at.year.number
    return [
        {
            "campus_no": campus.campus_no,
            "stat_year": year,
            "room_category": use,
            "own_area": area_of(use, place, year),
            "dilapidated_area": 0,
            "new_area": new_area_of(use, place, year),
            "lent_area": 0,
            "under_construction_area": 0,
            "nonown_total": 0,
            "nonown_exclusive": 0,
            "nonown_shared": 0,
            "room_count": area_of(use, place, year) // 160,
            "seat_count": area_of(use, place, year) // 4,
        }
        for place, campus in enumerate(CAMPUSES)
        for use in AREAS
        if area_of(use, place, year)
    ]
