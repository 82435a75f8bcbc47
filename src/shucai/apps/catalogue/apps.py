"""The app as Django knows it."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Editions in force and a school's overrides."""

    name = "shucai.apps.catalogue"
    verbose_name = "目录"
