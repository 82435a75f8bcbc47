"""Messages that name days of the reporting period: those of the edition as it is read, those of a campaign that runs."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from shucai.domain.catalogue.form import Check, Form

OPEN = "{period_"


@lru_cache(maxsize=1024)
def dated(form: Form, first: date, last: date) -> Form:
    """Return a form whose messages name the first and the last day of a period; itself where none does."""
    checks = tuple(_dated(check, first, last) for check in form.checks)
    return form if checks == form.checks else replace(form, checks=checks)


def _dated(check: Check, first: date, last: date) -> Check:
    stated = check.undated or (check.message if OPEN in check.message else "")
    if not stated:
        return check
    message = stated.replace("{period_start}", str(first)).replace("{period_end}", str(last))
    return replace(check, message=message, undated=stated)
