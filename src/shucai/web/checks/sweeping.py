"""Removing what has been kept long enough: sealed files and sessions, at the start and every ten minutes."""

import logging
import threading

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from shucai.web.checks import store

PAUSE_SECONDS = 600

log = logging.getLogger(__name__)


def clear() -> None:
    """Sweep before anybody is served: nothing is in use yet."""
    store.drawer().sweep(store.now(), starting=True)


def start() -> None:
    """Sweep in the background for as long as the process lives."""
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    threading.Thread(target=_keep_sweeping, name="sweep", daemon=True).start()


def sweep() -> int:
    """Remove what has expired and return how many checks went."""
    gone = store.drawer().sweep(store.now())
    call_command("clearsessions")
    connection.close()
    return gone


def _keep_sweeping() -> None:
    pause = threading.Event()
    while not pause.wait(PAUSE_SECONDS):
        try:
            sweep()
        except (
            OSError,
            DatabaseError,
        ):  # a full disk or a locked database passes; the next round sweeps what is left
            log.exception("sweep failed")
