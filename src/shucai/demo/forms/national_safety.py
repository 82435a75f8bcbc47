"""National N-AQ-AQ-*: what the school does for its safety."""

from datetime import date, timedelta

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import TERMS, grown, head, leader, org
from shucai.demo.identities import landline
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

OFFICE = "安全保卫处（人武部）"
RULES = (
    ("校园治安管理办法", "综合治安", "全体师生"),
    ("消防安全管理办法", "消防安全", "全体师生"),
    ("实训实习安全管理办法", "实训实习安全", "实训教师、学生"),
    ("防范学生欺凌工作办法", "防欺凌", "全体学生"),
    ("突发事件应急预案", "应急管理", "全体师生"),
)
ACTIVITIES = (
    ("消防疏散演练", "消防", "应急演练", 2.0),
    ("交通安全讲座", "交通", "专题讲座", 1.0),
    ("反诈骗主题班会", "反诈骗", "主题班会", 1.0),
    ("实习实训安全教育", "实习实训安全", "专题讲座", 2.0),
    ("防溺水宣传周", "防溺水", "宣传展览", 4.0),
)
ITEMS = ("校舍建筑", "消防设施", "食堂与饮水", "宿舍", "实训室与设备", "校园及周边治安")


@form("N-AQ-AQ-01")
def rules(at: SchoolYear) -> Rows:
    """Return a row a rule; one is given by the school itself."""
    return [
        {
            "rule_no": f"AQZD{number:02d}",
            "rule_name": name,
            "rule_category": category,
            "org_no": "000000" if number == 1 else org(OFFICE),
            "issue_date": at.year.on(9, 1) if number == len(RULES) else date(2019 + number, 9, 1),
            "target": target,
            "keywords": "安全；责任",
            "attachment": f"{name}.pdf",
            "is_active": True,
        }
        for number, (name, category, target) in enumerate(RULES, 1)
    ]


@form("N-AQ-AQ-02")
def bodies(at: SchoolYear) -> Rows:
    """Return the bodies that answer for safety."""
    kinds = (
        ("安全工作领导小组", "安全工作领导小组"),
        ("安全保卫处", "安全保卫机构"),
        ("应急救援队", "应急救援队伍"),
    )
    return [
        {
            "org_title": title,
            "org_type": kind,
            "org_no": org(OFFICE),
            "leader_staff_no": leader(at),
            "head_staff_no": head(at, OFFICE, place),
            "phone": landline(8100 + place),
            "guard_full": 6,
            "security_full": 18,
            "safety_part": 24,
            "legal_vice": "赵例安",
            "is_closed": True,
            "has_alarm": True,
            "camera_count": grown(at, 860, 30),
            "fund": 96.5,
            "founded_date": at.year.on(9, 1).replace(year=2016),
        }
        for place, (title, kind) in enumerate(kinds)
    ]


@form("N-AQ-AQ-03")
def lessons(at: SchoolYear) -> Rows:
    """Return a row a safety activity of the year."""
    random = at.random("N-AQ-AQ-03")
    return [
        _activity(at, number, activity, random.randint(600, 2400))
        for number, activity in enumerate(ACTIVITIES, 1)
    ]


def _activity(at: SchoolYear, number: int, activity: tuple[str, str, str, float], students: int) -> Row:
    name, topic, kind, hours = activity
    start = at.year.on((9, 10, 11, 3, 5)[number - 1], 8 + number)
    return {
        "activity_no": f"AQJY{at.year.number}{number:02d}",
        "activity_name": name,
        "topic": topic,
        "form": kind,
        "start_date": start,
        "end_date": start + timedelta(days=number - 1),
        "hours": hours,
        "place": "主校区",
        "org_no": org(OFFICE),
        "head_staff_no": head(at, OFFICE, number),
        "teacher_count": 30 + number,
        "student_count": students,
        "class_count": students // 42,
        "content": f"{name}：讲解要点，组织演练并总结",
        "attachment": f"{name}记录.pdf",
    }


@form("N-AQ-AQ-04")
def inspections(at: SchoolYear) -> Rows:
    """Return the inspections at the start of both terms: most find nothing, one a danger that was removed."""
    return [_inspection(at, term, place, item) for term in TERMS for place, item in enumerate(ITEMS, 1)]


def _inspection(at: SchoolYear, term: int, place: int, item: str) -> Row:
    checked = at.year.on(9 if term == 1 else 2, 6 + place)
    row: Row = {
        "check_no": f"ZC{at.year.number}{term}{place:02d}",
        "academic_year": at.year.label,
        "term": TERMS[term],
        "check_date": checked,
        "check_item": item,
        "content": f"开学前检查{item}的安全状况",
        "org_no": org(OFFICE),
        "head_staff_no": head(at, OFFICE, place),
    }
    if place != len(ITEMS) - 1:
        return row | {"check_result": "合格", "rectify_status": "无需整改"}
    return row | {
        "check_result": "一般隐患",
        "hazard": "两处设备防护罩松动",
        "measure": "停用并更换防护罩",
        "due_date": checked + timedelta(days=14),
        "rectify_status": "已整改",
        "done_date": checked + timedelta(days=9),
    }


@form("N-AQ-AQ-05")
def incidents(at: SchoolYear) -> Rows:
    """Return the incidents of the year: a small one."""
    happened = at.year.on(3, 12)
    return [
        {
            "incident_no": f"SJ{at.year.number}01",
            "incident_name": "雷雨造成部分区域停电",
            "incident_type": "自然灾害",
            "incident_level": "一般（Ⅳ级）",
            "occur_date": happened,
            "place": "实训校区",
            "involved_count": 120,
            "injured": 0,
            "deaths": 0,
            "loss": 0.8,
            "report_date": happened,
            "report_to": "示例市教育局",
            "handling": "启动预案，当日恢复供电，师生无伤亡",
            "is_closed": True,
            "closed_date": happened + timedelta(days=3),
        }
    ]
