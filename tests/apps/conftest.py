"""Actions on a real database."""

from tests.builders.kept import nothing_kept
from tests.builders.schools import house

__all__ = ["house", "nothing_kept"]
