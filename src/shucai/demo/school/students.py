"""Classes and students of every grade that either year of the demo reports on, each student once for his whole time."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from shucai.demo.identities import ETHNIC_MINORITIES, MAJORITY, People, Person, from_hong_kong
from shucai.demo.school.programmes import COLLEGE, FIVE_YEAR, PROGRAMMES, SECONDARY, Programme

FIRST_GRADE, LAST_GRADE = 2018, 2024
SEATS = (39, 45)
AGE = {COLLEGE: 18}  # years at entrance; 15 for who comes from junior school
UNFINISHED = {0: "结业", 1: "肄业"}  # two of thirty students of secondary majors stay without a diploma
NATIONAL_SPAN = 3  # the national platform reports the new grade and the three before it
HOME_COUNTIES = ("320505", "320506", "320507", "320508", "320509", "320581", "320582", "320583", "320585")
NEAR_COUNTIES = ("320205", "320404", "320612", "320903", "320830", "321283", "320722", "320382")
FAR_EVERY, FAR_SEAT, MINORITY_SEAT = (
    12,
    5,
    20,
)  # seats of who comes from far away, and of who is of a minority
FAR_COUNTIES = ("341202", "341502", "411403", "520502", "610502")  # 安徽 安徽 河南 贵州 陕西

Interruption = tuple[tuple[date, str] | None, date | None]  # day and word of leaving, day a rest began


@dataclass(slots=True)
class SchoolClass:
    """A class from its first day to its last. number: among the classes of its grade and major, from 1."""

    programme: Programme
    grade: int
    number: int
    students: list["Student"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return the name both platforms show, 21机电1班."""
        return f"{self.grade % 100}{self.programme.short}{self.number}班"

    @property
    def class_no(self) -> str:
        """Return its number on the national platform."""
        return f"{self.grade}{self.programme.number:02d}{self.number:02d}"

    @property
    def last_year(self) -> int:
        """Return the year in whose July it leaves the school."""
        return self.grade + self.programme.years

    def is_here(self, year: int) -> bool:
        """Return whether it is taught in the academic year that ends in ``year``."""
        return self.grade < year <= self.last_year

    def is_college(self, year: int) -> bool:
        """Return whether its students are college students in that academic year."""
        return self.is_here(year) and self.programme.is_college(self.grade, year)


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody who learns here.

    left: the day and the word (退学, 转学（转出）) where somebody went before the end. rests_since: the day a 休学 began;
    it lasts until the next September. league_since: the day of joining the youth league.
    """

    person: Person
    school_class: SchoolClass
    student_no: str
    origin: str
    is_rural: bool
    is_boarding: bool
    hardship: str | None
    league_since: date | None
    score: int
    left: tuple[date, str] | None = None
    rests_since: date | None = None

    @property
    def programme(self) -> Programme:
        """Return the major."""
        return self.school_class.programme

    @property
    def grade(self) -> int:
        """Return the year of entrance."""
        return self.school_class.grade

    @property
    def graduates_on(self) -> date:
        """Return the last day at this school."""
        return date(self.school_class.last_year, 6, 30)

    @property
    def code(self) -> str:
        """Return the nationwide student code, G and the identity number."""
        return f"G{self.person.id_no}"

    @property
    def result(self) -> str:
        """Return how the years at school end."""
        secondary = self.programme.kind == SECONDARY
        return UNFINISHED.get(self.person.number % 30, "毕业") if secondary else "毕业"

    def political_status(self, on: date) -> str:
        """Return the political status on a day, in the words of both platforms."""
        return "共青团员" if self.league_since and self.league_since <= on else "群众"

    def status(self, on: date) -> str:
        """Return the status on a day, in the words of the talent platform."""
        if self.left and self.left[0] <= on:
            return self.left[1]
        if self.graduates_on <= on:
            return self.result
        return "休学" if self._rests(on) else "在读"

    def _rests(self, on: date) -> bool:
        since = self.rests_since
        return since is not None and since <= on < date(since.year + 1, 9, 1)

    def changed_on(self, on: date) -> date | None:
        """Return the day of the status he has on a day, None where he simply learns."""
        status = self.status(on)
        if status == "在读":
            return None
        if self.left and status == self.left[1]:
            return self.left[0]
        return self.graduates_on if status == self.result else self.rests_since

    def is_enrolled(self, year: int) -> bool:
        """Return whether he was here at some time of the academic year that ends in ``year``."""
        begun = date(year - 1, 9, 1)
        return self.school_class.is_here(year) and not (self.left and self.left[0] < begun)

    def is_registered(self, year: int) -> bool:
        """Return whether the national platform asks for him in the campaign of ``year``: four grades, who left before not."""
        begun = date(year - 1, 9, 1)
        return year - NATIONAL_SPAN <= self.grade <= year and not (self.left and self.left[0] < begun)


def build_classes(random: Random, people: People) -> list[SchoolClass]:
    """Return all classes with their students."""
    classes = [
        SchoolClass(programme, grade, number)
        for grade in range(FIRST_GRADE, LAST_GRADE + 1)
        for programme in PROGRAMMES
        if programme.enrols(grade)
        for number in range(1, programme.classes + 1)
    ]
    for school_class in classes:
        seats = random.randint(*SEATS)
        interruptions = _interruptions(random, school_class, seats)
        school_class.students.extend(
            _in_the_mix(
                _student(random, people, school_class, seat, interruptions.get(seat, (None, None))), seat
            )
            for seat in range(1, seats + 1)
        )
    _seat_the_unusual(classes, people)
    return classes


UNUSUAL: tuple[tuple[int, Callable[[People], Person]], ...] = (
    (2022, lambda people: people.next(date(1994, 1, 1), date(1994, 6, 30), women=0)),  # back from the army
    (2022, lambda people: from_hong_kong(people.next(date(2003, 9, 1), date(2004, 8, 31)))),
    (
        2023,
        lambda people: people.next(date(2010, 9, 2), date(2010, 12, 31)),
    ),  # of a class for gifted children
)  # grade, and who sits in the first seats of its college class instead of somebody usual


def _seat_the_unusual(classes: list[SchoolClass], people: People) -> None:
    """Put people into college classes of whom checks speak that nobody else meets."""
    of_grade = {c.grade: c for c in classes if c.programme.kind == COLLEGE}
    for seat, (grade, somebody) in enumerate(UNUSUAL):
        students = of_grade[grade].students
        students[seat] = replace(
            students[seat], person=somebody(people), league_since=None, left=None, rests_since=None
        )


def _student(
    random: Random, people: People, school_class: SchoolClass, seat: int, interruption: Interruption
) -> Student:
    programme, grade = school_class.programme, school_class.grade
    born_in = grade - AGE.get(programme.kind, 15)
    technical = programme.department in {"智能制造系", "汽车工程系"}
    person = people.next(date(born_in - 1, 9, 1), date(born_in, 8, 31), women=0.15 if technical else 0.6)
    origin = _origin(random)
    left, rests = interruption
    return Student(
        person=person,
        school_class=school_class,
        student_no=f"{grade}{programme.number:02d}{school_class.number:02d}{seat:02d}",
        origin=origin,
        is_rural=random.random() < (0.4 if origin in HOME_COUNTIES else 0.75),
        is_boarding=origin not in HOME_COUNTIES or random.random() < 0.7,
        hardship=_hardship(random),
        league_since=date(grade - random.choice((0, 1)), random.choice((4, 5)), random.randint(1, 28))
        if random.random() < 0.55
        else None,
        score=random.randint(420, 590) if programme.kind == FIVE_YEAR else random.randint(360, 520),
        left=left,
        rests_since=rests,
    )


def _in_the_mix(student: Student, seat: int) -> Student:
    """Return a student so that every class has as many from other provinces and of minorities: years compare."""
    turn = seat // FAR_EVERY + student.school_class.number
    is_far = seat % FAR_EVERY == FAR_SEAT
    home = HOME_COUNTIES[turn % len(HOME_COUNTIES)] if student.origin in FAR_COUNTIES else student.origin
    ethnicity = ETHNIC_MINORITIES[turn % len(ETHNIC_MINORITIES)] if seat == MINORITY_SEAT else MAJORITY
    return replace(
        student,
        person=replace(student.person, ethnicity=ethnicity),
        origin=FAR_COUNTIES[turn % len(FAR_COUNTIES)] if is_far else home,
        is_boarding=is_far or student.is_boarding,
    )


def _origin(random: Random) -> str:
    share = random.random()
    if share < 0.62:
        return random.choice(HOME_COUNTIES)
    return random.choice(NEAR_COUNTIES if share < 0.92 else FAR_COUNTIES)


def _hardship(random: Random) -> str | None:
    if random.random() >= 0.06:
        return None
    return random.choice(
        ("脱贫家庭（原建档立卡）", "最低生活保障家庭", "其他经济困难", "残疾学生或残疾人家庭")
    )


def _interruptions(random: Random, school_class: SchoolClass, seats: int) -> dict[int, Interruption]:
    """Return by seat when somebody left or began to rest: at most one of a class in an academic year."""
    found: dict[int, Interruption] = {}
    places = random.sample(range(1, seats + 1), school_class.programme.years)
    for seat, year in zip(places, range(school_class.grade + 1, school_class.last_year + 1), strict=True):
        chance = random.random()
        if chance < 0.25:
            day = date(year, random.randint(1, 5), random.randint(1, 28))
            found[seat] = ((day, "退学" if chance < 0.18 else "转学（转出）"), None)
        elif chance < 0.38 and year < school_class.last_year:
            found[seat] = (None, date(year - 1, random.randint(9, 12), random.randint(1, 28)))
    return found
