"""The very hidden sheet in which a template of ours says which form it is."""

# pyarrow comes without types, so what goes through it is unknown here:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

import pyarrow as pa

IDENTITY_SHEET = "_shucai"


def identity_of(cells: pa.Table) -> dict[str, str] | None:
    """Return the keys of column A with the values of column B; None where there are no two columns."""
    if cells.num_columns < 2:  # noqa: PLR2004 - keys and values
        return None
    keys, values = cells.column(0).to_pylist(), cells.column(1).to_pylist()
    return {key: value or "" for key, value in zip(keys, values, strict=True) if key}
