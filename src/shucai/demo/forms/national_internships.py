"""National N-SX-GC and N-SX-JG: how internships went, the reports, the results, and what is still missing."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil

from shucai.demo.forms import form
from shucai.demo.forms.national_placements import POST, projects
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

LOWEST_PAY, SHARE = 2_800, 0.8
FULL, WEEKLY = "实习综合报告", "周报"
OUTCOMES = ("，掌握操作规范", "，熟悉生产流程并总结不足", "，表现良好")
GRADES = ((90, "优秀"), (80, "良好"), (70, "中等"), (60, "及格"))


def begun(at: SchoolYear) -> Rows:
    """Return the placements whose first day has come by the end of the year."""
    return [row for row in at.given("N-SX-AP-02") if row["start_date"] <= at.year.ends]


def _kinds(at: SchoolYear) -> dict[str, str]:
    return {project.project_no: project.kind for project in projects(at)}


@form("N-SX-GC-01")
def situations(at: SchoolYear) -> Rows:
    """Return how every placement that began went; the first one broke off, those that end later go on."""
    wages: dict[tuple[str, str], int] = {}
    for row in at.given("N-ZH-XS-07"):
        if row["start_salary"]:
            key = row["employer_name"], row["position"]
            wages[key] = min(row["start_salary"], wages.get(key, row["start_salary"]))
    kinds = _kinds(at)
    return [
        _situation(at, row, kinds[row["project_no"]], place)
        | {"monthly_pay": _pay(row, kinds[row["project_no"]], wages)}
        for place, row in enumerate(begun(at))
    ]


def _pay(row: Row, kind: str, wages: dict[tuple[str, str], int]) -> int:
    """Return what an intern is paid a month: of a post at least four fifths of what graduates get there."""
    if kind != POST:
        return 0
    wage = wages.get((row["unit_name"], row["position"]), 0)
    return max(LOWEST_PAY, ceil(wage * SHARE / 100) * 100)


def _situation(at: SchoolYear, row: Row, kind: str, place: int) -> Row:
    is_post = kind == POST
    ended, broken = row["end_date"] <= at.year.ends, place == 0
    state = "中止" if broken else ("已结束" if ended else "实习中")
    last = row["start_date"] + timedelta(days=40) if broken else row["end_date"]
    return {
        "placement_no": row["placement_no"],
        "student_no": row["student_no"],
        "name": row["name"],
        "project_no": row["project_no"],
        "unit_name": row["unit_name"],
        "internship_kind": kind if is_post or place % 2 else None,
        "state": state,
        "is_started": True,
        "is_ended": ended,
        "actual_start": row["start_date"] + timedelta(days=place % 3),
        "actual_end": last if ended else None,
        "major_match": "非常对口" if place % 4 else "基本对口",
        "lodging": "安排住宿" if place % 2 else "不安排住宿",
        "insurance_kind": ["学生实习责任保险", "意外险"] if place % 5 == 0 else ["学生实习责任保险"],
        "insurance_buyer": "学校",
        "policy_no": f"SLBX{at.year.number}{place:05d}",
        "agreement_no": f"SFXY{at.year.number}{place:05d}" if is_post else None,
        "weekly_hours": 40,
        "has_overtime": False,
        "has_safety_training": True,
        "visit_count": 3,
        "stop_reason": "因病中止" if broken else None,
    }


@form("N-SX-GC-02")
def without_situation(at: SchoolYear) -> Rows:
    """Return the placements that have not begun."""
    class_of = {row["student_no"]: row["class_no"] for row in at.given("N-ZH-XS-03")}
    return [
        _reminder(row, class_of) | {"overdue_days": 0}
        for row in at.given("N-SX-AP-02")
        if row["start_date"] > at.year.ends
    ]


def _reminder(row: Row, class_of: dict[str, str]) -> Row:
    return {
        "placement_no": row["placement_no"],
        "student_no": row["student_no"],
        "name": row["name"],
        "class_no": class_of[row["student_no"]],
        "project_no": row["project_no"],
        "guide_staff_no": row["guide_staff_no"],
    }


@form("N-SX-GC-03")
def reports(at: SchoolYear) -> Rows:
    """Return the report of every post that ended, and a weekly one of every twentieth."""
    places = {row["placement_no"]: row for row in at.given("N-SX-AP-02")}
    rows: Rows = []
    for place, row in enumerate(_ended_posts(at)):
        placement = places[row["placement_no"]]
        rows.append(_report(len(rows), row, placement, FULL, row["actual_end"]))
        if place % 20 == 0:
            week = row["actual_start"] + timedelta(days=7)
            rows.append(_report(len(rows), row, placement, WEEKLY, week))
    return rows


def _ended_posts(at: SchoolYear) -> Iterator[Row]:
    kinds = _kinds(at)
    for row in at.given("N-SX-GC-01"):
        if row["is_ended"] and kinds[row["project_no"]] == POST:
            yield row


def _report(number: int, row: Row, placement: Row, kind: str, submitted: date) -> Row:
    read = number % 10 != 9
    return {
        "report_no": f"BG{row['placement_no'][2:]}{'Z' if kind == FULL else 'W'}",
        "placement_no": row["placement_no"],
        "student_no": row["student_no"],
        "name": row["name"],
        "unit_name": row["unit_name"],
        "position": placement["position"],
        "report_kind": kind,
        "title": f"{placement['position']}{kind}",
        "content": f"示例：在{row['unit_name']}完成{placement['position']}任务{OUTCOMES[number % 3]}",
        "submit_date": submitted,
        "guide_staff_no": placement["guide_staff_no"],
        "review_status": "已阅" if read else "未阅",
        "review_date": submitted + timedelta(days=3) if read else None,
        "score": 85 if read else None,
        "attachment": f"{kind}.docx",
    }


@form("N-SX-GC-04")
def without_report(at: SchoolYear) -> Rows:
    """Return the posts that go on and have no full report yet."""
    class_of = {row["student_no"]: row["class_no"] for row in at.given("N-ZH-XS-03")}
    reported = {row["placement_no"] for row in at.given("N-SX-GC-03") if row["report_kind"] == FULL}
    kinds = _kinds(at)
    return [
        _reminder(row, class_of) | {"missing_kind": FULL}
        for row in begun(at)
        if kinds[row["project_no"]] == POST and row["placement_no"] not in reported
    ]


@form("N-SX-JG-01")
def results(at: SchoolYear) -> Rows:
    """Return the result of every placement that ended."""
    random = at.random("N-SX-JG-01")
    ended = [row for row in at.given("N-SX-GC-01") if row["is_ended"]]
    return [_result(row, random.randint(66, 98), place) for place, row in enumerate(ended)]


def _result(row: Row, score: int, place: int) -> Row:
    total = 52 if row["state"] == "中止" else score
    return {
        "placement_no": row["placement_no"],
        "student_no": row["student_no"],
        "name": row["name"],
        "project_no": row["project_no"],
        "school_score": total,
        "unit_score": total,
        "total_score": total,
        "score_grade": next((label for least, label in GRADES if total >= least), "不及格"),
        "is_passed": total >= GRADES[-1][0],
        "credits": 4 if total >= GRADES[-1][0] else 0,
        "unit_opinion": "示例：遵守纪律，完成任务" if total >= GRADES[-1][0] else "示例：因病未完成",
        "is_retained": place % 6 == 0,
        "has_accident": False,
        "finish_date": row["actual_end"] + timedelta(days=3),
        "attachment": "实习鉴定表.pdf",
    }


@form("N-SX-JG-02")
def without_result(at: SchoolYear) -> Rows:
    """Return the placements without a result, and what else they lack."""
    class_of = {row["student_no"]: row["class_no"] for row in at.given("N-ZH-XS-03")}
    done = {row["placement_no"] for row in at.given("N-SX-JG-01")}
    known = {row["placement_no"] for row in at.given("N-SX-GC-01")}
    reported = {row["placement_no"] for row in at.given("N-SX-GC-03") if row["report_kind"] == FULL}
    return [
        _reminder(row, class_of)
        | {
            "has_situation": row["placement_no"] in known,
            "has_report": row["placement_no"] in reported,
        }
        for row in at.given("N-SX-AP-02")
        if row["placement_no"] not in done
    ]
