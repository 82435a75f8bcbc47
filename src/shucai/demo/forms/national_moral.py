"""National N-DY-ZD, JG, TD-01 to TD-03, HD and DB: moral education, its people and what they do."""

from collections import Counter
from datetime import date, timedelta

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import AUTUMN, SPRING, grown, head, members_of, org
from shucai.demo.identities import landline
from shucai.demo.school import MIND
from shucai.demo.school.organisation import DEPARTMENT
from shucai.demo.school.staff import Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

OFFICE, LEAGUE = "学生工作处", "团委"
RULES = ("班主任工作条例", "学生日常行为规范", "学生操行评定办法", "德育学分管理办法")
ACTIVITIES = (
    ("宪法宣传月", "法治教育", "讲座报告"),
    ("劳动实践周", "劳动教育", "社会实践"),
    ("红色足迹参访", "爱国主义教育", "参观走访"),
    ("中华经典诵读", "中华优秀传统文化教育", "征文演讲"),
    ("职业生涯规划大赛", "职业生涯教育", "分享交流"),
    ("志愿服务进社区", "社会主义核心价值观教育", "志愿服务"),
)
READER = "《习近平新时代中国特色社会主义思想学生读本》"
SEMESTERS = {"第一学期": AUTUMN, "第二学期": SPRING}


@form("N-DY-ZD-01")
def rules(at: SchoolYear) -> Rows:
    """Return a row a rule of moral education."""
    return [
        {
            "rule_no": f"DYZD{number:02d}",
            "rule_name": name,
            "org_no": org(OFFICE),
            "issue_date": at.year.on(9, 5) if number == len(RULES) else date(2018 + number, 9, 5),
            "target": "学生、班主任",
            "keywords": "德育；管理",
            "attachment": f"{name}.pdf",
            "is_active": True,
        }
        for number, name in enumerate(RULES, 1)
    ]


@form("N-DY-JG-01")
def bodies(at: SchoolYear) -> Rows:
    """Return the bodies of moral education."""
    return [
        {
            "moral_org_no": f"DYJG{number:02d}",
            "moral_org_name": f"{name}德育工作组",
            "org_no": org(name),
            "head_staff_no": head(at, name),
            "founded_ym": at.year.on(9, 1).replace(year=2014),
            "full_time": grown(at, 4),
            "part_time": 5,
            "duty": "组织德育活动，指导班主任工作",
            "fund": 12.5,
            "phone": landline(8200 + number),
        }
        for number, name in enumerate((OFFICE, LEAGUE), 1)
    ]


@form("N-DY-TD-01")
def head_teachers(at: SchoolYear) -> Rows:
    """Return a row a class with its head teacher; classes that begin next term have theirs already."""
    learning = Counter(
        row["class_no"] for row in at.rows("N-ZH-XS-03") if row["student_status"] in {"在读", "复学"}
    )
    listed = [row["class_no"] for row in at.rows("N-ZH-BJ-01")]
    classes = {school_class.class_no: school_class for school_class in at.school.classes}
    others = members_of(at, DEPARTMENT[OFFICE])
    rows: Rows = []
    for place, number in enumerate(listed):
        new = classes[number].grade == at.year.number
        teacher = at.school.heads[number]
        vice = others[place % len(others)] if place % 3 == 0 else None
        rows.append(
            {
                "class_no": number,
                "academic_year": f"{at.year.number}-{at.year.number + 1}" if new else at.year.label,
                "class_name": classes[number].name,
                "grade": classes[number].grade,
                "major_no": classes[number].programme.major_no,
                "student_count": learning[number],
                "head_staff_no": teacher.staff_no,
                "vice_staff_no": vice.staff_no if vice else None,
                "start_date": at.year.ends if new else at.year.starts,
                "end_date": at.year.on(7, 5) if classes[number].last_year == at.year.number else None,
                "is_set": True,
            }
        )
    return rows


