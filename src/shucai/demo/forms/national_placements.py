"""National N-SX-AP: the internships of the year, who takes part, and who is placed where."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from shucai.demo.forms import form
from shucai.demo.forms.national_internship_bases import CROWD, base_no
from shucai.demo.forms.national_offices import SPRING, head
from shucai.demo.forms.national_plans import INTERNSHIP, Selection, selections
from shucai.demo.identities import landline
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school.organisation import CITY, PROVINCE, SCHOOL_NAME
from shucai.demo.school.programmes import PROGRAMMES, SECONDARY, Programme
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import Row, Rows
from shucai.domain.examples import person_name

POST, VISIT = "岗位实习", "认识实习"
WEEK = 7
AT_HOME = 10  # one visitor of so many stays on campus
WITHOUT_PLACE = 3  # students of every visit who are still to be placed
LATE = 2  # of the project that begins in summer every second student follows in September
KINDS = {
    "国有企业": "国有企业",
    "民营企业": "私营企业",
    "股份制企业": "股份制企业",
    "外商独资企业": "外商投资企业",
    "中外合资企业": "合资企业",
}


@dataclass(frozen=True, slots=True)
class Project:
    """An internship of the classes of a grade and major."""

    number: int
    programme: Programme
    grade: int
    selection: Selection
    kind: str
    starts: date

    @property
    def project_no(self) -> str:
        """Return its number."""
        return f"SX{self.grade}{self.number:02d}"

    @property
    def weeks(self) -> int:
        """Return how long it is: as long as its course."""
        return self.selection.weeks

    @property
    def ends(self) -> date:
        """Return its last day."""
        return self.starts + timedelta(days=self.weeks * WEEK - 1)

    @property
    def name(self) -> str:
        """Return its name."""
        return f"{self.grade} 级{self.programme.name}{self.kind}"


@lru_cache(maxsize=4)
def projects(at: SchoolYear) -> tuple[Project, ...]:
    """Return the projects of the year: the oldest grade's in spring, visits of two majors, one that begins in summer."""
    return tuple(_project(at, number, plan) for number, plan in enumerate(_planned(at), 1))


def _planned(at: SchoolYear) -> Iterator[tuple[Programme, int, str, int, date]]:
    year = at.year.number
    for programme in PROGRAMMES:
        if programme.enrols(year - 3):
            yield programme, year - 3, INTERNSHIP, 6, at.year.on(2, 19)
    for programme in PROGRAMMES[:2]:
        yield programme, year - 1, VISIT, 2, at.year.on(6, 17)
    last = next(programme for programme in PROGRAMMES if programme.kind == SECONDARY)
    yield last, year - 2, INTERNSHIP, 5, at.year.on(7, 8)


def _project(at: SchoolYear, number: int, plan: tuple[Programme, int, str, int, date]) -> Project:
    programme, grade, word, term, starts = plan
    chosen = next(
        one
        for one in selections(at, grade, programme)
        if one.planned.term == term and word in one.planned.course.name
    )
    return Project(number, programme, grade, chosen, word, starts)


@form("N-SX-AP-01")
def project_rows(at: SchoolYear) -> Rows:
    """Return a row a project."""
    expected = Counter(project.project_no for project, _row in candidates(at))
    return [
        {
            "project_no": project.project_no,
            "project_name": project.name,
            "academic_year": at.year.label,
            "term": SPRING,
            "selection_no": project.selection.number,
            "internship_kind": project.kind,
            "major_no": project.programme.major_no,
            "grade": project.grade,
            "class_no": _classes(at, project),
            "start_date": project.starts,
            "end_date": project.ends,
            "weeks": project.weeks,
            "internship_form": "校外实习",
            "head_staff_no": head(at, project.programme.department, project.number),
            "rule_no": "SXZD01",
            "attachment": f"{project.name}方案.pdf",
            "is_filed": True,
            "expected_count": expected[project.project_no],
        }
        for project in projects(at)
    ]


def _classes(at: SchoolYear, project: Project) -> list[str]:
    return [
        c.class_no for c in at.school.classes if c.grade == project.grade and c.programme == project.programme
    ]


@lru_cache(maxsize=4)
def candidates(at: SchoolYear) -> tuple[tuple[Project, Row], ...]:
    """Return who should take part in which project: who learns in one of its classes or finished in the year."""
    finished = {row["student_no"] for row in at.given("N-ZH-XS-07")}
    learning: dict[str, Rows] = defaultdict(list)
    for row in at.given("N-ZH-XS-03"):
        if row["student_status"] in {"在读", "复学"} or row["student_no"] in finished:
            learning[row["class_no"]].append(row)
    return tuple(
        (project, row)
        for project in projects(at)
        for class_no in _classes(at, project)
        for row in learning[class_no]
    )


