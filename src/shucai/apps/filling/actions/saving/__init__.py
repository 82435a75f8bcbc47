"""Saving what was typed into the grid (FIL-4): many cells and rows in one request, sent again without harm."""

from shucai.apps.filling.actions.saving.save import Saved, save, save_part

__all__ = ["Saved", "save", "save_part"]
