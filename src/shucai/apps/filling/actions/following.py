"""What was said about findings of a row goes with it where its key is corrected (ruling 4: bound to rule, row and value)."""

from collections.abc import Mapping

import polars as pl

from shucai.apps.filling.checking.found import row_hash
from shucai.apps.filling.checking.part import place_of_explanation
from shucai.apps.filling.models import Explanation, Return
from shucai.apps.keys.sealing import Sealing
from shucai.domain.rows import UID, WorkingRows
from shucai.domain.rows.keys import key_of, key_of_row


def moved_keys(
    rows: WorkingRows, typed: Mapping[str, Mapping[str, str | None]], sealing: Sealing
) -> dict[str, str]:
    """Return the keyed hash a row had -> the one it has with what is typed into its key.

    rows: before that. typed: uid -> new texts by field. A row that shares its key with another one is left out: whose the
    words are cannot be told.
    """
    form = rows.form
    key = set(form.primary_key)
    mine = [uid for uid, cells in typed.items() if not key.isdisjoint(cells)]
    if not mine:
        return {}
    before = rows.frame.filter(pl.col(UID).is_in(mine)).rows(named=True)
    keys = rows.counted.select(key_of(form).alias("key"))["key"].drop_nulls()
    shared = set(keys.filter(keys.is_duplicated()))
    moved = {
        row_hash(form, row, sealing): row_hash(form, {**row, **typed[row[UID]]}, sealing)
        for row in before
        if key_of_row(form, row) not in shared
    }
    return {old: new for old, new in moved.items() if old != new}


def follow_keys(made: Return, moved: Mapping[str, str], sealing: Sealing) -> None:
    """Bind what was said about rows to their new keys; where something was said there under the same rule, it stays behind.

    moved: as ``moved_keys`` gives it.
    """
    if not moved:
        return
    there = Explanation.objects.filter(made_return=made, withdrawn_at=None)
    taken = set(there.filter(row__in=[*moved.values()]).values_list("rule", "row"))
    for one in there.filter(row__in=[*moved]):
        new = moved[one.row]
        if (one.rule, new) in taken:
            continue
        taken.add((one.rule, new))
        text = sealing.unseal(one.text, place_of_explanation(one.rule, one.row)) if one.text else ""
        one.row, one.text = new, sealing.seal(text, place_of_explanation(one.rule, new)) if text else ""
        one.save(update_fields=["row", "text"])


def is_spoken_of(made: Return) -> bool:
    """Return whether anything was said about a row of a return that is not taken back."""
    return Explanation.objects.filter(made_return=made, withdrawn_at=None).exists()


def follow_back(made: Return, before: WorkingRows, after: WorkingRows, sealing: Sealing) -> None:
    """Bind what was said about rows to the keys they have once more. before, after: the rows when their texts came back."""
    key = list(before.form.primary_key)
    if not key:
        return
    then = before.frame.select(UID, *(pl.col(name).alias(f"then {name}") for name in key))
    both = after.frame.select(UID, *key).join(then, on=UID)
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"then {name}")) for name in key)
    back = {row[UID]: {name: row[name] for name in key} for row in both.filter(differs).iter_rows(named=True)}
    follow_keys(made, moved_keys(before, back, sealing), sealing)
