"""What is calculated, in words: sums, shares of a hundred, rounded numbers, cases, texts joined together."""

from collections.abc import Callable, Iterator, Mapping

from sqlglot import exp

from shucai.domain.catalogue.conditions.shapes import (
    call_name,
    column_key,
    is_blank_test,
    is_call,
    is_number,
    is_text,
    is_truth,
)
from shucai.domain.catalogue.conditions.vocabulary import Vocabulary
from shucai.domain.catalogue.words import plain_number

Say = Callable[[exp.Expr], str]
SIGNS: Mapping[type[exp.Expr], str] = {exp.Add: "＋", exp.Sub: "－", exp.Mul: "×", exp.Div: "÷"}
HUNDRED = 100


def as_one(node: exp.Expr, say: Say) -> str:
    """Return the words of a node, in brackets where they are several parts or more than one clause."""
    words = say(node)
    inner = node.unnest()
    several = isinstance(inner, exp.Binary | exp.Case)
    return f"（{words.strip()}）" if several and not _is_share(words) else words


def calculated(node: exp.Expr, say: Say, vocabulary: Vocabulary) -> str:
    """Return a sum, difference, product or quotient."""
    share = _share(node, vocabulary)
    if share is not None:
        whole, percent = share
        said = f" {plain_number(percent)}%"
        return said if whole is None else f"{as_one(whole, say)}的{said}"
    distinct = _distinct_where(node)
    if distinct is not None:
        condition, column = distinct
        return f"{say(condition)}时，不同的{say(column)}的个数"
    left, right = node.this, node.expression
    return f"{_side(left, node, say)} {SIGNS[type(node)]} {_side(right, node, say, is_right=True)}"


def _side(node: exp.Expr, whole: exp.Expr, say: Say, *, is_right: bool = False) -> str:
    """Return one side of a sum or product, in brackets where it would be read otherwise without."""
    inner = node.unnest()
    tighter = isinstance(whole, exp.Mul | exp.Div)
    loose = isinstance(inner, exp.Add | exp.Sub) and (tighter or (is_right and isinstance(whole, exp.Sub)))
    divided = is_right and isinstance(whole, exp.Div) and isinstance(inner, exp.Mul | exp.Div)
    words = say(inner)
    if _is_share(words) and tighter:
        return f"（{words}）"
    return f"（{words.strip()}）" if loose or divided or isinstance(inner, exp.Case) else words


def _is_share(words: str) -> bool:
    return words.endswith("%")


def _share(node: exp.Expr, vocabulary: Vocabulary) -> tuple[exp.Expr | None, float] | None:
    """Return (whole, percent) where a node is a stated share of a hundred: ``x * n / 100``, ``x * (1 + n / 100)``."""
    if isinstance(node, exp.Div) and is_number(node.expression, HUNDRED):
        inner = node.this.unnest()
        if (limit := _limit(inner, vocabulary)) is not None:
            return None, limit
        if isinstance(inner, exp.Mul):
            return _first(((inner.this, inner.expression), (inner.expression, inner.this)), vocabulary)
    if isinstance(node, exp.Mul):
        for whole, part in ((node.this, node.expression), (node.expression, node.this)):
            percent = _percent(part.unnest(), vocabulary)
            if percent is not None:
                return whole, percent
    return None


def _first(
    pairs: tuple[tuple[exp.Expr, exp.Expr], ...], vocabulary: Vocabulary
) -> tuple[exp.Expr, float] | None:
    found = ((whole, _limit(part, vocabulary)) for whole, part in pairs)
    return next(((whole, limit) for whole, limit in found if limit is not None), None)


def _limit(node: exp.Expr, vocabulary: Vocabulary) -> float | None:
    return vocabulary.limits.get(node.name) if isinstance(node, exp.Column) else None


def _percent(node: exp.Expr, vocabulary: Vocabulary) -> float | None:
    """Return the percentage that ``n / 100``, ``1 + n / 100`` or ``1 - n / 100`` stands for, n a limit."""
    if isinstance(node, exp.Div) and is_number(node.expression, HUNDRED):
        return _limit(node.this, vocabulary)
    if isinstance(node, exp.Add | exp.Sub) and is_number(node.this, 1):
        part = _percent(node.expression.unnest(), vocabulary)
        if part is not None:
            return HUNDRED + part if isinstance(node, exp.Add) else HUNDRED - part
    return None


