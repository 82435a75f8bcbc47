"""A staffed school with a published campaign, and a part of it on its way through review."""

import pytest

from tests.builders.staffed import Staffed
from tests.builders.under_review import UnderReview


@pytest.fixture
def school(db):
    """An invented school with all departments staffed and the talent campaign published."""
    school = Staffed()
    school.published()
    return school


@pytest.fixture
def awards(school):
    """The awards of the school, filled by the office and not submitted yet."""
    return UnderReview(school).filled()
