"""Rows that repeat a key, told to a department that sees only its own rows: those by its numbers, the others' by name."""

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.checks.sets import SHOWN_TWINS, twin_words, unique_sets
from shucai.domain.rows import PART, STATE, UID, RowState, Scope, WorkingRows
from shucai.domain.rows.looking import NUMBER, numbered, shown_to

Twin = tuple[str, int]  # uid and part of a row


def twins_told(frame: pl.DataFrame, rows: WorkingRows, scope: Scope) -> pl.DataFrame:
    """Return findings, what they say of repeated keys in the numbers of a part's grid; as they are where it sees all rows."""
    keys = dict(unique_sets(rows.form))
    found = frame.filter(pl.col("rule").is_in(list(keys)))
    seen = shown_to(scope, rows.frame)
    if found.is_empty() or seen.height == rows.frame.height:
        return frame
    places = dict(numbered(seen).select(UID, NUMBER).iter_rows())
    said = dict[tuple[str, str], str]()
    for (rule,), of_rule in found.partition_by("rule", as_dict=True).items():
        for uid, others in _others(rows.frame, of_rule["uid"].to_list(), keys[str(rule)]).items():
            said[str(rule), uid] = _words(rows.form, keys[str(rule)], others, places, scope)
    told = frame.select("rule", "uid", "message").iter_rows()
    messages = [said.get((rule, uid), message) for rule, uid, message in told]
    return frame.with_columns(pl.Series("message", messages, pl.String))


def _others(frame: pl.DataFrame, uids: Collection[str], key: Sequence[str]) -> Mapping[str, list[Twin]]:
    """Return uid -> the other rows that stand with the same key."""
    standing = frame.filter(pl.col(STATE) != RowState.REMOVED.value).select(UID, PART, *key)
    own = standing.filter(pl.col(UID).is_in(list(uids))).drop(PART).rename({UID: "#own"})
    met = own.join(standing, on=list(key), nulls_equal=True, maintain_order="left_right")
    others = dict[str, list[Twin]]()
    for uid, other, part in met.select("#own", UID, PART).iter_rows():
        if other != uid:
            others.setdefault(uid, []).append((other, part))
    return others


def _words(
    form: Form, key: Sequence[str], others: Sequence[Twin], places: Mapping[str, int], scope: Scope
) -> str:
    near = [str(places[uid]) for uid, _ in others if uid in places]
    units = dict.fromkeys(scope.others[part].unit for uid, part in others if uid not in places)
    more = f" 等 {len(near)} 行" if len(near) > SHOWN_TWINS else " 行"
    told = [f"第 {'、'.join(near[:SHOWN_TWINS])}{more}"] if near else []
    return twin_words(form, key, "、".join([*told, *(f"{unit}填的行" for unit in units)]))
