"""Days, months and years as people write them (D1 to D9, D11, E5). Days are written YYYY-MM-DD once read, months YYYY-MM."""

import re
from datetime import date, timedelta

from shucai.domain.catalogue import Field
from shucai.domain.normalise.blanks import ZERO, none_outcome
from shucai.domain.normalise.numerals import DIGIT, DIGITS, digits_of, number_of
from shucai.domain.normalise.outcomes import Level, Outcome, Read, Refused, after, asked, silent

DAY = r"^(?:18|19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
MONTH = r"^(?:18|19|20)[0-9]{2}-(?:0[1-9]|1[0-2])$"
EMPTY = frozenset({"1900-01-00", "1900-01-01", "1899-12-30", "1899-12-31", "0000-00-00"})
NOTHING = re.compile(r"1900[-/.]0?1[-/.]0?[01]|1899[-/.]12[-/.]3[01]|0000[-/.]00[-/.]00")
CENTURY = 40  # two-digit years below are read as 20xx, the others as 19xx; both are asked about
FIRST_YEAR, LAST_YEAR = 1800, 2099
EPOCH = date(1899, 12, 30)  # day 0 of the 1900 system, for serials after the non-existent 1900-02-29
SERIALS = range(20000, 60001)
EARLY_SERIALS = range(61)
OPEN_END = frozenset({"至今", "现在", "目前", "长期", "永久"})
ENDS = re.compile("止|结束|终|失效|期限|有效期|离|退|到期")

_TIME = re.compile(r"(?P<day>.*?[0-9日])[ T]+(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)")
_SERIAL = re.compile(r"(?P<day>[0-9]{1,5})(?P<part>\.[0-9]+)?")
_SEPARATED = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{2})(?:-|/|\.|年)(?P<month>[0-9]{1,2})(?:(?:-|/|\.|月)(?P<day>[0-9]{1,2})(?:日|号)?|月)?"
)
_COMPACT = re.compile(r"(?P<year>(?:18|19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?")
_CHINESE = re.compile(
    f"(?P<year>{DIGIT}{{4}})年(?P<month>[{''.join(DIGITS)}十]{{1,3}})月"
    f"(?:(?P<day>[{''.join(DIGITS)}十]{{1,3}})[日号])?"
)
_TWO_DIGITS = 2
_WITHOUT_DAY = "只有年月，请补上日，写成 2024-09-01 的形式"


def read_day(field: Field, text: str) -> Outcome:
    """Return a day, or why the text is none."""
    return _blankish(field, text) or _timed(field, text, with_day=True)


def read_month(field: Field, text: str) -> Outcome:
    """Return a month; the day of a full date is dropped, with a question where it was not the first."""
    return _blankish(field, text) or _timed(field, text, with_day=False)


def _blankish(field: Field, text: str) -> Outcome | None:
    """Return the reading of dates that spreadsheets show for nothing, and of open ends."""
    if text in ZERO:
        return none_outcome(field, text) if field.required or field.none_allowed else asked(None, "E5")
    if NOTHING.fullmatch(text) or (text.isdecimal() and int(text) in EARLY_SERIALS):
        return asked(None, "E5")
    if text in OPEN_END:
        if ENDS.search(field.title):
            return Read(None, ("D9",), declared_none=True)
        return Refused("D9", f"「{field.title}」不能填“{text}”，请填具体日期，写成 {_form(field)}")
    return None


def _timed(field: Field, text: str, *, with_day: bool) -> Outcome:
    """Return the reading of a date that may carry a time of day (D8)."""
    time = _TIME.fullmatch(text)
    if time is None:
        return _dated(field, text, with_day=with_day)
    level = Level.SILENT if re.fullmatch(r"[0:.]+", time["time"]) else Level.ASK
    return after(("D8",), level, _dated(field, time["day"], with_day=with_day))


def _dated(field: Field, text: str, *, with_day: bool) -> Outcome:
    compact = text.replace(" ", "")
    serial = _SERIAL.fullmatch(compact)
    if serial and int(serial["day"]) in SERIALS:
        day = (EPOCH + timedelta(days=int(serial["day"]))).isoformat()
        read = asked(day, "D1", "D8") if (serial["part"] or "").strip(".0") else silent(day, "D1")
        return read if with_day else Read(day[:7], read.rules, read.level)
    parts = _parts(compact)
    if parts is None:
        return _not_a_date(field, text)
    year, month, day_of_month, rule = parts
    return _written(field, text, (year, month, day_of_month), (rule, with_day))


def _parts(text: str) -> tuple[str, int, int | None, str] | None:
    """Return year as written, month, day and rule of a date in figures or numerals."""
    text = text.rstrip(".。")  # 2007.09.24. as many write it by hand
    form = _SEPARATED.fullmatch(text) or _COMPACT.fullmatch(text)
    if form:
        day = form["day"]
        return form["year"], int(form["month"]), int(day) if day else None, "D2"
    form = _CHINESE.fullmatch(text)
    if form is None:
        return None
    return (
        digits_of(form["year"]),
        number_of(form["month"]),
        number_of(form["day"]) if form["day"] else None,
        "D7",
    )


def _written(field: Field, text: str, found: tuple[str, int, int | None], how: tuple[str, bool]) -> Outcome:
    """Return the date in its one spelling; a day that does not exist is refused, not moved."""
    (written, month, day), (rule, with_day) = found, how
    year = full_year(written)
    try:
        stated = date(year, month, day or 1)
    except ValueError:
        return Refused("D6", f"“{text}”不是存在的日期，请核对「{field.title}」")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Refused("D6", f"“{text}”的年份 {year} 不可能，请核对「{field.title}」")
    if with_day and day is None:
        return Refused("D6", f"“{text}”{_WITHOUT_DAY}")
    value = stated.isoformat() if with_day else stated.isoformat()[:7]
    if value == text:
        return silent(value)
    rule = "D3" if rule == "D2" and not with_day else rule
    rules = (rule, "D5") if len(written) == _TWO_DIGITS else (rule,)
    loses_day = not with_day and day not in {None, 1}
    return asked(value, *rules) if len(rules) > 1 or loses_day else silent(value, *rules)


def full_year(written: str) -> int:
    """Return the year of four digits, or the likelier century of two."""
    year = int(written)
    if len(written) != _TWO_DIGITS:
        return year
    return year + (2000 if year < CENTURY else 1900)


def _form(field: Field) -> str:
    return "2024-09-01 的形式" if field.type == "date" else "2024-09 的形式"


def _not_a_date(field: Field, text: str) -> Refused:
    kind = "日期" if field.type == "date" else "年月"
    return Refused(
        "D6", f"“{text}”不能确定是哪个{kind}，「{field.title}」请写成 {_form(field)}，一格只填一个{kind}"
    )
