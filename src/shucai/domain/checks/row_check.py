"""A check that one expression answers for every row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from shucai.domain.catalogue import Severity
from shucai.domain.predicates import Column


@dataclass(frozen=True)
class RowCheck:
    """A check as an expression over a table's frame: true passes, false fails, null stays open.

    message: for the reader, ``{name}`` filled with a field of the row or a limit; ``explain`` makes it from the value as
    typed where that tells more. coded: the coded fields that the message names.
    """

    id: str
    fields: tuple[str, ...]
    severity: Severity
    ok: pl.Expr
    message: str
    explain: Callable[[str | None], str] | None = None
    limits: Mapping[str, float] = field(default_factory=dict[str, float])
    coded: Mapping[str, Column] = field(default_factory=dict[str, Column])
