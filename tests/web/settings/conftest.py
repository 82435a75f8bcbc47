"""A staffed school."""

from tests.builders.schools import staffed_school as school

__all__ = ["school"]
