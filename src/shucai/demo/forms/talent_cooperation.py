"""Talent 2.6.1, 2.7.1, 2.8.x: what the school does with each enterprise, and who visits whom."""

from collections import Counter
from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.talent_bases import offered
from shucai.demo.forms.talent_graduates import is_employed
from shucai.demo.forms.talent_school import leaders
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school.finance import income
from shucai.demo.school.programmes import PROGRAMME, SECONDARY, Programme
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

ORDER_CLASS = 20  # students a year whom one enterprise of an order class takes
DONORS = 4  # enterprises that give equipment
CLIENTS = 6  # enterprises that pay for services
VISITED = 106
Pair = tuple[str, str]  # credit code, major


@form("2.6.1")
def cooperation(at: SchoolYear) -> Rows:
    """Return a row an enterprise and major: one each, and every other with interns or graduates of the year."""
    counts = _Counts(at)
    pairs = {(one.code, _major_of(at, one).code): None for one in at.school.enterprises}
    pairs |= dict.fromkeys(sorted((counts.interns | counts.hired).keys()))
    known = {one.code: one for one in at.school.enterprises}
    seen: Counter[str] = Counter()
    rows: Rows = []
    for code, major in pairs:
        rows.append(_pair(at, counts, known[code], PROGRAMME[major], is_first=not seen[code]))
        seen[code] += 1
    return rows


def _major_of(at: SchoolYear, enterprise: Enterprise) -> Programme:
    """Return the major an enterprise works with first."""
    majors = [
        one for one in offered(at.year) if one.department == enterprise.department and one.kind != SECONDARY
    ]
    return majors[enterprise.number % len(majors)]


class _Counts:
    """What other forms say of an enterprise and a major."""

    def __init__(self, at: SchoolYear) -> None:
        self.interns: Counter[Pair] = Counter()
        for row in at.given("2.2.1"):
            self.interns[row["enterprise_uscc"], row["major_code"]] += row["student_count"]
        partners = {one.code for one in at.school.enterprises}
        self.hired: Counter[Pair] = Counter(
            (row["employer_uscc"], row["major_code"])
            for row in at.given("2.5.1")
            if is_employed(row) and row["employer_uscc"] in partners
        )
        self.teachers = Counter(row["employer_uscc"] for row in at.given("0.1.4"))
        self.books = Counter(
            (row["partner_name"], row["major_code"]) for row in at.given("2.3.1") if row["is_coop_book"]
        )
        self.courses: Counter[Pair] = Counter()
        for row in at.rows("1.3.1"):
            if row.get("is_coop_course"):
                self.courses[row["partner_name"], row["major_code"]] += 1


def _pair(
    at: SchoolYear, counts: _Counts, enterprise: Enterprise, programme: Programme, *, is_first: bool
) -> Row:
    pair, named = (enterprise.code, programme.code), (enterprise.name, programme.code)
    money = income(at.year.fiscal)
    gives = is_first and enterprise.number <= DONORS
    pays = is_first and enterprise.number <= CLIENTS
    college = is_first and enterprise.number % 25 == 0
    return {
        "major_code": programme.code,
        "enterprise_name": enterprise.name,
        "enterprise_uscc": enterprise.code,
        "coop_start_ym": enterprise.since,
        "coop_end_ym": date(2027, 12, 1) if enterprise.number % 3 == 0 else None,
        "coop_mode": ["接收实习", "接收就业"],
        "has_agreement": True,
        "order_students": ORDER_CLASS if programme.mode == "订单班" and is_first else 0,
        "joint_courses": counts.courses[named] + 1,
        "joint_books": counts.books[named],
        "parttime_teachers": counts.teachers[enterprise.code] if is_first else 0,
        "interns": counts.interns[pair],
        "hired_graduates": counts.hired[pair],
        "donated_equipment": round(money["coop_donation"] / DONORS, 2) if gives else 0.0,
        "quasi_donated": 4.0 if gives else 0.0,
        "tech_service_income": round(money["horizontal_research"] / CLIENTS, 2) if pays else 0.0,
        "trained_employees": 30 if pays else 0,
        "enterprise_fund": 1.5 if gives else 0.0,
        "is_apprenticeship": programme.mode == "现代学徒制",
        "is_industry_college": college,
        "industry_college_name": f"{enterprise.name}产业学院" if college else None,
    }


@form("2.7.1")
def educating_together(at: SchoolYear) -> Rows:
    """Return a row a project with an enterprise: classes ordered by it, and one of teaching."""
    orders = [row for row in at.given("2.6.1") if row["order_students"]][:4]
    teachers = Counter(row["employer_uscc"] for row in at.given("0.1.4"))
    return [_project(at, row, number, teachers) for number, row in enumerate(orders)]


