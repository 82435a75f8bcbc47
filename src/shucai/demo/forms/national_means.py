"""National N-ZH-YQ, ZQ, TJ, XH and ZY-02: equipment and books, grounds, bases, resources, networks, local industries."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.talent_school import head_of, leaders
from shucai.demo.school.assets import ASSETS
from shucai.demo.school.organisation import CITY, DEPARTMENT
from shucai.demo.school.places import CAMPUSES, Base
from shucai.demo.school.programmes import PROGRAMMES, Programme
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

LEARNING = frozenset({"在读", "复学"})
YUAN = 10_000  # in 万元
INDUSTRIES = (
    # industry, how the place sees it, sector, section, output in 亿元, people, wanted a year, majors
    ("智能装备制造", "支柱产业", "第二产业", "制造业", 4_820.5, 386_000, 21_000, (1, 2, 3)),
    ("新能源汽车及零部件", "战略性新兴产业", "第二产业", "制造业", 1_260.0, 92_000, 7_400, (4, 5)),
    (
        "软件与信息技术服务",
        "主导产业",
        "第三产业",
        "信息传输、软件和信息技术服务业",
        980.2,
        74_000,
        6_800,
        (6, 7, 13),
    ),
    ("现代商贸物流", "传统优势产业", "第三产业", "批发和零售业", 1_530.8, 165_000, 9_200, (8, 9, 11)),
    ("文化创意", "主导产业", "第三产业", "文化、体育和娱乐业", 410.6, 38_000, 2_600, (10, 12)),
)
FOOTBALL = (
    # name, type, surface, how many, length, width
    ("主校区十一人制足球场", "十一人制", "人造草", 1, 105, 68, 0),
    ("实训校区五人制足球场", "五人制", "人造草", 2, 40, 20, 1),
)
RENEWED = 2024  # the year in which the small fields got a new surface
RESOURCES = ("微课资源", "视频资源", "虚拟仿真实训资源")


@form("N-ZH-YQ-01")
def equipment(at: SchoolYear) -> Rows:
    """Return the row of equipment and books, as the talent platform has them."""
    owned, books = at.rows("1.1.5")[0], at.rows("1.1.6")[0]
    students = at.given("N-ZH-XX-01")[0]["student_total"]
    paper = round(books["paper_books_total"] * YUAN)
    multimedia = sum(room.is_multimedia for room in at.school.rooms_of(at.year.number))
    return [
        {
            "stat_year": at.year.number,
            "fixed_assets": owned["fixed_assets_total"],
            "equipment_value": owned["equipment_total"],
            "equipment_new": owned["equipment_new"],
            "it_value": owned["it_equipment_total"],
            "software_value": ASSETS[at.year.number].software,
            "equipment_count": owned["equipment_units"],
            "precious_count": owned["large_equipment_units"],
            "computer_count": owned["teaching_computers"],
            "tablet_count": owned["tablet_computers"],
            "classroom_count": len(at.school.rooms_of(at.year.number)),
            "multimedia_count": multimedia,
            "multimedia_seats": sum(
                room.seats for room in at.school.rooms_of(at.year.number) if room.is_multimedia
            ),
            "paper_books": paper,
            "new_books": round(books["paper_books_new"] * YUAN),
            "e_books": round(books["ebooks_total"] * YUAN),
            "e_journals": books["e_journals"],
            "paper_journals": books["cn_journals"] + books["foreign_journals"],
            "av_hours": 5_200,
            "database_count": books["database_count"],
            "reading_seats": books["reading_seats"],
            "books_per_student": round(paper / students, 2),
            "equip_per_student": round(owned["equipment_total"] * YUAN / students, 2),
        }
    ]


@form("N-ZH-ZQ-01")
def football_fields(at: SchoolYear) -> Rows:
    """Return the football fields of both campuses."""
    return [
        {
            "field_no": f"ZQ{number:02d}",
            "campus_no": CAMPUSES[campus].campus_no,
            "field_name": name,
            "field_type": kind,
            "surface": surface,
            "field_count": count,
            "length_m": length,
            "width_m": width,
            "area": count * length * width,
            "built_ym": date(2015 + number, 8, 1),
            "investment": 120.0 * number,
            "has_light": number == 1,
            "is_open": True,
            "condition": "完好" if number == 1 or at.year.number >= RENEWED else "一般",
        }
        for number, (name, kind, surface, count, length, width, campus) in enumerate(FOOTBALL, 1)
    ]


@form("N-ZH-TJ-01")
def bases(at: SchoolYear) -> Rows:
    """Return the training bases of the school."""
    return [_base(at, base) for base in at.school.bases]


def _base(at: SchoolYear, base: Base) -> Row:
    majors = [
        p.major_no for p in PROGRAMMES if p.department == base.department and p.enrols(at.year.number - 1)
    ]
    partner = next(e for e in at.school.enterprises if e.department == base.department)
    is_virtual = base.name.endswith("软件仿真实训中心")
    return {
        "base_no": base.base_no,
        "base_name": base.name,
        "founded_year": base.founded,
        "major_no": majors,
        "base_type": "校内虚拟仿真实训中心" if is_virtual else "其他校内实训基地",
        "support_dept": "地方政府",
        "approve_date": date(base.founded, 6, 15),
        "org_no": DEPARTMENT[base.department].org_no,
        "room_count": len(base.rooms),
        "project_count": 4 * len(base.rooms) + at.year.number % 10,
        "area": base.area,
        "equipment_count": 40 * len(base.rooms),
        "equipment_value": base.value,
        "station_count": base.seats,
        "manager_full": 1,
        "manager_part": 2,
        "enterprise_no": partner.enterprise_no,
        "use_person_hours": base.seats * 600,
    }


@form("N-ZH-TJ-02")
def resources(at: SchoolYear) -> Rows:
    """Return digital resources, three a major, each for a core course of it, and what was made in the year."""
    year = at.year.number
    taught = [programme for programme in PROGRAMMES if programme.enrols(year - 1)]
    known = {row["major_no"] for row in at.given("N-ZH-ZY-01")}
    new = {
        **_resource(at, taught[0], 1, "演示文稿"),
        "resource_no": f"ZY{year}-1",
        "created_date": at.year.on(3, 4),
    }
    return [new] + [
        _resource(at, programme, number, kind)
        for programme in taught
        if programme.major_no in known
        for number, kind in enumerate(RESOURCES, 1)
    ]


def _resource(at: SchoolYear, programme: Programme, number: int, kind: str) -> Row:
    core = [planned.course for planned in at.school.plans[programme.code] if planned.course.is_core]
    course = core[number % len(core)]
    return {
        "resource_no": f"ZY{programme.number:02d}-{number}",
        "resource_name": f"《{course.name}》{kind}（示例）",
        "resource_type": kind,
        "level": ("校级", "地市级", "省部级")[number - 1],
        "platform_type": "在线精品课程" if number == 1 else "其他",
        "major_no": programme.major_no,
        "course_no": course.code,
        "owner_staff_no": at.school.major_leaders[programme.code][number % 2].staff_no,
        "origin": "校企共建" if number == 3 else "自建",
        "size_gb": 12.5 * number,
        "created_date": date(2021, 3, number),
        "updated_date": at.year.on(4, number),
        "url": f"https://www.example.com/zy/{programme.number}/{number}",
        "visit_count": 3_000 * number + programme.number,
    }


@form("N-ZH-XH-01")
def networks(at: SchoolYear) -> Rows:
    """Return the row of networks and systems."""
    rooms = at.school.rooms_of(at.year.number)
    return [
        {
            "stat_year": at.year.number,
            "bandwidth_out": 4_000,
            "bandwidth_core": 10_000,
            "wired_points": 6_800,
            "wireless_points": 1_460,
            "wireless_rate": 98,
            "multimedia_rooms": at.given("N-ZH-YQ-01")[0]["multimedia_count"],
            "smart_rooms": sum(room.kind == "智慧教室" for room in rooms),
            "terminal_count": at.rows("1.1.5")[0]["teaching_computers"],
            "system_count": 22,
            "feature_app_count": 3,
            "has_sso": True,
            "has_data_center": True,
            "has_lms": True,
            "has_card": True,
            "storage_tb": 320,
            "mlps_level": "二级",
            "is_linked_base": True,
        }
    ]


@form("N-ZH-XH-02")
def network_rules(at: SchoolYear) -> Rows:
    """Return the row of how networks and systems are run."""
    office = DEPARTMENT["信息处"]
    return [
        {
            "stat_year": at.year.number,
            "leader_staff_no": leaders(at)[1].staff_no,
            "org_no": office.org_no,
            "cio_staff_no": head_of(at, office.name).staff_no,
            "full_time_staff": 6,
            "part_time_staff": 14,
            "has_plan": True,
            "plan_name": "示例数字校园建设规划",
            "plan_from": 2021,
            "plan_to": 2025,
            "fund_total": 186.5,
            "fund_security": 32,
            "fund_training": 9.6,
            "training_persons": 620,
            "has_data_rule": True,
            "has_security_rule": True,
            "attachment": "示例网络安全责任制.pdf",
        }
    ]


@form("N-ZH-ZY-02")
def local_industries(at: SchoolYear) -> Rows:
    """Return the industries of the city that the majors serve, with who learns them here."""
    offered = {row["major_no"] for row in at.given("N-ZH-ZY-01")}
    learning = [row["major_no"] for row in at.given("N-ZH-XS-03") if row["student_status"] in LEARNING]
    return [
        {
            "stat_year": at.year.number,
            "division": CITY,
            "industry_name": name,
            "local_type": kind,
            "sector": sector,
            "industry": section,
            "output_value": output,
            "employees": people,
            "talent_demand": wanted,
            "major_no": majors,
            "related_students": sum(learning.count(major) for major in majors),
            "match_note": "示例数据：专业设置与产业需求相适应",
            "data_source": "示例市统计公报",
        }
        for name, kind, sector, section, output, people, wanted, numbers in INDUSTRIES
        if (majors := [f"ZY{number:02d}" for number in numbers if f"ZY{number:02d}" in offered])
    ]
