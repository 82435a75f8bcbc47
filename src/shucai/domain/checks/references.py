"""References between forms: a value must stand in the form it names; evaluated where that form is at hand."""

from collections.abc import Iterator, Mapping

import polars as pl

from shucai.domain.catalogue import ForeignKey, Form, Severity
from shucai.domain.checks.results import NO_FAILURES, Result, Skipped
from shucai.domain.checks.table import JOINT, Table, combined

SHOWN = 5


def reference_rules(form: Form) -> Iterator[tuple[str, ForeignKey]]:
    """Return the id of the check of every foreign key.

    Where the same fields must be found in several places, the later ones name their form.
    """
    seen: set[str] = set()
    for key in form.foreign_keys:
        rule = f"{form.id}.{'+'.join(key.fields)}.reference"
        yield (f"{rule}.{key.targets[0][0]}" if rule in seen else rule), key
        seen.add(rule)


def reference_results(
    table: Table, tables: Mapping[str, Table], titles: Mapping[str, str]
) -> Iterator[Result | Skipped]:
    """Return one result a foreign key, or why it could not be evaluated.

    tables: form code -> rows at hand; titles: form code -> title, for messages.
    """
    for rule, key in reference_rules(table.form):
        at_hand = {**tables, table.form.code: table}
        missing = [code for code, _ in key.targets if code not in at_hand]
        if missing:
            named = "、".join(f"{code} {titles[code]}" for code in missing)
            yield Skipped(rule, f"需要 {named} 的数据")
        else:
            yield _result(table, key, at_hand, rule)


def _result(table: Table, key: ForeignKey, at_hand: Mapping[str, Table], rule: str) -> Result:
    exempt = pl.Series("key", key.exempt, pl.String)
    known = pl.concat([*(at_hand[code].combinations(names) for code, names in key.targets), exempt])
    multi = table.form.by_name[key.fields[0]].multi
    filled = _asked(table, key, multi=multi).drop_nulls("key")
    lost = filled.filter(~pl.col("key").is_in(known.implode()))
    failures = _failures(lost, _message(table.form, key, at_hand)) if lost.height else NO_FAILURES
    answered = filled["index"].n_unique() if multi else filled.height
    return Result(
        rule, key.fields, answered - failures.height, failures.height, table.height - answered, failures
    )


def _failures(lost: pl.DataFrame, message: str) -> pl.DataFrame:
    """Return one failure a row with values that were not found. message: with a place for them."""
    return (
        lost.group_by("index", maintain_order=True)
        .agg(pl.col("key"))
        .select(
            pl.col("index").cast(pl.UInt32),
            pl.lit(Severity.ERROR.value).alias("severity"),
            pl.format(message, _shown(pl.col("key"))).alias("message"),
        )
    )


def _shown(keys: pl.Expr) -> pl.Expr:
    """Return up to five keys as people read them."""
    return keys.list.head(SHOWN).list.join("、").str.replace_all(JOINT, " + ", literal=True)


def _message(form: Form, key: ForeignKey, at_hand: Mapping[str, Table]) -> str:
    places = "或".join(f"{code} {at_hand[code].form.title}".replace("{", "（") for code, _ in key.targets)
    title = "＋".join(f"「{form.by_name[name].title}」" for name in key.fields)
    return f"{title}的 {{}} 在 {places} 里找不到，请先在那里填报，或改正这里"


def _asked(table: Table, key: ForeignKey, *, multi: bool) -> pl.DataFrame:
    frame = table.values.select(combined(key.fields).alias("key")).with_row_index("index")
    return frame.with_columns(pl.col("key").str.split(";")).explode("key") if multi else frame
