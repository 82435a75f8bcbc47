"""Books (ISBN), serials (ISSN, CN) and patents. Check digits of ISBN and ISSN are python-stdnum's."""

import re

from stdnum import isbn, issn

from shucai.domain.identifiers.checksums import patent_check
from shucai.domain.identifiers.flaws import Flaw, flaw
from shucai.domain.identifiers.regions import PROVINCES

ISBN_13, ISBN_10 = 13, 10
ISSN_FORM = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9X]")
CN_FORM = re.compile(r"CN ?([0-9]{2})-[0-9]{4}(/[0-9A-Z.]+)?")
CENTRAL_SERIALS = "10"  # new serials approved centrally carry no province
PATENT_FORM = re.compile(r"(?:ZL)?((?:19|20)[0-9]{2}[12389][0-9]{7}|[0-9]{2}[12389][0-9]{5})\.([0-9X])")


def isbn_flaw(value: str) -> Flaw | None:
    """Return what is wrong with an ISBN, hyphens allowed; ten digits are to be confirmed, as books before 2007 bear them."""
    compact = value.replace("-", "")
    if len(compact) not in {ISBN_13, ISBN_10}:
        return flaw("isbn.length", value, length=str(len(compact)))
    if not re.fullmatch(r"[0-9]+X?", compact) or (len(compact) == ISBN_13 and compact.endswith("X")):
        return flaw("isbn.characters", value)
    if len(compact) == ISBN_13 and compact[:3] not in {"978", "979"}:
        return flaw("isbn.prefix", value)
    if not isbn.is_valid(compact):
        return flaw("isbn.check_digit", value)
    return None if len(compact) == ISBN_13 else flaw("isbn.old", value, upgraded=isbn.to_isbn13(compact))


def issn_flaw(value: str) -> Flaw | None:
    """Return what is wrong with an ISSN, with or without its hyphen."""
    if not ISSN_FORM.fullmatch(value):
        return flaw("issn.form", value)
    return None if issn.is_valid(value) else flaw("issn.check_digit", value)


def cn_serial_flaw(value: str) -> Flaw | None:
    """Return what is wrong with a domestic serial number (CN); it has no check digit."""
    form = CN_FORM.fullmatch(value)
    if form is None:
        return flaw("cn_serial.form", value)
    if form[1] != CENTRAL_SERIALS and form[1] not in PROVINCES:
        return flaw("cn_serial.region", value, found=form[1])
    return None


def patent_flaw(value: str) -> Flaw | None:
    """Return what is wrong with a patent or application number, with or without ZL."""
    form = PATENT_FORM.fullmatch(value)
    if form is None:
        return flaw("patent.form", value)
    wanted = patent_check(form[1])
    return None if form[2] == wanted else flaw("patent.check_digit", value, wanted=wanted)
