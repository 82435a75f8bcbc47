"""The rules of a password, each with the sentence people read; password-rules.js says the same while one types."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

SHORTEST = 10
KINDS = 2  # of letters, digits, other characters
SHORTEST_PART = 2  # of a log-in name or staff number; one character is in every password
LEFT_OVER = 4  # characters that must be left without what everybody tries first
COMMON_PARTS = (
    "woaini", "5201314", "1314520", "1314", "520", "password", "qwerty", "qwer", "1qaz", "2wsx", "3edc", "qaz", "wsx",
    "zxcv", "asdf", "admin", "iloveyou", "shucai", "666", "888",
)  # fmt: skip
RUN = 3  # so many characters in a row that repeat or count up or down are worth none


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose password it is: what it must not be built from."""

    login: str = ""
    name: str = ""
    staff_no: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. code: what the page knows it by; says: the sentence."""

    code: str
    says: str
    holds: Callable[[str, Owner], bool]


def _is_long(password: str, _owner: Owner) -> bool:
    return len(password) >= SHORTEST


def _is_mixed(password: str, _owner: Owner) -> bool:
    kinds = {"letter" if c.isalpha() else "digit" if c.isdecimal() else "other" for c in password}
    return len(kinds) >= KINDS


def _is_not_oneself(password: str, owner: Owner) -> bool:
    typed = password.lower()
    parts = (part.lower() for part in (owner.login, owner.name, owner.staff_no))
    return not any(len(part) >= SHORTEST_PART and part in typed for part in parts)


def _is_uncommon(password: str, _owner: Owner) -> bool:
    """Return whether enough is left of it without what everybody tries first, and that not one character again and again."""
    rest = _without_runs(reduce(lambda text, part: text.replace(part, ""), COMMON_PARTS, password.lower()))
    return len(rest) >= LEFT_OVER and len(set(rest)) >= RUN


def _without_runs(text: str) -> str:
    """Return a text without its runs: 12345, cba, 0000."""
    steps = [ord(right) - ord(left) for left, right in pairwise(text)]
    kept, start = "", 0
    while start < len(text):
        end = start
        while end < len(steps) and abs(steps[end]) <= 1 and steps[end] == steps[start]:
            end += 1
        if end - start + 1 < RUN:
            end = start
            kept += text[start]
        start = end + 1
    return kept


RULES = (
    Rule("long", f"至少 {SHORTEST} 个字符", _is_long),
    Rule("mixed", "字母、数字、符号至少用两种", _is_mixed),
    Rule("own", "不含登录名、姓名、工号", _is_not_oneself),
    Rule("uncommon", "不是 123456、woaini1314 一类人人会猜的密码", _is_uncommon),
)


def broken(password: str, owner: Owner) -> Iterator[Rule]:
    """Yield the rules a password breaks."""
    return (rule for rule in RULES if not rule.holds(password, owner))
