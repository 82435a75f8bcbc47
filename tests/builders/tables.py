"""Tables of random typed values, right and wrong mixed, for a form; and the same rows as plain Python values."""

from datetime import date, timedelta
from random import Random

import polars as pl

from shucai.domain.catalogue import CodeLists, Field, Form
from shucai.domain.checks import Table
from shucai.domain.examples import id_number, right_text
from shucai.domain.predicates import DTYPES, none_column

REJECTS = {"index": pl.UInt32, "value": pl.String, "rule": pl.String, "message": pl.String}


def random_table(form: Form, code_lists: CodeLists, height: int, random: Random) -> tuple[Table, list[dict]]:
    """Return a table with random content and its rows as dicts: field, field#none, field#refused."""
    columns = {f.name: [random_value(f, code_lists, random) for _ in range(height)] for f in form.fields}
    none = {f.name: [v is None and random.random() < 0.2 for v in columns[f.name]] for f in form.fields}
    refused = {
        f.name: [
            v is None and not n and random.random() < 0.2
            for v, n in zip(columns[f.name], none[f.name], strict=True)
        ]
        for f in form.fields
    }
    values = pl.DataFrame(
        [pl.Series(f.name, columns[f.name], DTYPES[f.type], strict=False) for f in form.fields]
    )
    table = Table(
        form=form,
        values=values,
        typed=values.select(pl.all().cast(pl.String)),
        rows=pl.Series("row", range(2, height + 2), pl.Int64),
        sheet="Sheet1",
        places={f.name: n for n, f in enumerate(form.fields, 1)},
        none={name: pl.Series(name, flags, pl.Boolean) for name, flags in none.items()},
        refused={name: _rejects(flags) for name, flags in refused.items() if any(flags)},
    )
    rows = values.to_dicts()
    for number, row in enumerate(rows):
        row.update({none_column(name): flags[number] for name, flags in none.items()})
        row.update({f"{name}#refused": flags[number] for name, flags in refused.items()})
    return table, rows


def _rejects(flags: list[bool]) -> pl.DataFrame:
    index = [number for number, flag in enumerate(flags) if flag]
    return pl.DataFrame([(number, "?", "X", "读不出来") for number in index], schema=REJECTS, orient="row")


def random_value(field: Field, code_lists: CodeLists, random: Random):
    """Return a value of the field's type, around its limits where it has some, blank in one case of four."""
    if random.random() < 0.25:
        return None
    if field.type == "boolean":
        return random.random() < 0.5
    if field.type in {"date", "yearmonth"}:
        day = random.choice([date(2023, 9, 1), date(2024, 8, 31), date(2005, 2, 28)])
        day += timedelta(days=random.randint(-40, 40))
        return day.replace(day=1) if field.type == "yearmonth" else day
    if field.is_numeric or field.type == "year":
        return _random_number(field, random)
    return _random_text(field, code_lists, random)


def _random_number(field: Field, random: Random):
    around = [n for n in (field.minimum, field.maximum, 0, 1, 5, 2023) if n is not None]
    value = random.choice(around) + random.choice([-1, 0, 0, 0, 1, 0.004])
    return int(value) if field.type in {"integer", "year"} else float(value)


def _random_text(field: Field, code_lists: CodeLists, random: Random) -> str:
    if field.code_list is not None:
        codes = list(code_lists[field.code_list].by_code) or ["000000"]
        picked = [random.choice(codes) for _ in range(random.randint(1, 3) if field.multi else 1)]
        return ";".join(dict.fromkeys(picked))
    if field.kind == "id_number":
        return id_number(random.randint(0, 5))
    text = right_text(field, code_lists, random.randint(0, 3))
    return text if random.random() < 0.8 else text + "多余" * random.randint(1, 30)
