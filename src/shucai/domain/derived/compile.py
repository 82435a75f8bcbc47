"""Definition -> plan: every step of a derivation compiled and proved against the forms it goes through."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import polars as pl

from shucai.domain.catalogue import Form, Place, Source
from shucai.domain.catalogue.derivation import Derivation, Join, Part, Repetition
from shucai.domain.figures import FigurePlan, Forms, compile_figures
from shucai.domain.figures.compile import COUNTED
from shucai.domain.predicates import BadPredicate, Column, Parameters, Schema, parse
from shucai.domain.predicates.compiler import COLUMN_KINDS, Scope, compile_term
from shucai.domain.predicates.terms import Term
from shucai.domain.predicates.units import common_unit


class BadStep(BadPredicate):
    """A step of a derivation does not hold. place: its keys from the top of the definition."""

    def __init__(self, place: Place, what: str) -> None:
        self.place = place
        super().__init__(what)


@contextmanager
def _at(*place: str) -> Generator[None]:
    """Say in which step something does not hold."""
    try:
        yield
    except BadStep as error:
        raise BadStep((*place, *error.place), str(error)) from None
    except BadPredicate as error:
        raise BadStep(place, str(error)) from None


@dataclass(frozen=True)
class JoinPlan:
    """A join ready to be made. looked_up: figures of their rows. pairs: their and our sides of what must be equal."""

    source: Source
    looked_up: tuple[FigurePlan, ...]
    where: pl.Expr | None
    pairs: tuple[tuple[pl.Expr, pl.Expr], ...]
    bring: tuple[tuple[str, pl.Expr], ...]


@dataclass(frozen=True)
class PartPlan:
    """A part ready to be run; the expressions of ``columns`` are by field of the form."""

    part: Part
    joins: tuple[JoinPlan, ...]
    bounds: tuple[pl.Expr | None, pl.Expr] | None
    figures: tuple[FigurePlan, ...]
    where: pl.Expr | None
    left_out: tuple[tuple[pl.Expr, str], ...]
    columns: Mapping[str, pl.Expr]


@dataclass(frozen=True)
class DerivationPlan:
    """A derivation ready to be run. labels: coded field -> label -> code, for results written as labels."""

    derivation: Derivation
    form: Form
    parts: tuple[PartPlan, ...]
    labels: Mapping[str, Mapping[str, str]]


def compile_derivation(
    derivation: Derivation, form: Form, forms: Forms, parameters: Parameters
) -> DerivationPlan:
    """Return the plan of a derivation. form: the one it fills. Raises BadStep for whatever does not hold."""
    target = forms(derivation.target)
    for key, names in (("editable", derivation.editable), ("order", derivation.order)):
        for name in names:
            if name not in target:
                raise BadStep((key, name), f"没有字段 {name}")
    parts: list[PartPlan] = []
    for number, part in enumerate(derivation.parts, 1):
        with _at("parts", f"#{number}"):
            parts.append(_Compiler(part, target, forms, parameters, derivation.limits).result())
    labels = {
        name: {label: codes[0] for label, codes in column.labels.items()}
        for name, column in target.items()
        if column.labels
    }
    return DerivationPlan(derivation, form, tuple(parts), labels)


class _Compiler:
    """The compilation of one part: what is known grows with every step."""

    def __init__(
        self, part: Part, target: Schema, forms: Forms, parameters: Parameters, constants: Mapping[str, float]
    ) -> None:
        self.part, self.target, self.forms = part, target, forms
        self.parameters, self.constants = parameters, constants
        with _at("from"):
            self.known: dict[str, Column] = {} if part.source is None else dict(forms(part.source))

    def result(self) -> PartPlan:
        """Return the plan, step by step in the order in which they are taken."""
        part = self.part
        if part.split is not None:
            with _at("split"):
                self._add(part.split, replace(self._column(part.split), multi=False))
        for name, _ in part.times:
            self._add(name, Column(name, "string"))
        joins = tuple(self._join(join) for join in part.joins)
        bounds = None if part.repeat is None else self._bounds(part.repeat)
        figures = self._figures()
        for name in part.per or ():
            with _at("per", name):
                self._column(name)
        return PartPlan(
            part=part,
            joins=joins,
            bounds=bounds,
            figures=figures,
            where=None if part.where is None else self._truth(part.where, "where"),
            left_out=tuple(self._reason(number) for number in range(len(part.left_out))),
            columns={name: self._result(name, text) for name, text in part.columns.items()},
        )

    def _figures(self) -> tuple[FigurePlan, ...]:
        plans: list[FigurePlan] = []
        for figure in self.part.figures:
            with _at("with", figure.name):
                known, found = compile_figures(
                    [figure], self.known, self.forms, self.parameters, self.constants
                )
                self.known = dict(known)
                plans += found
        return tuple(plans)

    def _reason(self, number: int) -> tuple[pl.Expr, str]:
        test, reason = self.part.left_out[number]
        return self._truth(test, "left_out", f"#{number + 1}"), reason

    def _column(self, name: str) -> Column:
        if name not in self.known:
            raise BadPredicate(f"没有字段 {name}")
        return self.known[name]

    def _add(self, name: str, column: Column) -> None:
        self.known[name] = replace(column, name=name)

    def _term(self, text: str, schema: Schema | None = None) -> Term:
        scope = Scope(
            self.known if schema is None else schema,
            self.parameters,
            per=self.part.per,
            constants=self.constants,
        )
        return compile_term(parse(text).tree, scope)

    def _truth(self, text: str, *place: str) -> pl.Expr:
        with _at(*place):
            term = self._term(text)
            if term.kind != "truth":
                raise BadPredicate(f"{text}：结果不是真假")
        return term.expr

    def _join(self, join: Join) -> JoinPlan:
        with _at("join", join.figure.name):
            return self._joined(join)

    def _joined(self, join: Join) -> JoinPlan:
        figure = join.figure
        theirs, looked_up = compile_figures(
            figure.looked_up,
            self.forms(figure.source),
            self.forms,
            self.parameters,
            self.constants,
        )
        pairs = [(self._term(a, theirs), self._term(b)) for a, b in figure.match]
        if any(a.kind != b.kind for a, b in pairs):
            raise BadPredicate("match 两边不是同类的值")
        brought = [(name, self._term(text, theirs)) for name, text in join.bring]
        where = None if figure.where is None else self._term(figure.where, theirs).expr
        for name, term in brought:
            self._add(name, term.column or Column(name, COUNTED[term.kind], unit=term.unit))
        return JoinPlan(
            source=figure.source,
            looked_up=looked_up,
            where=where,
            pairs=tuple((_key(a), _key(b)) for a, b in pairs),
            bring=tuple((name, term.expr) for name, term in brought),
        )

    def _bounds(self, repeat: Repetition) -> tuple[pl.Expr | None, pl.Expr]:
        kind = "date" if repeat.first is not None else "number"
        texts = [text for text in (repeat.first, repeat.last) if text is not None]
        with _at("repeat"):
            terms = [self._term(text) for text in texts]
            if any(term.kind != kind for term in terms):
                raise BadPredicate("应为两个日期，或一个数")
        self._add(repeat.name, Column(repeat.name, "date" if kind == "date" else "number"))
        return (terms[0].expr if repeat.first is not None else None), terms[-1].expr

    def _result(self, name: str, text: str) -> pl.Expr:
        with _at("columns", name):
            if name not in self.target:
                raise BadPredicate("没有这个字段")
            term, wanted = self._term(text), self.target[name]
            if term.kind != COLUMN_KINDS[wanted.type]:
                raise BadPredicate(f"{text} 不是这一列的类型")
            common_unit(term, Term(term.expr, "number", unit=wanted.unit), lambda: text)
        return term.expr


def _key(term: Term) -> pl.Expr:
    return term.expr.cast(pl.Float64) if term.kind == "number" else term.expr
