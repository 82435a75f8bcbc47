"""National N-JX-HJ, XM and PT: what the school won, its larger projects, and its platforms of research."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import grown, head, org
from shucai.demo.school.programmes import PROGRAMMES
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

AWARDS = (
    ("职业教育先进集体", "办学"),
    ("先进基层党组织", "党建"),
    ("教学成果奖", "教学成果"),
    ("平安校园", "安全"),
)
PROJECTS = (
    ("专业建设", "教学管理处", "在研"),
    ("课程建设", "教学管理处", "结题"),
    ("资源建设", "教学管理处", "在研"),
    ("师资建设", "科技服务处（教师工作处）", "在研"),
    ("产教融合建设", "校企合作与就业处", "在研"),
)
PLATFORMS = (("数控加工名师工作室", "名师（名班主任）工作室"), ("智能制造技术中心", "工程技术研究中心"))


@form("N-JX-HJ-01")
def awards(at: SchoolYear) -> Rows:
    """Return what the school won in the year."""
    return [
        {
            "award_no": f"XXHJ{at.year.number}{number:02d}",
            "award_name": f"示例市{name}",
            "level": "地市级",
            "grade": "一等" if number == 3 else "未评等级",
            "kind": kind,
            "issuer": "示例市教育局",
            "award_date": at.year.on(6, 5 + number),
            "doc_no": f"示教〔{at.year.number}〕{10 + number} 号",
            "org_no": org("校长办公室"),
            "attachment": f"{name}.jpg",
        }
        for number, (name, kind) in enumerate(AWARDS, 1)
    ]


@form("N-JX-XM-01")
def projects(at: SchoolYear) -> Rows:
    """Return the larger projects, each supplied by the office its kind belongs to."""
    course = next(course for course in at.school.courses if course.is_core)
    return [
        _project(at, number, project) | {"course_no": course.code if project[0] == "课程建设" else None}
        for number, project in enumerate(PROJECTS, 1)
    ]


def _project(at: SchoolYear, number: int, project: tuple[str, str, str]) -> Row:
    kind, office, status = project
    return {
        "project_no": f"XM{number:02d}",
        "project_name": f"示例{kind}项目",
        "project_kind": kind,
        "level": "省部级",
        "approve_unit": "示例省教育厅",
        "doc_no": f"示教职〔2022〕{number} 号",
        "approve_date": date(2022, 4, 18),
        "start_date": date(2022, 5, 1),
        "end_date": date(2025, 4, 30),
        "leader_staff_no": head(at, office, number),
        "major_no": PROGRAMMES[0].major_no if kind == "专业建设" else None,
        "fund_total": 200.0,
        "fund_received": 60.0,
        "status": status if grown(at, 1) else "在研",
        "accept_date": at.year.on(6, 12) if status == "结题" and grown(at, 1) else None,
        "supply_org": org(office),
    }


@form("N-JX-PT-01")
def platforms(at: SchoolYear) -> Rows:
    """Return the platforms of research."""
    return [
        {
            "platform_no": f"PT{number:02d}",
            "platform_name": f"示例{name}",
            "platform_kind": kind,
            "level": "地市级",
            "approve_unit": "示例市教育局",
            "approve_date": date(2021, 3, 15),
            "leader_staff_no": head(at, "智能制造系", number),
            "member_count": 8 + number,
            "org_no": org("智能制造系"),
            "area": 180.0,
            "fund_total": grown(at, 60, 12),
            "fund_year": 12.0,
            "enterprise_no": at.school.enterprises[number].enterprise_no,
            "result_count": 3,
            "result_note": "论文、专利与课程资源",
        }
        for number, (name, kind) in enumerate(PLATFORMS, 1)
    ]
