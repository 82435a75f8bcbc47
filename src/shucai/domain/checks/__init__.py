"""Checking rows against a form: item, row and set checks, the findings they make and how many were evaluated."""
