"""Running a derivation over the rows at hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import Field, Source
from shucai.domain.derived.compile import DerivationPlan, JoinPlan, PartPlan
from shucai.domain.figures import Frames, add_figures
from shucai.domain.predicates import DTYPES, in_every_row

LEFT_OUT_SCHEMA = {"source": pl.String, "key": pl.String, "reason": pl.String}
CLEAN = 8  # decimals: what a quotient carries beyond them is no figure of anybody
NO_REASON = "不符合汇总条件"
Keys = Callable[[Source], tuple[str, ...]]  # the fields by which people know the rows of a form


@dataclass(frozen=True)
class Derived:
    """The rows of a form as they follow from others.

    rows: columns named as the fields of the form, of their types. counted: how many source rows they are made of.
    left_out: LEFT_OUT_SCHEMA, one row a source row that does not count, with its business key and why.
    """

    rows: pl.DataFrame
    counted: int
    left_out: pl.DataFrame


def derive(plan: DerivationPlan, frames: Frames, keys: Keys) -> Derived:
    """Return the rows of a derivation. frames: must hold every source of it."""
    parts = [_part(part, plan, frames, keys) for part in plan.parts]
    rows = pl.concat([rows for rows, _, _ in parts])
    order = plan.derivation.order or plan.form.primary_key
    if order:
        rows = rows.sort(order, maintain_order=True, nulls_last=True)
    left_out = pl.concat([left for _, _, left in parts])
    return Derived(rows, sum(counted for _, counted, _ in parts), left_out)


def _part(
    plan: PartPlan, whole: DerivationPlan, frames: Frames, keys: Keys
) -> tuple[pl.DataFrame, int, pl.DataFrame]:
    frame = _rows(plan, frames)
    counts = pl.lit(value=True) if plan.where is None else plan.where
    verdicts = frame.with_columns(in_every_row(counts).alias("#counts"))
    counted = verdicts.filter(pl.col("#counts")).drop("#counts")
    lost = verdicts.filter(~pl.col("#counts").fill_null(value=False))
    results = counted.select(
        *(in_every_row(expr).alias(f"#{name}") for name, expr in plan.columns.items()),
        *(pl.col(name) for name in plan.part.per or ()),
        *((pl.col(name) for name in whole.form.by_name) if plan.part.keep else ()),
    )
    if plan.part.per is not None:
        results = results.unique(subset=list(plan.part.per) or None, keep="first", maintain_order=True)
    rows = results.select(list(_fields(plan, whole)))
    return rows, counted.height, _left_out(lost, plan, keys)


def _rows(plan: PartPlan, frames: Frames) -> pl.DataFrame:
    """Return the rows of a part before any is left out."""
    part = plan.part
    frame = pl.DataFrame({"#school": [True]}) if part.source is None else frames[part.source]
    if part.split is not None:
        frame = frame.with_columns(pl.col(part.split).str.split(";")).explode(part.split)
    for name, values in part.times:
        frame = frame.join(pl.DataFrame({name: list(values)}), how="cross")
    for join in plan.joins:
        frame = _joined(frame, join, frames)
    if plan.bounds is not None and part.repeat is not None:
        frame = _repeated(frame, part.repeat.name, *plan.bounds)
    return add_figures(frame, plan.figures, frames)


def _joined(frame: pl.DataFrame, join: JoinPlan, frames: Frames) -> pl.DataFrame:
    theirs = add_figures(frames[join.source], join.looked_up, frames)
    if join.where is not None:
        theirs = theirs.filter(join.where)
    keys = [f"#key{number}" for number in range(len(join.pairs))]
    named = zip(join.pairs, keys, strict=True)
    pairs = [(a.alias(key), b.alias(key)) for (a, b), key in named]
    other = theirs.select(
        *(in_every_row(expr).alias(name) for name, expr in join.bring), *(a for a, _ in pairs)
    )
    mine = frame.with_columns(b for _, b in pairs)
    if not keys:
        return mine.join(other, how="cross")
    return mine.join(other, on=keys, how="inner", maintain_order="left").drop(keys)


def _repeated(frame: pl.DataFrame, name: str, first: pl.Expr | None, last: pl.Expr) -> pl.DataFrame:
    span = (
        pl.int_ranges(1, last.cast(pl.Int64) + 1).list.eval(pl.element().cast(pl.Float64))
        if first is None
        else pl.date_ranges(first, last)
    )
    return frame.with_columns(span.alias(name)).explode(name).filter(pl.col(name).is_not_null())


def _fields(plan: PartPlan, whole: DerivationPlan) -> Iterator[pl.Expr]:
    """Return the columns of the form: computed, else kept from its own row, else blank."""
    for field in whole.form.fields:
        dtype = DTYPES[field.type]
        own = pl.col(field.name).cast(dtype)
        if field.name in plan.columns:
            value = _typed(pl.col(f"#{field.name}"), field, whole)
            yield (value.fill_null(own) if plan.part.keep else value).alias(field.name)
        elif plan.part.keep:
            yield own
        else:
            yield pl.lit(None, dtype).alias(field.name)


def _typed(value: pl.Expr, field: Field, whole: DerivationPlan) -> pl.Expr:
    """Return a result in the type of its field; what was written as a label becomes its code."""
    labels = whole.labels.get(field.name)
    if labels is not None and field.type == "string":
        codes = set(labels.values())
        return pl.when(value.is_in(list(codes))).then(value).otherwise(value.replace(dict(labels)))
    if field.type in {"integer", "year"}:
        return value.round().cast(pl.Int64)
    if field.type == "number":
        return value.cast(pl.Float64).round(CLEAN)
    return value.cast(DTYPES[field.type])


def _left_out(lost: pl.DataFrame, plan: PartPlan, keys: Keys) -> pl.DataFrame:
    """Return the source rows that do not count, each with the first reason that is true of it."""
    source = plan.part.source
    if source is None or lost.is_empty():
        return pl.DataFrame(schema=LEFT_OUT_SCHEMA)
    reason: pl.Expr = pl.lit(NO_REASON)
    for test, words in reversed(plan.left_out):
        reason = pl.when(test.fill_null(value=False)).then(pl.lit(words)).otherwise(reason)
    parts = [pl.col(name).cast(pl.String).fill_null("（空）") for name in keys(source)]
    key = pl.concat_str(parts, separator=" / ") if parts else pl.lit("")
    return lost.select(
        pl.lit(source.code).alias("source"),
        in_every_row(key).alias("key"),
        in_every_row(reason).alias("reason"),
    )
