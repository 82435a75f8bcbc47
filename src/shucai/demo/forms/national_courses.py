"""National N-JX-KC: textbooks, what is done to make them, courses and their standards."""

from datetime import date

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import grown, head, org
from shucai.demo.school.courses import PRACTICE, THEORY, Course, Textbook
from shucai.demo.school.programmes import PROGRAMMES
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

KINDS = {"A类": "A类（纯理论课）", "B类": "B类（理论＋实践）课", "C类": "C类（纯实践课）"}
AREAS = {"外语": "英语"}
SAME_AREAS = {"思想政治", "语文", "数学", "信息技术", "体育与健康", "艺术", "历史", "物理", "劳动教育"}
NATURES = {"专业基础课", "专业核心课", "专业拓展课"}
REPRINTED = 40  # one book of so many has a new price every year
BUILT = ("机械制图", "电子商务运营", "汽车电气检修", "物联网应用")


def nature_of(course: Course) -> str:
    """Return the nature of a course in the words of the national platform."""
    if course.is_public:
        return "公共基础课"
    return course.category if course.category in NATURES else "其他"


def attribute_of(course: Course) -> str:
    """Return whether a course is required."""
    return "专业选修课" if course.nature == "专业选修课" else "必修课"


def exam_of(course: Course) -> str:
    """Return how a course is examined."""
    return "考试" if course.is_core or course.kind == THEORY else "考查"


def _area(course: Course) -> str:
    if not course.is_public:
        return "专业类"
    return course.category if course.category in SAME_AREAS else AREAS.get(course.category, "其他")


@form("N-JX-KC-01")
def textbooks(at: SchoolYear) -> Rows:
    """Return a row a textbook, each linked with its course."""
    return [
        _textbook(at, course, course.textbook)
        for course in at.school.courses_of(at.year.number)
        if course.textbook
    ]


def _textbook(at: SchoolYear, course: Course, book: Textbook) -> Row:
    national = book.unified or book.number % 4 == 0
    return {
        "textbook_no": book.textbook_no,
        "isbn": book.isbn,
        "textbook_name": book.title,
        "textbook_type": "纸质教材" if book.number % 5 else "纸质与数字资源结合教材",
        "author": book.editor,
        "author_count": 1 + book.number % 4,
        "edition": "第1版",
        "publisher": book.publisher,
        "publish_date": date(book.year, 7, 1),
        "clc_no": f"G{600 + book.number % 40}",
        "price": 28.0 + book.number % 30 + (grown(at, 3) if book.number % REPRINTED == 0 else 0),
        "plan_level": "国家规划教材" if national else "其他教材",
        "is_national_plan": national,
        "plan_batch": "“十四五”首批" if national else None,
        "is_joint": not book.unified and book.number % 9 == 0,
        "course_no": course.code,
    }


@form("N-JX-KC-02")
def textbook_projects(at: SchoolYear) -> Rows:
    """Return the books that were finished in the year."""
    return [
        {
            "build_no": f"JCJS{at.year.number}{number:02d}",
            "textbook_name": f"{name}活页式教材（示例）",
            "build_form": "新型活页式教材" if number % 2 else "工作手册式教材",
            "level": "省部级" if number == 1 else "校级",
            "chief_staff_no": head(at, PROGRAMMES[number].department, number),
            "members": "吴例编、郑例写",
            "major_no": PROGRAMMES[number].major_no,
            "start_date": date(at.year.number - 2, 3, 1),
            "publish_date": at.year.on(4, 8 + number),
            "publisher": "示例职教出版社",
            "isbn": at.rows("N-JX-KC-01")[number]["isbn"],
            "enterprise_no": at.school.enterprises[number].enterprise_no,
            "award_level": "校级",
            "award_grade": "二等",
            "award_date": at.year.on(6, 10 + number),
        }
        for number, name in enumerate(BUILT, 1)
    ]


@form("N-JX-KC-03")
def courses(at: SchoolYear) -> Rows:
    """Return a row a course of any plan."""
    return [_course(at, course) for course in at.school.courses_of(at.year.number)]


def _course(at: SchoolYear, course: Course) -> Row:
    online = course.is_core and (course.number % 2 == 0 or grown(at, course.number % 3) > 1)
    return {
        "course_no": course.code,
        "course_code": course.code,
        "course_name": course.name,
        "course_kind": "实践类" if course.kind == PRACTICE else "理论类",
        "course_nature": nature_of(course),
        "course_attr": attribute_of(course),
        "course_abc": KINDS[course.kind],
        "subject_area": _area(course),
        "org_no": org(course.department),
        "credits": course.credits,
        "total_hours": course.hours,
        "theory_hours": course.theory_hours,
        "practice_hours": course.practice_hours,
        "exam_form": exam_of(course),
        "is_core": course.is_core,
        "has_online": online,
        "online_url": f"https://example.com/course/{course.code}" if online else None,
        "is_ideology_demo": course.number % 15 == 0,
        "is_joint": course.is_core,
        "vr_hours": 4 if course.is_core else 0,
        "textbook_no": course.textbook.textbook_no if course.textbook else None,
    }


@form("N-JX-KC-04")
def standards(at: SchoolYear) -> Rows:
    """Return a standard a core course, some of them made with an enterprise."""
    core = [course for course in at.school.courses_of(at.year.number) if course.is_core]
    return [
        {
            "standard_no": f"BZ{course.code}",
            "course_no": course.code,
            "standard_name": f"《{course.name}》课程标准",
            "version": f"V{at.year.number if place == 0 else 2022}",
            "hours": course.hours,
            "credits": course.credits,
            "author_staff_no": head(at, course.department, place),
            "issue_date": at.year.on(6, 20) if place == 0 else date(2022, 6, 20),
            "is_joint": place % 3 == 0,
            "enterprise_no": at.school.enterprises[place % 60].enterprise_no if place % 3 == 0 else None,
            "is_active": True,
            "attachment": f"{course.name}课程标准.pdf",
        }
        for place, course in enumerate(core)
    ]
