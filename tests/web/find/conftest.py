"""The school and the clock of the campaigns' pages serve here too."""

from tests.web.campaigns.conftest import on, school

__all__ = ["on", "school"]
