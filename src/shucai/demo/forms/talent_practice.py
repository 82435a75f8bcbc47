"""Talent 2.9.x: training bases here and at enterprises, large machines, and bases for education."""

from collections import Counter
from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.talent_bases import offered
from shucai.demo.forms.talent_internships import POST
from shucai.demo.school.assets import ASSETS
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school.finance import expense
from shucai.demo.school.places import Base, Room
from shucai.demo.school.programmes import SECONDARY
from shucai.demo.school.staff import FULL_TIME
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

BASE_TYPES = {"专业机房": "虚拟仿真实训基地", "实训室": "实训基地（中心）", "理实一体化教室": "产教融合基地"}
HALF_A_YEAR = 150  # days
LARGE = ("五轴加工中心", "工业机器人工作站", "整车检测线", "动力电池测试系统", "服务器集群", "数字印刷系统")


@form("2.9.1")
def practice_places(at: SchoolYear) -> Rows:
    """Return a row a training base of the school."""
    machines = Counter(row["base_name"] for row in at.given("2.9.5"))
    return [_place(at, base, machines[base.name]) for base in at.school.bases]


def _place(at: SchoolYear, base: Base, machines: int) -> Row:
    count, money = len(at.school.bases), expense(at.year.fiscal)
    majors = majors_of(at, base.department)
    together = base.number % 3 == 0
    partner = next(one for one in at.school.enterprises if one.department == base.department)
    used = base.seats * (620 + 7 * base.number + 9 * (at.year.number - 2020))
    return {
        "base_name": base.name,
        "base_code": base.base_no,
        "base_type": BASE_TYPES[base.rooms[0].kind],
        "place_codes": [room.code for room in base.rooms],
        "manage_dept": base.department,
        "founded_ym": f"{base.founded}-09",
        "approval_dept": "示例市教育局" if together else None,
        "approval_year": base.founded if together else None,
        "major_count": len(majors),
        "majors": majors,
        "floor_area": base.area,
        "equipment_value": base.value,
        "equipment_new": round(ASSETS[at.year.number].new * 0.9 / count, 2),
        "self_made_value": 1.0,
        "donated_value": 2.0,
        "quasi_donated_value": 1.0,
        "equipment_units": base.seats + 40,
        "large_units": machines,
        "project_count": 8 + base.number,
        "main_projects": f"{base.department}基础实训、综合实训（示例）",
        "workstations": base.seats,
        "internal_person_hours": used,
        "external_person_hours": used // 12,
        "use_days": 190,
        "consumable_fee": round(money["consumable_fee"] / count, 2),
        "maintenance_fee": round(money["equipment_repair_fee"] / count, 2),
        "fulltime_managers": 1,
        "parttime_managers": 1,
        "is_coop": together,
        "partner_name": partner.name if together else None,
        "is_virtual": base.rooms[0].kind == "专业机房",
        "is_productive": base.rooms[0].kind == "理实一体化教室",
        "leader_no": _leader_of(at, base.department),
    }


def majors_of(at: SchoolYear, department: str) -> list[str]:
    """Return the codes of the college majors of a department."""
    return [one.code for one in offered(at.year) if one.department == department and one.kind != SECONDARY]


def _leader_of(at: SchoolYear, department: str) -> str:
    return next(
        member.staff_no
        for member in at.school.staff
        if member.department.name == department and member.kind == FULL_TIME and member.left is None
        and member.joined < at.last.year.starts
    )  # fmt: skip


@form("2.9.2")
def provincial_bases(at: SchoolYear) -> Rows:
    """Return the bases that the province or the state supports."""
    supported = (
        (1, "国家级", "中央财政支持实训基地", date(2014, 6, 1)),
        (2, "省（部）级", "省级高水平示范性实训基地", date(2020, 11, 1)),
        (4, "省（部）级", "产教融合实训基地", date(2022, 12, 1)),
    )
    return [
        _supported(at, at.school.bases[place], level, category, approved)
        for place, level, category, approved in supported
    ]


def _supported(at: SchoolYear, base: Base, level: str, category: str, approved: date) -> Row:
    central = 180.0 if level == "国家级" else 0.0
    own = 90.0 if approved.year < 2022 else 10.0 * (at.year.number - approved.year)
    return {
        "base_name": f"{base.name}（示例）",
        "level": level,
        "base_category": category,
        "approval_dept": "示例省教育厅",
        "approval_ym": approved,
        "doc_no": f"示例教职〔{approved.year}〕{base.number} 号",
        "base_ref": base.name,
        "majors": majors_of(at, base.department),
        "status": "验收通过" if approved.year < 2022 else "在建",
        "total_fund": central + 170.0 + own,
        "central_fund": central,
        "local_fund": 140.0,
        "school_fund": own,
        "enterprise_fund": 30.0,
        "equipment_value": base.value,
        "workstations": base.seats,
        "leader_no": _leader_of(at, base.department),
    }


