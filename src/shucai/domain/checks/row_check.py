"""A check that one expression answers for every row."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import Severity


@dataclass(frozen=True)
class RowCheck:
    """A check as an expression over a table's frame: true passes, false fails, null stays open.

    message: for the reader; ``explain`` makes it from the value as typed where that tells more.
    """

    id: str
    fields: tuple[str, ...]
    severity: Severity
    ok: pl.Expr
    message: str
    explain: Callable[[str | None], str] | None = None