def is_waiting(project: Project, place: int) -> bool:
    """Return whether a candidate of a project is still without a place; place: among its candidates, from 0."""
    return project.kind == VISIT and place < WITHOUT_PLACE


def counted(at: SchoolYear) -> Iterator[tuple[Project, Row, int]]:
    """Yield the candidates with their place within their project, from 0."""
    seen: Counter[str] = Counter()
    for project, row in candidates(at):
        yield project, row, seen[project.project_no]
        seen[project.project_no] += 1


@form("N-SX-AP-02")
def placements(at: SchoolYear) -> Rows:
    """Return a row a student with a place; nowhere are more interns than one for ten employees."""
    names = {row["student_no"]: row["name"] for row in at.given("N-ZH-XS-01")}
    seats = _Seats(at)
    return [
        _placement(at, project, row, seats.next(project), place)
        | (_on_campus(at, project) if project.kind == VISIT and place % AT_HOME == 0 else {})
        | {"name": names[row["student_no"]]}
        for project, row, place in counted(at)
        if not is_waiting(project, place)
    ]


def _on_campus(at: SchoolYear, project: Project) -> Row:
    """Return what differs where a visit is made in a base of the school."""
    base = next(base for base in at.school.bases if base.department == project.programme.department)
    return {
        "region": "本市",
        "unit_source": "其他",
        "place_type": "学校",
        "base_no": None,
        "inner_base_no": base.base_no,
        "unit_name": SCHOOL_NAME,
        "unit_uscc": None,
        "industry": "教育",
        "province": PROVINCE,
        "city": CITY,
    }


class _Seats:
    """Places at enterprises: those of the department come first, each takes an intern for ten employees at a time."""

    def __init__(self, at: SchoolYear) -> None:
        self._enterprises = at.school.enterprises
        self._taken: Counter[tuple[date, int]] = Counter()

    def next(self, project: Project) -> Enterprise:
        """Return where the next student of a project goes, the emptiest first."""

        def fullness(enterprise: Enterprise) -> tuple[bool, float]:
            taken = self._taken[project.starts, enterprise.number] + 1
            full = taken > enterprise.employees // CROWD
            elsewhere = enterprise.department != project.programme.department
            return full or elsewhere, taken / enterprise.employees

        chosen = min(self._enterprises, key=fullness)
        self._taken[project.starts, chosen.number] += 1
        return chosen


def _placement(at: SchoolYear, project: Project, row: Row, unit: Enterprise, place: int) -> Row:
    province, city, _county = unit.place
    is_post = project.kind == POST
    late = project.starts > at.year.on(7, 1) and place % LATE == 1
    near = "本市" if city == CITY else "省内（非本市）"
    return {
        "placement_no": f"QX{at.year.number}{project.number:02d}{place:03d}",
        "project_no": project.project_no,
        "student_no": row["student_no"],
        "region": near if province == PROVINCE else "省外",
        "arrange": "学校统一安排",
        "unit_source": "学校合作企业",
        "place_type": KINDS[unit.nature],
        "base_no": base_no(unit),
        "inner_base_no": None,
        "unit_name": unit.name,
        "unit_uscc": unit.code,
        "industry": unit.industry,
        "address": f"示例大道 {unit.number} 号",
        "province": province,
        "city": city,
        "position": f"{project.programme.short}岗位",
        "start_date": at.year.ends + timedelta(days=2) if late else project.starts,
        "end_date": project.ends,
        "guide_staff_no": head(at, project.programme.department, place),
        "mentor_name": person_name(9_000 + unit.number),
        "mentor_phone": landline(unit.number),
        "has_agreement": is_post,
        "has_consent": True if is_post else None,
    }


@form("N-SX-AP-03")
def without_place(at: SchoolYear) -> Rows:
    """Return who should take part and has no place yet."""
    names = {row["student_no"]: row["name"] for row in at.given("N-ZH-XS-01")}
    return [
        {
            "project_no": project.project_no,
            "student_no": row["student_no"],
            "name": names[row["student_no"]],
            "major_no": row["major_no"],
            "class_no": row["class_no"],
            "head_staff_no": at.school.heads[row["class_no"]].staff_no,
            "missing_reason": "未安排",
        }
        for project, row, place in counted(at)
        if is_waiting(project, place)
    ]
