"""National N-ZH-XS-04 to 06: grants and scholarships, certificates and prizes of students of the four grades."""

from collections.abc import Iterator

from shucai.demo.forms import form
from shucai.demo.forms.national_students import GRANT_MONTHLY, LEARNING, has_grant, national_status
from shucai.demo.forms.talent_certificates import SKILLS
from shucai.demo.school.organisation import DEPARTMENT
from shucai.demo.school.students import Student
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

MONTHS = 10  # a grant is paid from September to June
SCHOLARS_EVERY = 12
SCHOLARSHIP = 1_000
EXAMINED_EVERY = 4
CONTESTS = (
    # scope, name, event, level, grade, kind, students of a team
    ("技能大赛", "示例职业院校技能大赛（中职组）", "电气安装与维修", "省部级", "一等", "科技获奖", 2),
    ("技能大赛", "示例职业院校技能大赛（中职组）", "计算机平面设计", "地市级", "二等", "科技获奖", 1),
    ("创新创业", "示例创新创业大赛（中职组）", "示例创意项目", "省部级", "二等", "综合获奖", 3),
    ("创新创业", "示例创业项目路演", "示例创业项目", "地市级", "三等", "综合获奖", 2),
)
SUPPLIERS = {"技能大赛": "教学管理处", "创新创业": "校企合作与就业处"}


def learning(at: SchoolYear) -> list[Student]:
    """Return who learns here at the end of the year, the new grade left out."""
    year = at.year
    return [
        student
        for student in at.school.registered_in(year.number)
        if student.grade < year.number and national_status(student, year) in LEARNING
    ]


@form("N-ZH-XS-04")
def aids(at: SchoolYear) -> Rows:
    """Return the grants of all who have one, and scholarships."""
    holders = [s for s in at.school.registered_in(at.year.number) if has_grant(s, at.year)]
    scholars = [student for number, student in enumerate(learning(at)) if number % SCHOLARS_EVERY == 0]
    return [*(_grant(at, s) for s in holders), *(_scholarship(at, s) for s in scholars)]


def _aid(at: SchoolYear, student: Student) -> Row:
    return {
        "student_no": student.student_no,
        "academic_year": at.year.label,
        "apply_date": at.year.on(9, 20),
        "approve_date": at.year.on(10, 25),
        "approve_status": "通过",
    }


def _grant(at: SchoolYear, student: Student) -> Row:
    return {
        **_aid(at, student),
        "aid_name": "国家助学金",
        "aid_kind": "助学金",
        "standard": GRANT_MONTHLY,
        "amount": GRANT_MONTHLY * MONTHS,
        "fund_source": "中央财政",
        "sponsor": "示例省财政厅",
        "pay_from_ym": at.year.on(9),
        "pay_to_ym": at.year.on(6),
        "bank_card": f"9999{student.person.number:012d}",
    }


def _scholarship(at: SchoolYear, student: Student) -> Row:
    return {
        **_aid(at, student),
        "aid_name": "校长奖学金（示例）",
        "aid_kind": "奖学金",
        "scholarship_grade": "二等",
        "standard": SCHOLARSHIP,
        "amount": SCHOLARSHIP,
        "fund_source": "学校事业收入提取",
        "sponsor": "学校",
        "pay_from_ym": at.year.on(12),
        "pay_to_ym": at.year.on(12),
        "pay_note": "一次发放",
    }


@form("N-ZH-XS-05")
def certificates(at: SchoolYear) -> Rows:
    """Return the certificates that students of the four grades got in the year."""
    examined = [
        student
        for student in at.school.registered_in(at.year.number)
        if student.programme.code in SKILLS and student.grade == at.year.number - 2
    ]
    return [_certificate(at, student) for student in examined[::EXAMINED_EVERY]]


def _certificate(at: SchoolYear, student: Student) -> Row:
    kinds = ("职业技能等级证书", "职业技能等级证书（X证书）", "通用能力证书（计算机、普通话、外语等）")
    kind = kinds[student.person.number % 3]
    trade = SKILLS[student.programme.code]
    is_trade = kind != kinds[2]
    return {
        "student_no": student.student_no,
        "cert_kind": kind,
        "cert_name": f"{trade}（示例）" if is_trade else "计算机应用能力（示例）",
        "cert_level": "中级工（四级）" if kind == kinds[0] else None,
        "cert_no": f"XS{at.year.number}{student.student_no}",
        "occupation": trade if is_trade else None,
        "issuer": "示例市职业技能鉴定中心",
        "issue_date": at.year.on(6, 18),
        "has_e_cert": True,
        "is_major_match": is_trade,
    }


@form("N-ZH-XS-06")
def prizes(at: SchoolYear) -> Rows:
    """Return the prizes of contests, a row a student of the team."""
    return [row for number in range(len(CONTESTS)) for row in _team(at, number)]


def _team(at: SchoolYear, number: int) -> Iterator[Row]:
    scope, name, event, level, grade, kind, size = CONTESTS[number]
    students = learning(at)
    begin = (number * 331 + at.year.number) % (len(students) - size)
    coach = at.school.heads[students[begin].school_class.class_no].staff_no
    for student in students[begin : begin + size]:
        yield {
            "award_no": f"HJ{at.year.number}{number + 1:02d}",
            "student_no": student.student_no,
            "award_scope": scope,
            "award_name": f"{at.year.number} 年{name}",
            "event_name": event,
            "level": level,
            "grade": grade,
            "kind": kind,
            "subject": "集体" if size > 1 else "个人单项",
            "issuer": "示例省教育厅" if level == "省部级" else "示例市教育局",
            "award_date": at.year.on(3 + number, 16),
            "academic_year": at.year.label,
            "doc_no": f"示例教〔{at.year.number}〕{number + 1} 号",
            "amount": 2_000 // size,
            "guide_staff_no": coach,
            "attachment": f"HJ{at.year.number}{number + 1:02d}.pdf",
            "supply_org": DEPARTMENT[SUPPLIERS[scope]].org_no,
        }
