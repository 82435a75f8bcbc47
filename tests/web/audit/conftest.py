"""A school with an administrator and the head of its lead office."""

from tests.builders.schools import house

__all__ = ["house"]
