"""Units of measure that convert into each other: 万元 and 元, 亩 and 平方米. Unlike units of one family never meet unseen."""

from collections.abc import Callable, Mapping

from shucai.domain.predicates.parsing import BadPredicate
from shucai.domain.predicates.terms import Term

# family -> unit -> how many of the smallest; 1 亩 = 10,000/15 平方米 (国务院 1984 统一法定计量单位的命令)
FAMILIES: Mapping[str, Mapping[str, float]] = {
    "money": {"元": 1, "千元": 1e3, "万元": 1e4, "亿元": 1e8},
    "area": {"平方米": 1, "㎡": 1, "亩": 10_000 / 15, "公顷": 1e4, "万平方米": 1e4},
    "books": {"册": 1, "千册": 1e3, "万册": 1e4},
    "people": {"人": 1, "万人": 1e4},
    "storage": {"GB": 1, "TB": 1024},
    "words": {"字": 1, "千字": 1e3, "万字": 1e4},
}


def family_of(unit: str | None) -> str | None:
    """Return the family of units that convert into this one, None where there is none."""
    return next((name for name, units in FAMILIES.items() if unit in units), None)


def in_unit(term: Term, wanted: str) -> Term:
    """Return a number converted from its own unit into another. Raises BadPredicate where the two do not convert."""
    family = family_of(term.unit)
    if term.unit is None or family is None or wanted not in FAMILIES[family]:
        raise BadPredicate(f"in_unit()：{term.unit or '没有单位的数'}不能换算成 {wanted}")
    factor = FAMILIES[family][term.unit] / FAMILIES[family][wanted]
    return Term(term.expr * factor, "number", unit=wanted)


def common_unit(left: Term, right: Term, shown: Callable[[], str]) -> str | None:
    """Return the unit of a sum or comparison. Raises BadPredicate where two units of one family meet unconverted."""
    family = family_of(left.unit)
    if family is not None and family == family_of(right.unit):
        sizes = FAMILIES[family]
        if sizes[str(left.unit)] != sizes[str(right.unit)]:
            raise BadPredicate(f"{shown()}：{left.unit}与{right.unit}不能直接相比或相加，请用 in_unit() 换算")
    return left.unit or right.unit
