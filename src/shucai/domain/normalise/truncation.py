"""Columns of numbers that Excel truncated as a whole: those whose check digit still holds are refused too (N4)."""

import polars as pl

from shucai.domain.catalogue import Field

ENOUGH = 5  # all-digit values below which no share is taken
SHARE = 0.5
ZEROS = {"id_number": "000", "teacher_cert": "00"}  # what fifteen kept digits leave at the end
_FORMS = {"id_number": r"^[0-9]{18}$", "teacher_cert": r"^[0-9]{17}$"}


def refuse_truncated(field: Field, place: int, texts: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Return the readings with values that end in zeros refused, where more than half of their column ends so.

    place: of the field among the columns. found: readings with column, value, rule, message, level.
    """
    if field.kind not in _FORMS or not _is_truncated(texts[field.name], field.kind):
        return found
    form, zeros = _FORMS[field.kind], ZEROS[field.kind]
    message = f"「{field.title}」半数以上以 {zeros} 结尾，整列已被 Excel 截断，请把该列设为文本后重新粘贴"
    of_form = pl.col("value").str.contains(form) & pl.col("value").str.ends_with(zeros)
    hit = (pl.col("column") == place) & of_form.fill_null(value=False)
    return found.with_columns(
        pl.when(hit).then(pl.lit("N4")).otherwise("rule").alias("rule"),
        pl.when(hit).then(pl.lit("REJECT")).otherwise("level").alias("level"),
        pl.when(hit).then(pl.lit(message)).otherwise("message").alias("message"),
        pl.when(~hit).then("value").alias("value"),
    )


def _is_truncated(text: pl.Series, kind: str) -> bool:
    numbers = text.drop_nulls()
    numbers = numbers.filter(numbers.str.contains(_FORMS[kind]))
    return len(numbers) >= ENOUGH and numbers.str.ends_with(ZEROS[kind]).sum() > SHARE * len(numbers)
