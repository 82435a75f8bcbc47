"""The app as Django knows it."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Schools, units, people, grants."""

    name = "shucai.apps.organisation"
    verbose_name = "组织"

    def ready(self) -> None:
        """Make the kinds of long work known, to the pages that ask for it and to the workers that do it."""
        from shucai.apps.organisation import jobs  # noqa: F401 - importing it registers them
