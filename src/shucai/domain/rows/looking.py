"""Looking through rows: by conditions on their columns, by a text anywhere, in an order. Texts in, the same rows out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from shucai.domain.catalogue import Field, Form
from shucai.domain.normalise.readings import all_as_read
from shucai.domain.rows.scope import Scope
from shucai.domain.rows.working import PART, STATE, UID, RowState

NUMBER = "#number"
BETWEEN = ";"  # the codes of a cell that holds several, and those of a condition


class Op(StrEnum):
    """What a condition asks of a cell, or of a row where it names no field."""

    IS = "is"
    ONE_OF = "one_of"  # of several codes, a blank among them for no code
    CONTAINS = "contains"
    BLANK = "blank"
    FILLED = "filled"
    ERROR = "error"
    CHANGED = "changed"
    STAGED = "staged"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition. field: None for the whole row."""

    field: str | None
    op: Op
    value: str = ""


@dataclass(frozen=True)
class Known:
    """What rows are looked through with besides their texts.

    labels: field -> code -> label. wrong: field (blank: the whole row) -> uids of rows with an error there.
    moved: field -> uids of rows in which it is not as last year.
    """

    labels: Mapping[str, Mapping[str, str]]
    wrong: Mapping[str, Collection[str]]
    moved: Mapping[str, Collection[str]]


def shown_to(scope: Scope, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that a part sees, in order; among them its people count."""
    hidden = [part for part in scope.others if not scope.sees(part)]
    return frame.filter(~pl.col(PART).is_in(hidden)) if hidden else frame


def numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows with their place, from 1."""
    return frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(NUMBER))


def places_by_part(frame: pl.DataFrame, leading: Collection[int]) -> dict[str, int]:
    """Return uid -> the place of a row, from 1, in the grid of the part it belongs to, which sees its own alone.

    leading: the parts that see all rows and count them all.
    """
    of_all, of_own = pl.int_range(1, pl.len() + 1), pl.int_range(1, pl.len() + 1).over(PART)
    place = pl.when(pl.col(PART).is_in(list(leading))).then(of_all).otherwise(of_own)
    return dict(frame.select(UID, place.alias(NUMBER)).iter_rows())


def looked_through(
    form: Form, frame: pl.DataFrame, conditions: Iterable[Condition], known: Known, *, find: str = ""
) -> pl.DataFrame:
    """Return the rows that meet every condition and hold a text in one of their cells."""
    wanted = [_meets(form, one, known) for one in conditions]
    if find:
        wanted.append(pl.any_horizontal(holds(f.name, find, known, whole=False) for f in form.fields))
    return frame.filter(*wanted) if wanted else frame


def holds(name: str, text: str, known: Known, *, whole: bool) -> pl.Expr:
    """Return whether a cell holds a text, or is it; in a coded column also by the label of its code."""
    column, labels = pl.col(name), known.labels.get(name, {})
    lowered = text.lower()
    if whole:
        codes = [code for code, label in labels.items() if label.lower() == lowered]
        return (column.str.to_lowercase() == lowered) | column.is_in(codes)
    hit = column.str.to_lowercase().str.contains(lowered, literal=True)
    codes = [code for code, label in labels.items() if lowered in label.lower()]
    if codes:
        hit = hit | _has_one_of(name, codes)
    return hit.fill_null(value=False)


def _has_one_of(name: str, codes: Sequence[str]) -> pl.Expr:
    return pl.col(name).str.split(BETWEEN).list.eval(pl.element().is_in(codes)).list.any()


def in_order(form: Form, frame: pl.DataFrame, name: str, *, descending: bool) -> pl.DataFrame:
    """Return rows by a column: numbers by their size, texts by their readings, blanks last; rows alike in their order."""
    field = form.by_name[name]
    first = pl.col(name)
    if field.is_numeric:
        first = first.cast(pl.Float64, strict=False)
    elif field.code_list is None:
        first = pl.lit(pl.Series(all_as_read(frame[name]), dtype=pl.String))
    return frame.sort(first, pl.col(name), descending=descending, nulls_last=True, maintain_order=True)


def _meets(form: Form, one: Condition, known: Known) -> pl.Expr:
    if one.op is Op.STAGED:
        return pl.col(STATE) != RowState.FORMAL.value
    if one.op in {Op.ERROR, Op.CHANGED}:
        rows = known.wrong if one.op is Op.ERROR else known.moved
        return pl.col(UID).is_in(list(rows.get(one.field or one.value, ())))
    fields: Sequence[Field] = [form.by_name[one.field]] if one.field else form.fields
    return pl.any_horizontal(_meets_in(field, one, known) for field in fields)


def _meets_in(field: Field, one: Condition, known: Known) -> pl.Expr:
    match one.op:
        case Op.BLANK:
            return pl.col(field.name).is_null()
        case Op.FILLED:
            return pl.col(field.name).is_not_null()
        case Op.IS:
            return holds(field.name, one.value, known, whole=True)
        case Op.ONE_OF:
            codes = one.value.split(BETWEEN)
            return _has_one_of(field.name, codes).fill_null(value="" in codes)
        case _:
            return holds(field.name, one.value, known, whole=False)
