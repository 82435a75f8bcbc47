"""National N-DY-KC-01, N-DY-KC-02 and N-DY-TD-04: lessons of ideology and of labour, gathered from all lessons."""

from collections import defaultdict

from shucai.demo.forms import form
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows


def _lessons_of(at: SchoolYear, area: str) -> list[tuple[Row, Row]]:
    """Return the lessons of a subject, each with the row of its course."""
    courses = {row["course_no"]: row for row in at.given("N-JX-KC-03") if row["subject_area"] == area}
    return [(row, courses[row["course_no"]]) for row in at.given("N-JX-YX-04") if row["course_no"] in courses]


def _gathered(at: SchoolYear, area: str) -> Rows:
    groups = {row["teaching_class_no"]: row for row in at.given("N-JX-YX-01")}
    return [
        {
            "academic_year": row["academic_year"],
            "term": row["term"],
            "course_no": row["course_no"],
            "course_name": course["course_name"],
            "grade": groups[row["teaching_class_no"]]["grade"],
            "major_no": groups[row["teaching_class_no"]]["major_no"],
            "teaching_class_no": row["teaching_class_no"],
            "staff_no": row["staff_no"],
            "student_count": row["student_count"],
            "total_hours": row["total_hours"],
        }
        for row, course in _lessons_of(at, area)
    ]


@form("N-DY-KC-01")
def ideology(at: SchoolYear) -> Rows:
    """Return a row a lesson of ideology."""
    rows = _gathered(at, "思想政治")
    for row, (lesson, course) in zip(rows, _lessons_of(at, "思想政治"), strict=True):
        row |= {
            "course_nature": course["course_nature"],
            "weekly_hours": lesson["weekly_hours"],
            "textbook_no": lesson["textbook_no"],
        }
    return rows


@form("N-DY-KC-02")
def labour(at: SchoolYear) -> Rows:
    """Return a row a lesson of labour."""
    rows = _gathered(at, "劳动教育")
    for row, (lesson, _course) in zip(rows, _lessons_of(at, "劳动教育"), strict=True):
        row |= {"theory_hours": lesson["theory_hours"], "practice_hours": lesson["practice_hours"]}
    return rows


@form("N-DY-TD-04")
def teachers(at: SchoolYear) -> Rows:
    """Return a row a teacher of ideology with what is taught."""
    taught: dict[str, Rows] = defaultdict(list)
    for row in at.given("N-DY-KC-01"):
        taught[row["staff_no"]].append(row)
    inside = {row["staff_no"]: row for row in at.rows("N-ZH-JS-01")}
    outside = {row["staff_no"]: row for row in at.rows("N-ZH-JS-02")}
    titles = {row["staff_no"]: row["title_code"] for row in at.rows("N-ZH-JS-07") if row["is_current"]}
    return [
        {
            "staff_no": number,
            "name": (inside.get(number) or outside[number])["name"],
            "gender": (inside.get(number) or outside[number])["gender"],
            "political_status": (inside.get(number) or outside[number])["political_status"],
            "edu_level": (inside.get(number) or outside[number])["highest_edu"],
            "title_code": titles.get(number),
            "staff_origin": "校内" if number in inside else "校外",
            "course_no": sorted({row["course_no"] for row in rows}),
            "class_count": len({row["teaching_class_no"] for row in rows}),
            "student_count": sum(row["student_count"] for row in rows),
            "total_hours": sum(row["total_hours"] for row in rows),
            "years": 6,
        }
        for number, rows in taught.items()
    ]
