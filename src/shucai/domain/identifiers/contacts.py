"""Telephone numbers, e-mail addresses and web addresses: their form only, as number segments change every year."""

import re

from shucai.domain.identifiers.flaws import Flaw, flaw

MOBILE = r"1[3-9][0-9]{9}"
LANDLINE = r"(?:0(?:10|2[0-9])-?[2-9][0-9]{7}|0[3-9][0-9]{2}-?[2-9][0-9]{6,7})(?:-[0-9]{1,6})?"
SERVICE = r"(?:400|800)-?[0-9]{3}-?[0-9]{4}"  # numbers of a whole institution
LOCAL = r"[2-9][0-9]{6,7}(?:-[0-9]{1,6})?"
EMAIL = r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
URL = r"https?://[A-Za-z0-9\[][^\s<>\"，。；、]*"
SEVERAL = re.compile(r"[0-9-]{7,}[^0-9-]+[0-9-]{7,}")


def mobile_flaw(value: str) -> Flaw | None:
    """Return what is wrong with a mobile number of eleven digits."""
    return None if re.fullmatch(MOBILE, value) else flaw("mobile.form", value)


def landline_flaw(value: str) -> Flaw | None:
    """Return what is wrong with a landline; a missing area code is to be confirmed."""
    if re.fullmatch(LANDLINE, value):
        return None
    return flaw("landline.area" if re.fullmatch(LOCAL, value) else "landline.form", value)


def phone_flaw(value: str) -> Flaw | None:
    """Return what is wrong with a mobile number, a landline or a service number."""
    if re.fullmatch(f"{MOBILE}|{LANDLINE}|{SERVICE}", value):
        return None
    if re.fullmatch(LOCAL, value):
        return flaw("landline.area", value)
    return flaw("phone.several" if SEVERAL.fullmatch(value) else "phone.form", value)


def email_flaw(value: str) -> Flaw | None:
    """Return what is wrong with an e-mail address."""
    return None if re.fullmatch(EMAIL, value) else flaw("email.form", value)


def url_flaw(value: str) -> Flaw | None:
    """Return what is wrong with a web address."""
    return None if re.fullmatch(URL, value) else flaw("url.form", value)
