"""Courses, textbooks, and the plan of every major: which course in which term with how many hours."""

from collections.abc import Iterator
from dataclasses import dataclass

from shucai.demo.school.organisation import BASIC
from shucai.demo.school.programmes import COLLEGE, FIVE_YEAR, PROGRAMMES, Programme
from shucai.domain.examples import isbn, person_name

THEORY, MIXED, PRACTICE = "A类", "B类", "C类"
PROJECT = "实践性教学环节"
WEEKS = 18
HOURS_A_CREDIT = 18
PUBLISHERS = ("示例教育出版社", "示例职教出版社", "示例科技出版社")


@dataclass(frozen=True, slots=True)
class Textbook:
    """A book that a course uses. unified: whether it is one of the state's own textbooks."""

    number: int
    title: str
    editor: str
    publisher: str
    year: int
    unified: bool

    @property
    def textbook_no(self) -> str:
        """Return its number on the national platform."""
        return f"JC{self.number:04d}"

    @property
    def isbn(self) -> str:
        """Return its ISBN, of a group of publishers that does not exist."""
        return isbn(self.number)


@dataclass(frozen=True, slots=True)
class Course:
    """A course in one term. kind: A类, B类 or C类; category: of public or of major courses, as the talent platform has it."""

    number: int
    code: str
    name: str
    kind: str
    is_public: bool
    category: str
    department: str
    hours: int
    textbook: Textbook | None
    nature: str = "必修课"

    @property
    def practice_hours(self) -> int:
        """Return the hours of practice among its hours."""
        return {THEORY: 0, MIXED: self.hours // 2, PRACTICE: self.hours}[self.kind]

    @property
    def theory_hours(self) -> int:
        """Return the hours of theory among its hours."""
        return self.hours - self.practice_hours

    @property
    def credits(self) -> float:
        """Return the credits, a credit for 18 hours, to the half."""
        return max(0.5, round(self.hours / HOURS_A_CREDIT * 2) / 2)

    @property
    def is_core(self) -> bool:
        """Return whether it is a core course of a major."""
        return self.category == "专业核心课"

    @property
    def weekly(self) -> int:
        """Return the hours a week in its term."""
        return max(1, round(self.hours / WEEKS))


@dataclass(frozen=True, slots=True)
class Planned:
    """A course in the plan of a major; term: from 1."""

    course: Course
    term: int


# name, category, kind, hours, terms of a five-year programme, terms of a three-year programme
_PUBLIC: tuple[tuple[str, str, str, int, tuple[int, ...], tuple[int, ...]], ...] = (
    ("中国特色社会主义", "思想政治", THEORY, 36, (1,), (1,)),
    ("心理健康与职业生涯", "思想政治", THEORY, 36, (2,), (2,)),
    ("哲学与人生", "思想政治", THEORY, 36, (3,), (3,)),
    ("职业道德与法治", "思想政治", THEORY, 36, (4,), (4,)),
    ("思想道德与法治", "思想政治", THEORY, 54, (7,), ()),
    ("习近平新时代中国特色社会主义思想概论", "思想政治", THEORY, 54, (8,), ()),
    ("形势与政策", "思想政治", THEORY, 18, (9,), ()),
    ("语文", "语文", THEORY, 72, (1, 2, 3), (1, 2)),
    ("数学", "数学", THEORY, 72, (1, 2, 3), (1, 2)),
    ("英语", "外语", THEORY, 72, (1, 2, 3, 4), (1, 2, 3)),
    ("信息技术", "信息技术", MIXED, 72, (1, 2), (1,)),
    ("体育与健康", "体育与健康", MIXED, 36, (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4)),
    ("历史", "历史", THEORY, 36, (1, 2), (1, 2)),
    ("艺术", "艺术", MIXED, 18, (3, 4), (3,)),
    ("劳动教育", "劳动教育", MIXED, 18, (1, 3, 5, 7), (1, 3)),
    ("军事理论", "军事", THEORY, 36, (1,), (1,)),
    ("物理", "物理", MIXED, 54, (2,), (3,)),
    ("国家安全教育", "国家安全教育", THEORY, 18, (5, 8), (4,)),
    ("中华优秀传统文化", "中华优秀传统文化", THEORY, 36, (5,), (3,)),
    ("职业发展与就业指导", "职业发展与就业指导", THEORY, 18, (6, 9), (4,)),
    ("创新创业教育", "创新创业教育", MIXED, 36, (8,), (5,)),
)
UNIFIED = frozenset({"思想政治", "语文", "历史"})  # 思想政治、语文、历史 use the state's own textbooks
_NUMERALS = "一二三四五六七八"


class _Numbering:
    """Numbers courses and books as they are made."""

    def __init__(self) -> None:
        self.courses: dict[str, Course] = {}

    def course(
        self, name: str, kind: str, category: str, department: str, hours: int, nature: str = "必修课"
    ) -> Course:
        """Return the course of a name in a department, made when it is first asked for."""
        known = self.courses.get(f"{department}/{name}")
        if known is not None:
            return known
        number = len(self.courses) + 1
        is_public = department == BASIC
        book = None if kind == PRACTICE else self._book(number, name, unified=category in UNIFIED)
        code = f"{'GG' if is_public else 'ZY'}{number:04d}"
        made = Course(number, code, name, kind, is_public, category, department, hours, book, nature)
        self.courses[f"{department}/{name}"] = made
        return made

    @staticmethod
    def _book(number: int, name: str, *, unified: bool) -> Textbook:
        publisher = "示例统编教材出版社" if unified else PUBLISHERS[number % 3]
        return Textbook(
            number, f"{name}（示例教材）", person_name(7000 + number), publisher, 2018 + number % 5, unified
        )


def build_plans() -> dict[str, list[Planned]]:
    """Return the plan of every major by its code, the same for all its grades."""
    numbering = _Numbering()
    return {
        programme.code: [
            *_public_part(numbering, programme),
            *_major_part(numbering, programme),
        ]
        for programme in PROGRAMMES
    }


def _public_part(numbering: _Numbering, programme: Programme) -> Iterator[Planned]:
    for name, category, kind, hours, of_five, of_three in _PUBLIC:
        terms = of_five if programme.kind == FIVE_YEAR else of_three
        for place, term in enumerate(terms):
            full = f"{name}（{_NUMERALS[place]}）" if len(of_five) > 1 else name
            yield Planned(numbering.course(full, kind, category, BASIC, hours), term)


TERMS = {
    5: (4, 4, 5, 5, 5, 6, 7, 8),
    3: (2, 2, 3, 4, 4, 4, 5, 5),
}  # of a major's own courses, by the length of a programme
WORKSHOPS = {5: range(3, 9), 3: range(2, 6)}  # terms with a training project


def _major_part(numbering: _Numbering, programme: Programme) -> Iterator[Planned]:
    """Return basics first, core courses after them, training projects, electives, and the internship at the end."""
    for place, (name, term) in enumerate(zip(programme.courses, TERMS[programme.years], strict=True)):
        core = place >= len(programme.courses) - 3
        category = "专业核心课" if core else "专业基础课"
        course = numbering.course(name, MIXED, category, programme.department, 108 if core else 72)
        yield Planned(course, term)
    for term in WORKSHOPS[programme.years]:
        yield from _workshops(numbering, programme, term)
    yield from _internships(numbering, programme)


def _workshops(numbering: _Numbering, programme: Programme, term: int) -> Iterator[Planned]:
    """Return the training projects and the electives of a term."""
    department, short = programme.department, programme.name
    practice = numbering.course(f"{short}综合实训{term}", PRACTICE, PROJECT, department, 90)
    yield Planned(practice, term)
    if term > programme.years and programme.kind == FIVE_YEAR:
        production = numbering.course(f"{short}生产实训{term}", PRACTICE, PROJECT, department, 126)
        yield Planned(production, term)
    if term > 2 or programme.kind == FIVE_YEAR:
        for theme in ("专题", "新技术"):
            name = f"{short}{theme}{term}"
            elective = numbering.course(name, MIXED, "专业拓展课", department, 56, "专业选修课")
            yield Planned(elective, term)


def _internships(numbering: _Numbering, programme: Programme) -> Iterator[Planned]:
    department, short, last = programme.department, programme.name, programme.years * 2
    visits = numbering.course(f"{short}认识实习", PRACTICE, PROJECT, department, 28)
    yield Planned(visits, 2)
    if programme.kind != COLLEGE:
        middle = numbering.course(f"{short}岗位实习（一）", PRACTICE, PROJECT, department, 120)
        yield Planned(middle, 6 if programme.kind == FIVE_YEAR else last - 1)
    closing = {"项目实践": 144, "毕业设计": 144} if programme.kind == FIVE_YEAR else {"毕业设计": 108}
    for name, hours in closing.items():
        yield Planned(numbering.course(f"{short}{name}", PRACTICE, PROJECT, department, hours), last - 1)
    internship = numbering.course(f"{short}岗位实习", PRACTICE, PROJECT, department, 400)
    yield Planned(internship, last)


def courses_of(plans: dict[str, list[Planned]]) -> list[Course]:
    """Return every course of all plans once, in the order of their numbers."""
    found = {planned.course.code: planned.course for plan in plans.values() for planned in plan}
    return sorted(found.values(), key=lambda course: course.number)
