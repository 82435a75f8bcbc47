"""Talent 1.2.x and 1.3.1: majors with their students, groups of majors, changes, and the courses of college classes."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.talent_bases import FILED, FILED_DEPARTMENT, FILED_ON, elements, offered
from shucai.demo.school.courses import MIXED, PRACTICE, THEORY, Course
from shucai.demo.school.programmes import FIVE_YEAR, GROUPS, PROGRAMMES, SECONDARY, Programme
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

KEY_MAJORS = {
    "460301": ("省（部）级", "省品牌专业"),
    "510201": ("市级", "省特色专业"),
    "530302": ("校级", "校级重点专业"),
}
LEADS_SINCE = 2019
WITHDRAWN: Row = {
    "major_code": "530201",
    "major_name": "金融服务与管理",
    "program_level": "高职专科",
    "schooling_years": "五年",
    "change_type": "撤销",
    "doc_no": "示例教〔2024〕2 号",
}


@form("1.2.1")
def majors(at: SchoolYear) -> Rows:
    """Return a row a major with the counts of its students."""
    students = [row for row in at.given("0.1.5") if row["enrol_status"] == "在读"]
    abroad = {row["major_code"] for row in at.rows("2.12.2")}
    ordered = {row["major_code"] for row in at.rows("2.6.1") if row["order_students"]}
    return [
        {
            **_major(at, programme, [row for row in students if row["major_code"] == programme.code]),
            "is_international": programme.code in abroad,
            "is_order_training": programme.code in ordered,
        }
        for programme in offered(at.year)
    ] + [_filed(at)]


def _filed(at: SchoolYear) -> Row:
    """Return the major that is approved and has no students yet; who leads the first of its department leads it too."""
    first = next(programme for programme in PROGRAMMES if programme.department == FILED_DEPARTMENT)
    leader, head = at.school.major_leaders[first.code]
    return {
        **FILED,
        "dept_name": FILED_DEPARTMENT,
        "major_category": FILED["major_code"][:2],
        "major_class": FILED["major_code"][:4],
        "group_name": None,
        "approval_ym": FILED_ON,
        "first_enrol_ym": date(2025, 9, 1),
        **dict.fromkeys(("is_enrolling", "has_last_graduates", "is_key_major", "is_featured"), False),
        **dict.fromkeys(("is_international", "is_order_training", "is_apprenticeship"), False),
        **dict.fromkeys(
            ("students_total", *(f"students_y{place}" for place in range(1, 6)), "class_count"), 0
        ),
        **dict.fromkeys(("from_high_school", "from_secondary", "five_year_last2", "from_other"), 0),
        "leader_no": leader.staff_no,
        "head_no": head.staff_no,
        **dict.fromkeys(("outbound_exchange", "inbound_exchange", "domestic_exchange"), 0),
        "target_industry": "高端装备制造相关岗位（示例）",
    }


def _major(at: SchoolYear, programme: Programme, students: Rows) -> Row:
    leader, head = at.school.major_leaders[programme.code]
    key = KEY_MAJORS.get(programme.code)
    facts = {name: value for name, value in elements(programme).items() if name != "student_source_type"}
    return {
        **facts,
        "dept_name": programme.department,
        "major_category": programme.code[:2],
        "major_class": programme.code[:4],
        "arts_science": "文理兼招",
        "group_name": programme.group,
        "approval_ym": programme.approved,
        "first_enrol_ym": programme.approved.replace(month=9),
        "is_enrolling": programme.enrols(at.year.number),
        "has_last_graduates": graduated_before(at, programme),
        **_counts(at, programme, students),
        "is_key_major": key is not None,
        "key_major_level": key[0] if key else None,
        "key_major_type": key[1] if key else None,
        "is_featured": key is not None,
        "is_apprenticeship": programme.mode == "现代学徒制",
        "leader_no": leader.staff_no,
        "leader_years": at.year.number - LEADS_SINCE,
        "head_no": head.staff_no,
        "head_years": at.year.number - LEADS_SINCE,
        "outbound_exchange": 0,
        "inbound_exchange": 0,
        "domestic_exchange": 0,
        "target_industry": f"{programme.name}相关岗位（示例）",
        "is_joint_plan": True,
    }


def _counts(at: SchoolYear, programme: Programme, students: Rows) -> Row:
    """Return the counts by year of study; those of a secondary major are no college students, so all are 0."""
    counted = [] if programme.kind == SECONDARY else students
    by_year = [sum(row["grade"] == at.year.number - place for row in counted) for place in range(1, 6)]
    college = sum(by_year[3:]) if programme.kind == FIVE_YEAR else len(counted)
    return {
        "students_total": len(counted),
        **{f"students_y{place}": count for place, count in enumerate(by_year, 1)},
        "class_count": len({row["class_name"] for row in counted}),
        "from_high_school": 0,
        "from_secondary": college,
        "five_year_last2": college if programme.kind == FIVE_YEAR else 0,
        "from_other": 0,
    }


def graduated_before(at: SchoolYear, programme: Programme) -> bool:
    """Return whether a college class of the major left in the summer of the year before."""
    grade = at.year.number - 1 - programme.years
    return programme.kind != SECONDARY and any(
        c.programme == programme and c.grade == grade for c in at.last.school.classes
    )


@form("1.2.2")
def groups(at: SchoolYear) -> Rows:
    """Return a row a group of majors."""
    counts = {row["major_code"]: row["students_total"] for row in at.given("1.2.1")}
    return [
        _group(at, number, name, [p for p in offered(at.year) if p.group == name], counts)
        for number, name in enumerate(GROUPS, 1)
    ]


def _group(at: SchoolYear, number: int, name: str, members: list[Programme], counts: dict[str, int]) -> Row:
    core = members[0]
    return {
        "group_name": name,
        "group_code": f"ZYQ{number:02d}",
        "group_level": "省（部）级" if number == 1 else "校级",
        "group_type": "省级高水平专业群" if number == 1 else "校级专业群",
        "approval_dept": "示例省教育厅" if number == 1 else None,
        "approval_ym": date(2020, 12, 1),
        "core_major_code": core.code,
        "member_majors": [member.code for member in members],
        "member_count": len(members),
        "industry_sector": "第二产业" if number <= 2 else "第三产业",
        "industry_chain": f"{core.name}产业链（示例）",
        "leader_no": at.school.major_leaders[core.code][0].staff_no,
        "students": sum(counts[member.code] for member in members),
        "fund": 60.0,
    }


@form("1.2.3")
def changes(at: SchoolYear) -> Rows:
    """Return the majors that came in the year, one whose direction changed, and one that was given up."""
    came = [p for p in PROGRAMMES if at.year.starts <= p.approved <= at.year.ends]
    added = [
        {
            **_changed(programme, "新增"),
            "change_ym": programme.approved,
            "reason": "对接地方产业发展需要（示例）",
            "old_major_name": None,
            "students_before": 0,
        }
        for programme in came
    ]
    turned = next(programme for programme in PROGRAMMES if programme.direction)
    return [
        *added,
        {
            **_changed(turned, "调整方向"),
            "change_ym": at.year.on(5),
            "reason": "岗位需求变化（示例）",
            "old_major_name": turned.name,
            "students_before": None,
        },
        {
            **WITHDRAWN,
            "change_ym": at.year.on(6),
            "reason": "多年未招生（示例）",
            "old_major_name": None,
            "students_before": 0,
        },
    ]


def _changed(programme: Programme, change: str) -> Row:
    return {
        "major_code": programme.code,
        "major_name": programme.name,
        "program_level": programme.level,
        "schooling_years": programme.years_label,
        "change_type": change,
        "doc_no": "示例教〔2024〕1 号",
    }


@form("1.3.1")
def college_courses(at: SchoolYear) -> Rows:
    """Return a row a course that a college class has in the year, by major, grade and term."""
    year = at.year.number
    rows: dict[tuple[str, int, str, int], Row] = {}
    partners = {enterprise.department: enterprise.name for enterprise in at.school.enterprises}
    for lesson in at.school.lessons_of(year):
        if lesson.school_class.is_college(year):
            programme, grade = lesson.school_class.programme, lesson.school_class.grade
            key = (programme.code, grade, lesson.course.code, lesson.term)
            rows.setdefault(
                key, _course(programme, grade, lesson.course, lesson.term, partners[programme.department])
            )
    return list(rows.values())


PLACES = {THEORY: "校内教室", MIXED: "理实一体化教室", PRACTICE: "校内实训场所"}
METHODS = {THEORY: "课堂讲授", MIXED: "理实一体", PRACTICE: "实验实训"}
EXAMS = {THEORY: "闭卷笔试", MIXED: "过程性考核", PRACTICE: "技能操作"}


def _course(programme: Programme, grade: int, course: Course, term: int, partner: str) -> Row:
    is_coop = course.is_core and course.number % 3 == 0
    return {
        **elements(programme),
        "grade": grade,
        "course_code": course.code,
        "course_type": course.kind,
        "course_attribute": "公共基础课" if course.is_public else "专业技能课",
        "public_course_category": course.category if course.is_public else None,
        "pro_course_category": None if course.is_public else course.category,
        "course_nature": course.nature,
        "semester": ("第一学期", "第二学期")[term - 1],
        "offering_dept": course.department,
        "is_coop_course": is_coop,
        "partner_name": partner if is_coop else None,
        "moocs_level": _open_level(course),
        "is_cert_course": course.is_core and course.number % 2 == 0,
        "is_online_ideology": course.is_core and (course.number + grade) % 4 == 0,
        "total_hours": course.hours,
        "practice_hours": course.practice_hours,
        "credits": course.credits,
        "main_place": PLACES[course.kind],
        "teaching_method": METHODS[course.kind],
        "exam_method": EXAMS[course.kind],
        "is_core_course": course.is_core,
    }


def _open_level(course: Course) -> str:
    """Return the level at which a course stands as an open online course: one core course in five has one."""
    if not course.is_core or course.number % 5:
        return "无"
    return "国家级" if course.number % 50 == 0 else "省（部）级" if course.number % 10 == 0 else "校级"
