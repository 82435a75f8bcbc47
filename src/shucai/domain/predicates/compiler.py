"""Syntax tree -> Polars expression, by a whitelist: a node that is not named here is refused when the catalogue loads.

A comparison with a blank is unknown; AND, OR and NOT follow three-valued logic (Kleene), as Polars does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl
from sqlglot import exp

from shucai.domain.predicates import functions
from shucai.domain.predicates.columns import Column, Parameters, Schema
from shucai.domain.predicates.groups import OF_GROUP, over_group
from shucai.domain.predicates.parsing import BadPredicate, Predicate
from shucai.domain.predicates.terms import Kind, Term, text_literal
from shucai.domain.predicates.units import common_unit

COLUMN_KINDS: Mapping[str, Kind] = {
    "string": "text",
    "integer": "number",
    "number": "number",
    "year": "number",
    "boolean": "truth",
    "date": "date",
    "yearmonth": "date",
}

TOLERANCE = 0.005  # of a printed figure with two decimals
NO_CONSTANTS: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a tree is compiled against.

    tolerance: absolute difference within which numbers count as equal. per: what a group of rows shares, or None
    where a predicate speaks of one row alone. constants: named numbers, such as the limits of a check.
    """

    schema: Schema
    parameters: Parameters
    tolerance: float = TOLERANCE
    per: tuple[str, ...] | None = None
    constants: Mapping[str, float] = field(default_factory=dict[str, float])


def compile_predicate(
    predicate: Predicate,
    schema: Schema,
    parameters: Parameters,
    *,
    tolerance: float = TOLERANCE,
    per: tuple[str, ...] | None = None,
    constants: Mapping[str, float] = NO_CONSTANTS,
) -> pl.Expr:
    """Return a Boolean expression over columns named as the fields; null where a blank leaves it open.

    per: the fields whose values the rows of a group share, where the predicate counts or adds up over rows.
    constants: numbers the predicate calls by name.
    Raises BadPredicate for unknown columns, labels, functions and for comparisons of unlike things.
    """
    term = compile_term(predicate.tree, Scope(schema, parameters, tolerance, per, constants))
    if term.kind != "truth":
        raise BadPredicate(f"{predicate.text}：结果不是真假")
    return term.expr


def compile_term(node: exp.Expr, scope: Scope) -> Term:
    """Return the expression of one node with the kind of its values."""
    compiler = COMPILERS.get(type(node))
    if compiler is None:
        raise BadPredicate(f"不允许使用 {node.sql()}（{type(node).__name__}）")
    return compiler(node, scope)


def _column(node: exp.Expr, scope: Scope) -> Term:
    name = column_name(node)
    if name in scope.constants:
        return Term(pl.lit(scope.constants[name]), "number")
    column = scope.schema.get(name)
    if column is None:
        raise BadPredicate(f"没有字段 {name}")
    return Term(pl.col(column.name), COLUMN_KINDS[column.type], column, unit=column.unit)


def column_name(node: exp.Expr) -> str:
    """Return the name by which a node calls a column: ``x``, or ``own.x`` of the row that asks."""
    table = node.text("table")
    return f"{table}.{node.name}" if table else node.name


def _literal(node: exp.Expr, _scope: Scope) -> Term:
    if node.is_string:
        return text_literal(node.name)
    return Term(pl.lit(float(node.name)), "number")


def _negative(node: exp.Expr, scope: Scope) -> Term:
    term = _term_of(node.this, scope, "number")
    return Term(-term.expr, "number", unit=term.unit)


def _paren(node: exp.Expr, scope: Scope) -> Term:
    return compile_term(node.this, scope)


def _not(node: exp.Expr, scope: Scope) -> Term:
    return Term(~_of(node.this, scope, "truth"), "truth")


def _is(node: exp.Expr, scope: Scope) -> Term:
    if not isinstance(node.expression, exp.Null):
        raise BadPredicate(f"{node.sql()}：IS 后只能是 NULL 或 NOT NULL")
    return Term(compile_term(node.this, scope).expr.is_null(), "truth")


def _of(node: exp.Expr, scope: Scope, kind: Kind) -> pl.Expr:
    """Return the expression of a node that must be of one kind."""
    return _term_of(node, scope, kind).expr


def _term_of(node: exp.Expr, scope: Scope, kind: Kind) -> Term:
    term = compile_term(node, scope)
    if term.kind != kind:
        raise BadPredicate(f"{node.sql()}：这里需要{functions.KIND_NAMES[kind]}")
    return term


