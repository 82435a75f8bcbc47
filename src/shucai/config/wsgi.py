"""The application as a web server calls it."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shucai.config.settings")
application = get_wsgi_application()


def _begin() -> None:
    """Sweep what has expired, and read the catalogue before the first visitor asks for it."""
    from shucai import toolkit
    from shucai.web.checks import sweeping

    sweeping.start()
    Thread(target=toolkit.catalogue, name="catalogue", daemon=True).start()


_begin()
