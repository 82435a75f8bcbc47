"""Buildings, equipment and books year by year. Areas in square metres, money in 万元."""

from collections.abc import Mapping
from dataclasses import dataclass

# Use, label of the national platform -> area on the main and on the training campus; all of it is the school's own.
AREAS: Mapping[str, tuple[int, int]] = {
    "教室": (26_000, 6_000),
    "图书馆": (12_600, 0),
    "实验室、实习场所": (10_000, 34_000),
    "体育馆": (6_200, 0),
    "会堂": (2_100, 0),
    "行政办公用房": (7_800, 900),
    "学生宿舍（公寓）": (44_000, 6_000),
    "学生食堂": (7_200, 1_200),
    "教工宿舍（公寓）": (2_600, 0),
    "教工食堂": (900, 200),
    "生活福利及附属用房": (3_100, 600),
    "教工住宅": (0, 0),
    "其他用房": (1_500, 300),
}
NEW_IN, NEW_USE, NEW_AREA = 2024, "实验室、实习场所", 2_000  # a hall on the training campus


def area_of(use: str, campus: int, year: int) -> int:
    """Return the area of a use on a campus, counted from 0, at the end of the academic year that ends in ``year``."""
    before = NEW_AREA if use == NEW_USE and campus == 1 and year < NEW_IN else 0
    return AREAS[use][campus] - before


def new_area_of(use: str, campus: int, year: int) -> int:
    """Return the area that was added in the year."""
    return NEW_AREA if (use, campus, year) == (NEW_USE, 1, NEW_IN) else 0


@dataclass(frozen=True, slots=True)
class Assets:
    """What the school owned at the end of an academic year. large: machines worth 100,000 yuan or more."""

    fixed: float
    equipment: float
    new: float
    scrapped: float
    it: float
    software: float
    units: int
    large: int
    computers: int
    teaching_computers: int
    tablets: int
    public_computers: int
    major_computers: int
    donated: float
    paper_books: int
    new_books: int
    e_books: int
    journals: int
    e_journals: int
    databases: int
    reading_seats: int
    book_cost: float


ASSETS: Mapping[int, Assets] = {
    2024: Assets(
        fixed=41_260.0, equipment=10_535.0, new=620.0, scrapped=85.0, it=3_980.0, software=512.0, units=9_640, large=24,
        computers=2_460, teaching_computers=2_180, tablets=160, public_computers=448, major_computers=900, donated=46.0,
        paper_books=498_000, new_books=19_200, e_books=620_000, journals=412, e_journals=6_800, databases=9,
        reading_seats=860, book_cost=62.0,
    ),
    2023: Assets(
        fixed=40_390.0, equipment=10_000.0, new=540.0, scrapped=60.0, it=3_860.0, software=480.0, units=9_310, large=24,
        computers=2_390, teaching_computers=2_120, tablets=150, public_computers=448, major_computers=900, donated=45.0,
        paper_books=478_800, new_books=18_600, e_books=588_000, journals=405, e_journals=6_500, databases=9,
        reading_seats=860, book_cost=60.0,
    ),
}  # fmt: skip
