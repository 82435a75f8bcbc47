"""Planted faults: for every check one change of the demo school that it must find, with all that follows from it."""
