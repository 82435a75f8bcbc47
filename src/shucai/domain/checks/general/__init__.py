"""Checks that follow from the definition of every form: continuity with last year, and whole columns that look wrong."""

from functools import lru_cache

from shucai.domain.catalogue import Check, Form
from shucai.domain.checks.general.columns import cut_checks, uniform_checks
from shucai.domain.checks.general.continuity import (
    identical_check,
    magnitude_checks,
    range_checks,
    rows_check,
    vanished_checks,
)


@lru_cache(maxsize=1024)
def general_checks(form: Form) -> tuple[Check, ...]:
    """Return the checks every form has by its definition alone; computed forms have none."""
    if form.read_only:
        return ()
    return (
        *identical_check(form),
        *rows_check(form),
        *magnitude_checks(form),
        *range_checks(form),
        *vanished_checks(form),
        *uniform_checks(form),
        *cut_checks(form),
    )


__all__ = ["general_checks"]