def _logic(join: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> Callable[[exp.Expr, Scope], Term]:
    def compiled(node: exp.Expr, scope: Scope) -> Term:
        return Term(join(_of(node.this, scope, "truth"), _of(node.expression, scope, "truth")), "truth")

    return compiled


def _arithmetic(
    join: Callable[[pl.Expr, pl.Expr], pl.Expr],
    unit_of: Callable[[Term, Term, Callable[[], str]], str | None],
) -> Callable[[exp.Expr, Scope], Term]:
    """unit_of: gives the unit of the result, and refuses parts that do not go together."""

    def compiled(node: exp.Expr, scope: Scope) -> Term:
        left, right = _term_of(node.this, scope, "number"), _term_of(node.expression, scope, "number")
        return Term(join(left.expr, right.expr), "number", unit=unit_of(left, right, node.sql))

    return compiled


def _of_product(_left: Term, _right: Term, _shown: Callable[[], str]) -> None:
    """A product has a unit of its own, which is not followed."""


def _of_quotient(left: Term, right: Term, shown: Callable[[], str]) -> None:
    """A quotient has a unit of its own too, but what it divides must be alike where it is of one family."""
    common_unit(left, right, shown)


def _divide(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    return pl.when(right != 0).then(left / right)  # a ratio over nothing stays open


def _compare(name: str) -> Callable[[exp.Expr, Scope], Term]:
    def compiled(node: exp.Expr, scope: Scope) -> Term:
        left, right = compile_term(node.this, scope), compile_term(node.expression, scope)
        return Term(compare(name, left, right, scope.tolerance, node.sql), "truth")

    return compiled


def compare(name: str, left: Term, right: Term, tolerance: float, shown: Callable[[], str]) -> pl.Expr:
    """Return a comparison (``eq ne lt le gt ge``) of two terms, labels turned into codes.

    shown: gives the text of the comparison, asked for only where it does not hold.
    """
    for one, other in ((left, right), (right, left)):
        if (
            one.literal is not None
            and other.column is not None
            and (other.column.labels or other.kind == "truth")
        ):
            member = labelled(other.expr, other.column, one.literal)
            if name not in {"eq", "ne"}:
                raise BadPredicate(f"{shown()}：代码只能比较相等或不相等，比较高低请用 quantity()")
            return member if name == "eq" else ~member
    if left.kind != right.kind:
        raise BadPredicate(
            f"{shown()}：{functions.KIND_NAMES[left.kind]}不能与{functions.KIND_NAMES[right.kind]}比较"
        )
    common_unit(left, right, shown)
    if left.kind == "number":
        return _compare_numbers(name, left.expr - right.expr, tolerance)
    operation: pl.Expr = getattr(left.expr, name)(right.expr)
    return operation


def _compare_numbers(name: str, difference: pl.Expr, tolerance: float) -> pl.Expr:
    """Compare by the difference, so that 0.1 + 0.2 = 0.3 and rounded parts still make up their sum."""
    return {
        "eq": difference.abs() <= tolerance,
        "ne": difference.abs() > tolerance,
        "le": difference <= tolerance,
        "ge": difference >= -tolerance,
        "lt": difference < 0,
        "gt": difference > 0,
    }[name]


def labelled(values: pl.Expr, column: Column, label: str) -> pl.Expr:
    """Return whether the values of a coded or yes/no column carry a label.

    Raises BadPredicate for a label its list does not have, naming those it has.
    """
    if column.type == "boolean":
        return values == functions.truth_of(label)
    if column.multi:
        raise BadPredicate(f"{column.name} 可以多选，请用 includes({column.name}, '…')")
    return pl.any_horizontal([values == code for code in functions.codes_of(column, label)])


def _in(node: exp.Expr, scope: Scope) -> Term:
    subject = compile_term(node.this, scope)
    items = [compile_term(item, scope) for item in node.expressions]
    if not items or any(item.literal is None and item.kind != "number" for item in items):
        raise BadPredicate(f"{node.sql()}：IN 后面是文字或数字")
    tests = [compare("eq", subject, item, scope.tolerance, node.sql) for item in items]
    return Term(pl.any_horizontal(tests), "truth")


def _between(node: exp.Expr, scope: Scope) -> Term:
    subject = compile_term(node.this, scope)
    low, high = compile_term(node.args["low"], scope), compile_term(node.args["high"], scope)
    least = compare("ge", subject, low, scope.tolerance, node.sql)
    return Term(least & compare("le", subject, high, scope.tolerance, node.sql), "truth")


def _case(node: exp.Expr, scope: Scope) -> Term:
    otherwise = compile_term(node.args["default"], scope) if node.args.get("default") else None
    branches = [(_of(b.this, scope, "truth"), compile_term(b.args["true"], scope)) for b in node.args["ifs"]]
    kinds: set[Kind] = {term.kind for _, term in branches}
    if otherwise is not None:
        kinds.add(otherwise.kind)
    if len(kinds) != 1:
        raise BadPredicate(f"{node.sql()}：各分支的结果必须同类")
    result = otherwise.expr if otherwise else pl.lit(None)
    for test, term in reversed(branches):
        # an open condition leaves the whole open, it does not fall through to the next branch
        result = pl.when(test.is_null()).then(None).when(test).then(term.expr).otherwise(result)
    return Term(result, kinds.pop())


def _call(node: exp.Expr, scope: Scope) -> Term:
    name = node.name.lower()
    arguments = [compile_term(argument, scope) for argument in node.expressions]
    if name in OF_GROUP:
        return over_group(name, arguments, scope.per)
    return functions.call(name, arguments, scope.parameters)


def _truth(node: exp.Expr, _scope: Scope) -> Term:
    return Term(pl.lit(bool(node.this)), "truth")


COMPILERS: Mapping[type[exp.Expr], Callable[[exp.Expr, Scope], Term]] = {
    exp.Column: _column,
    exp.Literal: _literal,
    exp.Boolean: _truth,
    exp.Paren: _paren,
    exp.Not: _not,
    exp.Neg: _negative,
    exp.Is: _is,
    exp.In: _in,
    exp.Between: _between,
    exp.Case: _case,
    exp.Anonymous: _call,
    exp.And: _logic(lambda a, b: a & b),
    exp.Or: _logic(lambda a, b: a | b),
    exp.Add: _arithmetic(lambda a, b: a + b, common_unit),
    exp.Sub: _arithmetic(lambda a, b: a - b, common_unit),
    exp.Mul: _arithmetic(lambda a, b: a * b, _of_product),
    exp.Div: _arithmetic(_divide, _of_quotient),
    exp.EQ: _compare("eq"),
    exp.NEQ: _compare("ne"),
    exp.LT: _compare("lt"),
    exp.LTE: _compare("le"),
    exp.GT: _compare("gt"),
    exp.GTE: _compare("ge"),
}
