"""Talent 2.6.2 to 2.6.6: the alliances the school leads or belongs to, and what it owns together with others."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.talent_practice import majors_of
from shucai.demo.forms.talent_school import leaders
from shucai.demo.identities import credit_code
from shucai.demo.school.alliances import COMMUNITIES, CONSORTIUM, GROUP, PARK, Alliance
from shucai.demo.school.organisation import SCHOOL_NAME
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

MIXED_FEE = 60.0  # 万元 a year for the college that an enterprise owns in part


@form("2.6.2")
def group(at: SchoolYear) -> Rows:
    """Return the group of schools and enterprises that the school leads."""
    associations, governments = 3, 2
    return [
        {
            "group_name": GROUP.name,
            "founded_ym": GROUP.founded,
            "group_level": GROUP.level,
            "is_demo": False,
            "school_role": "牵头单位",
            "industry": GROUP.industry,
            "approval_dept": "示例市教育局",
            "is_entity": True,
            "entity_name": "示例智能制造职教集团理事会办公室",
            "member_total": GROUP.members,
            "member_schools": GROUP.schools,
            "member_enterprises": GROUP.firms,
            "member_associations": associations,
            "member_institutes": GROUP.others - associations - governments,
            "member_governments": governments,
            "interns": sum(row["student_count"] for row in at.given("2.2.1")) // 3,
            "graduates_hired": len(at.given("2.5.1")) // 6,
            "parttime_teachers": len(at.given("0.1.4")) // 4,
            "activities": 4 + at.year.number % 4,
            "leader_name": leaders(at)[1].person.name,
        }
    ]


@form("2.6.3")
def mixed_ownership(at: SchoolYear) -> Rows:
    """Return the college that an enterprise owns in part."""
    partner = at.school.enterprises[0]
    return [
        {
            "project_name": "示例智能制造产业学院",
            "mixed_mode": "二级学院（产业学院）",
            "is_legal_entity": True,
            "uscc": credit_code(90_000_201),
            "approval_dept": "示例市教育局",
            "founded_ym": date(2021, 9, 1),
            "enterprise_name": partner.name,
            "enterprise_uscc": partner.code,
            "total_investment": 900.0,
            "school_investment": 480.0,
            "enterprise_investment": 400.0,
            "other_investment": 20.0,
            "school_share": 51.0,
            "enterprise_share": 49.0,
            "majors": majors_of(at, partner.department),
            "students": 160,
            "teachers": 10 + at.year.number % 10,
            "annual_fund": MIXED_FEE,
        }
    ]


@form("2.6.4")
def consortium(at: SchoolYear) -> Rows:
    """Return the consortium of the city that the school leads with a park."""
    return [
        {
            "consortium_name": CONSORTIUM.name,
            "level": CONSORTIUM.level,
            "school_role": "牵头单位",
            "park_name": PARK,
            "leading_industry": "智能装备制造（示例）",
            "lead_government": f"{PARK}管理委员会",
            "lead_school": SCHOOL_NAME,
            "lead_enterprise": at.school.enterprises[0].name,
            "approval_dept": "示例市人民政府",
            "founded_ym": CONSORTIUM.founded,
            "is_entity": True,
            **_members(CONSORTIUM),
            "joint_students": 320,
            "joint_bases": 4,
            "joint_courses": 12,
            "shared_teachers": 18,
            "tech_projects": 5,
            "tech_income": 42.0,
            "training_count": 240 + 10 * (at.year.number % 10),
            "fund": CONSORTIUM.fund,
        }
    ]


def _members(alliance: Alliance) -> Row:
    return {
        "member_total": alliance.members,
        "member_schools": alliance.schools,
        "member_enterprises": alliance.firms,
        "member_others": alliance.others,
    }


@form("2.6.5")
def communities(at: SchoolYear) -> Rows:
    """Return the communities of a trade to which the school belongs."""
    return [
        {
            "community_name": community.name,
            "level": community.level,
            "school_role": "成员（参与）单位",
            "industry": community.industry,
            "lead_enterprise": at.school.enterprises[number].name,
            "lead_university": "示例工业大学",
            "lead_vocational": community.lead,
            "founded_ym": community.founded,
            "approval_dept": "示例行业职业教育教学指导委员会" if number == 1 else None,
            **_members(community),
            "majors": list(community.majors),
            "order_students": 20,
            "joint_courses": 4,
            "joint_books": 2,
            "joint_equipment": number,
            "joint_centers": 1,
            "tech_income": 6.0,
            "training_count": 70 + 5 * (at.year.number % 10),
            "fund": community.fund,
        }
        for number, community in enumerate(COMMUNITIES, 1)
    ]


@form("2.6.6")
def practice_centres(at: SchoolYear) -> Rows:
    """Return the practice centre of the school, and one that an enterprise runs with it."""
    return [_centre(at, number) for number in (0, 1)]


def _centre(at: SchoolYear, number: int) -> Row:
    base = at.school.bases[1 + 3 * number]
    partner = next(one for one in at.school.enterprises if one.department == base.department)
    majors = majors_of(at, base.department)
    own = number == 0
    return {
        "center_name": f"{base.department}开放型区域产教融合实践中心（示例）",
        "center_type": "学校实践中心" if own else "企业实践中心",
        "level": "校级" if own else "省（部）级",
        "builder": SCHOOL_NAME if own else partner.name,
        "enterprise_name": None if own else partner.name,
        "approval_dept": None if own else "示例省教育厅",
        "approval_ym": date(2022 - number, 10, 1),
        "floor_area": base.area,
        "equipment_value": base.value,
        "workstations": base.seats,
        "major_count": len(majors),
        "majors": majors,
        "internal_person_hours": base.seats * 400,
        "external_person_hours": base.seats * 40,
        "training_count": 50 + 5 * (at.year.number % 10),
        "production_projects": 3,
        "tech_income": 5.0,
        "exam_count": 120,
        "fund": 15.0,
    }
