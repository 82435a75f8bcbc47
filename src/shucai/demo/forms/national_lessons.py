"""National N-JX-YX-01 and 04 to 09: teaching classes, lessons term by term, and what is summed up from them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable

from shucai.demo.forms import form
from shucai.demo.forms.national_courses import nature_of
from shucai.demo.forms.national_offices import TERMS, head
from shucai.demo.forms.national_timetable import Arranged, arranged, taught_classes
from shucai.demo.school.places import CAMPUSES
from shucai.demo.school.staff import External
from shucai.demo.school.students import SchoolClass
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

PLACES = {
    "公共机房": "计算机房",
    "专业机房": "计算机房",
    "实训室": "校内实践教学场所",
    "理实一体化教室": "一体化教室",
}
EVALUATED = 0.9
FORGETFUL, TERMS_A_YEAR = 2, 2


def group_no(at: SchoolYear, term: int, school_class: SchoolClass) -> str:
    """Return the number of the teaching class that a class is in a term."""
    return f"JXB{at.year.number}{term}{school_class.class_no}"


def learning(at: SchoolYear) -> dict[str, list[str]]:
    """Return who learns in every class by its number, and who finished in summer."""
    finished = {row["student_no"] for row in at.rows("N-ZH-XS-07")}
    members = defaultdict[str, list[str]](list)
    for row in at.rows("N-ZH-XS-03"):
        if row["student_status"] in {"在读", "复学"} or row["student_no"] in finished:
            members[row["class_no"]].append(row["student_no"])
    return members


def left_out(at: SchoolYear) -> dict[str, SchoolClass]:
    """Return the last student of some first-year classes, whom nobody has put on the list of the second term yet."""
    young = [c for c in taught_classes(at) if c.grade == at.year.number - 1]
    members = learning(at)
    return {members[c.class_no][-1]: c for c in young[:FORGETFUL]}


@form("N-JX-YX-01")
def teaching_classes(at: SchoolYear) -> Rows:
    """Return a teaching class a class and term, with who learns in it."""
    members, missing = learning(at), left_out(at)
    return [
        _teaching_class(
            at,
            term,
            school_class,
            [n for n in members[school_class.class_no] if term == 1 or n not in missing],
        )
        for term in TERMS
        for school_class in taught_classes(at)
    ]


def _teaching_class(at: SchoolYear, term: int, school_class: SchoolClass, members: list[str]) -> Row:
    return {
        "teaching_class_no": group_no(at, term, school_class),
        "teaching_class_name": f"{school_class.name}{TERMS[term][:2]}教学班",
        "academic_year": at.year.label,
        "term": TERMS[term],
        "teaching_class_type": "行政班教学",
        "class_no": [school_class.class_no],
        "grade": school_class.grade,
        "major_no": school_class.programme.major_no,
        "campus_no": CAMPUSES[0].campus_no,
        "student_count": len(members),
        "members": members,
        "is_active": True,
    }


@form("N-JX-YX-04")
def lessons(at: SchoolYear) -> Rows:
    """Return a row a lesson: a course, a teaching class, and who gives it."""
    sizes = {row["teaching_class_no"]: row["student_count"] for row in at.given("N-JX-YX-01")}
    bases = {room.code: base.base_no for base in at.school.bases for room in base.rooms}
    return [_lesson(at, one, sizes, bases) for one in arranged(at)]


def _lesson(at: SchoolYear, one: Arranged, sizes: dict[str, int], bases: dict[str, str]) -> Row:
    lesson = one.lesson
    group = group_no(at, lesson.term, lesson.school_class)
    outside = one.selection.is_internship
    helper = head(at, lesson.course.department, one.number)
    place = "校外实践教学场所" if outside else PLACES.get(lesson.room.kind, "多媒体教室")
    return {
        "arrange_no": f"AP{at.year.number}{one.number:05d}",
        "academic_year": at.year.label,
        "term": TERMS[lesson.term],
        "selection_no": one.selection.number,
        "course_no": lesson.course.code,
        "teaching_class_no": group,
        "staff_no": lesson.teacher_no,
        "co_staff_no": [helper] if outside and helper != lesson.teacher_no else None,
        "textbook_no": lesson.course.textbook.textbook_no if lesson.course.textbook else None,
        "teach_mode": "实践操作指导" if one.practice_hours else "讲授",
        "week_from": one.first_week,
        "week_to": one.last_week,
        "weekly_hours": one.weekly,
        "theory_hours": lesson.hours - one.practice_hours,
        "practice_hours": one.practice_hours,
        "total_hours": lesson.hours,
        "schedule_text": list(one.times) or None,
        "place_type": place,
        "classroom": None if outside else lesson.room.name,
        "base_no": bases.get(lesson.room.code) if place == "校内实践教学场所" else None,
        "student_count": sizes[group],
    }


@form("N-JX-YX-05")
def without_lessons(at: SchoolYear) -> Rows:
    """Return who stands on no list of the second term, with every course of the plan in that term."""
    names = {row["student_no"]: row["name"] for row in at.rows("N-ZH-XS-01")}
    return [
        {
            "academic_year": at.year.label,
            "term": TERMS[2],
            "student_no": number,
            "name": names[number],
            "grade": school_class.grade,
            "major_no": school_class.programme.major_no,
            "class_no": school_class.class_no,
            "course_no": planned.course.code,
            "missing_reason": "未安排",
        }
        for number, school_class in left_out(at).items()
        for planned in at.school.plans[school_class.programme.code]
        if planned.term == TERMS_A_YEAR
    ]


def _grouped(at: SchoolYear, key: Callable[[Arranged], Hashable]) -> dict[Hashable, list[Arranged]]:
    groups: dict[Hashable, list[Arranged]] = defaultdict(list)
    for one in arranged(at):
        groups[key(one)].append(one)
    return groups


def _course_key(one: Arranged) -> Hashable:
    school_class = one.lesson.school_class
    return one.lesson.term, school_class.programme.code, school_class.grade, one.lesson.course.code


@form("N-JX-YX-06")
def summary(at: SchoolYear) -> Rows:
    """Return the lessons summed up by term, major, grade and course."""
    sizes = {row["teaching_class_no"]: row["student_count"] for row in at.given("N-JX-YX-01")}
    return [_summed(at, group, sizes) for group in _grouped(at, _course_key).values()]


def _summed(at: SchoolYear, group: list[Arranged], sizes: dict[str, int]) -> Row:
    lesson = group[0].lesson
    theory = sum(one.lesson.hours - one.practice_hours for one in group)
    practice = sum(one.practice_hours for one in group)
    teachers = {one.lesson.teacher_no: one.lesson.teacher for one in group}
    classes = {group_no(at, one.lesson.term, one.lesson.school_class) for one in group}
    return {
        "academic_year": at.year.label,
        "term": TERMS[lesson.term],
        "major_no": lesson.school_class.programme.major_no,
        "grade": lesson.school_class.grade,
        "course_no": lesson.course.code,
        "course_name": lesson.course.name,
        "course_nature": nature_of(lesson.course),
        "class_count": len(classes),
        "teacher_count": len(teachers),
        "external_count": sum(isinstance(teacher, External) for teacher in teachers.values()),
        "student_count": sum(sizes[number] for number in classes),
        "theory_hours": theory,
        "practice_hours": practice,
        "total_hours": theory + practice,
        "textbook_count": 1 if lesson.course.textbook else 0,
    }


@form("N-JX-YX-07")
def base_use(at: SchoolYear) -> Rows:
    """Return how the bases were used by every course in a term, and once by others."""
    rows: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in at.given("N-JX-YX-04"):
        if row["base_no"]:
            key = row["term"], row["base_no"], row["course_no"]
            rows[key]["classes"] += 1
            rows[key]["students"] += row["student_count"]
            rows[key]["hours"] += row["practice_hours"]
            rows[key]["person_hours"] += row["student_count"] * row["practice_hours"]
    used = [
        _use(at, term, base, "课程实训", count) | {"course_no": course}
        for (term, base, course), count in rows.items()
    ]
    others = Counter(classes=2, students=80, hours=24, person_hours=1_920)
    return [*used, _use(at, TERMS[2], at.school.bases[0].base_no, "对外培训", others)]


def _use(at: SchoolYear, term: str, base: str, kind: str, count: Counter[str]) -> Row:
    return {
        "academic_year": at.year.label,
        "term": term,
        "base_no": base,
        "usage_kind": kind,
        "class_count": count["classes"],
        "student_count": count["students"],
        "hours": count["hours"],
        "person_hours": count["person_hours"],
        "use_rate": 68.5,
        "remark": "按课表使用",
    }


@form("N-JX-YX-08")
def textbook_orders(at: SchoolYear) -> Rows:
    """Return how many copies of a textbook a major and grade took in a term."""
    books = {row["textbook_no"]: row for row in at.given("N-JX-KC-01")}
    sizes = {row["teaching_class_no"]: row["student_count"] for row in at.given("N-JX-YX-01")}
    return [
        _order(at, group, books[book.textbook_no], sizes)
        for group in _grouped(at, _course_key).values()
        if (book := group[0].lesson.course.textbook) is not None
    ]


def _order(at: SchoolYear, group: list[Arranged], book: Row, sizes: dict[str, int]) -> Row:
    lesson = group[0].lesson
    students = sum(sizes[group_no(at, one.lesson.term, one.lesson.school_class)] for one in group)
    return {
        "academic_year": at.year.label,
        "term": TERMS[lesson.term],
        "textbook_no": book["textbook_no"],
        "course_no": lesson.course.code,
        "major_no": lesson.school_class.programme.major_no,
        "grade": lesson.school_class.grade,
        "quantity": students,
        "student_count": students,
        "is_national_plan": book["is_national_plan"],
        "amount": students * book["price"],
    }


@form("N-JX-YX-09")
def evaluations(at: SchoolYear) -> Rows:
    """Return the evaluation of every lesson."""
    random = at.random("N-JX-YX-09")
    abc = {row["course_no"]: row["course_abc"] for row in at.given("N-JX-KC-03")}
    return [
        {
            "arrange_no": row["arrange_no"],
            "academic_year": row["academic_year"],
            "term": row["term"],
            "course_no": row["course_no"],
            "staff_no": row["staff_no"],
            "teaching_class_no": row["teaching_class_no"],
            "course_abc": abc[row["course_no"]],
            "eval_students": max(1, int(row["student_count"] * EVALUATED)),
            "student_score": 85.0 + random.randint(0, 14),
            "supervise_score": 84.0 + random.randint(0, 14),
            "peer_score": 86.0 + random.randint(0, 12),
            "grade": "优秀" if random.random() < 0.5 else "良好",
            "finish_date": at.year.on(1, 10) if row["term"] == TERMS[1] else at.year.on(6, 28),
        }
        for row in at.given("N-JX-YX-04")
    ]
