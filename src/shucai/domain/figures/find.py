"""Finding figures: a plan and the rows at hand -> one more column on the rows that ask."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl

from shucai.domain.catalogue import Source
from shucai.domain.figures.compile import OWN, FigurePlan
from shucai.domain.predicates import in_every_row

Frames = Mapping[
    Source, pl.DataFrame
]  # the rows of the forms at hand, columns named as the fields, and PLACE

Known = Mapping[FigurePlan, pl.Series]
NOTHING_KNOWN: Known = {}
ITEMS = ";"
PLACE = "#place"  # tells the rows of a form apart, also where they come from several files
ASKING, COUNTS, TAKEN, ASKS, FOUND = "#asking", "#counts", "#taken", "#asks", "#found"
AGGREGATES: Mapping[str, Callable[[pl.Expr], pl.Expr]] = {
    "count": lambda taken: taken.len().cast(pl.Float64),
    "distinct": lambda taken: taken.n_unique().cast(pl.Float64),
    "sum": lambda taken: taken.cast(pl.Float64).sum(),
    "mean": lambda taken: taken.cast(pl.Float64).mean(),
    "min": lambda taken: taken.min(),
    "max": lambda taken: taken.max(),
    "value": lambda taken: pl.when(taken.n_unique() == 1).then(taken.first()),
}
ZERO_OVER_NOTHING = frozenset({"count", "distinct", "sum"})


def add_figures(
    frame: pl.DataFrame, plans: Sequence[FigurePlan], frames: Frames, known: Known = NOTHING_KNOWN
) -> pl.DataFrame:
    """Return the rows with one more column a figure; null where it is open.

    frames: must hold every source of the plans. known: figures found already, from ``whole_figures``.
    """
    for plan in plans:
        found = known[plan].new_from_index(0, frame.height) if plan in known else _found(frame, plan, frames)
        frame = frame.with_columns(found.alias(plan.name))
    return frame


def whole_figures(plans: Iterable[FigurePlan], frames: Frames) -> Known:
    """Return the figures over whole forms that depend on no asking row, each a series of one value, form by form."""
    of_source: dict[Source, list[FigurePlan]] = {}
    for plan in plans:
        if plan.is_whole and plan.source in frames:
            of_source.setdefault(plan.source, []).append(plan)
    found: dict[FigurePlan, pl.Series] = {}
    for source, asked in of_source.items():
        answers = frames[source].select(_at_once(plan).alias(str(n)) for n, plan in enumerate(asked))
        found |= {plan: answers[str(number)] for number, plan in enumerate(asked)}
    return found


def _at_once(plan: FigurePlan) -> pl.Expr:
    """Return the figure of a whole form as one expression."""
    counts, taken = _verdicts(plan)
    return _aggregated(plan, counts, taken)


def _found(asking: pl.DataFrame, plan: FigurePlan, frames: Frames) -> pl.Series:
    if plan.is_whole:
        return whole_figures([plan], frames)[plan].new_from_index(0, asking.height)
    theirs = _their_rows(plan, frames)
    keys = [f"#key{number}" for number in range(len(plan.theirs))]
    if plan.needs_own:
        return _by_pairs(asking, theirs, plan, keys)
    counts, taken = _verdicts(plan)
    rows = theirs.select(*_named(plan.theirs, keys), counts.alias(COUNTS), taken.alias(TAKEN))
    if not keys:
        answer = rows.select(_aggregate(plan).alias(plan.name))[plan.name]
        return answer.new_from_index(0, asking.height)
    groups = rows.drop_nulls(keys).group_by(keys).agg(*_answer(plan))
    asked = asking.select(_named(plan.ours, keys)).with_columns(_complete(keys))
    return _answered(asked.join(groups, on=keys, how="left", maintain_order="left"), plan)


def _their_rows(plan: FigurePlan, frames: Frames) -> pl.DataFrame:
    theirs = add_figures(frames[plan.source], plan.looked_up, frames)
    return theirs if plan.split is None else _apart(theirs, plan.split)


def _apart(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    return frame.with_columns(pl.col(name).str.split(ITEMS)).explode(name)


def _named(exprs: Sequence[pl.Expr], names: Sequence[str]) -> list[pl.Expr]:
    return [in_every_row(expr).alias(name) for expr, name in zip(exprs, names, strict=True)]


def _complete(keys: Sequence[str]) -> pl.Expr:
    """Return whether an asking row says what it asks for."""
    filled = [pl.col(key).is_not_null() for key in keys]
    return (pl.all_horizontal(filled) if filled else pl.lit(value=True)).alias(ASKS)


def _verdicts(plan: FigurePlan) -> tuple[pl.Expr, pl.Expr]:
    """Return whether each row counts (null: open) and what is taken from it."""
    counts = pl.lit(value=True) if plan.where is None else plan.where
    taken = pl.lit(1.0) if plan.taken is None else plan.taken
    return in_every_row(counts), in_every_row(taken)


def _answer(plan: FigurePlan) -> list[pl.Expr]:
    return [_aggregate(plan).alias(plan.name), pl.lit(value=True).alias(FOUND)]


def _aggregate(plan: FigurePlan) -> pl.Expr:
    """Return the figure over the rows of a group whose verdicts stand in columns."""
    return _aggregated(plan, pl.col(COUNTS), pl.col(TAKEN))


def _aggregated(plan: FigurePlan, counts: pl.Expr, taken: pl.Expr) -> pl.Expr:
    """Return the figure over rows: open where one of them leaves it open."""
    counted = taken.filter(counts)
    is_open = counts.is_null().any() | counted.is_null().any()
    return pl.when(~is_open).then(AGGREGATES[plan.take](counted))


def _by_pairs(asking: pl.DataFrame, theirs: pl.DataFrame, plan: FigurePlan, keys: list[str]) -> pl.Series:
    """Return the figure where a row counts or not according to the row that asks: both are put side by side."""
    asked = asking.with_row_index(ASKING)
    if plan.each is not None:
        asked = _apart(asked, plan.each)
    asks_with = [name for name in asked.columns if name in plan.needed_own or name == PLACE]
    own = asked.select(
        ASKING, *(pl.col(name).alias(OWN + name) for name in asks_with), *_named(plan.ours, keys)
    )
    kept = [name for name in theirs.columns if name in plan.needed or name == PLACE]
    other = theirs.select(*kept, *_named(plan.theirs, keys))
    pairs = own.join(other, on=keys, how="inner") if keys else own.join(other, how="cross")
    if plan.others:
        pairs = pairs.filter(pl.col(OWN + PLACE) != pl.col(PLACE))
    counts, taken = _verdicts(plan)
    verdicts = pairs.select(ASKING, counts.alias(COUNTS), taken.alias(TAKEN))
    groups = verdicts.group_by(ASKING).agg(*_answer(plan))
    asks = own.group_by(ASKING, maintain_order=True).agg(_complete(keys).all())
    return _answered(asks.join(groups, on=ASKING, how="left", maintain_order="left"), plan)


def _answered(joined: pl.DataFrame, plan: FigurePlan) -> pl.Series:
    """Return the figure a row: where nothing was found counts and sums are 0, all else is open."""
    answer = pl.col(plan.name)
    if plan.take in ZERO_OVER_NOTHING:
        answer = pl.when(pl.col(FOUND)).then(answer).otherwise(0.0)
    return joined.select(pl.when(pl.col(ASKS)).then(answer).alias(plan.name))[plan.name]
