"""Teachers and other staff, from the day they come to the day they go, and teachers from outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from shucai.demo.identities import People, Person
from shucai.demo.school.enterprises import Enterprise
from shucai.demo.school.organisation import BASIC, DEPARTMENT, DEPARTMENTS, Department

FULL_TIME, PART_TIME, OTHER = "校内专任教师", "校内兼课教师", "其他教职工"
TEACHERS = {
    BASIC: 100,
    "智能制造系": 72,
    "汽车工程系": 38,
    "信息工程系": 40,
    "经贸管理系": 50,
    "艺术设计系": 23,
}
OFFICE_STAFF = 6  # in every office: two of them teach beside their office
OFFICE_TEACHERS = 2
LEADERS = (
    ("党委书记", "党委正职"),
    ("校长", "行政正职"),
    ("副校长", "行政副职"),
    ("副校长", "行政副职"),
    ("纪委书记", "党委副职"),
)
TITLES = {"正高级": "教授", "副高级": "副教授", "中级": "讲师", "助理级": "助教"}
BACHELOR, MASTER, DOCTOR = ("大学本科毕业", "学士"), ("硕士研究生毕业", "硕士"), ("博士研究生毕业", "博士")
SCHOOLS = ("示例师范大学", "示例工业大学", "示例理工学院", "示例财经大学", "示例艺术学院")
CERTIFICATES = (
    "电工",
    "钳工",
    "数控车工",
    "汽车维修工",
    "计算机程序设计员",
    "电子商务师",
    "会计专业技术资格",
)
CONTRACT_YEARS = 3
CONTRACTS_SINCE = (2020,) * 10 + (2021,) * 24 + (2022,) * 26 + (2023,) * 10  # of teachers from outside
DUAL_LEVELS = ("初级", "中级", "高级")


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody employed here.

    kind: 校内专任教师, 校内兼课教师 or 其他教职工. leads: post and national duty of a school leader. title_level: label of
    the talent platform, 未定级 for none. certified: whether a teacher's certificate is held. trade: a vocational certificate.
    dual: level as a dual-qualified teacher. left: the day somebody went.
    """

    person: Person
    staff_no: str
    department: Department
    kind: str
    joined: date
    education: str
    degree: str
    title_level: str
    certified: bool
    trade: str | None
    dual: str | None
    is_party: bool
    is_staffed: bool
    leads: tuple[str, str] | None = None
    left: date | None = None

    @property
    def work_since(self) -> date:
        """Return the month of the first day at work; some worked in industry before they came."""
        return self.joined.replace(year=self.joined.year - (4 if self.dual and self.person.number % 2 else 0))

    @property
    def graduated(self) -> date:
        """Return the month of the first degree."""
        return date(self.person.born.year + 22, 7, 1)

    @property
    def last_graduated(self) -> date:
        """Return the month of the last degree: a doctor's is taken beside work."""
        return self.graduated.replace(year=self.graduated.year + {"硕士": 3, "博士": 8}.get(self.degree, 0))

    @property
    def titled(self) -> date:
        """Return the month of the title."""
        later = {"助理级": 1, "中级": 6, "副高级": 12, "正高级": 18}.get(self.title_level, 0)
        return date(self.joined.year + later, 7, 1)

    @property
    def title(self) -> str | None:
        """Return the name of the title, None where there is none."""
        return TITLES.get(self.title_level)

    @property
    def certificate_no(self) -> str | None:
        """Return the number of the teacher's certificate, None where there is none."""
        if not self.certified:
            return None
        sex = 1 if self.person.gender == "男" else 2
        return f"{self.joined.year}320007{sex}{self.person.number:06d}"

    @property
    def political_status(self) -> str:
        """Return the political status, in the words of both platforms."""
        return "中共党员" if self.is_party else "群众"

    @property
    def teaches_for(self) -> Department:
        """Return the department whose courses are taught: who has an office teaches public courses."""
        return self.department if self.department.is_teaching else DEPARTMENT[BASIC]

    @property
    def teaches(self) -> bool:
        """Return whether lessons may be given to this person."""
        return self.kind in {FULL_TIME, PART_TIME}

    def is_listed(self, year: int) -> bool:
        """Return whether the forms of ``year`` name this person: here at some time of the academic year."""
        return self.joined < date(year, 9, 1) and not (self.left and self.left < date(year - 1, 9, 1))

    def is_here(self, year: int) -> bool:
        """Return whether the person is here on the last day of the academic year."""
        return self.is_listed(year) and not (self.left and self.left <= date(year, 8, 31))


