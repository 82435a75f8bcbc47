"""Where uploads and results lie: sealed files of this installation, found by owner and token."""

import io
import time
from datetime import UTC, datetime
from functools import cache
from typing import BinaryIO

import polars as pl
from django.conf import settings

from shucai.adapters.sealed_files import Drawer
from shucai.web.checks.record import Record

UPLOAD = "upload"
RECORD = "record"
FINDINGS = "findings"
CHANGES = "changes"
ANNOTATED = "annotated"


def now() -> datetime:
    """Return the time; the pages are the edge where the clock is read."""
    return datetime.fromtimestamp(time.time(), UTC)


@cache
def drawer() -> Drawer:
    """Return the sealed files of this installation."""
    return Drawer(root=settings.SEALED_FILES, key=settings.SEALED_KEY, keep=settings.SEALED_KEEP)


def keep_upload(owner: str, record: Record, upload: BinaryIO) -> str:
    """Seal an uploaded file with its record and return the token of both."""
    token = drawer().create(owner, now())
    drawer().write(owner, token, UPLOAD, upload)
    keep_record(owner, token, record)
    return token


def keep_record(owner: str, token: str, record: Record) -> None:
    """Replace the record. Raises NotThere where the check was deleted meanwhile."""
    drawer().write(owner, token, RECORD, record.as_json())


def record_of(owner: str, token: str) -> Record | None:
    """Return a record, or None where this owner has no such check: never made, expired, deleted or another's."""
    if not owner or not drawer().holds(owner, token, now()) or not drawer().has(owner, token, RECORD):
        return None
    return Record.of_json(drawer().read(owner, token, RECORD))


def records(owner: str) -> list[tuple[str, Record]]:
    """Return the checks of an owner, newest first."""
    found = ((token, record_of(owner, token)) for token in drawer().tokens(owner, now()))
    return [(token, record) for token, record in found if record is not None]


def keep_table(owner: str, token: str, name: str, table: pl.DataFrame) -> None:
    """Seal a table."""
    out = io.BytesIO()
    table.write_parquet(out, compression="zstd", compression_level=1)
    drawer().write(owner, token, name, out.getvalue())


def table(owner: str, token: str, name: str) -> pl.DataFrame:
    """Return a sealed table. Raises NotThere."""
    return pl.read_parquet(io.BytesIO(drawer().read(owner, token, name)))
