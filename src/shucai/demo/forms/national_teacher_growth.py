"""National N-ZH-JS-03, 06 and 11 to 13: recognitions and certificates of teachers, their lessons, training and practice."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.national_teachers import names_of
from shucai.demo.school.organisation import DEPARTMENT, SCHOOL_NAME
from shucai.demo.school.staff import Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

LEVELS = {
    "国家级": "国家级",
    "省（部）级": "省部级",
    "省级": "省部级",
    "市级": "地市级",
    "校级": "校级",
    "境外": "国际",
}
RESEARCH, TEACHING, STUDENTS = (
    DEPARTMENT[name].org_no for name in ("科技服务处（教师工作处）", "教学管理处", "学生工作处")
)
CARING_HEADS = 6
RECOGNISED_AFTER = 5  # years at the school before somebody is recognised as dual-qualified
DAYS_AWAY = 5  # a training from which on somebody is away from work
NO_HOURS = dict.fromkeys(("weekly_hours", "theory_hours", "practice_hours"), 0)
SKILLS = ("职业资格二级(技师)", "职业资格三级(高级)")


@form("N-ZH-JS-03")
def recognitions(at: SchoolYear) -> Rows:
    """Return every recognition of a teacher: dual-qualified, leading, outstanding, skilled, caring."""
    names = names_of(at)
    rows = [*_dual(at), *_talents(at), *_leaders(at), *_caring(at)]
    return [{**row, "name": names[row["staff_no"]]} for row in rows]


def _recognition(staff_no: str, category: str, title: str, level: str, since: date) -> Row:
    return {
        "staff_no": staff_no,
        "category": category,
        "title": title,
        "level": level,
        "authority": "示例省教育厅" if level == "省部级" else "示例市教育局",
        "recognized_date": since,
        "doc_no": f"示例师〔{since.year}〕{staff_no}",
        "valid_to": date(since.year + 12, 12, 31),
        "is_valid": True,
        "attachment": f"{title}.pdf",
    }


def _dual(at: SchoolYear) -> Rows:
    return [
        {
            **_recognition(m.staff_no, "双师型教师", f"{m.dual}双师型教师", "省部级", _dual_since(m)),
            "dual_level": f"{m.dual}“双师型”教师",
            "dual_type": "专业课教师",
            "supply_org": RESEARCH,
        }
        for m in at.school.staff_of(at.year.number)
        if m.dual
    ]


def _dual_since(member: Staff) -> date:
    return date(min(member.joined.year + RECOGNISED_AFTER, 2022), 12, 1)


def _talents(at: SchoolYear) -> Rows:
    """Return who is of high rank or high skill, as the talent platform has it."""
    honoured = [
        (row, "教学名师" if row["talent_category"] == "教学名师" else "高层次人才")
        for row in at.rows("2.15.1")
    ]
    skilled = [(row, "技术能手") for row in at.rows("2.15.2")]
    return [
        {
            **_recognition(
                row["staff_no"], category, row["title_name"], LEVELS[row["level"]], row["award_ym"]
            ),
            "supply_org": TEACHING if category == "教学名师" else RESEARCH,
        }
        for row, category in (*honoured, *skilled)
    ]


def _leaders(at: SchoolYear) -> Rows:
    return [
        {
            **_recognition(
                row["leader_staff_no"], "专业带头人", f"{row['major_name']}专业带头人", "校级", since
            ),
            "major_no": row["major_no"],
            "supply_org": TEACHING,
        }
        for row in at.given("N-ZH-ZY-01")
        if (since := date(2021, 9, 1))
    ]


def _caring(at: SchoolYear) -> Rows:
    heads = list(dict.fromkeys(row["head_staff_no"] for row in at.given("N-ZH-BJ-01")))
    return [
        {
            **_recognition(head, "市级及以上优秀班主任", "示例市优秀班主任", "地市级", date(2022, 9, 10)),
            "supply_org": STUDENTS,
        }
        for head in heads[:CARING_HEADS]
    ]


@form("N-ZH-JS-06")
def certificates(at: SchoolYear) -> Rows:
    """Return the certificates of teachers: of their trades, and of what they may examine."""
    skilled = [member for member in at.school.staff_of(at.year.number) if member.trade]
    mentors = [e for e in at.school.externals_of(at.year.number) if e.employer]
    held = [
        *((member.staff_no, str(member.trade), member.joined.year + 3) for member in skilled),
        *((mentor.number, "示例行业技术员", 2018) for mentor in mentors),
    ]
    names = names_of(at)
    return [
        {**_certificate(staff_no, trade, number, year), "name": names[staff_no]}
        for number, (staff_no, trade, year) in enumerate(held)
    ]


def _certificate(staff_no: str, trade: str, number: int, year: int) -> Row:
    kind = ("职业资格证书", "职业技能等级证书", "1+X证书培训/考评员证书")[number % 3]
    is_skill = kind != "1+X证书培训/考评员证书"
    return {
        "staff_no": staff_no,
        "cert_name": f"{trade}证书",
        "cert_no": f"ZS{staff_no}{number % 3}",
        "is_vocational_cert": kind == "职业资格证书",
        "cert_kind": kind,
        "cert_level": SKILLS[number % 2] if is_skill else None,
        "occupation": trade,
        "issuer": "示例省职业技能鉴定中心",
        "issue_date": date(min(year, 2022), 6, 20),
        "valid_to": date(2030, 6, 20),
        "remark": "示例数据",
        "attachment": f"ZS{staff_no}.pdf",
    }


@form("N-ZH-JS-11")
def lessons(at: SchoolYear) -> Rows:
    """Return the lessons of every teacher, taken from the timetable of the terms."""
    courses = {row["course_no"]: row for row in at.rows("N-JX-KC-03")}
    classes = {row["teaching_class_no"]: row for row in at.rows("N-JX-YX-01")}
    names, inside = names_of(at), {row["staff_no"] for row in at.given("N-ZH-JS-01")}
    arranged = [row for row in at.rows("N-JX-YX-04") if row.get("course_no") in courses]
    given = [*arranged, *(helped for row in arranged for helped in _helped(row))]
    rows = {
        (row["term"], row["staff_no"], row["course_no"], row["teaching_class_no"]): {
            **_lesson(row, courses[row["course_no"]], classes[row["teaching_class_no"]]),
            "name": names[row["staff_no"]],
            "staff_origin": "校内" if row["staff_no"] in inside else "校外",
        }
        for row in given
    }
    return list(rows.values())


def _helped(row: Row) -> Rows:
    """Return a row for everybody else who gives a lesson; the hours are those of the first, until an office shares them."""
    return [{**row, "staff_no": helper, **NO_HOURS} for helper in row.get("co_staff_no") or ()]


def _lesson(row: Row, course: Row, taught: Row) -> Row:
    same = ("academic_year", "term", "staff_no", "course_no", "teaching_class_no", "weekly_hours")
    return {
        **{name: row[name] for name in same},
        "course_name": course["course_name"],
        "course_nature": course["course_nature"],
        "teaching_class_name": taught["teaching_class_name"],
        "major_no": taught["major_no"],
        "student_count": taught["student_count"],
        "theory_hours": row["theory_hours"],
        "practice_hours": row["practice_hours"],
        "total_hours": row["theory_hours"] + row["practice_hours"],
    }


@form("N-ZH-JS-12")
def trainings(at: SchoolYear) -> Rows:
    """Return the trainings of teachers, the same that the talent platform has."""
    numbers: dict[str, str] = {}
    for row in at.rows("2.15.4"):
        numbers.setdefault(row["training_name"], f"PX{at.year.number}{len(numbers) + 1:03d}")
    return [_training(row, numbers[row["training_name"]]) for row in at.rows("2.15.4")]


def _training(row: Row, number: str) -> Row:
    is_abroad = row["level"] == "境外"
    went = row["start_date"]
    return {
        "staff_no": row["staff_no"],
        "name": row["name"],
        "training_no": number,
        "training_name": row["training_name"],
        "training_place": "国外进修培训" if is_abroad else "国内进修培训",
        "level": LEVELS[row["level"]],
        "topic": row["training_category"],
        "content": "示例数据：专题讲座、研讨与实操",
        "lecturer": "示例专家",
        "study_mode": "全脱产（离岗）" if row["days"] >= DAYS_AWAY else "不脱产（不离岗）",
        "organizer": row["organizer"],
        "start_date": row["start_date"],
        "end_date": row["end_date"],
        "hours": row["hours"],
        "result": "结业",
        "abroad_date": went if is_abroad else None,
        "abroad_purpose": "进修" if is_abroad else None,
        "dispatch_unit": SCHOOL_NAME if is_abroad else None,
        "approve_unit": "示例市教育局" if is_abroad else None,
        "approve_date": went.replace(month=went.month - 1) if is_abroad else None,
        "return_due": row["end_date"] if is_abroad else None,
    }


@form("N-ZH-JS-13")
def practice(at: SchoolYear) -> Rows:
    """Return the time teachers spent in enterprises, the same that the talent platform has."""
    enterprises = {row["uscc"]: row for row in at.rows("N-CJ-XQ-01")}
    return [_practice(row, enterprises[row["enterprise_uscc"]]) for row in at.rows("2.15.5")]


def _practice(row: Row, enterprise: Row) -> Row:
    return {
        "staff_no": row["staff_no"],
        "practice_type": "企业实践",
        "enterprise_uscc": row["enterprise_uscc"],
        "enterprise_name": enterprise["enterprise_name"],
        "enterprise_no": enterprise["enterprise_no"],
        "unit_nature": enterprise["unit_nature"],
        "industry": enterprise["industry"],
        "position": row["position"],
        "start_date": row["start_date"],
        "end_date": row["end_date"],
        "days": row["days"],
        "content": "示例数据：跟岗实践、技术服务与案例收集",
        "is_major_teacher": True,
        "attachment": f"实践证明{row['staff_no']}.pdf",
    }
