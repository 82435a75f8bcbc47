"""Definition -> plan: every expression of a figure compiled and proved against the form it goes to."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl
from sqlglot import exp

from shucai.domain.catalogue import Figure, Source
from shucai.domain.predicates import BadPredicate, Column, Parameters, Schema, none_column, parse
from shucai.domain.predicates.columns import ColumnType
from shucai.domain.predicates.compiler import Scope, column_name, compile_term
from shucai.domain.predicates.terms import Kind, Term

OWN = "own."  # prefix by which a figure names what belongs to the row that asks
COUNTED: Mapping[Kind, ColumnType] = {
    "text": "string",
    "number": "number",
    "date": "date",
    "truth": "boolean",
}
TAKES: Mapping[str, frozenset[Kind]] = {
    "sum": frozenset({"number"}),
    "mean": frozenset({"number"}),
    "min": frozenset({"text", "number", "date"}),
    "max": frozenset({"text", "number", "date"}),
    "distinct": frozenset({"text", "number", "date", "truth"}),
    "value": frozenset({"text", "number", "date", "truth"}),
}
TAKE = re.compile(r"(\w+)\((.*)\)", re.DOTALL)  # distinct(…) is no function to a parser of SQL
NUMBERS = frozenset({"count", "sum", "distinct", "mean"})

Forms = Callable[[Source], Schema]  # raises BadPredicate where there is no such form


@dataclass(frozen=True, eq=False)
class FigurePlan:
    """A figure ready to be found; it equals only itself.

    needs_own: its rows are told by comparing them with the asking row, pair by pair.
    needed: columns of theirs; needed_own: columns of the asking row.
    """

    name: str
    source: Source
    looked_up: tuple["FigurePlan", ...]
    split: str | None
    each: str | None
    others: bool
    theirs: tuple[pl.Expr, ...]
    ours: tuple[pl.Expr, ...]
    where: pl.Expr | None
    take: str
    taken: pl.Expr | None
    needs_own: bool
    needed: frozenset[str]
    needed_own: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """Return whether it is one figure over all rows of a form as they stand, whoever asks."""
        return not (self.theirs or self.needs_own or self.looked_up or self.split)


def compile_figures(
    figures: Sequence[Figure],
    schema: Schema,
    forms: Forms,
    parameters: Parameters,
    constants: Mapping[str, float],
) -> tuple[Schema, tuple[FigurePlan, ...]]:
    """Return the schema with a column a figure, and the plans in which they are found, one after the other.

    schema: of the rows that ask. Raises BadPredicate for whatever does not hold.
    """
    known = dict(schema)
    plans: list[FigurePlan] = []
    for figure in figures:
        if figure.name in known or figure.name in constants:
            raise BadPredicate(f"{figure.name} 与字段或别的名称相同")
        plan, column = _Compiler(figure, known, forms, parameters, constants).result()
        known[figure.name] = column
        plans.append(plan)
    return known, tuple(plans)


class _Both(Mapping[str, Column]):
    """Their columns, and those of the asking row under ``own.``."""

    def __init__(self, theirs: Schema, own: Schema) -> None:
        self.theirs, self.own = theirs, own

    def __getitem__(self, name: str) -> Column:
        if name.startswith(OWN):
            return replace(self.own[name.removeprefix(OWN)], name=name)
        return self.theirs[name]

    def __iter__(self) -> Iterator[str]:
        yield from self.theirs
        yield from (OWN + name for name in self.own)

    def __len__(self) -> int:
        return len(self.theirs) + len(self.own)


class _Compiler:
    """The compilation of one figure."""

    def __init__(
        self,
        figure: Figure,
        own: Schema,
        forms: Forms,
        parameters: Parameters,
        constants: Mapping[str, float],
    ) -> None:
        self.figure, self.parameters, self.constants = figure, parameters, constants
        theirs = forms(figure.source)
        looked_up, self.plans = compile_figures(figure.looked_up, theirs, forms, parameters, constants)
        self.own = _taken_apart(own, figure.each)
        self.theirs = _taken_apart(looked_up, figure.split)
        self.seen: set[str] = set()
        self.both: Schema = _Both(self.theirs, self.own)

    def result(self) -> tuple[FigurePlan, Column]:
        """Return the plan and the column it adds."""
        figure = self.figure
        pairs = [self._pair(theirs, ours) for theirs, ours in figure.match]
        where = None if figure.where is None else self._where(figure.where)
        name, taken = self._take(figure.take)
        own_names = {n.removeprefix(OWN) for n in self.seen if n.startswith(OWN)}
        plan = FigurePlan(
            name=figure.name,
            source=figure.source,
            looked_up=self.plans,
            split=figure.split,
            each=figure.each,
            others=figure.others,
            theirs=tuple(theirs.expr for theirs, _ in pairs),
            ours=tuple(ours.expr for _, ours in pairs),
            where=where,
            take=name,
            taken=None if taken is None else taken.expr,
            needs_own=bool(own_names) or figure.each is not None or figure.others,
            needed=frozenset(n for n in self.seen if not n.startswith(OWN)),
            needed_own=frozenset(own_names),
        )
        return plan, self._column(name, taken)

    def _term(self, text: str, schema: Schema) -> Term:
        tree = parse(text).tree
        for node in tree.find_all(exp.Column):
            name = column_name(node)
            self.seen |= {name, none_column(name)}
        return compile_term(tree, self._scope(schema))

    def _scope(self, schema: Schema) -> Scope:
        return Scope(schema, self.parameters, constants=self.constants)

    def _pair(self, theirs: str, ours: str) -> tuple[Term, Term]:
        left = self._term(theirs, self.theirs)
        right = compile_term(parse(ours).tree, self._scope(self.own))
        if left.kind != right.kind:
            raise BadPredicate(f"match {theirs}: {ours}：两边不是同类的值")
        if _coded_differently(left, right):
            raise BadPredicate(f"match {theirs}: {ours}：两个代码表不同，请用 label_of() 比名称")
        if left.kind == "number":
            left, right = (replace(t, expr=t.expr.cast(pl.Float64)) for t in (left, right))
        return left, right

    def _where(self, text: str) -> pl.Expr:
        term = self._term(text, self.both)
        if term.kind != "truth":
            raise BadPredicate(f"where {text}：结果不是真假")
        return term.expr

    def _take(self, text: str) -> tuple[str, Term | None]:
        found = TAKE.fullmatch(text.strip())
        name, argument = (found[1].lower(), found[2].strip()) if found else ("", "")
        if name == "count" and not argument:
            return name, None
        if name not in TAKES or not argument:
            raise BadPredicate(f"take {text}：应为 count() 或 {'、'.join(f'{t}(…)' for t in TAKES)}")
        term = self._term(argument, self.both)
        if term.kind not in TAKES[name]:
            raise BadPredicate(f"take {text}：{name}() 不能用于这类值")
        return name, term

    def _column(self, name: str, taken: Term | None) -> Column:
        """Return what the figure is for predicates: a number, or a value with the labels of where it was found."""
        unit = taken.unit if taken is not None and name not in {"count", "distinct"} else None
        if name in NUMBERS or taken is None:
            return Column(self.figure.name, "number", unit=unit)
        if taken.column is not None:
            return replace(taken.column, name=self.figure.name)
        return Column(self.figure.name, COUNTED[taken.kind], unit=unit)


def _taken_apart(schema: Schema, name: str | None) -> Schema:
    """Return the schema once a multi-valued column has been taken apart, one item a row."""
    if name is None:
        return schema
    if name not in schema:
        raise BadPredicate(f"没有字段 {name}")
    return {**schema, name: replace(schema[name], multi=False)}


def _coded_differently(left: Term, right: Term) -> bool:
    columns = [term.column for term in (left, right) if term.column is not None and term.column.labels]
    return len(columns) > 1 and dict(columns[0].code_labels) != dict(columns[1].code_labels)
