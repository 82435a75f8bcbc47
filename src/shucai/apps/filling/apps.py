"""The app as Django knows it."""

from django.apps import AppConfig


class FillingConfig(AppConfig):
    """Returns and contributions."""

    name = "shucai.apps.filling"
    verbose_name = "填报"

    def ready(self) -> None:
        """Make the kinds of long work known, to the pages that ask for it and to the workers that do it."""
        from shucai.apps.filling import jobs  # noqa: F401 - importing it registers them
