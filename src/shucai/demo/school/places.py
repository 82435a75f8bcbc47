"""Campuses, rooms and training bases, with their areas and what stands in them."""

from dataclasses import dataclass, replace
from random import Random

from shucai.demo.school.organisation import DEPARTMENTS

LAND_BOUGHT_IN, LAND_BOUGHT = 2024, 2_000  # beside the training campus


@dataclass(frozen=True, slots=True)
class Campus:
    """A campus. Areas in square metres; land: as it is now, ``land_in`` as it was in a year."""

    number: int
    name: str
    land: int
    green: int
    sports: int
    is_main: bool

    @property
    def campus_no(self) -> str:
        """Return its number on the national platform."""
        return f"XQ{self.number}"

    def land_in(self, year: int) -> int:
        """Return its land at the end of the academic year that ends in ``year``."""
        bought_later = not self.is_main and year < LAND_BOUGHT_IN
        return self.land - (LAND_BOUGHT if bought_later else 0)


CAMPUSES = (
    Campus(1, "主校区", 286_000, 92_000, 41_000, is_main=True),
    Campus(2, "实训校区", 84_000, 21_000, 12_000, is_main=False),
)


@dataclass(frozen=True, slots=True)
class Room:
    """A room to teach in. kind: label of the talent platform; value: of its equipment, in 万元."""

    code: str
    name: str
    kind: str
    campus: Campus
    building: str
    number: str
    area: int
    seats: int
    department: str
    value: float
    since: int

    @property
    def is_practice(self) -> bool:
        """Return whether students practise there."""
        return self.kind in {"专业机房", "理实一体化教室", "实训室", "实验室"}

    @property
    def is_multimedia(self) -> bool:
        """Return whether it has projection and sound."""
        return self.kind in {"多媒体教室", "智慧教室", "阶梯教室/报告厅", "理实一体化教室"}


@dataclass(frozen=True, slots=True)
class Base:
    """A training base on campus: some practice rooms of a department under one name."""

    number: int
    name: str
    department: str
    rooms: tuple[Room, ...]
    founded: int

    @property
    def base_no(self) -> str:
        """Return its number on both platforms."""
        return f"JD{self.number:02d}"

    @property
    def area(self) -> int:
        """Return the floor area of its rooms."""
        return sum(room.area for room in self.rooms)

    @property
    def seats(self) -> int:
        """Return how many can practise at a time."""
        return sum(room.seats for room in self.rooms)

    @property
    def value(self) -> float:
        """Return the value of its equipment, in 万元."""
        return round(sum(room.value for room in self.rooms), 2)


_PLANS = (  # kind, how many, area, seats, value, campus, building
    ("多媒体教室", 150, 76, 50, 6.5, 0, "明德楼"),
    ("智慧教室", 12, 96, 54, 18.0, 0, "明德楼"),
    ("公共机房", 8, 112, 56, 42.0, 0, "博学楼"),
    ("阶梯教室/报告厅", 4, 210, 180, 15.0, 0, "博学楼"),
)
_PRACTICE = (
    ("专业机房", 3, 118, 50, 58.0),
    ("实训室", 8, 260, 48, 142.0),
    ("理实一体化教室", 4, 150, 48, 66.0),
)


def build_rooms(random: Random) -> list[Room]:
    """Return the rooms, classrooms first, then the practice rooms of every teaching department."""
    rooms: list[Room] = []
    for kind, count, area, seats, value, campus, building in _PLANS:
        rooms += (
            _room(random, (kind, area, seats, value), CAMPUSES[campus], building, number, "教学管理处")
            for number in range(1, count + 1)
        )
    rooms += _opened(random)
    teaching = [d for d in DEPARTMENTS if d.is_teaching][1:]
    for department in teaching:
        building = f"{department.name[:2]}实训楼"
        for kind, count, area, seats, value in _PRACTICE:
            rooms += (
                _room(random, (kind, area, seats, value), CAMPUSES[1], building, number, department.name)
                for number in range(1, count + 1)
            )
    return rooms


OPENED_IN, OPENED = 2024, 2  # rooms equipped anew


def _opened(random: Random) -> list[Room]:
    """Return the rooms that came in the latest year."""
    plan = ("智慧教室", 96, 54, 18.0)
    made = (
        _room(random, plan, CAMPUSES[0], "博学楼", number, "教学管理处") for number in range(1, OPENED + 1)
    )
    return [replace(room, since=OPENED_IN) for room in made]


def _room(
    random: Random,
    plan: tuple[str, int, int, float],
    campus: Campus,
    building: str,
    number: int,
    department: str,
) -> Room:
    kind, area, seats, value = plan
    door = f"{kind[:2]}{number // 20 + 1}{number % 20 + 1:02d}"
    return Room(
        code=f"CS-{campus.number}-{building[:2]}-{door}",
        name=f"{building}{kind.split('/')[0]}{number}",
        kind=kind,
        campus=campus,
        building=building,
        number=door,
        area=area + random.randint(0, 6),
        seats=seats,
        department=department,
        value=round(value * random.uniform(0.9, 1.1), 2),
        since=random.randint(2008, 2021),
    )


def build_bases(rooms: list[Room]) -> list[Base]:
    """Return the bases: three a teaching department, one for each kind of practice room."""
    bases: list[Base] = []
    for department in (d for d in DEPARTMENTS if d.is_teaching):
        own = [room for room in rooms if room.department == department.name]
        for kind, name in (
            ("专业机房", "软件仿真实训中心"),
            ("实训室", "综合实训基地"),
            ("理实一体化教室", "理实一体化实训中心"),
        ):
            chosen = tuple(room for room in own if room.kind == kind)
            if chosen:
                founded = max(room.since for room in chosen)
                bases.append(
                    Base(len(bases) + 1, f"{department.name}{name}", department.name, chosen, founded)
                )
    return bases
