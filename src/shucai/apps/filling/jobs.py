"""The long work of filling, as workers know it."""

from collections.abc import Mapping

from shucai.apps.filling.actions.importing.reading import READ, read_import
from shucai.apps.filling.actions.lengthy import (
    ACCEPT,
    COMMIT,
    SUBMIT,
    accept_at_length,
    import_at_length,
    submit_at_length,
)
from shucai.apps.jobs.clock import worker_now
from shucai.apps.jobs.registry import Progress, Result, kind
from shucai.domain.problems import Refused


@kind(READ)
def read(arguments: Mapping[str, object], progress: Progress) -> Result:
    """Read the file of an import."""
    return read_import(int(str(arguments["import"])), progress, at=worker_now())


@kind(SUBMIT)
def submit(arguments: Mapping[str, object], progress: Progress) -> Result | Refused:
    """Check and submit a part of many rows."""
    return submit_at_length(arguments, progress, at=worker_now())


@kind(ACCEPT)
def accept(arguments: Mapping[str, object], progress: Progress) -> Result | Refused:
    """Accept many staged rows."""
    return accept_at_length(arguments, progress, at=worker_now())


@kind(COMMIT)
def commit(arguments: Mapping[str, object], progress: Progress) -> Result | Refused:
    """Put the many rows of an import into staging."""
    return import_at_length(arguments, progress, at=worker_now())