def _distinct_where(node: exp.Expr) -> tuple[exp.Expr, exp.Expr] | None:
    """Return (condition, column) of ``distinct_of(CASE WHEN condition THEN column ELSE '' END)`` less one for the blank."""
    if not (isinstance(node, exp.Sub) and is_call(node.this, "distinct_of")):
        return None
    case = node.this.expressions[0]
    if not (
        isinstance(case, exp.Case) and case.args.get("default") is not None and len(case.args["ifs"]) == 1
    ):
        return None
    blank: exp.Expr = case.args["default"]
    counted = node.expression.find(exp.Anonymous)
    if not (is_text(blank) and not blank.name and counted is not None and is_call(counted, "count_of")):
        return None
    return case.args["ifs"][0].this, case.args["ifs"][0].args["true"]


def branched(node: exp.Expr, say: Say) -> str:
    """Return what is taken in which case."""
    branches: list[exp.Expr] = node.args["ifs"]
    default: exp.Expr | None = node.args.get("default")
    if len(branches) == 1 and default is not None:
        test, taken = branches[0].this.unnest(), branches[0].args["true"]
        if is_blank_test(test) and is_text(taken) and not taken.name:
            return say(default)
        if isinstance(test, exp.Not) and is_blank_test(test.this.unnest()):
            column = test.this.unnest().this
            if isinstance(taken, exp.Column) and column_key(taken) == column_key(column):
                return f"{say(taken)}，没有的取{say(default)}"
    if is_truth(branches[0].args["true"]):
        return _demanded_by_case(branches, default, say)
    said = [f"{say(one.this)}时为{as_one(one.args['true'], say)}" for one in branches]
    said.append(f"其余为{as_one(default, say)}" if default is not None else "其余没有")
    return "，".join(said)


def _demanded_by_case(branches: list[exp.Expr], default: exp.Expr | None, say: Say) -> str:
    said = [f"{say(one.this)}时，{_demanded(one.args['true'], say)}" for one in branches]
    if default is not None:
        said.append(f"其余情况，{_demanded(default, say)}")
    return "；".join(said)


def _demanded(node: exp.Expr, say: Say) -> str:
    return "不限" if isinstance(node, exp.Boolean) and node.this else say(node)


def _rounded(node: exp.Expr, say: Say) -> str:
    number, places = node.expressions
    how = "取整" if is_number(places, 0) else f"到 {places.name} 位小数"
    return f"{as_one(number, say)}四舍五入{how}"


def _cut(word: str) -> Callable[[exp.Expr, Say], str]:
    def words(node: exp.Expr, say: Say) -> str:
        text, count = node.expressions
        unit = "个字" if is_call(text, "label_of") else "位"
        return f"{say(text)}的{word}{say(count)} {unit}"

    return words


def _concatenated(node: exp.Expr, say: Say) -> str:
    return "、".join(as_one(part, say).strip() for part in _pieces(node)) + "依次相连"


def _pieces(node: exp.Expr) -> Iterator[exp.Expr]:
    for part in node.expressions:
        if is_call(part, "concat"):
            yield from _pieces(part)
        else:
            yield part


def _filled(node: exp.Expr, say: Say) -> str:
    first, second = node.expressions
    return f"{say(first)}（空着{'算' if isinstance(second, exp.Literal) else '取'}{say(second)}）"


def _counted(node: exp.Expr, say: Say) -> str:
    condition = node.expressions[0]
    if isinstance(condition, exp.Boolean):
        return "行数"
    words = say(condition)
    return f"（{words}）的行数" if "，" in words else f"{words}的行数"


def _year(node: exp.Expr, say: Say) -> str:
    day = node.expressions[0]
    ends = {"period_start": "采集时段开始的年份", "period_end": "采集时段结束的年份"}
    named = ends.get(call_name(day)) if isinstance(day, exp.Anonymous) else None
    return named or f"{say(day)}的年份"


CALLS: Mapping[str, Callable[[exp.Expr, Say], str]] = {
    "round": _rounded,
    "prefix": _cut("前"),
    "suffix": _cut("后"),
    "concat": _concatenated,
    "coalesce": _filled,
    "count_of": _counted,
    "year_of": _year,
}
