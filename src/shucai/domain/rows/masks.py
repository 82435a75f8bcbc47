"""Personal values as those see them who neither fill nor review (ruling 11): the end of a number, else nothing."""

import polars as pl

from shucai.domain.catalogue import Form

STARS = "****"
SHOWN_END = 4
WITH_END = frozenset({"id_number", "contact", "account", "certificate"})


def masked(form: Form, frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows with their personal cells masked; blank stays blank. frame: some or all fields of the form."""
    names = frame.columns
    return frame.with_columns(
        _mask(f.name, f.personal) for f in form.fields if f.personal and f.name in names
    )


def masked_text(form: Form, name: str, text: str | None) -> str | None:
    """Return one cell masked where its field is personal."""
    personal = form.by_name[name].personal
    if not text or not personal:
        return text
    return STARS + (text[-SHOWN_END:] if personal in WITH_END and len(text) > SHOWN_END else "")


def _mask(name: str, personal: str | None) -> pl.Expr:
    column = pl.col(name)
    end = (
        pl.when(column.str.len_chars() > SHOWN_END).then(column.str.tail(SHOWN_END)).otherwise(pl.lit(""))
        if personal in WITH_END
        else pl.lit("")
    )
    return pl.when(column.is_not_null()).then(pl.lit(STARS) + end).alias(name)
