"""Repairs that can be offered for cells that could not be read: the one value of the list a text can mean."""

import re
from collections.abc import Mapping

import polars as pl

from shucai.domain.catalogue import CodeLists, Form

REPAIRS = {"field": pl.String, "index": pl.UInt32, "before": pl.String, "after": pl.String}
LEAST = 2  # characters of a text that is part of a label; one alone is chance
WRITTEN_CODE = re.compile("[0-9A-Za-z]+")
SHORT_LISTS = 400  # in longer ones a part of a name says too little


def repairs_of(form: Form, refused: Mapping[str, pl.DataFrame], code_lists: CodeLists) -> pl.DataFrame:
    """Return the cells of coded fields whose text holds, or is held by, the name of exactly one value of the list.

    refused: field -> index, value, as normalising answers. Columns of REPAIRS; before: as typed, after: the code.
    """
    parts = [pl.DataFrame(schema=REPAIRS)]
    for name, rows in refused.items():
        code_list = code_lists.get(form.by_name[name].code_list or "")
        if code_list is None or len(code_list.codes) > SHORT_LISTS:
            continue
        meant = {
            text: code
            for text in rows["value"].drop_nulls().unique()
            if (code := _meant(text, code_list.labels))
        }
        after = pl.col("value").replace_strict(meant, default=None, return_dtype=pl.String)
        cells = rows.select(
            pl.lit(name).alias("field"), pl.col("index").cast(pl.UInt32), before="value", after=after
        )
        parts.append(cells.drop_nulls("after"))
    return pl.concat(parts)


def _meant(text: str, labels: Mapping[str, str]) -> str | None:
    """Return the code whose label alone is part of a text or has it as a part; of several names the longest found in it.

    A text that also holds another code of the list contradicts itself and means nothing for certain.
    """
    typed = text.strip()
    inside = [(label, code) for code, label in labels.items() if label and label in typed]
    if inside:
        longest = max(len(label) for label, _ in inside)
        found = {code for label, code in inside if len(label) == longest}
    else:
        found = {code for code, label in labels.items() if len(typed) >= LEAST and typed in label}
    stated = {code for code in WRITTEN_CODE.findall(typed) if code in labels}
    return found.pop() if len(found) == 1 and stated <= found else None
