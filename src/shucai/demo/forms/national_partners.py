"""National N-CJ-XQ and N-CJ-JT: enterprises, what is done with them, and the groups the school belongs to."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import grown
from shucai.demo.identities import Person, credit_code, landline
from shucai.demo.school.alliances import GROUP
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school.organisation import CITY, SCHOOL_NAME
from shucai.demo.school.programmes import PROGRAMMES, Programme
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

NATURES = {"国有企业": "国有企业", "民营企业": "民营（私营）企业", "股份制企业": "民营（私营）企业"}
SECTORS = {"制造业": "第二产业"}
CITY_LEVEL, LEAD = 10, "牵头"
GROUPS = (("JT01", GROUP.name, "行业型", LEAD), ("JT02", "示例现代商贸职业教育集团", "区域型", "一般成员"))
OTHERS = (
    "示例市教育局",
    "示例市机械行业协会",
    "示例智能装备研究院",
    "示例市总工会",
    "示例市科技局",
    "示例市工业园",
)


@form("N-CJ-XQ-01")
def enterprises(at: SchoolYear) -> Rows:
    """Return a row an enterprise."""
    return [_enterprise(enterprise, contact_of(at, enterprise)) for enterprise in at.school.enterprises]


def contact_of(at: SchoolYear, enterprise: Enterprise) -> Person:
    """Return whom to ask at an enterprise: some have named somebody new in the year in force."""
    named = enterprise.number % 20 or grown(at, 1)
    return enterprise.contact if named else enterprise.legal_person


def _enterprise(enterprise: Enterprise, contact: Person) -> Row:
    fused = enterprise.number % CITY_LEVEL == 0
    return {
        "enterprise_no": enterprise.enterprise_no,
        "enterprise_name": enterprise.name,
        "uscc": enterprise.code,
        "unit_nature": NATURES.get(enterprise.nature, "其他"),
        "industry": enterprise.industry,
        "sector": SECTORS.get(enterprise.industry, "第三产业"),
        "scale": enterprise.scale,
        "employees": enterprise.employees,
        "capital": enterprise.employees * 5,
        "founded_date": enterprise.founded,
        "division": enterprise.place[2],
        "address": f"示例大道 {enterprise.number} 号",
        "legal_rep": enterprise.legal_person.name,
        "contact_name": contact.name,
        "contact_phone": landline(enterprise.number),
        "contact_email": contact.email,
        "listing": "主板" if enterprise.number % 20 == 0 else "未上市",
        "fusion_level": "市级产教融合型企业" if fused else "非产教融合型企业",
        "is_above_scale": enterprise.scale != "微型",
        "business": f"{enterprise.industry}相关产品与服务",
    }


def pairs(at: SchoolYear) -> Iterator[tuple[Enterprise, Programme]]:
    """Yield who works with which major: an enterprise with every major of its department."""
    for enterprise in at.school.enterprises:
        for programme in PROGRAMMES:
            if programme.department == enterprise.department and programme.approved <= at.year.starts:
                yield enterprise, programme


@form("N-CJ-XQ-02")
def cooperation(at: SchoolYear) -> Rows:
    """Return a row an enterprise and major; who was placed and hired is counted where it is reported."""
    major_of = {row["student_no"]: row["major_no"] for row in at.rows("N-ZH-XS-03")}
    real = {row["project_no"] for row in at.given("N-SX-AP-01") if row["internship_kind"] == "岗位实习"}
    placed = Counter(
        (row["unit_name"], major_of[row["student_no"]])
        for row in at.given("N-SX-AP-02")
        if row["project_no"] in real
    )
    hired = Counter(
        (row.get("employer_name"), major_of[row["student_no"]])
        for row in at.rows("N-ZH-XS-07")
        if row["destination"] == "就业"
    )
    lent = Counter(row.get("enterprise_no") for row in at.rows("N-ZH-JS-02"))
    return [_cooperation(at, number, pair, placed, hired, lent) for number, pair in enumerate(pairs(at), 1)]


def _cooperation(
    at: SchoolYear,
    number: int,
    pair: tuple[Enterprise, Programme],
    placed: Counter[tuple[str, str]],
    hired: Counter[tuple[str | None, str]],
    lent: Counter[str | None],
) -> Row:
    enterprise, programme = pair
    ended = number % 25 == 0
    unsigned = number % 30 == 7
    return {
        "coop_no": f"HZ{at.year.number}{number:03d}",
        "enterprise_no": enterprise.enterprise_no,
        "academic_year": at.year.label,
        "major_no": programme.major_no,
        "coop_form": ["订单培养", "实习就业"] if programme.mode == "订单班" else ["实习就业", "师资互聘"],
        "start_ym": enterprise.since,
        "end_ym": at.year.on(6) if ended else None,
        "agreement_status": "未签" if unsigned else "签署",
        "agreement_no": None if unsigned else f"XY{enterprise.since.year}-{number:03d}",
        "coop_status": "终止" if ended else "正常",
        "order_students": 30 if programme.mode == "订单班" and enterprise.scale == "大型" else 0,
        "joint_courses": number % 3,
        "joint_textbooks": number % 2,
        "part_teachers": lent[enterprise.enterprise_no],
        "intern_students": placed[enterprise.name, programme.major_no],
        "employed_grads": hired[enterprise.name, programme.major_no],
        "service_income": float(number % 4),
        "donated_equipment": 2.5 * (number % 3),
        "quasi_donated": 1.5 * (number % 4),
        "trained_staff": 10 * (number % 5),
    }


@form("N-CJ-JT-01")
def groups(at: SchoolYear) -> Rows:
    """Return the groups; the school leads the first."""
    members = at.given("N-CJ-JT-02")
    return [
        {
            "group_no": number,
            "group_name": name,
            "group_type": kind,
            "level": "地市级",
            "school_role": role,
            "lead_unit": SCHOOL_NAME if role == LEAD else "示例商贸职业学院",
            "founded_date": date(2015, 6, 18),
            "approve_unit": "示例市教育局",
            "chair_name": "钱例章",
            "is_model": role == LEAD,
            "is_legal": False,
            "member_total": sum(_belongs(row, number) for row in members),
            "enterprise_total": sum(
                _belongs(row, number) and row["member_category"] == "企业" for row in members
            ),
            "attachment": f"{name}章程.pdf",
        }
        for number, name, kind, role in GROUPS
    ]


def _belongs(row: Row, group: str) -> bool:
    return row["group_no"] == group and row["quit_date"] is None


@form("N-CJ-JT-02")
def group_members(at: SchoolYear) -> Rows:
    """Return the members of both groups: schools, enterprises and others; one enterprise has left the first."""
    first = list(_members(at, GROUPS[0][0], GROUP.schools, GROUP.firms, GROUP.others))
    left = _member(GROUPS[0][0], at.school.enterprises[-1].name, "企业", at.school.enterprises[-1], 99)
    return [*first, left | {"quit_date": date(2022, 12, 31)}, *_members(at, GROUPS[1][0], 4, grown(at, 6), 2)]


def _members(at: SchoolYear, group: str, schools: int, firms: int, others: int) -> Iterator[Row]:
    role = next(role for number, _, _, role in GROUPS if number == group)
    yield _member(group, SCHOOL_NAME, "高职院校", None, 0) | {"member_role": role}
    for place in range(1, schools):
        yield _member(group, f"示例第{place}中等专业学校", "中职学校", None, place)
    for place, enterprise in enumerate(at.school.enterprises[:firms], schools):
        yield _member(group, enterprise.name, "企业", enterprise, place)
    for place, name in enumerate(OTHERS[:others], schools + firms):
        yield _member(group, name, "其他" if place % 2 else "政府部门", None, place)


def _member(group: str, name: str, category: str, enterprise: Enterprise | None, place: int) -> Row:
    return {
        "group_no": group,
        "member_name": name,
        "member_category": category,
        "member_uscc": enterprise.code if enterprise else credit_code(20_000_000 + place),
        "enterprise_no": enterprise.enterprise_no if enterprise else None,
        "member_role": "一般成员",
        "division": enterprise.place[2] if enterprise else CITY,
        "join_date": date(2015 + place % 4, 6, 18),
        "quit_date": None,
        "contact_name": "孙例联",
        "contact_phone": landline(8400 + place),
    }


@form("N-CJ-JT-03")
def group_teaching(at: SchoolYear) -> Rows:
    """Return what the groups did for teaching in the year."""
    return [
        {
            "group_no": number,
            "academic_year": at.year.label,
            "joint_enroll": 90,
            "joint_majors": 3,
            "joint_courses": grown(at, 6),
            "joint_textbooks": 4,
            "joint_bases": 2,
            "teacher_exchange": 12,
            "shared_resources": 35,
            "trained_persons": 260,
        }
        for number, *_ in GROUPS
    ]


@form("N-CJ-JT-04")
def group_enterprises(at: SchoolYear) -> Rows:
    """Return a row an enterprise that is a member still."""
    return [
        {
            "group_no": row["group_no"],
            "enterprise_no": row["enterprise_no"],
            "academic_year": at.year.label,
            "coop_form": "实习就业",
            "content": "接收实习学生，共同开发课程",
            "intern_students": grown(at, 12),
            "employed_grads": 2,
            "enterprise_fund": 5.0,
            "enterprise_equipment": 8.0,
            "part_teachers": 1,
            "service_income": 3.0,
        }
        for row in at.given("N-CJ-JT-02")
        if row["enterprise_no"] and row["quit_date"] is None
    ]
