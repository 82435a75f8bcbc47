"""Tables as bytes and back: Parquet, compressed, read by any tool that knows the format."""

from io import BytesIO

import polars as pl


def packed(frame: pl.DataFrame) -> bytes:
    """Return a table as a Parquet file."""
    out = BytesIO()
    frame.write_parquet(out, compression="zstd", statistics=False)  # it is always read as a whole
    return out.getvalue()


def unpacked(raw: bytes) -> pl.DataFrame:
    """Return the table of a Parquet file."""
    return pl.read_parquet(BytesIO(raw))
