"""Counts, money, percentages and other numbers (N6 to N11)."""

import re
from decimal import Decimal

from shucai.domain.catalogue import Field
from shucai.domain.normalise.numerals import NUMERAL, is_numeral, number_of
from shucai.domain.normalise.outcomes import Level, Outcome, Read, Refused, asked
from shucai.domain.normalise.units import OWN, factor

INTEGER = r"^(?:0|-?[1-9][0-9]{0,14})$"
NUMBER = r"^(?:0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,10})$"
PERCENT = r"^(?:0|-?[1-9][0-9]{0,14}|-?[1-9][0-9]{0,14}\.[0-9]{1,10}|-?0\.[0-9]{1,10}%)$"
FORM = re.compile(
    r"(?P<sign>[-+]?)(?:¥|RMB)?(?P<digits>[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)(?P<exponent>[Ee][-+]?[0-9]{1,2})?"
    r"(?P<unit>[^0-9,.+\-*<>=≥≤]*[²2]?)"
)
GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
SPACED = re.compile("(?<=[0-9,.]) +(?=[0-9,.])")
MONEY_MARK = re.compile("¥|RMB")
BRACKETED = re.compile(r"\((?P<inside>[^()-]+)\)")
SMALL = 99  # Chinese numerals above are asked about
HUGE = Decimal(10) ** 15  # more digits than a spreadsheet keeps


def read_number(field: Field, text: str) -> Outcome:
    """Return a number in the unit of its column, or why it cannot be one."""
    compact = SPACED.sub("", text)
    spaced = ("N7",) if compact != text else ()
    compact = compact.replace(" ", "")
    if is_numeral(compact):
        return _of_numeral(field, compact)
    counted = _counted(field, compact)
    if counted is not None:
        return counted
    bracketed = BRACKETED.fullmatch(compact)
    if bracketed and field.kind == "money":
        return _rewritten(field, text, _signed(bracketed["inside"]), ("N11", *spaced))
    return _rewritten(field, text, compact, spaced)


def _signed(inside: str) -> str:
    return f"-{inside}"


def _of_numeral(field: Field, text: str) -> Read:
    value = number_of(text)
    level = Level.SILENT if value <= SMALL and field.type == "integer" else Level.ASK
    return Read(str(value), ("N10",), level)


def _counted(field: Field, text: str) -> Read | None:
    """Return a Chinese numeral with the column's own unit behind it, such as 五年 (N10, N8)."""
    parts = NUMERAL.match(text)
    if parts is None or not field.unit or not is_numeral(parts[0]):
        return None
    if factor(text[parts.end() :], field.unit, is_money=field.kind == "money") != OWN:
        return None
    read = _of_numeral(field, parts[0])
    return Read(read.text, (*read.rules, "N8"), read.level)


def _rewritten(field: Field, text: str, compact: str, rules: tuple[str, ...]) -> Outcome:
    form = FORM.fullmatch(compact)
    if form is None or ("," in form["digits"] and not GROUPED.fullmatch(form["digits"])):
        return _not_a_number(field, text)
    grouped, exponent = "," in form["digits"], form["exponent"] or ""
    value = Decimal(f"{form['sign']}{form['digits'].replace(',', '')}{exponent}")
    level = Level.ASK if exponent else Level.SILENT
    rules = (*rules, *(["N7"] if grouped else []), *(["N2"] if exponent else []))
    has_mark = MONEY_MARK.search(compact) is not None
    return _in_unit(field, text, (value, form["unit"], has_mark), Read(None, rules, level))


def _in_unit(field: Field, text: str, found: tuple[Decimal, str, bool], so_far: Read) -> Outcome:
    value, unit, has_mark = found
    rules, level = so_far.rules, so_far.level
    if unit == "%" or field.kind == "percent":
        return _percent(field, text, value, unit, so_far)
    if unit:
        conversion = factor(unit, field.unit, is_money=field.kind == "money")
        if conversion is None:
            return Refused("N8", f"“{text}”的单位与「{field.title}」不同，{wanted(field)}，请换算后只填数字")
        value *= conversion[0]
        level = Level.ASK if Level.ASK in {level, conversion[1]} else level
    if unit or has_mark:
        rules = (*rules, "N8")
    return _fitting(field, text, value, Read(None, rules, level))


def _percent(field: Field, text: str, value: Decimal, unit: str, so_far: Read) -> Outcome:
    """Return a percentage: 95% is 95; a bare 0.95 may be meant as 95 and is asked about."""
    if field.kind != "percent" or unit not in {"", "%"}:
        return Refused("N9", f"“{text}”的单位与「{field.title}」不同，{wanted(field)}，请换算后只填数字")
    if abs(value) >= HUGE:
        return _too_long(field, text)
    if not unit and 0 < abs(value) < 1:
        return asked(_percentage(value * 100), *so_far.rules, "N9")
    canonical = _percentage(value)
    rules = so_far.rules if canonical == text or not unit else (*so_far.rules, "N9")
    return _changed(text, canonical, Read(None, rules, so_far.level))


def _percentage(value: Decimal) -> str:
    """Return a percentage in its one spelling: below 1 it keeps its sign, or it would be taken for a fraction."""
    number = shown(value)
    return f"{number}%" if number.startswith(("0.", "-0.")) else number


def _fitting(field: Field, text: str, value: Decimal, so_far: Read) -> Outcome:
    if abs(value) >= HUGE:
        return _too_long(field, text)
    if field.type == "integer" and value != value.to_integral_value():
        return Refused("N7", f"“{text}”带小数，「{field.title}」只能填整数，请核对")
    return _changed(text, shown(value), so_far)


def _too_long(field: Field, text: str) -> Refused:
    return Refused(
        "N1", f"“{text}”超过 15 位，Excel 只保留 15 位有效数字，请核对「{field.title}」的数值和单位"
    )


def _changed(text: str, value: str, so_far: Read) -> Read:
    """Return the value; a change that no other rule made is one of notation (N6)."""
    rules = so_far.rules or (() if value == text else ("N6",))
    return Read(value, rules, so_far.level)


def shown(value: Decimal) -> str:
    """Return a number in shortest form without exponent, rounded to ten places."""
    text = f"{round(value, 10):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def wanted(field: Field) -> str:
    """Return what a numeric field wants, in words."""
    number = "整数" if field.type == "integer" else "数字"
    return f"应填{number}（单位：{field.unit}）" if field.unit else f"应填{number}"


def _not_a_number(field: Field, text: str) -> Refused:
    return Refused("N7", f"“{text}”不是数字，「{field.title}」{wanted(field)}，不要写范围、约数和说明文字")
