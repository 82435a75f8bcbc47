"""National N-JX-ZY-01, N-JX-YX-02 and N-JX-YX-03: the plan of every major and grade, its courses and its weeks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shucai.demo.forms import form
from shucai.demo.forms.national_courses import attribute_of, exam_of, nature_of
from shucai.demo.forms.national_offices import TERMS
from shucai.demo.school.courses import PRACTICE, Planned
from shucai.demo.school.programmes import COLLEGE, FIVE_YEAR, PROGRAMMES, Programme
from shucai.demo.school.students import NATIONAL_SPAN
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows

TEACHING_WEEKS = 18
LONG, SHORT = 20, 16  # weeks of an internship, and of what does not fill all weeks of a term
INTERNSHIP = "岗位实习"


@dataclass(frozen=True, slots=True)
class Selection:
    """A course chosen into the plan of a grade. place: in the plan, from 1."""

    programme: Programme
    grade: int
    place: int
    planned: Planned

    @property
    def number(self) -> str:
        """Return its number."""
        return f"XK{self.grade}{self.programme.number:02d}{self.place:03d}"

    @property
    def is_internship(self) -> bool:
        """Return whether it is an internship or a first look at one."""
        return "实习" in self.planned.course.name

    @property
    def weeks(self) -> int:
        """Return the weeks over which its hours are spread, so that whole hours a week come out."""
        hours = self.planned.course.hours
        if hours % TEACHING_WEEKS == 0:
            return TEACHING_WEEKS
        if INTERNSHIP in self.planned.course.name:
            return LONG
        if "认识实习" in self.planned.course.name:
            return 2
        return SHORT if hours * 2 % SHORT == 0 else 15

    @property
    def weekly(self) -> float:
        """Return the hours a week."""
        return self.planned.course.hours / self.weeks


def plan_no(grade: int, programme: Programme) -> str:
    """Return the number of the plan of a grade and major."""
    return f"FA{grade}{programme.number:02d}"


def planned_grades(at: SchoolYear) -> Iterator[tuple[int, Programme]]:
    """Yield the grades and majors that have a plan: of the four grades the national platform asks for."""
    for grade in range(at.year.number - NATIONAL_SPAN, at.year.number + 1):
        yield from ((grade, programme) for programme in PROGRAMMES if programme.enrols(grade))


def selections(at: SchoolYear, grade: int, programme: Programme) -> list[Selection]:
    """Return the courses chosen for a grade, term by term."""
    plan = sorted(at.school.plans[programme.code], key=lambda planned: planned.term)
    return [Selection(programme, grade, place, planned) for place, planned in enumerate(plan, 1)]


@lru_cache(maxsize=4)
def selected(at: SchoolYear) -> dict[tuple[int, str, str, int], Selection]:
    """Return every selection by grade, code of the major, code of the course, and term."""
    return {
        (grade, programme.code, chosen.planned.course.code, chosen.planned.term): chosen
        for grade, programme in planned_grades(at)
        for chosen in selections(at, grade, programme)
    }


@form("N-JX-ZY-01")
def plans(at: SchoolYear) -> Rows:
    """Return a plan a grade and major; its hours are those of its courses."""
    return [_plan(at, grade, programme) for grade, programme in planned_grades(at)]


def _plan(at: SchoolYear, grade: int, programme: Programme) -> Row:
    chosen = [one.planned.course for one in selections(at, grade, programme)]
    total = sum(course.hours for course in chosen)
    public = sum(course.hours for course in chosen if course.is_public)
    return {
        "plan_no": plan_no(grade, programme),
        "plan_name": f"{programme.name}专业人才培养方案（{grade} 级）",
        "grade": grade,
        "major_no": programme.major_no,
        "schooling_length": programme.length_label,
        "total_credits": sum(course.credits for course in chosen),
        "total_hours": total,
        "public_hours": public,
        "major_hours": total - public,
        "practice_hours": sum(course.practice_hours for course in chosen),
        "elective_hours": sum(course.hours for course in chosen if course.nature == "专业选修课"),
        "internship_weeks": sum(_internship_weeks(programme, term) for term in _terms(programme)),
        "objective": f"面向{programme.group}，培养从事{'、'.join(programme.courses[-2:])}等工作的技术技能人才",
        "required_certs": "职业技能等级证书",
        "created_ym": at.year.on(3).replace(year=grade),
        "approved_date": at.year.on(6, 15).replace(year=grade),
        "is_active": True,
        "attachment": f"{programme.name}{grade}级人才培养方案.pdf",
        "url": f"https://example.com/plan/{plan_no(grade, programme)}",
    }


def _terms(programme: Programme) -> range:
    return range(1, programme.years * 2 + 1)


def _internship_weeks(programme: Programme, term: int) -> int:
    """Return the weeks of a term that are spent in an enterprise and nowhere else."""
    last = programme.years * 2
    if term == last:
        return LONG - 2
    middle = 6 if programme.kind == FIVE_YEAR else last - 1
    return 2 if term == middle and programme.kind != COLLEGE else 0


@form("N-JX-YX-02")
def course_selections(at: SchoolYear) -> Rows:
    """Return a row a course in a plan."""
    return [_selection(chosen) for chosen in selected(at).values()]


def _selection(chosen: Selection) -> Row:
    course = chosen.planned.course
    linked = course.is_core and course.number % 2 == 0
    return {
        "selection_no": chosen.number,
        "plan_no": plan_no(chosen.grade, chosen.programme),
        "major_no": chosen.programme.major_no,
        "grade": chosen.grade,
        "course_no": course.code,
        "term_no": chosen.planned.term,
        "course_nature": nature_of(course),
        "course_attr": attribute_of(course),
        "exam_form": exam_of(course),
        "weekly_hours": chosen.weekly,
        "weeks": chosen.weeks,
        "term_hours": course.hours,
        "credits": course.credits,
        "is_core": course.is_core,
        "is_cert_linked": linked,
        "is_practice": chosen.is_internship,
        "teach_mode": "实践操作指导" if course.kind == PRACTICE else "讲授+演示",
        "textbook_no": course.textbook.textbook_no if course.textbook else "无",
        "cert_names": "职业技能等级证书" if linked else None,
    }


@form("N-JX-YX-03")
def calendars(at: SchoolYear) -> Rows:
    """Return a row a plan and term: how its weeks are spent."""
    return [
        _calendar(grade, programme, term)
        for grade, programme in planned_grades(at)
        for term in _terms(programme)
    ]


def _calendar(grade: int, programme: Programme, term: int) -> Row:
    starts = grade + (term - 1) // 2
    is_last = term == programme.years * 2
    weeks = {
        "military_weeks": 2 if term == 1 else 0,
        "teaching_weeks": 0 if is_last else TEACHING_WEEKS,
        "practice_weeks": 0,
        "internship_weeks": _internship_weeks(programme, term),
        "labor_weeks": 0,
        "exam_weeks": 0 if is_last else 1,
        "spare_weeks": 1,
        "grad_weeks": 1 if is_last else 0,
    }
    return {
        "progress_no": f"JC{grade}{programme.number:02d}{term:02d}",
        "plan_no": plan_no(grade, programme),
        "term_no": term,
        "academic_year": f"{starts}-{starts + 1}",
        "term": TERMS[2 - term % 2],
        **weeks,
        "total_weeks": sum(weeks.values()),
        "vacation_weeks": 6,
    }
