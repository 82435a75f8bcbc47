"""Cells of which the text tells less than the sheet did: errors, uncalculated formulas, lost digits, months, merges."""

import polars as pl

from shucai.domain.catalogue import Field
from shucai.domain.normalise.outcomes import Level, Outcome, Refused, after
from shucai.domain.normalise.readers import Reader
from shucai.domain.tables import Mark

SPREAD = "F6"


def read_marked(reader: Reader, text: str | None, mark: str | None, shown: str | None) -> Outcome:
    """Return what a cell with a mark says. text: null for errors and formulas without a value."""
    field = reader.field
    if mark == Mark.ERROR:
        value = shown or text or "#"
        return Refused("F2", f"单元格是错误值“{value}”，请改正公式，或直接填写「{field.title}」的值")
    if mark == Mark.NO_VALUE:
        return Refused("F2", "单元格是没有算过的公式，请用 Excel 打开保存一次再导入，或直接填写值")
    value = text or ""
    if mark == Mark.LONG_NUMBER and field.type == "string":
        return _lost_digits(field, shown or value)
    if mark == Mark.PERCENT and field.kind == "percent":
        return after(("N9",), Level.SILENT, reader.read(_hundredfold(value)))
    outcome = reader.read(value)
    if mark == Mark.AMBIGUOUS_MONTH and field.type == "yearmonth":
        return after(("D4",), Level.ASK, outcome)
    return outcome


def _lost_digits(field: Field, value: str) -> Refused:
    return Refused(
        "N1",
        f"“{value}”是 16 位以上的数值，Excel 只保留 15 位，「{field.title}」的末几位已丢失，"
        "请把该列设为文本格式，从原始资料重新粘贴",
    )


def _hundredfold(fraction: str) -> str:
    return f"{round(float(fraction) * 100, 10):f}%"


def with_merged_filled(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with those below in a vertical merge given the text and mark of the first one (F6).

    cells: index, text, mark, shown. ``merged`` says where; a merge whose first cell is not there stays blank.
    """
    merged = (pl.col("mark") == Mark.MERGED).fill_null(False)  # noqa: FBT003
    source = pl.when(~merged).then(pl.col("index")).forward_fill()
    return cells.with_columns(
        merged.alias("merged"),
        *(
            pl.when(merged).then(pl.col(name).gather(source)).otherwise(pl.col(name)).alias(name)
            for name in ("text", "mark", "shown")
        ),
    )
