"""Tables in memory, forgotten between tests: the ids of the last test name other rows in the next one."""

import pytest

from shucai.apps.formal.kept import forget_everything


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Begin with no table in memory."""
    forget_everything()
