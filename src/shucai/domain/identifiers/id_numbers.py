"""Resident identity numbers (GB 11643), residence permits of Hong Kong, Macao and Taiwan, and permanent residence cards."""

import re
from datetime import date

from shucai.domain.identifiers.checksums import resident_check
from shucai.domain.identifiers.flaws import Flaw, flaw
from shucai.domain.identifiers.regions import PROVINCES

OLDEST = 100  # years; older people are asked about
PERMIT_2017 = re.compile(r"[A-Z]{3}[0-9]{12}")  # ISO alpha-3 and 12 digits, before December 2023
OTHER_PAPERS = re.compile(r"[EGDSPHK][0-9A-Z][0-9]{7}|[HM][0-9]{8}([0-9]{2})?")
EXPONENT = re.compile(r"[0-9](\.[0-9]+)?[Ee]\+?[0-9]{2}")
FORM = re.compile(r"[0-9]{17}[0-9X]")
OLD = re.compile(r"[0-9]{15}")


def id_number_flaw(value: str, today: date, regions: frozenset[str] = frozenset()) -> Flaw | None:
    """Return what is wrong with an identity number, errors before what is only to be confirmed.

    regions: known codes of six digits; empty leaves the region unchecked. Sources: GB 11643, reference/identifiers.md 1.
    """
    if PERMIT_2017.fullmatch(value):
        return None
    return _shape(value) or _content(value, today) or _doubt(value, today, regions)


def upgraded(old: str) -> str:
    """Return the 18 characters of an identity number of 15 digits."""
    body = f"{old[:6]}19{old[6:]}"
    return body + resident_check(body)


def real_date(digits: str) -> date | None:
    """Return the day that YYYYMMDD names, or None where there is no such day."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _shape(value: str) -> Flaw | None:
    if FORM.fullmatch(value):
        return None
    if EXPONENT.fullmatch(value):
        return flaw("id_number.exponent", value)
    if OTHER_PAPERS.fullmatch(value):
        return flaw("id_number.other_paper", value)
    if OLD.fullmatch(value) and real_date(f"19{value[6:12]}"):
        return flaw("id_number.old", value, upgraded=upgraded(value))
    return flaw("id_number.length" if len(value) != 18 else "id_number.characters", value)  # noqa: PLR2004


def _content(value: str, today: date) -> Flaw | None:
    """Return the error in a number of the right shape: truncation, region, date, order, then the check digit."""
    wanted = resident_check(value[:17])
    if value.endswith("000") and wanted != "0":
        return flaw("id_number.truncated", value)
    if value[0] != "9" and value[:2] not in PROVINCES:
        return flaw("id_number.province", value, found=value[:2])
    born = real_date(value[6:14])
    if born is None:
        return flaw("id_number.birth_date", value, found=value[6:14])
    if born > today:
        return flaw("id_number.future", value, found=born.isoformat())
    if value[14:17] == "000":
        return flaw("id_number.order", value)
    return None if value[17] == wanted else flaw("id_number.check_digit", value, wanted=wanted)


def _doubt(value: str, today: date, regions: frozenset[str]) -> Flaw | None:
    """Return what is to be confirmed in a number that holds."""
    if value.endswith("000"):
        return flaw("id_number.round", value)
    if int(value[6:14]) < int(f"{today.year - OLDEST:04}{today:%m%d}"):
        return flaw("id_number.age", value, found=f"{value[6:10]}-{value[10:12]}-{value[12:14]}")
    if regions and value[0] != "9" and value[:6] not in regions:
        return flaw("id_number.region", value, found=value[:6])
    return None
