"""Computing what follows from the rows of a folder: derived forms, exception lists, totals, prefills and drafts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import polars as pl

from shucai.adapters.catalogue_files import read_derivations
from shucai.domain.catalogue import Form, Source
from shucai.domain.catalogue.derivation import Derivation, DerivationKind
from shucai.domain.catalogue.schema import forms_of, parameters_of
from shucai.domain.derived import DerivationPlan, Derived, compile_derivation, derive, in_order
from shucai.domain.figures import PLACE, Frames
from shucai.domain.predicates import none_column
from shucai.toolkit.catalogue import YEAR, catalogue
from shucai.toolkit.check import source_title
from shucai.toolkit.rows import Rows

COMPUTED: frozenset[DerivationKind] = frozenset({"derived", "exception_list", "totals"})


@dataclass(frozen=True)
class Difference:
    """How computed rows differ from those at hand, by primary key."""

    new: int
    changed: int
    gone: int


@dataclass(frozen=True)
class FormDerived:
    """What came of one derivation. missing: the forms it needs that are not at hand; then nothing was computed.

    empty: forms it needs that have no rows, so that the result is not complete. difference: from the rows at hand.
    """

    derivation: Derivation
    form: Form
    result: Derived | None
    missing: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    difference: Difference | None = None


@lru_cache(maxsize=8)
def derivation_plans(year: int = YEAR) -> tuple[DerivationPlan, ...]:
    """Return the derivations of both platforms in a year, compiled, each behind those it reads."""
    everything = catalogue()
    editions = [edition for edition in everything.editions if edition.year == year]
    found = [one for e in editions for one in read_derivations(e, everything).values()]
    forms = {(e.platform, code): form for e in editions for code, form in e.forms.items()}
    plans: list[DerivationPlan] = []
    for one in in_order(found):
        form = forms[one.platform, one.form]
        parameters = parameters_of(form, everything.edition_of(form))
        plans.append(compile_derivation(one, form, forms_of(everything, year), parameters))
    return tuple(plans)


def derive_rows(
    rows: Rows, kinds: Collection[DerivationKind] = COMPUTED, year: int = YEAR
) -> list[FormDerived]:
    """Return what every derivation of these kinds gives, in the order in which they build on each other.

    Later ones read the computed rows of earlier ones, not those at hand; drafts stand in only where a form has no rows.
    """
    plans = [plan for plan in derivation_plans(year) if plan.derivation.kind in kinds]
    return derive_in_turn(plans, dict(rows.frames))


def derive_in_turn(plans: Iterable[DerivationPlan], frames: dict[Source, pl.DataFrame]) -> list[FormDerived]:
    """Return what each derivation gives; its rows are put into ``frames``, where those behind it find them."""
    results: list[FormDerived] = []
    for plan in plans:
        outcome = derive_one(plan, frames)
        results.append(outcome)
        target = plan.derivation.target
        if outcome.result is not None and (plan.derivation.kind in COMPUTED or target not in frames):
            frames[target] = _as_frame(outcome.result.rows)
    return results


def derive_one(plan: DerivationPlan, frames: Frames) -> FormDerived:
    """Return what a derivation gives over the rows at hand, or which forms it lacks."""
    derivation = plan.derivation
    missing = [source for source in derivation.sources if source not in frames]
    if missing:
        return FormDerived(derivation, plan.form, None, tuple(map(source_title, missing)))
    empty = [source_title(s) for s in derivation.sources if not frames[s].height]
    result = derive(plan, frames, _key_of)
    known = frames.get(derivation.target)
    if known is None:
        return FormDerived(derivation, plan.form, result, (), tuple(empty))
    result = replace(result, rows=with_completed(result.rows, known, plan))
    difference = difference_of(known, result.rows, plan)
    return FormDerived(derivation, plan.form, result, (), tuple(empty), difference)


def with_completed(rows: pl.DataFrame, known: pl.DataFrame, plan: DerivationPlan) -> pl.DataFrame:
    """Return computed rows with what people completed by hand in the rows at hand, found by primary key."""
    key, editable = list(plan.form.primary_key), list(plan.derivation.editable)
    if not key or not editable:
        return rows
    own = known.unique(subset=key, keep="first").select(
        *key, *(pl.col(name).alias(f"#{name}") for name in editable)
    )
    joined = rows.join(own, on=key, how="left", nulls_equal=True, maintain_order="left")
    carried = [pl.coalesce(f"#{name}", name).cast(rows.schema[name]).alias(name) for name in editable]
    return joined.with_columns(carried).select(rows.columns)


def _key_of(source: Source) -> tuple[str, ...]:
    form = catalogue().form_at(source.platform, source.code, YEAR)
    return form.primary_key if form is not None else ()


def _as_frame(rows: pl.DataFrame) -> pl.DataFrame:
    """Return computed rows as figures read them: nothing is declared 无 in them."""
    none = [pl.lit(value=False).alias(none_column(name)) for name in rows.columns]
    return rows.with_columns(*none, pl.int_range(pl.len()).alias(PLACE))


def difference_of(known: pl.DataFrame, rows: pl.DataFrame, plan: DerivationPlan) -> Difference:
    """Return how computed rows differ from those at hand in the columns that are computed."""
    key = list(plan.form.primary_key)
    if not key:
        same = known.select(rows.columns).equals(rows)
        return Difference(0, 0 if same else rows.height, 0)
    computed = [name for part in plan.derivation.parts for name in part.columns if name not in key]
    before = known.select(*key, *(pl.col(name).alias(f"#{name}") for name in dict.fromkeys(computed)))
    joined = rows.join(before, on=key, how="inner", nulls_equal=True)
    differs = pl.any_horizontal(
        [pl.col(name).ne_missing(pl.col(f"#{name}").cast(rows.schema[name])) for name in computed]
        or [pl.lit(value=False)]
    )
    return Difference(
        new=rows.join(before, on=key, how="anti", nulls_equal=True).height,
        changed=joined.filter(differs).height,
        gone=before.join(rows, on=key, how="anti", nulls_equal=True).height,
    )


def write_derived(results: list[FormDerived], folder: Path) -> list[Path]:
    """Write a workbook for every computed form and return the files. Raises CannotWrite."""
    from shucai.toolkit.templates import PLATFORM_NAMES, write_template

    written: list[Path] = []
    for one in results:
        if one.result is not None:
            name = f"{one.form.code} {one.derivation.title}.xlsx".replace("/", "／")
            path = folder / PLATFORM_NAMES[one.form.platform] / name
            write_template(one.form, path, one.result.rows)
            written.append(path)
    return written
