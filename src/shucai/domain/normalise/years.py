"""Calendar years (D3, D5) and academic years (D11)."""

import re

from shucai.domain.catalogue import Field
from shucai.domain.normalise.blanks import ZERO, none_outcome
from shucai.domain.normalise.dates import FIRST_YEAR, LAST_YEAR, full_year
from shucai.domain.normalise.numerals import DIGIT, digits_of
from shucai.domain.normalise.outcomes import Outcome, Refused, asked, silent

YEAR = r"^(?:18|19|20)[0-9]{2}$"
ACADEMIC_YEAR = re.compile(r"(?P<first>(?:19|20)[0-9]{2})-(?P<second>(?:19|20)[0-9]{2})")
COHORTS = re.compile("级|届")

_FIGURES = re.compile(r"(?P<year>[0-9]{4}|[0-9]{2})(?P<suffix>年度|年级|年|级|届)?(?:\.0+)?")
_WITH_MONTH = re.compile(r"(?P<year>(?:18|19|20)[0-9]{2})[-/.年][0-9]{1,2}(?:[-/.月][0-9]{0,2}日?)?")
_CHINESE = re.compile(f"(?P<year>{DIGIT}{{4}})(?:年度|年级|年|级|届)?")
_PAIR = re.compile(r"(?P<first>[0-9]{4}|[0-9]{2})(?:-|--|/|~|至|到)(?P<second>[0-9]{4}|[0-9]{2})(?:学年度?)?")
_SINGLE = re.compile(r"(?P<first>[0-9]{4}|[0-9]{2})(?P<suffix>学年度?)?")
_NUMERALS = re.compile(f"{DIGIT}{{4}}")
_TWO_DIGITS = 2


def read_year(field: Field, text: str) -> Outcome:
    """Return a year of four digits, or why the text is none."""
    compact = text.replace(" ", "")
    if compact in ZERO:
        return none_outcome(field, text) if field.required or field.none_allowed else asked(None, "E5")
    chinese = _CHINESE.fullmatch(compact)
    if chinese:
        return _possible(field, text, digits_of(chinese["year"]), "D7")
    figures = _FIGURES.fullmatch(compact)
    if figures:
        return _possible(
            field, text, figures["year"], "D5" if figures["suffix"] in {"级", "届", "年级"} else "D3"
        )
    dated = _WITH_MONTH.fullmatch(compact)
    if dated:
        return asked(dated["year"], "D3")
    return Refused("D6", f"“{text}”不是年份，「{field.title}」请填 4 位年份，如 2024")


def _possible(field: Field, text: str, written: str, rule: str) -> Outcome:
    year = full_year(written)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Refused("D6", f"“{text}”不是可能的年份，「{field.title}」请填 4 位年份，如 2024")
    if len(written) == _TWO_DIGITS:
        of_cohort = COHORTS.search(text) is not None or COHORTS.search(field.title) is not None
        return silent(str(year), "D5") if of_cohort else asked(str(year), "D5")
    if text == written:
        return silent(written)
    return silent(written, "N6" if "." in text else rule)


def read_academic_year(field: Field, text: str) -> Outcome:
    """Return an academic year as 2023-2024, or why the text is none."""
    compact = _NUMERALS.sub(lambda found: digits_of(found.group()), text.replace(" ", ""))
    pair = _PAIR.fullmatch(compact)
    single = _SINGLE.fullmatch(compact)
    if pair is None and single is None:
        return Refused("D11", f"“{text}”不是学年，「{field.title}」请写成 2023-2024 的形式")
    written = pair["first"] if pair else (single["first"] if single else "")
    first = full_year(written)
    if pair and full_year(pair["second"]) != first + 1:
        return Refused("D11", f"“{text}”的两个年份不相连，「{field.title}」请写成 2023-2024 的形式")
    value = f"{first}-{first + 1}"
    if not ACADEMIC_YEAR.fullmatch(value):
        return Refused("D11", f"“{text}”不是可能的学年，「{field.title}」请写成 2023-2024 的形式")
    if value == text:
        return silent(value)
    bare = single is not None and single["suffix"] is None
    return asked(value, "D11") if bare else silent(value, "D11")
