"""The application as a web server calls it."""

import gc
import os
import sys
from threading import Thread

from django.core.wsgi import get_wsgi_application

# A save asks the database some twenty times, and waits so long each time until a thread that only reckons lets it go on.
SWITCH_SECONDS = 0.0005

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shucai.config.settings")
application = get_wsgi_application()


def _begin() -> None:
    """Sweep what has expired, and read the catalogue before the first visitor asks for it."""
    from shucai.web.checks import sweeping

    sys.setswitchinterval(SWITCH_SECONDS)
    sweeping.start()
    Thread(target=_read_catalogue, name="catalogue", daemon=True).start()


def _read_catalogue() -> None:
    """Read the catalogue, and take it out of what is looked through for garbage: a look at all of it stops everybody."""
    from shucai import toolkit

    toolkit.catalogue()
    gc.collect()
    gc.freeze()


_begin()
