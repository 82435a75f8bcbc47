"""Actions on a real database."""

import pytest

from tests.builders.kept import nothing_kept
from tests.builders.organisation import House

__all__ = ["nothing_kept"]


@pytest.fixture
def house(db) -> House:
    """A school with an administrator and the head of its lead office."""
    return House()
