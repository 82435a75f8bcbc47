"""What an identity number tells of other cells of its row: sex and day of birth, where the form holds them to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from shucai.domain.catalogue import CodeLists, Form
from shucai.domain.identifiers.expressions import birth_of, gender_of, id_number_valid

GENDER = re.compile(r"label_of\((\w+)\) = gender_of\((\w+)\)")
BIRTH = re.compile(r"(\w+) = birth_of\((\w+)\)")
CUT_OFF = "000"  # what a spreadsheet leaves of the end of a number it took for an amount: the digit of the sex is gone
TOLD = {"field": pl.String, "index": pl.UInt32, "before": pl.String, "after": pl.String}


@dataclass(frozen=True)
class Told:
    """The field a rule holds to what an identity number tells. what: gender or birth."""

    field: str
    number: str
    what: str

    @property
    def answer(self) -> pl.Expr:
        """Return what the number tells, a label or a date as text; blank where the number does not hold or was cut off."""
        number = pl.col(self.number)
        if self.what == "birth":
            return pl.when(id_number_valid(number)).then(birth_of(number).cast(pl.String))
        is_whole = ~number.str.ends_with(CUT_OFF)
        return pl.when(id_number_valid(number) & is_whole).then(gender_of(number))


@lru_cache(maxsize=512)
def told_by_numbers(form: Form) -> Mapping[str, Told]:
    """Return the rules of a form that hold a field to an identity number."""
    found: dict[str, Told] = {}
    for check in form.checks:
        for pattern, what in ((GENDER, "gender"), (BIRTH, "birth")):
            match = pattern.fullmatch(check.require.strip())
            if match:
                found[check.id] = Told(match[1], match[2], what)
    return found


def told_cells(form: Form, texts: pl.DataFrame, code_lists: CodeLists) -> pl.DataFrame:
    """Return the cells that are not as the identity number of their row tells: columns of TOLD, after: as it is kept.

    texts: rows in their one spelling.
    """
    parts = [pl.DataFrame(schema=TOLD)]
    for told in dict.fromkeys(told_by_numbers(form).values()):
        if not {told.field, told.number} <= set(texts.columns):
            continue
        code_list = code_lists.get(form.by_name[told.field].code_list or "")
        by_label = code_list.by_label if code_list else {}
        codes = {label: codes[0] for label, codes in by_label.items()}
        after = told.answer.replace(codes).alias("after")
        cells = texts.select(
            pl.lit(told.field).alias("field"),
            pl.int_range(pl.len(), dtype=pl.UInt32).alias("index"),
            pl.col(told.field).alias("before"),
            after,
        )
        parts.append(
            cells.filter(pl.col("after").ne_missing(pl.col("before")) & pl.col("after").is_not_null())
        )
    return pl.concat(parts)
