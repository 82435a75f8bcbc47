"""A staffed school."""

import pytest

from tests.builders.staffed import Staffed


@pytest.fixture
def school(db):
    """An invented school with all departments staffed."""
    return Staffed()
