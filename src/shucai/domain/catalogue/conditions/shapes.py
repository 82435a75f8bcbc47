"""Questions about the nodes of a predicate's syntax tree."""

from typing import TypeGuard

from sqlglot import exp

TRUTHS = (
    exp.EQ,
    exp.NEQ,
    exp.GT,
    exp.GTE,
    exp.LT,
    exp.LTE,
    exp.In,
    exp.Between,
    exp.Is,
    exp.Not,
    exp.Connector,
)


def is_truth(node: exp.Expr) -> bool:
    """Return whether a node is something that holds or does not."""
    return isinstance(node.unnest(), TRUTHS)


def call_name(node: exp.Expr) -> str:
    """Return the name of the function that a node calls."""
    return node.name.lower()


def is_call(node: exp.Expr, name: str) -> TypeGuard[exp.Anonymous]:
    """Return whether a node calls a function of this name."""
    return isinstance(node, exp.Anonymous) and call_name(node) == name


def is_number(node: exp.Expr, value: float) -> bool:
    """Return whether a node is this number as such."""
    return isinstance(node, exp.Literal) and not node.is_string and float(node.name) == value


def is_text(node: exp.Expr) -> bool:
    """Return whether a node is a text as such."""
    return isinstance(node, exp.Literal) and node.is_string


def column_key(node: exp.Expr) -> tuple[str, str]:
    """Return what tells columns apart: the name, and whether it is of the row that asks."""
    return node.name, node.text("table")


def is_blank_test(node: exp.Expr) -> bool:
    """Return whether a node asks whether a column is empty."""
    return isinstance(node, exp.Is) and isinstance(node.this, exp.Column)
