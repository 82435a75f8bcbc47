"""Predicates of the catalogue in the words of those who fill: when a column is required, which rows a check is about."""

from collections.abc import Callable, Mapping, Sequence

from sqlglot import exp

from shucai.domain.catalogue.form import Check, Form
from shucai.domain.catalogue.words import plain_number
from shucai.domain.predicates import parse

Titles = Mapping[str, str]


class NoWords(ValueError):
    """A predicate uses something that has no words here yet."""


def words_of_condition(predicate: str, form: Form, check: Check | None = None) -> str:
    """Return a predicate in words, e.g. ``「有无教师资格证」为“有”``. Raises NoWords for what has none.

    check: whose figures and limits the predicate may name.
    """
    titles = {field.name: field.title for field in form.fields}
    if check is not None:
        titles |= {figure.name: figure.title for figure in check.figures if figure.title}
        titles |= {name: plain_number(limit) for name, limit in check.limits.items()}
    return _words(parse(predicate).tree, titles)


def _words(node: exp.Expr, titles: Titles) -> str:
    words = WORDS.get(type(node))
    if words is None:
        raise NoWords(f"“{node.sql()}”（{type(node).__name__}）还没有说法")
    return words(node, titles)


def _comparison(sign: str) -> Callable[[exp.Expr, Titles], str]:
    def words(node: exp.Expr, titles: Titles) -> str:
        return f"{_words(node.this, titles)}{sign}{_words(node.expression, titles)}"

    return words


def _in(node: exp.Expr, titles: Titles) -> str:
    return f"{_words(node.this, titles)}为{_listed(node, titles)}"


def _listed(node: exp.Expr, titles: Titles) -> str:
    values: Sequence[exp.Expr] = node.expressions
    words = [_words(value, titles) for value in values]
    return f"{'、'.join(words)}之一" if len(words) > 1 else words[0]


def _not(node: exp.Expr, titles: Titles) -> str:
    inner = node.this.unnest()
    if isinstance(inner, exp.Is):
        return f"{_words(inner.this, titles)}已填写"
    if isinstance(inner, exp.In):
        return f"{_words(inner.this, titles)}不为{_listed(inner, titles)}"
    return f"不是（{_words(inner, titles)}）"


def _is(node: exp.Expr, titles: Titles) -> str:
    return f"{_words(node.this, titles)}没有填写"


def _and(node: exp.Expr, titles: Titles) -> str:
    return f"{_side(node.this, node, titles)}，并且{_side(node.expression, node, titles)}"


def _or(node: exp.Expr, titles: Titles) -> str:
    left, right = _side(node.this, node, titles), _side(node.expression, node, titles)
    return left if left == right else f"{left}，或者{right}"


def _side(side: exp.Expr, whole: exp.Expr, titles: Titles) -> str:
    """Return one side of an AND or OR, in brackets where it is itself the other of the two."""
    inner = side.unnest()
    words = _words(inner, titles)
    return f"（{words}）" if isinstance(inner, exp.Connector) and type(inner) is not type(whole) else words


def _literal(node: exp.Expr, _titles: Titles) -> str:
    return f"“{node.this}”" if node.args.get("is_string") else f" {node.this}"


def _column(node: exp.Expr, titles: Titles) -> str:
    if node.name not in titles:
        raise NoWords(f"{node.name} 没有 title，说不出来")
    return f"「{titles[node.name]}」"


def _call(node: exp.Expr, titles: Titles) -> str:
    phrase = PHRASES.get(str(node.this).lower())
    if phrase is None:
        raise NoWords(f"函数 {node.this}() 还没有说法")
    return phrase.format(*(_words(argument, titles) for argument in node.expressions))


PHRASES: Mapping[str, str] = {
    "quantity": "{}",
    "label_of": "{}",
    "contains": "{}含{}",
    "prefix": "{}的前{} 位",
    "years_between": "{}到{}的年数",
    "period_start": "采集时段首日",
    "period_end": "采集时段末日",
}
WORDS: Mapping[type[exp.Expr], Callable[[exp.Expr, Titles], str]] = {
    exp.EQ: _comparison("为"),
    exp.NEQ: _comparison("不为"),
    exp.GT: _comparison("大于"),
    exp.GTE: _comparison("不小于"),
    exp.LT: _comparison("小于"),
    exp.LTE: _comparison("不大于"),
    exp.In: _in,
    exp.Not: _not,
    exp.Is: _is,
    exp.And: _and,
    exp.Or: _or,
    exp.Paren: lambda node, titles: _words(node.this, titles),
    exp.Literal: _literal,
    exp.Column: _column,
    exp.Anonymous: _call,
}
