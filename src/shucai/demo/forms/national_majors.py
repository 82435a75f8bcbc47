"""National N-JX-ZY-02 to 05: majors with their teachers, bases and resources."""

from collections import Counter

from shucai.demo.forms import form
from shucai.demo.forms.national_offices import grown
from shucai.demo.forms.talent_bases import offered
from shucai.demo.school.organisation import DEPARTMENT
from shucai.demo.school.programmes import PROGRAMMES, Programme
from shucai.demo.school.staff import FULL_TIME, Staff
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows


def teachers_of(at: SchoolYear, programme: Programme) -> list[Staff]:
    """Return the teachers of a major, its leader first: the majors of a department share its teachers out."""
    beside = [other for other in PROGRAMMES if other.department == programme.department]
    leading = [at.school.major_leaders[other.code][0] for other in beside]
    here = [
        member
        for member in at.school.staff_of(at.year.number)
        if member.department == DEPARTMENT[programme.department]
        and member.kind == FULL_TIME
        and member.is_here(at.year.number)
        and member not in leading
    ]
    place = beside.index(programme)
    return [leading[place], *here[place :: len(beside)]]


@form("N-JX-ZY-02")
def majors(at: SchoolYear) -> Rows:
    """Return a row a major with what is counted elsewhere."""
    students = Counter(
        row["major_no"] for row in at.rows("N-ZH-XS-03") if row["student_status"] in {"在读", "复学"}
    )
    classes = Counter(row["major_no"] for row in at.rows("N-ZH-BJ-01"))
    teachers = Counter(row["major_no"] for row in at.given("N-JX-ZY-03"))
    return [
        {
            "major_no": programme.major_no,
            "major_code": programme.code,
            "major_name": programme.name,
            "student_count": students[programme.major_no],
            "class_count": classes[programme.major_no],
            "teacher_count": teachers[programme.major_no],
            "student_teacher_ratio": _half_up(students[programme.major_no] / teachers[programme.major_no]),
            "is_set": True,
        }
        for programme in offered(at.year)
        if programme.enrols(at.year.number)
    ]


def _half_up(ratio: float) -> float:
    """Return a ratio with two places, as printed returns round."""
    return int(ratio * 100 + 0.5) / 100


@form("N-JX-ZY-03")
def major_teachers(at: SchoolYear) -> Rows:
    """Return a row a major and teacher."""
    titles = {row["staff_no"]: row["title_code"] for row in at.given("N-ZH-JS-07") if row["is_current"]}
    return [
        {
            "major_no": programme.major_no,
            "staff_no": member.staff_no,
            "name": member.person.name,
            "staff_origin": "校内",
            "major_role": _role(place),
            "is_leader": place == 0,
            "is_dual_teacher": member.dual is not None,
            "title_code": titles.get(member.staff_no),
            "highest_edu": member.education,
            "start_ym": member.joined,
        }
        for programme in offered(at.year)
        for place, member in enumerate(teachers_of(at, programme))
    ]


def _role(place: int) -> str:
    if place == 0:
        return "专业带头人"
    return "骨干教师" if place % 4 == 0 else "专任教师"


@form("N-JX-ZY-04")
def major_bases(at: SchoolYear) -> Rows:
    """Return a row a major and base of its department; the majors share its seats and machines."""
    bases = {row["base_no"]: row for row in at.rows("N-ZH-TJ-01")}
    return [
        _share(programme, base.base_no, bases[base.base_no], place)
        for place, programme in enumerate(offered(at.year))
        for base in at.school.bases
        if base.department == programme.department and base.base_no in bases
    ]


def _share(programme: Programme, base_no: str, base: Row, place: int) -> Row:
    beside = sum(other.department == programme.department for other in PROGRAMMES)
    return {
        "major_no": programme.major_no,
        "base_no": base_no,
        "base_name": base["base_name"],
        "station_count": base["station_count"] // beside,
        "equipment_value": round(base["equipment_value"] / beside, 2),
        "is_exclusive": place % 4 == 0 and beside == 1,
    }


@form("N-JX-ZY-05")
def major_resources(at: SchoolYear) -> Rows:
    """Return a row a digital resource and the major it belongs to; the last one is new."""
    resources = at.rows("N-ZH-TJ-02")
    return [
        {
            "major_no": row["major_no"],
            "resource_no": row["resource_no"],
            "resource_name": row["resource_name"],
            "resource_type": row["resource_type"],
            "term": ("秋季学期", "春季学期")[place % 2],
            "student_count": 80 + place,
        }
        for place, row in enumerate(resources[: grown(at, len(resources))])
    ]
