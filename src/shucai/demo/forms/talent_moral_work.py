"""Talent 2.19.4 to 2.19.7: safety, activities, lessons on special topics, and the reader on the new era."""

from collections import defaultdict

from shucai.demo.forms import form
from shucai.demo.forms.talent_moral_staff import learning_classes
from shucai.demo.school.programmes import FIVE_YEAR
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

RULES = ("值班巡逻制度", "消防安全制度", "实训室安全制度", "食品安全制度", "学生宿舍安全制度", "校园交通制度")
ACTIVITIES = (
    # name, kind, level, department, month, students, teachers
    ("开学第一课", "思想政治", "校级", "学生工作处", 9, 5600, 180),
    ("志愿服务月", "志愿服务", "市级", "团委", 3, 1400, 46),
    ("校园文化艺术节", "文化艺术", "校级", "团委", 12, 3200, 120),
    ("春季运动会", "体育", "校级", "学生工作处", 4, 5200, 260),
    ("文明风采展演", "文明风采", "省（部）级", "学生工作处", 5, 420, 30),
)
TOPICS = (
    # name, kind, form, department, month, hours
    ("宪法日专题教育", "法治", "讲座", "学生工作处", 12, 2),
    ("防范电信诈骗", "网络与反诈", "主题班会", "学生工作处", 10, 1),
    ("禁毒宣传教育", "禁毒防艾", "线上学习", "团委", 6, 2),
    ("劳模工匠进校园", "劳动与工匠精神", "讲座", "团委", 4, 2),
)
COURSE = "习近平新时代中国特色社会主义思想概论"
HOURS_A_TERM = 18


@form("2.19.4")
def safety(at: SchoolYear) -> Rows:
    """Return the row of safety."""
    year = at.year.number
    staff = [
        m for m in at.school.staff_of(year) if m.department.name.startswith("安全保卫处") and m.is_here(year)
    ]
    leaders = [member for member in at.school.staff_of(year) if member.leads]
    return [
        {
            "safety_dept": "安全保卫处（人武部）",
            "leader_no": leaders[3].staff_no,
            "head_no": staff[0].staff_no,
            "fulltime_staff": len(staff),
            "parttime_staff": 24,
            "guards": 36,
            "rule_count": len(RULES),
            "rule_names": list(RULES),
            "plan_count": 9,
            "education_count": 12 + year % 4,
            "education_participants": 42_000 + 10 * (year - 2000),
            "drill_count": 4,
            "has_self_check": True,
            "hazards_found": 10 + year % 3,
            "hazards_fixed": 10 + year % 3,
            "cameras": 860 + 20 * (year - 2020),
            "is_fire_ok": True,
            "food_incidents": 0,
            "incident_count": 1,
            "incident_desc": "示例：一名学生运动受伤，已送医并由保险赔付",
            "casualties": 0,
            "safe_campus_level": "市级",
        }
    ]  # fmt: skip


@form("2.19.5")
def activities(at: SchoolYear) -> Rows:
    """Return the activities of two departments."""
    return [
        {
            "activity_name": f"{at.year.number} 年示例{name}",
            "activity_type": kind,
            "level": level,
            "organizer": department,
            "activity_date": at.year.on(month, 5 + number),
            "site": "主校区",
            "students": students + 10 * (at.year.number - 2023),
            "teachers": teachers,
            "grades": "各年级",
            "is_credited": number % 2 == 0,
            "result": "示例：活动按方案完成，学生反映良好",
        }
        for number, (name, kind, level, department, month, students, teachers) in enumerate(ACTIVITIES)
    ]


@form("2.19.6")
def special_topics(at: SchoolYear) -> Rows:
    """Return lessons on special topics, for all classes or for a part of them."""
    classes = learning_classes(at)
    return [
        {
            "education_name": f"{at.year.number} 年示例{name}",
            "topic_category": kind,
            "form": way,
            "speaker": "校外专家" if way == "讲座" else None,
            "organizer": department,
            "education_date": at.year.on(month, 4 + number),
            "hours": hours,
            "students": sum(size for _, size in classes[number * 20 :]),
            "teachers": 60 + number,
            "classes": len(classes) - number * 20,
            "result": "示例：测评合格率达到要求",
        }
        for number, (name, kind, way, department, month, hours) in enumerate(TOPICS)
    ]


@form("2.19.7")
def reader(at: SchoolYear) -> Rows:
    """Return who used the reader: the first three grades within politics lessons, a college grade in a course of its own."""
    rows = [
        _used(at, semester, at.year.number - age, "高中")
        for semester in ("第一学期", "第二学期")
        for age in (1, 2, 3)
    ]
    code = next(course.code for course in at.school.courses if course.name == COURSE)
    return [*rows, _in_course(at, code)]


def _used(at: SchoolYear, semester: str, grade: int, version: str) -> Row:
    sizes = defaultdict(int)
    for school_class, size in learning_classes(at):
        if school_class.grade == grade and school_class.programme.kind == FIVE_YEAR:
            sizes[school_class.name] = size
    students = sum(sizes.values())
    return {
        "semester": semester,
        "reader_version": version,
        "grade": grade,
        "classes": len(sizes),
        "students": students,
        "copies": students,
        "course_mode": "融入思政课集中使用",
        "course_code": None,
        "hours": HOURS_A_TERM,
        "teachers": 8,
        "teacher_training": 8,
    }


def _in_course(at: SchoolYear, code: str) -> Row:
    """Return the row of the grade that has the course in the spring of its fourth year."""
    row = _used(at, "第二学期", at.year.number - 4, "高校（概论课）")
    taught = {
        lesson["teacher_no"]
        for lesson in at.rows("2.1.1")
        if (lesson["course_code"], lesson["grade"], lesson["semester"])
        == (code, row["grade"], row["semester"])
    }
    return {
        **row,
        "course_mode": "独立设课",
        "course_code": code,
        "hours": 54,
        "teachers": len(taught),
        "teacher_training": len(taught),
    }
