"""Words that name days and years of what is reported: those of the edition as it is read, those of a campaign that runs."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from shucai.domain.catalogue.form import Check, Field, Form

OPEN = "{period_"
# Years that move with the one that is collected.
YEARS = re.compile(r"(?<=如 )20\d\d(?:-20\d\d)?(?!\d)|20\d\d(?= 年度)|(?<!\d)\d\d(?= 级)")


@lru_cache(maxsize=1024)
def dated(form: Form, first: date, last: date, year: int | None = None) -> Form:
    """Return a form whose messages name the first and the last day of a period; itself where nothing is named.

    year: collected, which the examples in the guidance of fields follow; that of the edition where it is None.
    """
    checks = tuple(_dated(check, first, last) for check in form.checks)
    later = (year or form.edition) - form.edition
    fields = tuple(_guided(field, later) for field in form.fields)
    same = checks == form.checks and fields == form.fields
    return form if same else replace(form, checks=checks, fields=fields)


def _dated(check: Check, first: date, last: date) -> Check:
    stated = check.undated or (check.message if OPEN in check.message else "")
    if not stated:
        return check
    message = stated.replace("{period_start}", str(first)).replace("{period_end}", str(last))
    return replace(check, message=message, undated=stated)


def _guided(field: Field, later: int) -> Field:
    """Return a field whose guidance tells the years of a collection so many years after its edition."""
    stated = field.undated or (field.guidance or "")
    if not YEARS.search(stated) or (not later and not field.undated):
        return field
    guidance = YEARS.sub(lambda told: re.sub(r"\d+", lambda n: _counted_on(n[0], later), told[0]), stated)
    return replace(field, guidance=guidance, undated=stated)


def _counted_on(digits: str, later: int) -> str:
    """Return a year some years later, in as many digits."""
    return str(int(digits) + later)[-len(digits) :].zfill(len(digits))
