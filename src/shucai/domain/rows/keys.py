"""Which row a row is: its business key. Blank parts that may be blank are alike; a blank part that is needed leaves none."""

from collections.abc import Mapping

import polars as pl

from shucai.domain.catalogue import Form

JOINT = "\x1f"


def is_complete(form: Form) -> pl.Expr:
    """Return, of rows as texts, whether the key is complete: every part that is always required, and some part at all."""
    needed = [pl.col(name).is_not_null() for name in _needed(form)]
    some = pl.any_horizontal(pl.col(name).is_not_null() for name in form.primary_key)
    return pl.all_horizontal(some, *needed)


def key_of(form: Form) -> pl.Expr:
    """Return the text that tells rows apart, null where the key is not complete. The form has a key."""
    parts = [pl.col(name).fill_null("") for name in form.primary_key]
    return pl.when(is_complete(form)).then(pl.concat_str(parts, separator=JOINT))


def meeting_key(form: Form) -> pl.Expr:
    """Return ``key_of``, of a form of one row the same for all rows."""
    return key_of(form) if form.primary_key else pl.lit("")


def key_of_row(form: Form, row: Mapping[str, object]) -> str | None:
    """Return ``key_of`` of one row; None also where the form has no key."""
    parts = {name: row[name] for name in form.primary_key}
    if not any(parts.values()) or any(parts[name] is None for name in _needed(form)):
        return None
    return JOINT.join(str(part or "") for part in parts.values())


def keys_of(form: Form, texts: pl.DataFrame) -> pl.Series:
    """Return the key of each row as people read it; null where it is not complete or the form has none."""
    if not form.primary_key:
        return pl.Series("key", [None] * texts.height, dtype=pl.String)
    shown = pl.concat_str([pl.col(name) for name in form.primary_key], separator=" / ", ignore_nulls=True)
    return texts.select(pl.when(is_complete(form)).then(shown).alias("key"))["key"]


def _needed(form: Form) -> list[str]:
    """Return the parts that no row may leave blank."""
    return [name for name in form.primary_key if form.by_name[name].required]
