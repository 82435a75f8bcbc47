"""Removing what has been kept long enough: sealed files and sessions, at the start and every ten minutes."""

import threading
from importlib import import_module

from django.conf import settings
from django.db import connection

from shucai.web.checks import store

PAUSE_SECONDS = 600


def start() -> None:
    """Sweep now, then in the background for as long as the process lives."""
    store.drawer().sweep(store.now(), starting=True)
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    threading.Thread(target=_keep_sweeping, name="sweep", daemon=True).start()


def sweep() -> int:
    """Remove what has expired and return how many checks went."""
    gone = store.drawer().sweep(store.now())
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    connection.close()
    return gone


def _keep_sweeping() -> None:
    pause = threading.Event()
    while not pause.wait(PAUSE_SECONDS):
        sweep()
