"""Texts of coded cells that stand for no value of their list: a person picks what each means, once for all its cells."""

from collections.abc import Mapping
from hashlib import sha256

import polars as pl

from shucai.domain.catalogue import Code, CodeList, CodeLists, Form
from shucai.domain.normalise.codes import near_labels
from shucai.domain.rows.repairs import REPAIRS

PICK = "PICK@"  # what the causes of these repairs begin with
PICKED = {**REPAIRS, "cause": pl.String}
MOST_OFFERED = (
    60  # values of a list that can be picked from as a whole; of longer ones only the near ones are offered
)

YES_NO = CodeList("yes_no", "是否", (Code("是", "是"), Code("否", "否")), "", "public")


def cause_of_pick(field: str, text: str) -> str:
    """Return what a pick is remembered by. The text itself is not in it: somebody may have pasted a number there."""
    return f"{PICK}{field}~{sha256(text.encode()).hexdigest()[:16]}"


def picks_of(
    form: Form, refused: Mapping[str, pl.DataFrame], code_lists: CodeLists, picked: Mapping[str, str]
) -> pl.DataFrame:
    """Return the cells whose text somebody picked a value for, columns of PICKED.

    refused: field -> index, value, as normalising answers. picked: cause -> code; one that is none of the list is left out.
    """
    parts = [pl.DataFrame(schema=PICKED)]
    for name, rows in refused.items() if picked else ():
        code_list = list_to_pick_from(form, name, code_lists)
        if code_list is None:
            continue
        causes = {text: cause_of_pick(name, text) for text in rows["value"].drop_nulls().unique()}
        value = pl.col("value").replace_strict(causes, default=None, return_dtype=pl.String)
        known = {cause: code for cause, code in picked.items() if code in code_list.by_code}
        after = pl.col("cause").replace_strict(known, default=None, return_dtype=pl.String)
        cells = rows.select("index", "value", value.alias("cause")).select(
            pl.lit(name).alias("field"),
            pl.col("index").cast(pl.UInt32),
            before="value",
            after=after,
            cause="cause",
        )
        parts.append(cells.drop_nulls("after"))
    return pl.concat(parts)


def list_to_pick_from(form: Form, name: str, code_lists: CodeLists) -> CodeList | None:
    """Return the list of a field that holds one value of one, of a field of yes and no those two; else None."""
    field = form.by_name.get(name)
    if field is not None and field.type == "boolean" and not field.multi:
        return YES_NO
    return None if field is None or field.multi else code_lists.get(field.code_list or "")


def offered(text: str, code_list: CodeList) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the values in force a text may mean, as code and label: the near ones first, then, of a short list, the rest."""
    values = {code.label: code.code for code in code_list.codes if code.valid_to is None}
    near = [(values[label], label) for label in near_labels(text, list(values))]
    rest = [(code, label) for label, code in values.items() if (code, label) not in near]
    return near, rest if len(values) <= MOST_OFFERED else []
