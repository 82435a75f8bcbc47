"""我的工作台: what a person has to do next, in every campaign of the school."""
