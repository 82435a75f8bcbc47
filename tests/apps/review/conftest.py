"""A staffed school with a published campaign, and a part of it on its way through review."""

from tests.builders.schools import filled_awards as awards
from tests.builders.schools import published_school as school

__all__ = ["awards", "school"]
