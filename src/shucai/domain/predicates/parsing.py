"""Predicate text -> syntax tree. Every function call stays a plain call, so that only our own functions have a meaning."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import SqlglotError
from sqlglot.parser import Parser as SqlParser


class Predicates(Dialect):
    """SQL expressions in which no function is known to the parser."""

    class Parser(SqlParser):
        """The parser without built-in functions."""

        FUNCTIONS: ClassVar[dict[str, Callable[..., exp.Expr]]] = {}
        FUNCTION_PARSERS: ClassVar[dict[str, Callable[..., exp.Expr]]] = {}


class BadPredicate(ValueError):
    """A predicate that does not hold together; the message says what in it."""


@dataclass(frozen=True)
class Predicate:
    """A parsed predicate and its text."""

    text: str
    tree: exp.Expr


@lru_cache(maxsize=8192)
def parse(text: str) -> Predicate:
    """Return the parsed predicate. Raises BadPredicate where the text is no SQL expression."""
    try:
        tree = Predicates().parse(text)
    except SqlglotError as error:
        raise BadPredicate(f"不是有效的表达式：{str(error).splitlines()[0]}") from None
    if len(tree) != 1 or tree[0] is None:
        raise BadPredicate("必须恰好是一个表达式")
    return Predicate(text, tree[0])
