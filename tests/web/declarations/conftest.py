"""A staffed school, and a part of a published campaign of it."""

from tests.builders.schools import begun_part as desk
from tests.builders.schools import staffed_school as school

__all__ = ["desk", "school"]
