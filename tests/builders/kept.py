"""Tables in memory, forgotten between tests: the ids of the last test name other rows in the next one."""

from typing import Any  # any model

import pytest
from django.db.models import QuerySet

from shucai.apps.formal.kept import forget_everything


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Begin with no table in memory."""
    forget_everything()


def put(found: QuerySet[Any], **changes: object) -> None:
    """Bring about by hand what an action would have brought about, its entry in the audit left out."""
    found.update(**changes)
    forget_everything()
