"""Checks over all rows of a form: keys that may not repeat, and forms that have one row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import polars as pl

from shucai.domain.catalogue import Form, Severity
from shucai.domain.checks.results import FAILURES_SCHEMA, NO_FAILURES, Result
from shucai.domain.checks.table import Table

SHOWN_TWINS = 5
ELSEWHERE = 0  # the place of a row that is compared with those of a file, and is not in it


def one_row_rule(form: Form) -> str:
    """Return the id of the check that a form of one row has one."""
    return f"{form.id}.one_row"


def unique_sets(form: Form) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the id and the fields of every check that values do not repeat: primary key, single fields, sets of them."""
    if form.cardinality == "many" and form.primary_key:
        yield f"{form.id}.primary_key", form.primary_key
    for field in form.fields:
        if field.unique:
            yield f"{form.id}.{field.name}.unique", (field.name,)
    for key in form.unique_keys:
        yield f"{form.id}.{'+'.join(key)}.unique", key


@lru_cache(maxsize=512)
def shared_by(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Return the rules that rows fail together -> the fields those rows share; none of them: all rows of the form."""
    counted = {check.id: check.per for check in form.checks if check.per is not None and not check.once}
    return dict(unique_sets(form)) | counted


def shared_in(form: Form, columns: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return of those rules the ones for which these columns hold all that the rows share."""
    held = frozenset(columns)
    return {rule: names for rule, names in shared_by(form).items() if held.issuperset(names)}


def first_of_cases(form: Form, found: pl.DataFrame, values: pl.DataFrame) -> pl.Series:
    """Return, a finding each, the index of the first row of its case: rows that fail a rule together are one.

    found: rule, and index of the row in values. Where the values lack what the rows share each row is a case of its own.
    """
    first, at = found["index"], found.select("rule", "index").with_row_index("at")
    shared = shared_in(form, values.columns)
    for rule in shared.keys() & set(found["rule"].unique()):
        of_rule = at.filter(rule=rule)
        together = values.select(shared[rule]).select(pl.all().gather(of_rule["index"]))
        same = together.select(pl.struct(pl.all()).hash()).to_series() if together.width else pl.lit(0)
        firsts = of_rule.select(pl.col("index").min().over(same)).to_series()
        first = first.scatter(of_rule["at"], firsts)
    return first


def set_results(table: Table) -> Iterator[Result]:
    """Return the results of uniqueness checks and of the number of rows."""
    if table.form.cardinality == "one":
        yield _one_row(table)
    for rule, key in unique_sets(table.form):
        yield _unique(table, rule, key)


def _one_row(table: Table) -> Result:
    surplus = max(table.height - 1, 0)
    failures = pl.DataFrame(
        {
            "index": list(range(1, table.height)),
            "severity": [Severity.ERROR.value] * surplus,
            "message": [f"本表每校只填一行，现有 {table.height} 行，请只保留一行"] * surplus,
        },
        schema=FAILURES_SCHEMA,
    )
    fields = (table.form.fields[0].name,)
    return Result(one_row_rule(table.form), fields, min(table.height, 1), surplus, 0, failures)


def _unique(table: Table, rule: str, key: Sequence[str]) -> Result:
    """Return where a key repeats. Blank parts that may be blank are alike; a blank that is wrong leaves the row open."""
    frame = table.values.select(key).with_row_index("index").with_columns(table.rows.alias("#row"))
    needed = [name for name in key if table.form.by_name[name].required]
    unreadable = [
        pl.col("index").is_in(table.refused[n]["index"].implode()) for n in key if n in table.refused
    ]
    something = pl.any_horizontal(pl.col(name).is_not_null() for name in key)
    complete = [pl.col(name).is_not_null() for name in needed]
    filled = frame.filter(something, *complete, *(~cell for cell in unreadable))
    twins = filled.filter(pl.struct(key).is_duplicated()) if filled.height > 1 else filled.clear()
    failures = _twin_messages(twins, table.form, key)
    failed = failures.height
    return Result(rule, tuple(key), filled.height - failed, failed, table.height - filled.height, failures)


def _twin_messages(twins: pl.DataFrame, form: Form, key: Sequence[str]) -> pl.DataFrame:
    """Return one failure a row that shares its key, naming the other rows."""
    if twins.is_empty():
        return NO_FAILURES
    first = pl.col("#row").head(SHOWN_TWINS + 1).alias("#first")
    groups = twins.group_by(key).agg(first, (pl.len() - 1).alias("#others"))
    joined = twins.join(groups, on=list(key), nulls_equal=True)
    messages = [
        twin_words(form, key, _named(own, rows, others))
        for own, rows, others in joined.select("#row", "#first", "#others").iter_rows()
    ]
    return joined.select(
        pl.col("index"),
        pl.lit(Severity.ERROR.value).alias("severity"),
        pl.Series("message", messages, pl.String),
    ).sort("index")


def twin_words(form: Form, key: Sequence[str], rows: str) -> str:
    """Return what is said of a row that shares its key with others. rows: those others, as people read them."""
    titles = "＋".join(f"「{form.by_name[name].title}」" for name in key)
    return f"{titles}与{rows}重复，同一对象只填一行，请删除多余的行或改正"


def _named(own: int, first: Sequence[int], others: int) -> str:
    """Return the rows with the same key as people read them. first: some of them and perhaps the own one."""
    here = [str(row) for row in first if row not in {own, ELSEWHERE}][:SHOWN_TWINS]
    told = [f"第 {'、'.join(here)} 行" if others <= SHOWN_TWINS else f"第 {'、'.join(here)} 等 {others} 行"]
    return "、".join([*(told if here else []), *(["现有数据里的行"] if ELSEWHERE in first else [])])
