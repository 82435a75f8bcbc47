"""Talent 2.3.x: textbooks written here in the year, and those that college courses use."""

from collections import Counter

from shucai.demo.forms import form
from shucai.demo.school.courses import Course
from shucai.demo.school.organisation import SCHOOL_NAME
from shucai.demo.school.staff import FULL_TIME
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows
from shucai.domain.examples import isbn

FIRST_OWN = 8_000  # number of the first textbook written here
FIELDS = {"思想政治": "思想政治", "语文": "语文", "历史": "历史"}
KINDS = ("数字教材", "纸质教材", "纸数融合新形态教材", "实训指导书")
FEATURES = ("新形态一体化", "活页式", "工作手册式", "项目化")


@form("2.3.1")
def written_here(at: SchoolYear) -> Rows:
    """Return a row a textbook published in the year: one for every other major, of one of its core courses."""
    return [_written(at, number, *major) for number, major in enumerate(_core_courses(at)) if number % 2 == 0]


def _core_courses(at: SchoolYear) -> list[tuple[str, str, Course]]:
    """Return the code and the department of every college major of some years, with its first core course."""
    found: list[tuple[str, str, Course]] = []
    for code, plan in at.school.plans.items():
        core = next((planned.course for planned in plan if planned.course.is_core), None)
        classes = [c for c in at.school.classes_of(at.year.number) if c.programme.code == code]
        if core is not None and any(c.is_college(at.year.number) for c in classes):
            found.append((code, classes[0].programme.department, core))
    return found


def _written(at: SchoolYear, number: int, major: str, department: str, course: Course) -> Row:
    editor = next(
        m
        for m in at.school.staff_of(at.year.number)
        if m.department.name == department and m.kind == FULL_TIME
    )
    partner = next(one for one in at.school.enterprises if one.department == department)
    book, together, printed = (
        FIRST_OWN + 100 * (at.year.number - 2000) + number,
        number % 4 == 0,
        number % 6 != 4,
    )
    return {
        "book_name": f"{course.name}（示例校本教材{at.year.number}）",
        "is_published": printed,
        "isbn": isbn(book) if printed else None,
        "publisher": "示例职教出版社" if printed else None,
        "publish_ym": at.year.on(3 + number % 4),
        "edition": "第一版" if printed else None,
        "chief_editor_no": editor.staff_no,
        "chief_editor_name": editor.person.name,
        "chief_editor_unit": SCHOOL_NAME,
        "is_chief_from_school": True,
        "authors": editor.person.name,
        "book_type": KINDS[number // 2 % len(KINDS)],
        "book_feature": FEATURES[number // 2 % len(FEATURES)],
        "planning_level": "省级规划（重点）教材" if number == 0 else "无",
        "planning_batch": "示例第一批" if number == 0 else None,
        "award_level": "无",
        "is_coop_book": together,
        "partner_name": partner.name if together else None,
        "major_code": major,
        "course_code": course.code,
        "word_count": 24.5 + number,
        "print_run": 2_000 if printed else 300,
        "price": 42.0 + number,
    }  # fmt: skip


@form("2.3.2")
def chosen(at: SchoolYear) -> Rows:
    """Return a row a course of the college plan of the year that has a textbook."""
    offered = {row["course_code"] for row in at.rows("1.3.1")}
    pupils: Counter[str] = Counter()
    for lesson in at.school.lessons_of(at.year.number):
        if lesson.school_class.is_college(at.year.number):
            pupils[lesson.course.code] += sum(
                student.is_enrolled(at.year.number) for student in lesson.school_class.students
            )
    return [
        _chosen(course, pupils[course.code]) for course in at.school.courses if course.textbook and course.code in offered
    ]  # fmt: skip


def _chosen(course: Course, pupils: int) -> Row:
    book = course.textbook
    assert book is not None  # noqa: S101 - courses without one are left out above
    planned = book.number % 4 == 0
    return {
        "course_code": course.code,
        "course_name": course.name,
        "book_name": book.title,
        "is_published": True,
        "isbn": book.isbn,
        "publisher": book.publisher,
        "edition_ym": f"{book.year}-08",
        "first_editor": book.editor,
        "first_editor_unit": "示例职业技术学院",
        "used_count": max(1, pupils),
        "is_moe_unified": book.unified,
        "is_national_award": False,
        "planning_level": "“十四五”职业教育国家规划教材" if planned else "无",
        "level_scope": ["五年制高职", "高职专科"],
        "book_type": "纸质教材",
        "field": FIELDS.get(course.category, "其他公共基础课程" if course.is_public else "专业课程"),
        "book_feature": "新形态一体化" if planned else "无",
        "book_nature": "统编" if book.unified else "规划",
        "is_foreign": False,
    }
