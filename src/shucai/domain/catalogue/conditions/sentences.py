"""Syntax tree -> words: columns, literals, what holds and what does not, sentences joined by and and or."""

import re
from collections.abc import Callable, Mapping, Sequence

from sqlglot import exp

from shucai.domain.catalogue.conditions import numbers
from shucai.domain.catalogue.conditions.comparisons import DENIED, compared
from shucai.domain.catalogue.conditions.phrases import (
    DENIALS,
    PHRASES,
    words_of_pattern,
    words_without_pattern,
)
from shucai.domain.catalogue.conditions.shapes import call_name, column_key, is_blank_test, is_call, is_truth
from shucai.domain.catalogue.conditions.vocabulary import NoWords, Vocabulary

Say = Callable[[exp.Expr], str]
TIDY = (
    (re.compile(r"(?<=[（「“、，；]) +| +(?=[）」”、，；])|(?<= ) +"), ""),
    (re.compile(r"(?<=[」）]) (?=[＋－×÷])|(?<=[＋－×÷]) (?=[「（])"), ""),
    (re.compile(r"( \d[\d.]*%?)(?=[一-鿿])"), r"\1 "),
)


def sentence(tree: exp.Expr, vocabulary: Vocabulary) -> str:
    """Return a predicate or a term in words. Raises NoWords for what has none."""
    return _tidy(Speaker(vocabulary).say(tree))


def demand(tree: exp.Expr, vocabulary: Vocabulary) -> str:
    """Return in words what must hold; ``not this or that`` is said as ``when this, that``."""
    return _tidy(Speaker(vocabulary).demanded(tree))


def _tidy(words: str) -> str:
    """Return words with a blank on either side of a number and nowhere else."""
    for found, put in TIDY:
        words = found.sub(put, words)
    return words.strip()


