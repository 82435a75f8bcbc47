"""How two values compare, in words: numbers are large or small, days early or late, differences within bounds."""

from collections.abc import Callable, Mapping

from sqlglot import exp

from shucai.domain.catalogue.conditions.numbers import as_one
from shucai.domain.catalogue.conditions.phrases import DATE_CALLS
from shucai.domain.catalogue.conditions.shapes import call_name, is_call, is_number, is_truth
from shucai.domain.catalogue.conditions.vocabulary import Vocabulary

Say = Callable[[exp.Expr], str]
NUMBER_SIGNS: Mapping[type[exp.Expr], str] = {
    exp.EQ: "等于", exp.NEQ: "不等于", exp.GT: "大于", exp.GTE: "不小于", exp.LT: "小于", exp.LTE: "不大于",
}  # fmt: skip
DATE_SIGNS: Mapping[type[exp.Expr], str] = {
    exp.EQ: "等于", exp.NEQ: "不等于", exp.GT: "晚于", exp.GTE: "不早于", exp.LT: "早于", exp.LTE: "不晚于",
}  # fmt: skip
RANK_SIGNS: Mapping[type[exp.Expr], str] = {
    exp.EQ: "对应", exp.NEQ: "不对应", exp.GT: "高于", exp.GTE: "不低于", exp.LT: "低于", exp.LTE: "不高于",
}  # fmt: skip
GAP_SIGNS: Mapping[type[exp.Expr], str] = {
    exp.LTE: "相差不超过", exp.LT: "相差小于", exp.GT: "相差超过", exp.GTE: "相差不小于",
}  # fmt: skip
ALIKE: Mapping[type[exp.Expr], str] = {exp.EQ: "相同", exp.NEQ: "不相同"}
IS: Mapping[type[exp.Expr], str] = {exp.EQ: "是", exp.NEQ: "不是"}
DENIED = frozenset({exp.NEQ, exp.Not})


def compared(node: exp.Expr, say: Say, vocabulary: Vocabulary) -> str:
    """Return a comparison in words."""
    left, right = node.this.unnest(), node.expression.unnest()
    if is_truth(left) and is_truth(right):
        alike = "要么都成立，要么都不成立" if isinstance(node, exp.EQ) else "一个成立、一个不成立"
        return f"（{say(left)}）与（{say(right)}）{alike}"
    return (
        _gap(node, say)
        or _whether_any(node, vocabulary)
        or _multiple(node, say)
        or _alike(node, say)
        or _plain(node, say, vocabulary)
    )


def _gap(node: exp.Expr, say: Say) -> str:
    """Return how far two numbers may lie apart."""
    distance, bound = node.this.unnest(), node.expression
    if not (is_call(distance, "abs") and type(node) in GAP_SIGNS):
        return ""
    between = distance.expressions[0].unnest()
    if not isinstance(between, exp.Sub):
        return ""
    return (
        f"{as_one(between.this, say)}与{as_one(between.expression, say)}{GAP_SIGNS[type(node)]}{say(bound)}"
    )


def _whether_any(node: exp.Expr, vocabulary: Vocabulary) -> str:
    """Return whether there are rows of a kind, where their number is held against none or one."""
    rows = vocabulary.rows.get(node.this.name) if isinstance(node.this, exp.Column) else None
    if rows is None:
        return ""
    if isinstance(node, exp.EQ | exp.LTE) and is_number(node.expression, 0):
        return rows.format("没有")
    some = (isinstance(node, exp.GT | exp.NEQ) and is_number(node.expression, 0)) or (
        isinstance(node, exp.GTE) and is_number(node.expression, 1)
    )
    return rows.format("有") if some else ""


def _multiple(node: exp.Expr, say: Say) -> str:
    """Return that a number divides another, which predicates say as ``x / n = round(x / n, 0)``."""
    quotient, rounded = node.this, node.expression
    if not (isinstance(node, exp.EQ) and isinstance(quotient, exp.Div) and is_call(rounded, "round")):
        return ""
    if rounded.expressions[0] != quotient or not is_number(rounded.expressions[1], 0):
        return ""
    if is_number(quotient.expression, 2):
        return f"{as_one(quotient.this, say)}为双数"
    return f"{as_one(quotient.this, say)}是{say(quotient.expression)} 的倍数"


def _alike(node: exp.Expr, say: Say) -> str:
    """Return that names are the same but for how they are written, or that a school year is that of the collection."""
    left, right = node.this, node.expression
    if is_call(left, "folded") and is_call(right, "folded"):
        same = ALIKE.get(type(node), "")
        return f"{say(left)}与{say(right)}{same}（不计大小写、空格和标点）" if same else ""
    starts = is_call(left, "first_year_of") and is_call(right, "year_of")
    if starts and is_call(right.expressions[0], "period_start"):
        word = IS.get(type(node), "")
        return f"{say(left.expressions[0])}{word}采集时段所在的学年" if word else ""
    return ""


def _plain(node: exp.Expr, say: Say, vocabulary: Vocabulary) -> str:
    left, right = node.this, node.expression
    if isinstance(node, exp.EQ | exp.NEQ) and isinstance(right, exp.Literal):
        sign = "为" if isinstance(node, exp.EQ) else "不为"
    else:
        dates = _is_date(left, vocabulary) or _is_date(right, vocabulary)
        ranks = is_call(left, "quantity") and is_call(right, "quantity")
        sign = (RANK_SIGNS if ranks else DATE_SIGNS if dates else NUMBER_SIGNS)[type(node)]
    first = f"（{say(left)}）" if isinstance(left.unnest(), exp.Case) else say(left)
    second = f"（{say(right)}）" if isinstance(right.unnest(), exp.Case) else say(right)
    return f"{first}{sign}{second}"


def _is_date(node: exp.Expr, vocabulary: Vocabulary) -> bool:
    if isinstance(node, exp.Anonymous):
        return call_name(node) in DATE_CALLS
    return isinstance(node, exp.Column) and node.name in vocabulary.dates
