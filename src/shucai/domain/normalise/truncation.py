"""Columns of numbers that Excel truncated as a whole: those whose check digit still holds are refused too (N4)."""

import polars as pl

from shucai.domain.catalogue import Field

ENOUGH = 5  # all-digit values below which no share is taken
SHARE = 0.5
ZEROS = {"id_number": "000", "teacher_cert": "00"}  # what fifteen kept digits leave at the end
_FORMS = {"id_number": r"^[0-9]{18}$", "teacher_cert": r"^[0-9]{17}$"}


def refuse_truncated(field: Field, text: pl.Series, found: pl.DataFrame) -> pl.DataFrame:
    """Return the readings with values that end in zeros refused, where more than half of the column ends so."""
    if field.kind not in _FORMS:
        return found
    form, zeros = _FORMS[field.kind], ZEROS[field.kind]
    numbers = text.filter(text.str.contains(form).fill_null(False))  # noqa: FBT003
    if len(numbers) < ENOUGH or numbers.str.ends_with(zeros).mean() <= SHARE:  # type: ignore[operator]
        return found
    message = f"「{field.title}」半数以上以 {zeros} 结尾，整列已被 Excel 截断，请把该列设为文本后重新粘贴"
    hit = pl.col("value").str.contains(form).fill_null(False) & pl.col("value").str.ends_with(zeros)  # noqa: FBT003
    return found.with_columns(
        pl.when(hit).then(pl.lit("N4")).otherwise("rule").alias("rule"),
        pl.when(hit).then(pl.lit(message)).otherwise("message").alias("message"),
        pl.when(~hit).then("value").alias("value"),
    )
