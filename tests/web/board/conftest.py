"""The school and the clock of the campaigns' pages serve the board too; most of its tests look at a day of filling."""

import pytest

from tests.builders.staging import FILLING
from tests.web.campaigns.conftest import on, school

__all__ = ["campaign", "on", "school"]


@pytest.fixture
def campaign(school, on):
    """A published campaign on a day of filling."""
    published = school.published()
    on(FILLING)
    return published
