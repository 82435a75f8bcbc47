"""The app as Django knows it."""

from django.apps import AppConfig


class FormalConfig(AppConfig):
    """Accepted rows."""

    name = "shucai.apps.formal"
    verbose_name = "正式库"
