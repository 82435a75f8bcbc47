"""Units written behind numbers and the unit a column declares (N8)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from shucai.domain.normalise.outcomes import Level

MULTIPLES = {
    "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
}  # fmt: skip
FORM = re.compile("(?P<multiple>十万|百万|千万|百|千|万|亿)?(?P<base>.*)")
SAME = (
    frozenset({"元", "圆", "RMB", "元整", "块"}),
    frozenset({"平方米", "m2", "平米", "㎡"}),
    frozenset({"人", "名", "位"}),
    frozenset({"台套", "台(套)", "台", "套"}),
    frozenset({"册", "本"}),
    frozenset({"小时", "h", "时"}),
    frozenset({"GB", "G"}),
    frozenset({"TB", "T"}),
    frozenset({"Mbps", "M", "Mb", "兆"}),
    frozenset({"米", "m"}),
    frozenset({"课时", "学时"}),
)
SQUARE_METRES = {"亩": Decimal(2000) / 3, "公顷": Decimal(10000)}
ANY_COUNT = frozenset({"个"})
OWN = Decimal(1), Level.SILENT  # the factor of the column's own unit


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it counts in, and how many of them one stands for (万元 is 10^4 元)."""

    multiple: int
    base: str


def unit_of(text: str) -> Unit:
    """Return the parts of a unit as written, e.g. 万元; the base is empty for a bare 万."""
    form = FORM.fullmatch(text)
    multiple = form["multiple"] if form else None
    return Unit(MULTIPLES[multiple] if multiple else 1, form["base"] if form else text)


@lru_cache(maxsize=1024)
def factor(written: str, declared: str | None, *, is_money: bool) -> tuple[Decimal, Level] | None:
    """Return what a number with a unit behind it is multiplied by to stand in the declared unit.

    written: not empty. The level is ASK where the two units disagree. None where one cannot become the other.
    """
    unit, column = unit_of(written), unit_of(declared or ("元" if is_money else ""))
    if not unit.base:
        return _bare(unit, column)
    ratio = Decimal(unit.multiple) / column.multiple
    if _same(unit.base, column.base):
        return ratio, Level.SILENT if ratio == 1 else Level.ASK
    if unit.base in SQUARE_METRES and _same(column.base, "平方米"):
        return ratio * SQUARE_METRES[unit.base], Level.ASK
    if declared is None and not is_money:
        return ratio, Level.ASK
    return None


def _bare(unit: Unit, column: Unit) -> tuple[Decimal, Level]:
    """Return the factor of a bare 万: it is silent where the column counts in ones or in the same multiple."""
    level = Level.SILENT if column.multiple in {1, unit.multiple} else Level.ASK
    return Decimal(unit.multiple) / column.multiple, level


def _same(one: str, other: str) -> bool:
    return (
        one == other
        or one in ANY_COUNT
        or other.startswith(f"{one}/")
        or any({one, other} <= group for group in SAME)
    )
