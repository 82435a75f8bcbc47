"""Figures: looking up numbers and values in the rows of other forms, years and platforms, for every row that asks."""

from shucai.domain.figures.compile import FigurePlan, Forms, compile_figures
from shucai.domain.figures.find import PLACE, Frames, Known, add_figures, whole_figures

__all__ = [
    "PLACE",
    "FigurePlan",
    "Forms",
    "Frames",
    "Known",
    "add_figures",
    "compile_figures",
    "whole_figures",
]
