"""The long work of filling, as workers know it."""

from collections.abc import Mapping

from shucai.apps.filling.actions.importing.reading import READ, read_import
from shucai.apps.jobs.clock import worker_now
from shucai.apps.jobs.registry import Progress, Result, kind


@kind(READ)
def read(arguments: Mapping[str, object], progress: Progress) -> Result:
    """Read the file of an import."""
    return read_import(int(str(arguments["import"])), progress, at=worker_now())