@form("2.9.3")
def enterprise_bases(at: SchoolYear) -> Rows:
    """Return a row an enterprise where students may practise: each has a base."""
    received: Counter[str] = Counter()
    long: Counter[str] = Counter()
    for row in at.given("2.2.1"):
        received[row["enterprise_uscc"]] += row["student_count"]
        long[row["enterprise_uscc"]] += row["student_count"] if row["duration_days"] >= HALF_A_YEAR else 0
    paid = {row["enterprise_uscc"] for row in at.given("2.2.1") if row["internship_type"] == POST}
    hired = Counter(row.get("employer_uscc") for row in at.given("2.5.1"))
    return [
        {
            **_enterprise_base(at, enterprise, received[enterprise.code], is_paid=enterprise.code in paid),
            "half_year_interns": long[enterprise.code],
            "graduates_hired": hired[enterprise.code],
        }
        for enterprise in at.school.enterprises
    ]


def _enterprise_base(at: SchoolYear, enterprise: Enterprise, received: int, *, is_paid: bool) -> Row:
    majors = majors_of(at, enterprise.department)
    province, city, _ = enterprise.place
    return {
        "base_name": f"{enterprise.name}校外实践基地",
        "enterprise_name": enterprise.name,
        "enterprise_uscc": enterprise.code,
        "founded_ym": enterprise.since,
        "agreement_end": date(2026, 12, 31),
        "base_type": "岗位实习基地" if is_paid else "综合性基地",
        "province": province,
        "city": city,
        "major_count": len(majors),
        "majors": majors,
        "project_count": 2 + enterprise.number % 5,
        "main_projects": "岗位认知、岗位实习（示例）",
        "students_received": received + 12 + enterprise.number % 9,
        "use_days": 100 + enterprise.number % 60 + 3 * (at.year.number - 2020),
        "has_lodging": enterprise.number % 2 == 0,
        "has_allowance": is_paid,
        "special_fund": 200.0,
        "school_tutors": 2,
        "is_coop": enterprise.number % 6 == 0,
    }


@form("2.9.4")
def world_skills(at: SchoolYear) -> Rows:
    """Return the base for a skill of the world competition."""
    base = at.school.bases[1]
    return [
        {
            "base_name": "示例世界技能大赛省级集训基地",
            "skill_name": "数控铣",
            "base_type": "省级集训基地",
            "level": "省（部）级",
            "approval_dept": "示例省人力资源和社会保障厅",
            "approval_ym": date(2021, 4, 1),
            "doc_no": "示例人社〔2021〕12 号",
            "floor_area": base.rooms[0].area,
            "equipment_value": base.rooms[0].value,
            "coaches": 4,
            "trainees": 6 + at.year.number % 6,
            "fund": 18.0,
            "best_result": "全国选拔赛优胜奖（示例）",
            "leader_no": _leader_of(at, base.department),
        }
    ]


@form("2.9.5")
def large_machines(at: SchoolYear) -> Rows:
    """Return a row a machine worth 100,000 yuan or more: they stand in the workshops of the bases, in turn."""
    bases = [base for base in at.school.bases if base.rooms[0].kind == "实训室"]
    return [
        _machine(at, number, bases[number % len(bases)], number // len(bases))
        for number in range(ASSETS[at.year.number].large)
    ]


def _machine(at: SchoolYear, number: int, base: Base, place: int) -> Row:
    room: Room = base.rooms[place % len(base.rooms)]
    teaching = 720.0 + 10 * (number % 12)
    return {
        "asset_no": f"DX{number + 1:04d}",
        "equipment_name": LARGE[number % len(LARGE)],
        "model": f"SL-{number + 1:03d}（示例）",
        "manufacturer": "示例装备制造有限公司",
        "country": "CHN",
        "unit_price": 12.5 + number % 9,
        "purchase_date": date(2014 + number % 8, 11, 5),
        "fund_source": "地方财政" if number % 3 else "中央财政",
        "place_code": room.code,
        "base_name": base.name,
        "manage_dept": base.department,
        "keeper_no": _leader_of(at, base.department),
        "use_status": "在用",
        "hours_teaching": teaching,
        "hours_research": 60.0,
        "hours_service": 80.0,
        "hours_open": 120.0,
        "trained_people": 46,
        "majors": majors_of(at, base.department),
        "is_shared": number % 4 == 0,
    }


@form("2.9.6")
def education_bases(at: SchoolYear) -> Rows:
    """Return the bases for patriotic, labour and vocational education."""
    named = (
        ("示例劳动教育实践基地", "劳动教育基地", "市级", "校内", None),
        ("示例职业体验中心", "职业体验基地", "省（部）级", "校内", None),
        ("示例红色教育基地", "红色教育基地", "区县级", "校外", "示例市纪念馆"),
    )
    return [
        {
            "base_name": name,
            "base_category": category,
            "level": level,
            "approval_dept": "示例市教育局",
            "approval_ym": date(2019 + number, 5, 1),
            "location_type": where,
            "host_unit": host,
            "floor_area": 600.0 * (number + 1),
            "students": 2_400 + 100 * number + at.year.number - 2000,
            "visitors": 360 * (number + 1),
            "activities": 12 + number,
            "leader_name": at.school.staff[40 + number].person.name,
        }
        for number, (name, category, level, where, host) in enumerate(named)
    ]
