"""Numbers and moments as text, the way a sheet shows them."""

import math
import re
from datetime import datetime, timedelta

LOST_DIGITS_FROM = 1e15  # a spreadsheet keeps 15 digits
AMBIGUOUS = re.compile(r"(?:19|20)\d\d\.1")
MIDNIGHT = " 00:00:00"


def number_text(value: float) -> str:
    """Return a number with the 15 digits a spreadsheet keeps, without exponent and without a needless ``.0``."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "#NUM!"
    digits = f"{value:.14e}"
    mantissa, _, exponent = digits.partition("e")
    sign, mantissa = ("-", mantissa[1:]) if mantissa.startswith("-") else ("", mantissa)
    figures, shift = mantissa.replace(".", "").rstrip("0"), int(exponent)
    if shift < 0:
        return f"{sign}0.{'0' * (-shift - 1)}{figures}"
    whole, fraction = figures[: shift + 1].ljust(shift + 1, "0"), figures[shift + 1 :]
    return f"{sign}{whole}.{fraction}" if fraction else sign + whole


def is_long(value: float) -> bool:
    """Test whether a number has lost digits that were typed, or may have."""
    return abs(value) >= LOST_DIGITS_FROM


def shown_long(value: float) -> str:
    """Return a long number the way a cell in the standard format shows it, such as 3.20508E+17."""
    mantissa, _, exponent = f"{value:.5E}".partition("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"


def span_text(days: float) -> str:
    """Return a time span as hours:minutes:seconds. days: as the cell holds it."""
    seconds = round(abs(days) * 86400)
    return f"{'-' if days < 0 else ''}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def moment_text(moment: datetime) -> str:
    """Return a date, with its time to the nearest second where that is not midnight."""
    whole = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return whole.strftime("%Y-%m-%d %H:%M:%S").removesuffix(MIDNIGHT)
