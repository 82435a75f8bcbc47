"""Many rows of a table at once; Django's own way takes ten times as long."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import Any  # what columns hold

from django.db import connection, models
from django.db.models.expressions import RawSQL

PLAIN = frozenset({
    "BigIntegerField", "CharField", "FloatField", "ForeignKey", "JSONField", "PositiveIntegerField", "TextField",
})  # fmt: skip
A_STATEMENT = 100  # rows; of forty columns they are far from the most that may be bound
HARMLESS = re.compile(r"[0-9A-Za-z_:.+ \[\]{}-]*", re.ASCII)  # texts that stand in a statement as they are


@dataclass(frozen=True, slots=True)
class Same:
    """The one value that all rows have in a column."""

    value: object

    @property
    def literal(self) -> str | None:
        """Return it as it stands in a statement, None where it has to be bound to it."""
        if self.value is None:
            return "NULL"
        if type(self.value) is int:
            return str(self.value)
        is_harmless = isinstance(self.value, str) and HARMLESS.fullmatch(self.value)
        return f"'{self.value}'" if is_harmless else None


Column = Sequence[object] | Same


def insert_rows(
    model: type[models.Model], same: Mapping[str, object], each: Mapping[str, Sequence[object]]
) -> int:
    """Insert rows by one prepared statement, or one stream, and return how many.

    same: field -> what all rows have. each: field -> a value a row, of a JSON field its JSON. Fields in neither take the
    default of the model. A foreign key is given as an id.
    """
    count = len(next(iter(each.values())))
    if not count:
        return 0
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    columns = [_column(f, same, each) for f in fields]
    quoted = ", ".join(connection.ops.quote_name(str(f.column)) for f in fields)
    table = f"{connection.ops.quote_name(model._meta.db_table)} ({quoted})"
    write = _stream if connection.vendor == "postgresql" else _execute
    write(table, columns, count)
    return count


def among(numbers: Sequence[int]) -> RawSQL:
    """Return the rows of these ids, for ``pk__in``: one value is bound, where Django would bind each of them."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(numbers)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(numbers))])


def _stream(table: str, columns: Sequence[Column], count: int) -> None:
    """Write rows into a table. table: its name with those of its columns.

    The keys that many rows name are looked up at once: left to the end of the transaction, everybody who writes an entry of
    the audit waits for that.
    """
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in _rows(columns, count):
                copy.write_row(row)
        if count > A_STATEMENT:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _execute(table: str, columns: Sequence[Column], count: int) -> None:
    """Write rows as ``_stream`` does. What all have stands in the statement: to bind it again and again takes longest."""
    literals = [one.literal if isinstance(one, Same) else None for one in columns]
    if all(literals):
        literals[0] = None  # a statement is executed once a row that is bound to it
    places = ", ".join(literal or "%s" for literal in literals)
    bound = [one for one, literal in zip(columns, literals, strict=True) if literal is None]
    with connection.cursor() as cursor:
        for size, statements in _grouped(_rows(bound, count), count):
            values = ", ".join([f"({places})"] * size)
            statement = f"INSERT INTO {table} VALUES {values}"  # noqa: S608 - names of the model, harmless literals
            cursor.executemany(statement, statements)  # type: ignore[arg-type]  # any iterable will do


def _grouped(
    rows: Iterable[tuple[object, ...]], count: int
) -> Iterator[tuple[int, Iterator[tuple[object, ...]]]]:
    """Yield how many rows a statement inserts, and what is bound to each such statement: many rows cost half as much so."""
    left = iter(rows)
    for size, times in ((A_STATEMENT, count // A_STATEMENT), (count % A_STATEMENT, 1)):
        if size and times:
            yield size, (tuple(chain.from_iterable(islice(left, size))) for _ in range(times))
    if any(left):  # looking behind the last row tells also whether all columns are equally long
        raise ValueError


def _rows(columns: Iterable[Column], count: int) -> Iterable[tuple[object, ...]]:
    return zip(*(repeat(one.value, count) if isinstance(one, Same) else one for one in columns), strict=True)


def _column(
    field: "models.Field[Any, Any]", same: Mapping[str, object], each: Mapping[str, Sequence[object]]
) -> Column:
    """Return the values of a column as the driver of the database takes them; one alone where all rows have it."""
    if field.name not in each:
        value = same[field.name] if field.name in same else field.get_default()
        return Same(field.get_db_prep_save(value, connection))
    values = each[field.name]
    if field.get_internal_type() not in PLAIN:
        values = [field.get_db_prep_save(value, connection) for value in values]
    return Same(values[0]) if values.count(values[0]) == len(values) else values
