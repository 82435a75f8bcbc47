"""Reading one cell or one column of a field, for tests."""

from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import Code, CodeList, Field
from shucai.domain.normalise import normalise_columns, reader_of

NO_MARKS = pl.DataFrame(schema={"index": pl.UInt32, "mark": pl.String, "shown": pl.String})
NO_REJECTS = pl.DataFrame(
    schema={"index": pl.UInt32, "value": pl.String, "rule": pl.String, "message": pl.String}
)
TYPES = {
    "count": "integer",
    "number": "number",
    "money": "number",
    "percent": "number",
    "boolean": "boolean",
    "date": "date",
    "yearmonth": "yearmonth",
    "year": "year",
}
ETHNICITY = CodeList(
    "ethnicity",
    "民族",
    (
        Code("01", "汉族", aliases=("汉",)),
        Code("02", "蒙古族"),
        Code("08", "壮族"),
        Code("21", "佤族"),
        Code("30", "土族"),
        Code("36", "毛南族", aliases=("毛难族",)),
    ),
    "GB/T 3304",
    "public",
)


def field_of(kind, title="栏", **marks):
    """Return a field of a kind with its usual type."""
    return Field("f", title, TYPES.get(kind, "string"), kind, **marks)


@dataclass
class Column:
    """One column as read: its part of what all columns of a form are read as."""

    values: pl.Series
    declared_none: pl.Series | None
    changes: pl.DataFrame
    rejects: pl.DataFrame


def column(field, texts, code_list=None, marks=None):
    """Return the column that texts are read as. marks: (index, mark, shown) triples."""
    rows = pl.DataFrame(marks, schema=NO_MARKS.schema, orient="row") if marks else NO_MARKS
    sheet = pl.DataFrame({field.name: texts}, schema={field.name: pl.String})
    of_field = rows.with_columns(pl.lit(field.name).alias("field"))
    read = normalise_columns([reader_of(field, code_list)], sheet, of_field)
    kept = read.changes.filter(read.changes["level"] != "REJECT").drop("column")
    rejects = read.refused.get(field.name, NO_REJECTS)
    assert read.changes.height == kept.height + rejects.height
    return Column(read.values[field.name], read.none.get(field.name), kept, rejects)


def cell(field, text, code_list=None, mark=None, shown=None):
    """Return one cell as (value, rules, level): level is None unchanged, SILENT, ASK or REJECT; 「无」 is the value NONE."""
    read = column(field, [text], code_list, [(0, mark, shown)] if mark else None)
    return outcome_of(read)


def outcome_of(read: Column):
    value = "NONE" if read.declared_none is not None and read.declared_none[0] else read.values[0]
    if read.rejects.height:
        assert value is None
        return None, read.rejects["rule"][0], "REJECT"
    if read.changes.height:
        return value, read.changes["rule"][0], read.changes["level"][0]
    return value, None, None


def message(field, text, code_list=None, mark=None, shown=None):
    """Return the sentence of a refused cell."""
    return column(field, [text], code_list, [(0, mark, shown)] if mark else None).rejects["message"][0]