@form("N-DY-TD-02")
def head_teacher_list(at: SchoolYear) -> Rows:
    """Return a row a head teacher and class, with what the staff forms say of them."""
    staff = {row["staff_no"]: row for row in at.rows("N-ZH-JS-01")}
    honoured = {row["staff_no"] for row in at.rows("N-ZH-JS-03") if row["category"] == "市级及以上优秀班主任"}
    titles = {row["staff_no"]: row["title_code"] for row in at.rows("N-ZH-JS-07") if row["is_current"]}
    return [
        {
            "staff_no": row["head_staff_no"],
            "name": staff[row["head_staff_no"]]["name"],
            "gender": staff[row["head_staff_no"]]["gender"],
            "edu_level": staff[row["head_staff_no"]]["highest_edu"],
            "title_code": titles.get(row["head_staff_no"]),
            "political_status": staff[row["head_staff_no"]]["political_status"],
            "class_no": row["class_no"],
            "student_count": row["student_count"],
            "staff_type": "班主任",
            "years": 1 + place % 12,
            "is_major_teacher": place % 2 == 0,
            "is_excellent": row["head_staff_no"] in honoured,
            "training_hours": 24,
        }
        for place, row in enumerate(at.rows("N-DY-TD-01"))
    ]


def psychologists(at: SchoolYear) -> list[Staff]:
    """Return the teachers who care for minds."""
    duties = at.school.duties
    return [m for m in at.school.staff_of(at.year.number) if duties.get(m.staff_no) == MIND]


@form("N-DY-TD-03")
def psychology(at: SchoolYear) -> Rows:
    """Return a row a teacher of psychology; half of them hold the certificate."""
    return [
        {
            "staff_no": member.staff_no,
            "name": member.person.name,
            "full_part": "专职" if place < 2 else "兼职",
            "teach_years": 5 + place,
            "major_name": "应用心理学",
            "is_psych_course": place < 3,
            "is_counselor": place % 2 == 0,
            "has_counselor_cert": place % 2 == 0,
            "counselor_cert_no": f"XL{member.staff_no}" if place % 2 == 0 else None,
            "psych_years": grown(at, 4 + place),
            "weekly_hours": 4,
            "consult_count": 60 + 10 * place,
            "training_hours": 40,
        }
        for place, member in enumerate(psychologists(at))
    ]


@form("N-DY-HD-01")
def activities(at: SchoolYear) -> Rows:
    """Return a row an activity, by the student office and the league in turn."""
    return [_activity(at, number, activity) for number, activity in enumerate(ACTIVITIES, 1)]


def _activity(at: SchoolYear, number: int, activity: tuple[str, str, str]) -> Row:
    name, topic, kind = activity
    start = at.year.on((9, 10, 11, 12, 3, 5)[number - 1], 4 + number)
    by = (OFFICE, LEAGUE)[number % 2]
    return {
        "activity_no": f"DYHD{at.year.number}{number:02d}",
        "activity_name": name,
        "special_topic": "立德树人",
        "topic": topic,
        "activity_type": kind,
        "content": f"{name}：全校各班参加，活动后总结表彰",
        "host": "数采示例高等职业技术学校",
        "host_level": "其他",
        "start_date": start,
        "end_date": start + timedelta(days=number),
        "head_staff_no": head(at, by, number),
        "class_count": 20 + number,
        "teacher_count": 24 + number,
        "student_count": 800 + 40 * number,
        "org_no": org(by),
        "attachment": f"{name}总结.pdf",
    }


@form("N-DY-DB-01")
def readers(at: SchoolYear) -> Rows:
    """Return how the reader was used, as the talent platform has it, for the grades listed here."""
    grades = {row["grade"] for row in at.given("N-ZH-BJ-01")}
    used = [row for row in at.rows("2.19.7") if row["grade"] in grades]
    return [_reader(at, row) for row in used]


def _reader(at: SchoolYear, used: Row) -> Row:
    teachers = [row["staff_no"] for row in at.given("N-DY-TD-04")]
    return {
        "academic_year": at.year.label,
        "term": SEMESTERS[used["semester"]],
        "reader_name": READER,
        "textbook_no": at.given("N-JX-KC-01")[0]["textbook_no"],
        "grade": used["grade"],
        "class_count": used["classes"],
        "student_count": used["students"],
        "copies": used["copies"],
        "is_one_each": used["copies"] >= used["students"],
        "teach_mode": "纳入思想政治课",
        "hours": used["hours"],
        "teacher_count": min(used["teachers"], len(teachers)),
        "staff_no": teachers[used["grade"] % len(teachers)],
    }
