"""Talent 2.13.x and 2.14.1: prizes of students, grants and scholarships, student clubs."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.talent_moral_staff import teachers
from shucai.demo.school.finance import expense
from shucai.demo.school.students import Student
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

CONTESTS = (
    # name, category, level, who held it, students of a team
    ("数控综合应用技术", "技能大赛", "省（部）级", "示例省教育厅", 2),
    ("新能源汽车维修", "技能大赛", "市级", "示例市教育局", 2),
    ("网络系统管理", "技能大赛", "国家级", "中华人民共和国教育部", 2),
    ("会计实务", "技能大赛", "市级", "示例市教育局", 1),
    ("创新创业项目", "创新创业大赛", "省（部）级", "示例省教育厅", 4),
    ("互联网创意设计", "创新创业大赛", "市级", "示例市人力资源和社会保障局", 3),
)
GRADES = ("一等奖", "二等奖", "三等奖")
AIDS = (
    # name, kind, level, who pays, the standard as written, yuan a head, heads
    ("国家奖学金", "国家奖学金", "国家级", "中央财政", "8000", 8000, 3),
    ("国家励志奖学金", "国家励志奖学金", "国家级", "中央财政", "5000", 5000, 60),
    ("国家助学金", "国家助学金", "国家级", "中央财政", "2200～4400 元/人·年", 3300, 640),
    ("国家免学费", "国家免学费", "国家级", "地方财政", "2400", 2400, 420),
    ("校长奖学金", "学校奖学金", "校级", "学校", "500～1500 元/人", 1000, 890),
    ("示例企业奖学金", "企业/社会奖学金", "社会", "社会", "2000", 2000, 40),
    ("临时困难补助", "困难补助", "校级", "学校", "800～1200 元/人", 1000, 100),
    ("勤工助学", "勤工助学", "校级", "学校", "1200～1800 元/人", 1500, 200),
)
CLUBS = (
    ("示例机器人社", "学术科技类", "智能制造系"),
    ("示例青年志愿者协会", "志愿公益类", "团委"),
    ("示例羽毛球社", "文化体育类", "团委"),
    ("示例国学社", "文化体育类", "团委"),
    ("示例电商社", "创新创业类", "经贸管理系"),
)
FUNDS = {"fund_school": 1500, "fund_fee": 400, "fund_donation": 200, "fund_other": 50}  # yuan


def active_students(at: SchoolYear) -> list[Student]:
    """Return the students who learn here at the end of the year."""
    return [s for s in at.school.students_of(at.year.number) if s.status(at.year.ends) == "在读"]


@form("2.13.1")
def prizes(at: SchoolYear) -> Rows:
    """Return prizes of contests, of two departments; every team comes from one major."""
    by_class: dict[str, list[Student]] = {}
    for student in active_students(at):
        by_class.setdefault(student.school_class.class_no, []).append(student)
    teams = list(by_class.values())
    return [
        _prize(at, contest, number, teams[number * 5 % len(teams)][: contest[4]])
        for number, contest in enumerate(CONTESTS)
    ]


def _prize(at: SchoolYear, contest: tuple[str, str, str, str, int], number: int, team: list[Student]) -> Row:
    name, category, level, organizer, _size = contest
    coach = teachers(at)[number * 11 + at.year.number % 5]
    return {
        "award_name": f"{at.year.number} 年示例{name}大赛",
        "award_category": category,
        "award_level": level,
        "award_grade": GRADES[number % len(GRADES)],
        "award_ym": at.year.on(3 + number % 4),
        "organizer": organizer,
        "student_nos": [student.student_no for student in team],
        "student_names": [student.person.name for student in team],
        "student_count": len(team),
        "major_code": team[0].programme.code,
        "teacher_nos": [coach.staff_no],
        "teacher_names": [coach.person.name],
        "is_team": len(team) > 1,
        "cert_no": f"SL-{at.year.number}-{number + 1:03d}",
    }


@form("2.13.2")
def grants(at: SchoolYear) -> Rows:
    """Return grants and scholarships; together they make up what was spent on them, as the accounts have it."""
    planned = sum(each * heads for *_, each, heads in AIDS)
    share = expense(at.year.fiscal)["scholarship_fee"] * 10_000 / planned
    return [
        {
            "project_name": f"{name}（{at.year.label} 学年）",
            "project_type": kind,
            "level": level,
            "scope": "全日制在校生",
            "standard": standard,
            "fund_source": source,
            "sponsor": "示例精密机械有限公司" if source == "社会" else None,
            "beneficiaries": round(heads * share),
            "amount": round(round(heads * share) * each / 10_000, 4),
            "grant_ym": at.year.on(12),
        }
        for name, kind, level, source, standard, each, heads in AIDS
    ]


@form("2.14.1")
def clubs(at: SchoolYear) -> Rows:
    """Return the student clubs; one in two won a prize."""
    leaders = active_students(at)
    return [
        _club(at, club, number, leaders[number * 97 % len(leaders)]) for number, club in enumerate(CLUBS, 1)
    ]


def _club(at: SchoolYear, club: tuple[str, str, str], number: int, leader: Student) -> Row:
    name, category, department = club
    advisor = teachers(at)[number * 13]
    members = 20 + 4 * number + at.year.number % 7
    won = number % 2 == 0
    return {
        "club_code": f"ST{number:02d}",
        "club_name": name,
        "club_category": category,
        "founded_ym": date(2012 + number, 10, 1),
        "approval_dept": "团委",
        "register_unit": "团委",
        "guide_dept": department,
        "manage_dept": "团委",
        "leader_student_no": leader.student_no,
        "leader_name": leader.person.name,
        "leader_grade": leader.grade,
        "advisor_no": advisor.staff_no,
        "advisor_names": advisor.person.name,
        "members": members + 1,
        "student_members": members,
        "staff_members": 1,
        "activity_count": 6 + number,
        "participant_count": (6 + number) * members,
        "has_credit": number % 3 == 0,
        "activity_content": "示例：每周训练，每学期举办一次展示",
        "fund_total": sum(FUNDS.values()),
        **FUNDS,
        "has_award": won,
        "award_name": f"{at.year.number} 年示例优秀学生社团" if won else None,
        "award_level": "市级" if won else None,
        "award_ym": at.year.on(5) if won else None,
        "award_issuer": "示例市共青团委员会" if won else None,
    }
