"""What can be wrong, as values: one register of coded messages; data problems and refusals are never exceptions."""

from shucai.domain.problems.refusal import Refused
from shucai.domain.problems.register import REGISTER, Problem

__all__ = ["REGISTER", "Problem", "Refused"]
