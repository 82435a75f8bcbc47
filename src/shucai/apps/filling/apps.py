"""The app as Django knows it."""

from django.apps import AppConfig


class FillingConfig(AppConfig):
    """Returns and contributions."""

    name = "shucai.apps.filling"
    verbose_name = "填报"
