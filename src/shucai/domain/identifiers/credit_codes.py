"""Unified social credit codes (GB 32100) and the organisation codes inside them (GB 11714)."""

import re

from shucai.domain.identifiers.checksums import credit_check, organisation_check
from shucai.domain.identifiers.flaws import Flaw, flaw

LENGTH = 18
FORM = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
ORGANISATION = re.compile(r"([0-9A-Z]{8})-?([0-9X])")


def uscc_flaw(value: str) -> Flaw | None:
    """Return what is wrong with a unified social credit code; a wrong inner organisation code is to be confirmed."""
    if len(value) != LENGTH:
        return flaw("uscc.length", value)
    if not FORM.fullmatch(value):
        return flaw("uscc.characters", value)
    wanted = credit_check(value[:17])
    if value[17] != wanted:
        return flaw("uscc.check_digit", value, wanted=wanted)
    if organisation_check(value[8:16]) != value[16]:
        return flaw("uscc.organisation", value)
    return None


def org_code_flaw(value: str) -> Flaw | None:
    """Return what is wrong with an organisation code, with or without its hyphen."""
    form = ORGANISATION.fullmatch(value)
    if form is None:
        return flaw("org_code.form", value)
    wanted = organisation_check(form[1])
    return None if form[2] == wanted else flaw("org_code.check_digit", value, wanted=wanted)
