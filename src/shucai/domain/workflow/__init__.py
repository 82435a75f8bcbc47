"""The states of a return and the steps between them, and whether somebody may take one now."""

from shucai.domain.workflow.states import State

__all__ = ["State"]
