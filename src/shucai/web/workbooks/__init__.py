"""Workbooks to fill a department's part with: blank, with last year's rows, with those that are there; one or all."""
