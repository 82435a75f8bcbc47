"""Functions over the rows that share some values, or over all rows: ``count_of`` ``sum_of`` ``distinct_of`` ``list_of``."""

from collections.abc import Sequence

import polars as pl
from sqlglot import exp

from shucai.domain.predicates.parsing import BadPredicate, Predicate
from shucai.domain.predicates.terms import Kind, Term, in_every_row

OF_GROUP: dict[str, frozenset[Kind]] = {
    "count_of": frozenset({"truth"}),
    "sum_of": frozenset({"number"}),
    "distinct_of": frozenset({"text", "number", "date"}),
    "list_of": frozenset({"text"}),
}
NEEDED = {"count_of": "条件", "sum_of": "数字", "distinct_of": "字段", "list_of": "文字"}
AS_IT_IS = frozenset({"distinct_of", "list_of"})


def counts_rows(predicate: Predicate) -> bool:
    """Return whether a predicate counts or adds up over other rows than its own."""
    return any(call.name.lower() in OF_GROUP for call in predicate.tree.find_all(exp.Anonymous))


def over_group(name: str, arguments: Sequence[Term], per: tuple[str, ...] | None) -> Term:
    """Return a group's answer: rows that fulfil a condition, what a number adds up to, how many values or which.

    per: the fields whose values a group shares; none of them means all rows. The answer is the same in every row
    of a group, and open where one of its rows leaves the part open or where a value of ``per`` is blank.
    Raises BadPredicate outside a check that says ``per``, and for an argument of another kind.
    """
    if per is None:
        raise BadPredicate(f"{name}() 只能用在写了 per 的校验里")
    if len(arguments) != 1 or arguments[0].kind not in OF_GROUP[name]:
        raise BadPredicate(f"{name}() 需要一个{NEEDED[name]}")
    whole = arguments[0].expr
    part = whole if name in AS_IT_IS else in_every_row(whole.cast(pl.Float64))
    group = [pl.col(field) for field in per] or [pl.lit(1)]
    nameless = pl.any_horizontal([pl.col(field).is_null() for field in per]) if per else pl.lit(False)  # noqa: FBT003
    known = ~(nameless | part.is_null().any().over(group))
    if name == "list_of":
        listed = part.implode().over(group).list.unique().list.sort().list.join(";")
        return Term(pl.when(known).then(listed), "text")
    answer = part.n_unique().cast(pl.Float64) if name == "distinct_of" else part.sum()
    return Term(pl.when(known).then(answer.over(group)), "number", unit=arguments[0].unit)
