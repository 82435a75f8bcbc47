"""The app as Django knows it."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Schools, units, people, grants."""

    name = "shucai.apps.organisation"
    verbose_name = "组织"
