"""Identifiers as Polars expressions, for whole columns: blank in, blank out; values are expected as normalised."""

from datetime import date

import polars as pl

from shucai.domain.identifiers.checksums import CREDIT_ALPHABET, CREDIT_WEIGHTS, RESIDENT_WEIGHTS
from shucai.domain.identifiers.regions import PROVINCES

RESIDENT = r"^[0-9]{17}[0-9Xx]$"
CREDIT = r"^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$"
YEAR_ZERO = "0000"


def birth_of(number: pl.Expr) -> pl.Expr:
    """Return the day of birth that identity numbers of 18 characters state; blank for other numbers and impossible days."""
    digits = number.str.slice(6, 8)
    stated = number.str.contains(RESIDENT) & (digits.str.head(4) != YEAR_ZERO)
    return pl.when(stated).then(digits.str.to_date("%Y%m%d", strict=False))


def gender_of(number: pl.Expr) -> pl.Expr:
    """Return 男 or 女 as the 17th digit of identity numbers states; blank for other numbers."""
    odd = number.str.slice(16, 1).is_in(["1", "3", "5", "7", "9"])
    label = pl.when(odd).then(pl.lit("男")).otherwise(pl.lit("女"))
    return pl.when(number.str.contains(RESIDENT)).then(label)


def id_number_valid(number: pl.Expr, today: date | None = None) -> pl.Expr:
    """Return whether identity numbers of 18 characters hold: province, date (not after ``today``), order, check digit."""
    digits = number.str.head(17).cast(pl.Int64, strict=False)
    total = sum(
        (((digits // 10 ** (16 - place)) % 10) * weight for place, weight in enumerate(RESIDENT_WEIGHTS)),
        start=pl.lit(0),
    )
    last = number.str.slice(17, 1).replace({"X": "10", "x": "10"}).cast(pl.Int64, strict=False)
    born = birth_of(number)
    province = number.str.head(2).is_in(sorted(PROVINCES)) | number.str.starts_with("9")
    holds = (last == (12 - total % 11) % 11) & province & (number.str.slice(14, 3) != "000")
    dated = born.is_not_null() if today is None else born <= today
    return pl.when(number.is_not_null()).then((holds & dated).fill_null(False))  # noqa: FBT003


def uscc_valid(code: pl.Expr) -> pl.Expr:
    """Return whether unified social credit codes hold by form and check character."""
    ranks = {character: rank for rank, character in enumerate(CREDIT_ALPHABET)}
    values = [
        code.str.slice(i, 1).replace_strict(ranks, default=None, return_dtype=pl.Int32) for i in range(18)
    ]
    total = sum((v * w for v, w in zip(values, CREDIT_WEIGHTS, strict=False)), start=pl.lit(0))
    holds = code.str.contains(CREDIT) & ((total + values[17]) % 31 == 0)
    return pl.when(code.is_not_null()).then(holds.fill_null(False))  # noqa: FBT003


def isbn_valid(text: pl.Expr) -> pl.Expr:
    """Return whether book numbers of 13 digits hold by prefix and check digit; ISBN in front and hyphens are passed over."""
    digits = text.str.replace(r"(?i)^ISBN[ :：]*", "").str.replace_all("-", "")
    values = [digits.str.slice(place, 1).cast(pl.Int32, strict=False) for place in range(13)]
    total = sum((value * (1, 3)[place % 2] for place, value in enumerate(values)), start=pl.lit(0))
    holds = digits.str.contains(r"^97[89][0-9]{10}$") & (total % 10 == 0)
    return pl.when(text.is_not_null()).then(holds.fill_null(value=False))


def issn_valid(text: pl.Expr) -> pl.Expr:
    """Return whether serial numbers of eight characters hold by check digit; ISSN in front and the hyphen are passed over."""
    digits = text.str.replace(r"(?i)^ISSN[ :：]*", "").str.replace_all("-", "").str.to_uppercase()
    last = digits.str.slice(7, 1).replace({"X": "10"})
    values = [*(digits.str.slice(place, 1) for place in range(7)), last]
    total = sum((v.cast(pl.Int32, strict=False) * (8 - n) for n, v in enumerate(values)), start=pl.lit(0))
    holds = digits.str.contains(r"^[0-9]{7}[0-9X]$") & (total % 11 == 0)
    return pl.when(text.is_not_null()).then(holds.fill_null(value=False))