def _project(at: SchoolYear, pair: Row, number: int, teachers: Counter[str]) -> Row:
    programme = PROGRAMME[pair["major_code"]]
    school_class = next(c for c in at.school.classes_of(at.year.number) if c.programme == programme)
    ordered = number < 3
    return {
        "project_name": f"{programme.name}{'订单班' if ordered else '生产实践项目'}（示例{number + 1}）",
        "project_type": "订单班" if ordered else "校企合作典型生产实践项目",
        "level": "校级" if ordered else "市级",
        "approval_dept": None if ordered else "示例市教育局",
        "approval_ym": date(2022, 9, 1),
        "enterprise_name": pair["enterprise_name"],
        "enterprise_uscc": pair["enterprise_uscc"],
        "major_code": programme.code,
        "class_name": school_class.name if ordered else None,
        "students": pair["order_students"],
        "enterprise_fund": 3.0,
        "school_fund": 2.0,
        "mentors": teachers[pair["enterprise_uscc"]],
        "joint_courses": 1 + at.year.number % 3,
        "joint_bases": 1,
        "start_date": date(2022, 9, 1),
        "end_date": date(2026, 8, 31),
        "run_status": "在建",
        "result": "示例数据：按计划进行",
    }


@form("2.8.1")
def visits(at: SchoolYear) -> Rows:
    """Return a row a visit of a school leader; more than a hundred enterprises are seen in a year."""
    interns: Counter[str] = Counter()
    for row in at.given("2.2.1"):
        interns[row["enterprise_uscc"]] += row["student_count"]
    return [
        _visit(at, enterprise, interns[enterprise.code])
        for enterprise in at.school.enterprises
        if enterprise.number <= VISITED
    ]


def _visit(at: SchoolYear, enterprise: Enterprise, interns: int) -> Row:
    major = _major_of(at, enterprise)
    visitor = leaders(at)[enterprise.number % 2]
    assert visitor.leads is not None  # noqa: S101 - leaders() returns nobody else
    hires = 4 if enterprise.number % 3 == 0 else 0
    outcomes = ["达成合作意向", *(["接收实习生"] if interns else []), *(["接收毕业生就业"] if hires else [])]
    return {
        "enterprise_name": enterprise.name,
        "enterprise_uscc": enterprise.code,
        "visit_mode": "实地走访",
        "visit_date": at.year.day(at.random(f"2.8.1/{enterprise.number}")),
        "lead_visitor": visitor.person.name,
        "visitor_post": visitor.leads[0],
        "host_name": enterprise.contact.name,
        "host_post": "人力资源主管",
        "demand_major_code": major.code,
        "demand_level": major.level,
        "positions": 6 + enterprise.number % 20,
        "avg_salary": 5_200 + 100 * (enterprise.number % 12),
        "outcome_type": outcomes,
        "intern_major_code": major.code if interns else None,
        "intern_level": major.level if interns else None,
        "intern_count": interns,
        "intern_pay": 2_600 if interns else None,
        "hire_major_code": major.code if hires else None,
        "hire_level": major.level if hires else None,
        "hire_count": hires,
        "hire_salary": 4_800 if hires else None,
        "other_coop": "示例数据：共建课程" if enterprise.number % 9 == 0 else None,
    }


@form("2.8.2")
def guests(at: SchoolYear) -> Rows:
    """Return a row an entrepreneur who came."""
    forms = ("讲座/报告", "宣讲招聘", "座谈交流", "参加专业建设委员会")
    chosen = [one for one in at.school.enterprises if one.number % 14 == 0]
    rector = leaders(at)[1]
    return [
        {
            "activity_name": f"企业家进校园第 {number} 讲（示例）",
            "activity_form": forms[number % len(forms)],
            "visit_date": at.year.day(at.random(f"2.8.2/{number}")),
            "enterprise_name": enterprise.name,
            "enterprise_uscc": enterprise.code,
            "entrepreneur": enterprise.legal_person.name,
            "entrepreneur_post": "总经理",
            "topic": "行业发展与人才需求（示例）",
            "host_leader": rector.person.name,
            "organizer": "校企合作与就业处",
            "students": 160 + 10 * number,
            "teachers": 12,
            "positions": 20,
            "coop_intent": "示例数据：接收实习" if number % 2 else None,
        }
        for number, enterprise in enumerate(chosen, 1)
    ]
