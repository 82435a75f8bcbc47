"""Numbers that stand far from the others of their column, or far from last year's of the same row, and why.

Judged without assuming anything of their spread: by quartiles, so that the numbers looked for do not move the measure.
Skewed columns (money, areas) are judged by their size as well as by their order of magnitude; what is far by both is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import Field, Form
from shucai.domain.rows.working import UID

LEAST = 12  # numbers a column needs before one of them can be unusual
FAR, FAR_IN_SIZE = 3.0, 1.5  # times the distance of the quartiles
TIMES = 10  # times last year's
SMALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Outlying:
    """A number that is unusual. low, high: between which half of the numbers lie; times: what it is of last year's."""

    uid: str
    field: str
    value: float
    low: float | None = None
    high: float | None = None
    times: float | None = None

    @property
    def words(self) -> str:
        """Return why, in words."""
        if self.times is not None:
            return (
                f"是上年的 {plain(self.times)} 倍"
                if self.times >= 1
                else f"只有上年的 {plain(1 / self.times)} 分之一"
            )
        if self.low is None or self.high is None:
            return ""
        side = "高" if self.value > self.high else "低"
        return f"明显偏{side}，本栏多数在 {plain(self.low)} 到 {plain(self.high)} 之间"


def plain(number: float) -> str:
    """Return a number as people write it, with at most two decimals."""
    text = f"{number:,.2f}" if abs(number) < SMALL else f"{number:,.0f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def outlying(form: Form, rows: pl.DataFrame, before: pl.DataFrame | None = None) -> list[Outlying]:
    """Return the unusual numbers of rows, in the order of the rows' columns.

    rows: with UID. before: last year's rows; columns of the key, coded numbers and personal values are left out.
    """
    found: list[Outlying] = []
    for field in form.fields:
        if not _is_measured(form, field):
            continue
        numbers = rows.select(UID, _number(field.name).alias("value")).drop_nulls()
        past = before.select(_number(field.name))[field.name].drop_nulls() if before is not None else None
        found.extend(_far(field.name, numbers, past))
    known = {(one.uid, one.field) for one in found}
    leapt = _leapt(form, rows, before) if before is not None else ()
    return [*found, *(one for one in leapt if (one.uid, one.field) not in known)]


def _is_measured(form: Form, field: Field) -> bool:
    return (
        field.is_numeric
        and field.code_list is None
        and field.personal is None
        and field.name not in form.primary_key
    )


def _number(name: str) -> pl.Expr:
    number = pl.col(name).cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)


def _far(name: str, numbers: pl.DataFrame, past: pl.Series | None) -> Iterator[Outlying]:
    value = numbers["value"]
    sample = value if past is None else pl.concat([value, past.alias("value")])
    if sample.len() < LEAST:
        return
    low, high = _quartiles(sample)
    if low == high:
        return
    wide = FAR * (high - low)
    hit = (value < low - wide) | (value > high + wide)
    if float(str(sample.min())) >= 0:
        small, large = _quartiles(sample.log1p())
        wide = FAR_IN_SIZE * (large - small)
        hit &= (value.log1p() < small - wide) | (value.log1p() > large + wide)
    for uid, number in numbers.filter(hit).iter_rows():
        yield Outlying(uid, name, number, low, high)


def _quartiles(numbers: pl.Series) -> tuple[float, float]:
    return float(numbers.quantile(0.25, "linear") or 0), float(numbers.quantile(0.75, "linear") or 0)


def _leapt(form: Form, rows: pl.DataFrame, before: pl.DataFrame) -> Iterator[Outlying]:
    """Yield the numbers that are ten times last year's of the same row, or a tenth of it."""
    names = [field.name for field in form.fields if _is_measured(form, field)]
    key = list(form.primary_key)
    single = form.cardinality == "one"
    if not names or before.is_empty() or not (single or key):
        return
    past = before.select(*key, *(_number(name).alias(f"{name}#") for name in names))
    both = (
        rows.join(past.head(1).drop(key), how="cross")
        if single
        else rows.join(
            past.unique(key, keep="first"), on=key, how="inner", nulls_equal=True, maintain_order="left"
        )
    )
    for name in names:
        pairs = both.select(UID, _number(name).alias("value"), pl.col(f"{name}#").alias("was"))
        there = pairs.filter((pl.col("value") > 0) & (pl.col("was") > 0))
        times = pl.col("value") / pl.col("was")
        far = there.with_columns(times.alias("times")).filter((times >= TIMES) | (times <= 1 / TIMES))
        for uid, value, _, ratio in far.iter_rows():
            yield Outlying(uid, name, value, times=ratio)
