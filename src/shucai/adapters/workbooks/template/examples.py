"""One right value of a column, for its comment. None of them belongs to a person or an organisation."""

import re
from datetime import date

from shucai.adapters.workbooks.template.choices import Choices
from shucai.domain.catalogue import Field

Period = tuple[date, date]

# The ID number is the example printed in GB 11643; the credit code has a region that does not exist.
BY_KIND: dict[str, tuple[str, ...]] = {
    "id_number": ("11010519491231002X",),
    "uscc": ("12320599MB0000000H",),
    "isbn": ("978-7-00-000000-1",),
    "phone": ("13800138000", "0512-00000000"),
    "email": ("name@example.com",),
    "url": ("https://www.example.edu.cn",),
    "teacher_cert": ("20183250552000123",),
}
OF_A_SHAPE = (
    "215000",
    "24100001",
    "3632000001",
    "20240000000001",
)  # for identifiers whose definition tells the shape
ORDINARY_DAY = date(2019, 9, 1)
TOLD = re.compile(r"(?<=如 )20\d\d(?:-\d\d(?:\d\d)?)*")  # the example the guidance of a field gives
MEANS_NOTHING = re.compile("^(无|未|非|否|其他|不)")


def example_of(field: Field, choices: Choices | None, period: Period) -> str | None:
    """Return a value as it would be typed, or None where the definition does not tell what one looks like."""
    if choices is not None:
        told = [value for value in choices.values if not MEANS_NOTHING.match(value)] or choices.values
        return "；".join(told[:2]) if field.multi else told[0]
    if field.is_numeric:
        return _number(field)
    if field.type in {"date", "yearmonth", "year"} or field.kind == "academic_year":
        return _time(field, period)
    return next((value for value in _texts(field) if _holds(value, field)), None)


def _number(field: Field) -> str:
    usual = {"money": 12.5, "percent": 95.5, "number": 3.5}.get(field.kind, 12)
    low = field.minimum if field.minimum is not None else usual
    high = field.maximum if field.maximum is not None else usual
    value = min(max(usual, low), high)
    return f"{value:g}" + ("%" if field.kind == "percent" else "")


def _time(field: Field, period: Period) -> str:
    told = TOLD.search(field.guidance or "")
    if told:
        return told[0]
    start, end = period
    day = end.replace(month=3, day=15) if field.event_date else ORDINARY_DAY
    if field.kind == "academic_year":
        return f"{start.year}-{start.year + 1}"
    return {"date": day.isoformat(), "yearmonth": day.isoformat()[:7]}.get(field.type, str(start.year))


def _texts(field: Field) -> tuple[str, ...]:
    tells_shape = field.pattern is not None or field.min_length is not None
    return BY_KIND.get(field.kind, OF_A_SHAPE if tells_shape and field.is_identifier else ())


def _holds(value: str, field: Field) -> bool:
    fits = (field.min_length or 0) <= len(value) <= (field.max_length or len(value))
    return fits and (field.pattern is None or re.search(f"^(?:{field.pattern})$", value) is not None)
