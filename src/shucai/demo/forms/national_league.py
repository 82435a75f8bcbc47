"""National N-DY-TW and N-DY-ST: the youth league with its members, and the students' clubs."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import head, org
from shucai.demo.forms.national_students import LEARNING
from shucai.demo.identities import landline
from shucai.demo.school.organisation import DEPARTMENTS
from shucai.demo.school.students import Student
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

COMMITTEE, YOUNGEST = "TW00", 14
DUTIES = ("书记", "组织委员", "宣传委员")
CLUBS = (
    ("机器人社", "学术科技类", "智能制造系"),
    ("理论学习社", "思想政治类", "团委"),
    ("志愿者协会", "志愿公益类", "团委"),
    ("创业沙龙", "创新创业类", "经贸管理系"),
    ("篮球社", "体育竞技类", "团委"),
    ("书法社", "文化艺术类", "艺术设计系"),
)
AWARDS = ("社团展演优秀节目", "青年志愿服务优秀项目", "创新创业社团评选", "书法联展", "篮球邀请赛")


def members(at: SchoolYear) -> list[Student]:
    """Return who still learns here among those whom the national platform lists as members of the league."""
    here = {row["student_no"] for row in at.given("N-ZH-XS-03") if row["student_status"] in LEARNING}
    listed = {
        row["student_no"] for row in at.rows("N-ZH-XS-01") if row["political_status"] == "共青团员"
    } & here
    return [student for student in at.school.registered_in(at.year.number) if student.student_no in listed]


def joined(student: Student) -> date:
    """Return the day of joining: nobody joins before the fourteenth birthday."""
    born = student.person.born
    fourteen = date(born.year + YOUNGEST, born.month, min(born.day, 28)) + timedelta(days=7)
    return max(student.league_since or fourteen, fourteen)


@form("N-DY-TW-01")
def organisations(at: SchoolYear) -> Rows:
    """Return the committee, a general branch a teaching department, and a branch a class."""
    here = members(at)
    counts = Counter(f"TZ{student.school_class.class_no}" for student in here)
    first: dict[str, Student] = {}
    for student in here:
        first.setdefault(student.school_class.class_no, student)
    rows = [_body(at, COMMITTEE, "数采示例高等职业技术学校团委", "团委", None)]
    teaching = [department for department in DEPARTMENTS if department.is_teaching]
    for department in teaching:
        number, name = f"TZZ{department.number:02d}", f"{department.name}团总支"
        rows.append(_body(at, number, name, "团总支", COMMITTEE))
    above = {department.name: f"TZZ{department.number:02d}" for department in teaching}
    for class_no, student in first.items():
        school_class = student.school_class
        body = _body(
            at, f"TZ{class_no}", f"{school_class.name}团支部", "团支部", above[student.programme.department]
        )
        rows.append(
            body
            | {
                "class_no": class_no,
                "head_kind": "学生",
                "head_staff_no": None,
                "head_student_no": student.student_no,
            }
        )
    return [row | {"member_count": counts[row["league_org_no"]]} for row in rows]


def _body(at: SchoolYear, number: str, name: str, kind: str, parent: str | None) -> Row:
    return {
        "league_org_no": number,
        "league_org_name": name,
        "league_org_type": kind,
        "parent_no": parent,
        "head_kind": "教师",
        "head_staff_no": head(at, "团委"),
        "head_duty": "书记",
        "founded_date": date(2018, 9, 20),
        "election_date": at.year.on(10, 12),
        "cadre_full": 2 if kind == "团委" else 0,
    }


@form("N-DY-TW-02")
def league_members(at: SchoolYear) -> Rows:
    """Return a row a member, the first three of a class with a duty."""
    return list(_members(at))


def _members(at: SchoolYear) -> Iterator[Row]:
    seen: Counter[str] = Counter()
    for student in members(at):
        class_no, day = student.school_class.class_no, joined(student)
        duty = DUTIES[seen[class_no]] if seen[class_no] < len(DUTIES) else "团员"
        seen[class_no] += 1
        yield {
            "student_no": student.student_no,
            "name": student.person.name,
            "class_no": class_no,
            "league_org_no": f"TZ{class_no}",
            "member_no": f"TY{student.student_no}",
            "join_date": day,
            "duty": duty,
            "is_new": at.year.starts <= day <= at.year.ends,
            "is_recommended": duty == "书记",
            "volunteer_hours": 12 + len(student.student_no) % 5,
            "transfer_in": date(student.grade, 9, 10),
        }


@form("N-DY-ST-01")
def clubs(at: SchoolYear) -> Rows:
    """Return a row a club; one was closed this year."""
    learners = [s for s in at.school.registered_in(at.year.number) if s.status(at.year.ends) == "在读"]
    return [
        {
            "club_no": f"ST{number:02d}",
            "club_name": name,
            "club_type": kind,
            "intro": f"{name}：每周活动一次，面向全体学生",
            "founded_date": date(2015 + number, 10, 8),
            "org_no": org(by),
            "approve_unit": "校团委",
            "head_student_no": learners[number * 50].student_no,
            "head_phone": landline(8300 + number),
            "guide_staff_no": head(at, by, number),
            "member_count": 25 + 4 * number,
            "activity_form": "训练、展演、服务",
            "activity_count": 16,
            "dismiss_date": at.year.on(6, 28) if number == len(CLUBS) else None,
        }
        for number, (name, kind, by) in enumerate(CLUBS, 1)
    ]


@form("N-DY-ST-02")
def club_awards(at: SchoolYear) -> Rows:
    """Return what the clubs won this year."""
    return [
        {
            "award_no": f"STHJ{at.year.number}{number:02d}",
            "club_no": f"ST{number:02d}",
            "activity_name": f"示例市中职{name}",
            "award_name": f"{name}（示例）",
            "level": "地市级",
            "grade": ("一等", "二等", "三等")[number % 3],
            "award_date": at.year.on(5, number + 3),
            "issuer": "共青团示例市委员会",
            "student_count": 8 + number,
            "guide_staff_no": head(at, "团委", number),
            "attachment": f"获奖证书{number}.jpg",
        }
        for number, name in enumerate(AWARDS, 1)
    ]
