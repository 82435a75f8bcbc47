"""What may be written of a person: each answers with what is wrong, or None."""

import re

from shucai.domain.problems import Refused

LONGEST_NAME, LONGEST_STAFF_NO, LONGEST_LOGIN, SHORTEST_LOGIN = 40, 30, 40, 3
WRITABLE = re.compile(r"[A-Za-z0-9._@-]+")


def wrong_name(name: str) -> Refused | None:
    """Return what is wrong with a person's name."""
    if not name:
        return Refused("R201", {"field": "姓名"})
    return _too_long("姓名", name, LONGEST_NAME)


def wrong_staff_no(staff_no: str) -> Refused | None:
    """Return what is wrong with a staff number; blank is for those who have none."""
    if staff_no and not WRITABLE.fullmatch(staff_no):
        return Refused("R219", {"field": "工号", "text": staff_no})
    return _too_long("工号", staff_no, LONGEST_STAFF_NO)


def wrong_login(login: str) -> Refused | None:
    """Return what is wrong with a log-in name."""
    if not login:
        return Refused("R220")
    if not WRITABLE.fullmatch(login):
        return Refused("R219", {"field": "登录名", "text": login})
    if len(login) < SHORTEST_LOGIN:
        return Refused("R221", {"least": str(SHORTEST_LOGIN)})
    return _too_long("登录名", login, LONGEST_LOGIN)


def _too_long(field: str, text: str, most: int) -> Refused | None:
    if len(text) <= most:
        return None
    return Refused("R214", {"field": field, "most": str(most), "count": str(len(text))})
