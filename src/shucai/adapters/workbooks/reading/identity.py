"""The very hidden sheet in which a template of ours says which form it is."""

from shucai.adapters.workbooks.reading.arrow import Table

IDENTITY_SHEET = "_shucai"


def identity_of(cells: Table) -> dict[str, str] | None:
    """Return the keys of column A with the values of column B; None where there are no two columns."""
    if cells.num_columns < 2:  # noqa: PLR2004 - keys and values
        return None
    keys, values = cells.column(0).to_pylist(), cells.column(1).to_pylist()
    return {key: value or "" for key, value in zip(keys, values, strict=True) if key}
