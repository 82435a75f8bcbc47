"""The same person or award reported by two departments of a form: found on both rows, each naming the other (FIL-8)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

import polars as pl

from shucai.apps.filling.checking.found import FOUND, identity
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.keys.sealing import Sealing
from shucai.domain.catalogue import Form, Severity
from shucai.domain.checks import Rule
from shucai.domain.checks.register import Level
from shucai.domain.checks.sets import unique_sets
from shucai.domain.rows import PART, STATE, UID, RowState, WorkingRows
from shucai.domain.rows.looking import places_by_part
from shucai.toolkit.checks import checks_of

AT, KEY, PARTS = "#at", "#key", "#parts"
JOINT = "\x1f"
SAID = "{unit}第 {row} 行也填了（{titles}相同）；请两个部门商定，只留一行，另一行删除"
OR_TWO = "；确是两件的，请说明理由"  # where two rows may be alike in this
MESSAGE = "两个部门填了同一个人或同一件事；请商定只留一行，确是两件的，请说明理由"


@lru_cache(maxsize=512)
def rules_of_return(form: Form) -> tuple[Rule, ...]:
    """Return every check of a form while departments fill it: those of the catalogue, and that no two fill the same."""
    names = tuple(dict.fromkeys(name for key in identities_of(form) for name in key))
    own = Rule(rule_of(form), Level.ROWS, Severity.EXPLAIN, names, MESSAGE)
    return (*checks_of(form), own) if names else checks_of(form)


def rule_of(form: Form) -> str:
    """Return the id of the check."""
    return f"{form.id}.two_departments"


@lru_cache(maxsize=512)
def identities_of(form: Form) -> tuple[tuple[str, ...], ...]:
    """Return the sets of fields that tell a person or a thing: what is unique, identity numbers, an award by name and date.

    An award is the same whoever is named with it: of a key that lists several people, the rest of it tells the award.
    """
    if form.cardinality == "one" or form.read_only:
        return ()
    found = [key for _, key in unique_sets(form)]
    if len(form.primary_key) == 1:
        found += [(field.name,) for field in form.fields if field.personal == "id_number"]
    award = tuple(name for name in form.primary_key if not form.by_name[name].multi)
    if 1 < len(award) < len(form.primary_key):
        found.append(award)
    return tuple(dict.fromkeys(found))


def double_findings(made: Return, rows: WorkingRows, sealing: Sealing) -> pl.DataFrame | None:
    """Return the rows that two departments filled, columns of FOUND; None where nothing could be compared."""
    if not identities_of(rows.form) or rows.counted.is_empty():
        return None
    parts = _parts(made)
    if len(parts) == 1:
        return None
    frame = _doubles(rows, parts, None)
    return frame.with_columns(_hashes(rows, frame, sealing)).sort("number")


def doubles_among(made: Return, rows: WorkingRows, uids: Collection[str]) -> pl.DataFrame:
    """Return which of some rows another department filled too, columns of FOUND; hashes are blank."""
    if not identities_of(rows.form) or rows.frame[PART].n_unique() == 1:
        return pl.DataFrame(schema=FOUND)
    return _doubles(rows, _parts(made), uids).filter(pl.col("uid").is_in(list(uids)))


def _doubles(rows: WorkingRows, parts: Sequence[Contribution], uids: Collection[str] | None) -> pl.DataFrame:
    """Return the rows that two departments filled, the first that tells a row is told. uids: None for all.

    Who leads sees the row of the other department, and is told its number there; the others are told the number it has in
    the grid of its department.
    """
    units = {one.pk: one.assignment.unit.title for one in parts}
    leading = [one.pk for one in parts if one.assignment.order == 0]
    whole = places_by_part(rows.frame, rows.frame[PART].unique().to_list())
    own = places_by_part(rows.frame, leading)
    places = defaultdict(lambda: own, dict.fromkeys(leading, whole))  # rows of a part that is gone among them
    standing = rows.frame.with_row_index(AT).filter(pl.col(STATE) != RowState.REMOVED.value)
    told: dict[str, dict[str, object]] = {}
    for key in identities_of(rows.form):
        keyed = standing.with_columns(pl.concat_str(list(key), separator=JOINT).alias(KEY)).drop_nulls(KEY)
        if uids is not None:
            asked = keyed.filter(pl.col(UID).is_in(list(uids)))[KEY]
            keyed = keyed.filter(pl.col(KEY).is_in(asked.implode()))
        for one in _met(rows.form, keyed, key, units, places):
            told.setdefault(str(one["uid"]), one)
    return pl.DataFrame(list(told.values()), schema=FOUND)


def _met(
    form: Form,
    keyed: pl.DataFrame,
    key: Sequence[str],
    units: Mapping[int, str],
    places: Mapping[int, Mapping[str, int]],
) -> Iterator[dict[str, object]]:
    titles = "、".join(f"「{form.by_name[name].title}」" for name in key)
    ending = "" if key in dict(unique_sets(form)).values() else OR_TWO
    met = keyed.with_columns(pl.col(PART).n_unique().over(KEY).alias(PARTS)).filter(pl.col(PARTS) > 1)
    groups = met.select(KEY, AT, UID, PART, key[0]).partition_by(KEY, maintain_order=True)
    for group in groups:
        rows = list(group.iter_rows())
        for _, at, uid, part, value in rows:
            other = next(row for row in rows if row[3] != part)
            unit = units.get(other[3], "另一个部门")
            said = SAID.format(unit=unit, row=places[part][other[2]], titles=titles) + ending
            yield {
                "uid": uid,
                "number": at + 1,
                "part": part,
                "field": key[0],
                "value": value,
                "rule": rule_of(form),
                "severity": Severity.EXPLAIN.value,
                "message": said,
                "row": "",
                "cells": "",
                "case": uid,
            }


def _parts(made: Return) -> list[Contribution]:
    """Return the parts of a return, with assignment and department at hand."""
    return list(Contribution.objects.filter(made_return=made).select_related("assignment__unit"))


def _hashes(rows: WorkingRows, frame: pl.DataFrame, sealing: Sealing) -> list[pl.Series]:
    """Return by what an explanation finds its finding again: the row and its own identity, whoever the other is."""
    names = rules_of_return(rows.form)[-1].fields
    found = [
        identity(rows.form, rows.frame.row(number - 1, named=True), rule_of(rows.form), (names, ""), sealing)
        for number in frame["number"]
    ]
    return [
        pl.Series("row", [row for row, _ in found], pl.String),
        pl.Series("cells", [cells for _, cells in found], pl.String),
    ]
