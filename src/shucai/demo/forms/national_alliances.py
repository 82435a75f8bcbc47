"""National N-CJ-XT, LH, GT and SJ: projects of joint education and the larger alliances."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import grown, head
from shucai.demo.school.alliances import COMMUNITIES, CONSORTIUM, PARK
from shucai.demo.school.organisation import CITY, COUNTY, SCHOOL_NAME
from shucai.demo.school.programmes import PROGRAMME, Programme
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

PROJECTS = (("460103", "现代学徒制", 120), ("500211", "订单班", 90), ("460301", "现场工程师", 60))
MENTORS = 4
LEVELS = {"国家级": "国家级", "省（部）级": "省部级", "市级": "地市级"}


def _partner(at: SchoolYear, programme: Programme) -> str:
    return next(e.enterprise_no for e in at.school.enterprises if e.department == programme.department)


@form("N-CJ-XT-01")
def projects(at: SchoolYear) -> Rows:
    """Return a row a project of joint education."""
    return [
        {
            "project_no": f"XT{number:02d}",
            "project_name": f"{PROGRAMME[code].name}{mode}项目",
            "edu_mode": mode,
            "level": "省部级" if number == 1 else "地市级",
            "enterprise_no": _partner(at, PROGRAMME[code]),
            "major_no": PROGRAMME[code].major_no,
            "leader_staff_no": head(at, PROGRAMME[code].department, 2),
            "enterprise_leader": f"周例{number}",
            "approve_unit": "示例省教育厅",
            "approve_date": date(2021, 5, 12),
            "doc_no": f"示教〔2021〕{number} 号",
            "start_date": date(2020 + number, 9, 1),
            "end_date": date(2025 + number, 8, 31),
            "planned_students": planned,
            "run_status": "运行" if date(2020 + number, 9, 1) <= at.year.starts else "筹建",
            "attachment": f"协同育人方案{number}.pdf",
        }
        for number, (code, mode, planned) in enumerate(PROJECTS, 1)
    ]


@form("N-CJ-XT-02")
def running(at: SchoolYear) -> Rows:
    """Return what every project did in the year."""
    mentors = sum(row["external_category"] == "校外行业导师（企业导师）" for row in at.rows("N-ZH-JS-02"))
    return [
        {
            "project_no": row["project_no"],
            "academic_year": at.year.label,
            "new_students": row["planned_students"] // 3,
            "enrolled_students": row["planned_students"] - 10,
            "school_mentors": MENTORS,
            "enterprise_mentors": min(MENTORS, mentors),
            "enterprise_hours": 160,
            "school_fund": 12.0,
            "enterprise_fund": grown(at, 20),
            "joint_courses": 3,
            "grads": 20,
            "retained": 12,
            "run_note": "校企双导师共同授课，分段轮岗，考核合格",
        }
        for row in at.given("N-CJ-XT-01")
    ]


def _majors() -> list[str]:
    return [PROGRAMME[code].major_no for code, *_ in PROJECTS]


@form("N-CJ-LH-01")
def city_alliances(at: SchoolYear) -> Rows:
    """Return the alliance of the city."""
    return [
        {
            "consortium_name": CONSORTIUM.name,
            "level": LEVELS[CONSORTIUM.level],
            "division": CITY,
            "park_name": PARK,
            "industry": CONSORTIUM.industry,
            "lead_unit": CONSORTIUM.lead,
            "school_role": "牵头单位" if CONSORTIUM.is_led_here else "理事/核心成员",
            "member_count": CONSORTIUM.members,
            "enterprise_count": CONSORTIUM.firms,
            "founded_date": CONSORTIUM.founded,
            "major_no": [PROGRAMME[code].major_no for code in CONSORTIUM.majors],
            "school_fund": CONSORTIUM.fund,
            "is_entity": grown(at, 1) > 0,
            "project_count": 4,
            "result_note": f"{at.year.label} 学年共建开放课程 4 门",
        }
    ]


@form("N-CJ-GT-01")
def communities(at: SchoolYear) -> Rows:
    """Return the communities of a trade."""
    return [
        {
            "community_name": community.name,
            "industry": community.industry,
            "level": LEVELS[community.level],
            "lead_enterprise": "示例行业龙头股份有限公司",
            "lead_university": "示例工业大学",
            "lead_school": community.lead,
            "school_role": "牵头单位" if community.is_led_here else "一般成员",
            "member_count": grown(at, community.members),
            "founded_date": community.founded,
            "major_no": [PROGRAMME[code].major_no for code in community.majors],
            "joint_resources": 6,
            "tech_projects": 2,
            "trained_persons": 180,
            "school_fund": community.fund,
            "result_note": f"{at.year.label} 学年制定岗位标准 2 项",
        }
        for community in COMMUNITIES
    ]


@form("N-CJ-SJ-01")
def practice_centres(at: SchoolYear) -> Rows:
    """Return the open centres of practice."""
    return [_centre(at, "示例智能制造开放型实践中心", "学校实践中心", "牵头单位")]


def _centre(at: SchoolYear, name: str, kind: str, role: str) -> Row:
    return {
        "center_name": name,
        "center_type": kind,
        "level": "省部级",
        "build_unit": SCHOOL_NAME,
        "school_role": role,
        "division": COUNTY,
        "approve_date": date(2022, 12, 5),
        "area": 5_200.0,
        "equipment_value": 1_860.0,
        "station_count": 420,
        "major_no": _majors(),
        "enterprise_count": 14,
        "student_count": grown(at, 1_260, 40),
        "trained_persons": 540,
        "service_income": 36.0,
        "investment": 2_100.0 if at.year.number > 2023 else 1_980.0,
    }
