"""A handful of rows, read cell by cell: setting up expressions over their columns takes longer than reading them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl

from shucai.domain.normalise.booleans import STATED
from shucai.domain.normalise.outcomes import Outcome, Read, Refused
from shucai.domain.normalise.readers import Reader
from shucai.domain.normalise.truncation import ENOUGH

Unclean = tuple[int, int, str, Outcome]  # the place of the field, the row, the text, what it says


def is_few(texts: pl.DataFrame, marks: pl.DataFrame) -> bool:
    """Return whether rows are so few that no column of them can be taken as a whole, and none of their cells is marked."""
    return texts.height < ENOUGH and marks.is_empty()


def read_few(readers: Sequence[Reader], texts: pl.DataFrame) -> tuple[pl.DataFrame, list[Unclean]]:
    """Return the typed values of some rows, and the cells that do not stand as they are, by column and row."""
    unclean: list[Unclean] = []
    values: dict[str, list[object]] = {reader.field.name: [] for reader in readers}
    for index, row in enumerate(texts.select(list(values)).iter_rows()):
        for place, (reader, text) in enumerate(zip(readers, row, strict=True)):
            spelt = text
            if text is not None and not reader.stands(text):
                outcome = reader.read(text)
                spelt = None if isinstance(outcome, Refused) else outcome.text
                if outcome != Read(text):
                    unclean.append((place, index, text, outcome))
            values[reader.field.name].append(None if spelt is None else _value(reader, spelt))
    schema = {reader.field.name: _TYPES.get(reader.field.type, pl.String()) for reader in readers}
    return pl.DataFrame(values, schema=schema), sorted(unclean, key=lambda cell: cell[:2])


def _value(reader: Reader, spelt: str) -> object:
    make = _VALUES.get(reader.field.type)
    return reader.exact.get(spelt, spelt) if make is None else make(spelt)


def _whole(text: str) -> int | None:
    try:
        return int(text.removesuffix("%"))
    except ValueError:
        return None


def _number(text: str) -> float:
    return float(text.removesuffix("%")) + 0  # -0.0 becomes 0.0


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


_TYPES: Mapping[str, pl.DataType] = {
    "integer": pl.Int64(), "number": pl.Float64(), "boolean": pl.Boolean(), "date": pl.Date(),
    "yearmonth": pl.Date(), "year": pl.Int64(),
}  # fmt: skip
_VALUES: Mapping[str, Callable[[str], object]] = {
    "integer": _whole, "number": _number, "boolean": STATED.get, "date": date.fromisoformat, "yearmonth": _month,
    "year": int,
}  # fmt: skip