@dataclass(frozen=True, slots=True)
class External:
    """A teacher from outside. kind: label of the talent platform; employer: None for who comes from another school."""

    person: Person
    number: str
    kind: str
    department: Department
    employer: Enterprise | None
    hired: tuple[date, date]
    title_level: str

    @property
    def teaches_for(self) -> Department:
        """Return the department whose courses are taught."""
        return self.department

    @property
    def political_status(self) -> str:
        """Return the political status, in the words of both platforms."""
        return "中共党员" if self.person.number % 3 == 0 else "群众"

    @property
    def employer_name(self) -> str:
        """Return where the person works."""
        return self.employer.name if self.employer else "示例职业教育中心校"

    @property
    def titled(self) -> date:
        """Return the month of the title."""
        return date(min(self.person.born.year + (36 if self.title_level == "副高级" else 31), 2021), 7, 1)

    def is_listed(self, year: int) -> bool:
        """Return whether the contract touches the academic year that ends in ``year``."""
        return self.hired[0] <= date(year, 8, 31) and self.hired[1] >= date(year - 1, 9, 1)


def build_staff(random: Random, people: People) -> list[Staff]:
    """Return everybody employed, school leaders first, department by department."""
    return [
        _member(random, people, number, department, kind, leads)
        for number, (department, kind, leads) in enumerate(_places(), 1)
    ]


def _places() -> Iterator[tuple[Department, str, tuple[str, str] | None]]:
    """Return the posts of the school: department, kind, and what a leader leads."""
    for number, leader in enumerate(LEADERS):
        yield DEPARTMENTS[number % 2], PART_TIME, leader
    for department in DEPARTMENTS:
        if department.is_teaching:
            yield from ((department, FULL_TIME, None) for _ in range(TEACHERS[department.name]))
        else:
            kinds = [PART_TIME] * OFFICE_TEACHERS + [OTHER] * (OFFICE_STAFF - OFFICE_TEACHERS)
            yield from ((department, kind, None) for kind in kinds)


def _member(
    random: Random,
    people: People,
    number: int,
    department: Department,
    kind: str,
    leads: tuple[str, str] | None,
) -> Staff:
    person = people.next(date(1966, 1, 1), date(1978, 12, 31) if leads else date(1997, 8, 31), women=0.52)
    joined = _joined(random, person, number, is_leader=leads is not None)
    served = 2024 - joined.year
    teaches = kind in {FULL_TIME, PART_TIME}
    is_master = teaches and random.random() < 0.45
    is_doctor = is_master and number % 15 == 0 and person.born.year < 1985
    left = None if leads else _left(person, joined, number)
    specialist = kind == FULL_TIME and department.name != BASIC and served >= 5 and left is None
    is_dual = specialist and random.random() < 0.75
    return Staff(
        person=person,
        staff_no=f"T{number:04d}",
        department=department,
        kind=kind,
        joined=joined,
        education=DOCTOR[0] if is_doctor else MASTER[0] if is_master else BACHELOR[0],
        degree=DOCTOR[1] if is_doctor else MASTER[1] if is_master else BACHELOR[1],
        title_level=_title_level(random, served) if teaches else "未定级",
        certified=teaches and (served >= 1 or leads is not None),
        trade=random.choice(CERTIFICATES) if is_dual else None,
        dual=random.choice(DUAL_LEVELS) if is_dual else None,
        is_party=leads is not None or random.random() < 0.42,
        is_staffed=random.random() < 0.9,
        leads=leads,
        left=left,
    )


def _joined(random: Random, person: Person, number: int, *, is_leader: bool) -> date:
    """Return the month in which somebody came: at 25 or later, some of them only last summer."""
    earliest = max(1994, person.born.year + 25)
    if is_leader:
        return date(random.randint(earliest, 2015), 8, 1)
    if number % 40 == 0:
        return date(2023, 8, 1)
    return date(random.randint(earliest, 2022) if earliest < 2022 else earliest, 8, 1)


def _title_level(random: Random, served: int) -> str:
    if served >= 22 and random.random() < 0.15:
        return "正高级"
    if served >= 14 and random.random() < 0.7:
        return "副高级"
    if served >= 7:
        return "中级"
    return "助理级" if served >= 2 else "未定级"


def _left(person: Person, joined: date, number: int) -> date | None:
    """Return the day somebody went: at sixty, or now and then before; None for who is still here."""
    retires = date(person.born.year + 60, person.born.month, 28)
    if retires <= date(2024, 8, 31):
        return retires
    if joined.year < 2020 and number % 75 == 40:
        return date(2023 + number // 75 % 2, 1, 15)
    return None


def build_externals(random: Random, people: People, enterprises: list[Enterprise]) -> list[External]:
    """Return teachers from outside: from other schools, from enterprises, and mentors of enterprises."""
    small = "艺术设计系"
    departments = [
        department for department in DEPARTMENTS if department.is_teaching and department.name != small
    ]
    kinds = ("校外兼课教师", "校外兼职教师", "企业导师")
    externals: list[External] = []
    for number, begun in enumerate(CONTRACTS_SINCE, 1):
        kind = kinds[number % 3]
        externals.append(
            External(
                person=people.next(date(1968, 1, 1), date(1992, 12, 31), women=0.4),
                number=f"W{number:04d}",
                kind=kind,
                department=departments[number % len(departments)],
                employer=None if kind == "校外兼课教师" else enterprises[number % 30],
                hired=(date(begun, 9, 1), date(begun + CONTRACT_YEARS, 8, 31)),
                title_level=random.choice(("副高级", "中级", "中级", "助理级")),
            )
        )
    return externals