class Speaker:
    """Says the nodes of a tree with the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def say(self, node: exp.Expr) -> str:
        """Return the words of one node."""
        words = WORDS.get(type(node))
        if words is None:
            raise NoWords(f"“{node.sql()}”（{type(node).__name__}）还没有说法")
        return words(self, node)

    def demanded(self, node: exp.Expr) -> str:
        """Return what must hold, with conditions said as such."""
        inner = node.unnest()
        if isinstance(inner, exp.And):
            return "；".join(self.demanded(one) for one in inner.flatten())
        if not isinstance(inner, exp.Or):
            return self.say(inner)
        *conditions, last = inner.flatten()
        if DENIED.isdisjoint({type(one) for one in conditions}) or not all(map(_is_denial, conditions)):
            return self.say(inner)
        said = "，并且".join(self._denied(one) for one in conditions)
        return f"{said}时，{self.demanded(last)}"

    def _denied(self, node: exp.Expr) -> str:
        """Return the opposite of a denial."""
        if isinstance(node, exp.Not):
            return self.say(node.this.unnest())
        return self.say(exp.EQ(this=node.this.copy(), expression=node.expression.copy()))

    def column(self, node: exp.Expr) -> str:
        """Return what stands for a column, a figure or a limit."""
        return self.vocabulary.named(node.name, node.text("table"))

    def literal(self, node: exp.Expr) -> str:
        """Return a text in quotes, a number as it is."""
        if not node.args.get("is_string"):
            return f" {node.this}"
        if not str(node.this).strip():
            return "空格" if node.this else "空白"
        return f"“{node.this}”"

    def joined(self, node: exp.Expr) -> str:
        """Return clauses joined by and or or; what is said of a column anyway need not say that it is filled in."""
        clauses = list(node.flatten())
        if isinstance(node, exp.And):
            clauses = [one for one in clauses if not _goes_without_saying(one, clauses)]
        word = "，并且" if isinstance(node, exp.And) else "，或者"
        return word.join(dict.fromkeys(self._side(one) for one in clauses))

    def _side(self, node: exp.Expr) -> str:
        return f"（{self.say(node)}）" if isinstance(node, exp.Connector) else self.say(node)

    def opposite(self, node: exp.Expr) -> str:
        """Return the words of what must not be so."""
        inner = node.this.unnest()
        words = OPPOSITES.get(type(inner))
        return (words(self, inner) if words is not None else "") or f"不是（{self.say(inner)}）"

    def not_among(self, node: exp.Expr) -> str:
        """Return that a value is none of several."""
        word = "不属于" if len(node.expressions) > 1 else "不为"
        return f"{self.say(node.this)}{word}{self._listed(node, '')}"

    def unequal(self, node: exp.Expr) -> str:
        """Return that two values differ; empty where one is stated, as a label is."""
        if isinstance(node.expression, exp.Literal):
            return ""
        return self.say(exp.NEQ(this=node.this.copy(), expression=node.expression.copy()))

    def denied_call(self, node: exp.Expr) -> str:
        """Return that something does not hold that a function asks; empty where it has no such words."""
        name = call_name(node)
        if name == "matches":
            text, pattern = node.expressions
            return f"{self.say(text)}{words_without_pattern(pattern.name)}"
        return DENIALS[name].format(*map(self.say, node.expressions)) if name in DENIALS else ""

    def blank(self, node: exp.Expr) -> str:
        """Return that a cell is empty."""
        return f"{self.say(node.this)}没有填写"

    def among(self, node: exp.Expr) -> str:
        """Return that a value is one of several."""
        return f"{self.say(node.this)}为{self._listed(node)}"

    def _listed(self, node: exp.Expr, last: str = "之一") -> str:
        values: Sequence[exp.Expr] = node.expressions
        words = [self.say(value) for value in values]
        return f"{'、'.join(words)}{last}" if len(words) > 1 else words[0]

    def between(self, node: exp.Expr, word: str = "在") -> str:
        """Return that a value lies between two others."""
        low, high = node.args["low"], node.args["high"]
        if is_call(low, "period_start") and is_call(high, "period_end"):
            return f"{self.say(node.this)}{word}采集时段内"
        return f"{self.say(node.this)}{word}{self.say(low)}到{self.say(high)}之间"

    def call(self, node: exp.Expr) -> str:
        """Return what a function gives."""
        name = call_name(node)
        if name in numbers.CALLS:
            return numbers.CALLS[name](node, self.say)
        if name == "matches":
            return f"{self.say(node.expressions[0])}{words_of_pattern(node.expressions[1].name)}"
        if name not in PHRASES:
            raise NoWords(f"函数 {node.name}() 还没有说法")
        if name == "in_unit":
            return PHRASES[name].format(self.say(node.expressions[0]), node.expressions[1].name)
        return PHRASES[name].format(*(numbers.as_one(argument, self.say) for argument in node.expressions))

    def comparison(self, node: exp.Expr) -> str:
        """Return how two values compare."""
        return compared(node, self.say, self.vocabulary)

    def arithmetic(self, node: exp.Expr) -> str:
        """Return a sum, difference, product or quotient."""
        return numbers.calculated(node, self.say, self.vocabulary)


def _is_denial(node: exp.Expr) -> bool:
    if isinstance(node, exp.Not):
        return not isinstance(node.this.unnest(), exp.Is)
    return isinstance(node, exp.NEQ) and not is_truth(node.expression)


def _goes_without_saying(node: exp.Expr, clauses: Sequence[exp.Expr]) -> bool:
    if not (isinstance(node, exp.Not) and is_blank_test(node.this.unnest())):
        return False
    key = column_key(node.this.unnest().this)
    others = (one for one in clauses if one is not node)
    return any(key == column_key(column) for one in others for column in one.find_all(exp.Column))


OPPOSITES: Mapping[type[exp.Expr], Callable[[Speaker, exp.Expr], str]] = {
    exp.Is: lambda speaker, node: f"{speaker.say(node.this)}已填写",
    exp.In: Speaker.not_among,
    exp.EQ: Speaker.unequal,
    exp.Between: lambda speaker, node: speaker.between(node, "不在"),
    exp.Anonymous: Speaker.denied_call,
}
WORDS: Mapping[type[exp.Expr], Callable[[Speaker, exp.Expr], str]] = {
    exp.EQ: Speaker.comparison,
    exp.NEQ: Speaker.comparison,
    exp.GT: Speaker.comparison,
    exp.GTE: Speaker.comparison,
    exp.LT: Speaker.comparison,
    exp.LTE: Speaker.comparison,
    exp.In: Speaker.among,
    exp.Not: Speaker.opposite,
    exp.Is: Speaker.blank,
    exp.And: Speaker.joined,
    exp.Or: Speaker.joined,
    exp.Between: lambda speaker, node: speaker.between(node),
    exp.Paren: lambda speaker, node: speaker.say(node.this),
    exp.Literal: Speaker.literal,
    exp.Boolean: lambda _speaker, node: "是" if node.this else "否",
    exp.Column: Speaker.column,
    exp.Anonymous: Speaker.call,
    exp.Case: lambda speaker, node: numbers.branched(node, speaker.say),
    exp.Neg: lambda speaker, node: f" －{speaker.say(node.this).strip()}",
    exp.Add: Speaker.arithmetic,
    exp.Sub: Speaker.arithmetic,
    exp.Mul: Speaker.arithmetic,
    exp.Div: Speaker.arithmetic,
}
