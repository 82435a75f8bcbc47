"""Phone and e-mail of a person: what may be written, and how they are shown to who need not know them whole."""

import re

from shucai.domain.problems import Refused

PHONE = re.compile(r"\+?[0-9][0-9 -]{5,18}[0-9]")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
LONGEST_EMAIL = 80
SHOWN_BEFORE, SHOWN_AFTER = 3, 4


def wrong_phone(phone: str) -> Refused | None:
    """Return what is wrong with a telephone number; blank is for those who give none."""
    return None if not phone or PHONE.fullmatch(phone) else Refused("R245")


def wrong_email(email: str) -> Refused | None:
    """Return what is wrong with an e-mail address; blank is for those who give none."""
    fits = len(email) <= LONGEST_EMAIL and EMAIL.fullmatch(email)
    return None if not email or fits else Refused("R246", {"most": str(LONGEST_EMAIL)})


def masked_phone(phone: str) -> str:
    """Return a number with its middle hidden: 100****0001; a short one keeps its end only."""
    if len(phone) < SHOWN_BEFORE + 2 * SHOWN_AFTER:
        return "****" + phone[-2:] if phone else ""
    return phone[:SHOWN_BEFORE] + "*" * (len(phone) - SHOWN_BEFORE - SHOWN_AFTER) + phone[-SHOWN_AFTER:]


def masked_email(email: str) -> str:
    """Return an address with its name hidden: l***@example.cn."""
    name, at, place = email.partition("@")
    return f"{name[:1]}***{at}{place}" if email else ""
