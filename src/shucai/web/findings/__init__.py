"""Findings of a part of a return: for the grid as JSON, as a page for phone and print, as a list to take away; submitting."""
