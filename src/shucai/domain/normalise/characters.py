"""Rules for characters, T1 to T12 and N5: what is deleted, folded or replaced before a cell is read as its type."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shucai.domain.normalise.outcomes import Level
from shucai.domain.normalise.radicals import RADICALS

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
BREAKS = re.compile(r"(?:_x000D_|[\r\n\t\x0b\x0c\u0085\u2028\u2029])+")
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000 ]+")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_RADICALS = str.maketrans(RADICALS)
_WIDE_LETTERS = {
    point: point - 0xFEE0
    for point in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―─－﹣⁃−", "-"))
_LATIN = str.maketrans("ХхАВСЕКМНОРТΧ", "XxABCEKMHOPTX")
QUOTED = re.compile(r"""^['‘’`]+(?=[0-9A-Za-z])|^="(?P<inside>.*)"$""")


@dataclass(frozen=True, slots=True)
class Step:
    """A rule for characters: its id, what it does, how far it may go, and whether it can change ASCII text."""

    rule: str
    apply: Callable[[str], str]
    level: Level = Level.SILENT
    in_ascii: bool = False


def without_invisible(text: str) -> str:
    """Return the text without characters that show nothing (T1)."""
    return INVISIBLE.sub("", text)


def on_one_line(text: str) -> str:
    """Return the text with line breaks and tabs as one space (T2)."""
    return BREAKS.sub(" ", text)


def with_plain_breaks(text: str) -> str:
    """Return a long text with every kind of line break as LF, none at the ends, tabs as spaces (T2)."""
    lines = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\t", " ")
    return re.sub("[\r\x0b\x0c\u0085\u2028\u2029]", "\n", lines).strip("\n")


def with_single_spaces(text: str) -> str:
    """Return the text with runs of any spaces as one, none at its ends (T3)."""
    return SPACES.sub(" ", text).strip(" ")


def with_single_spaces_in_lines(text: str) -> str:
    """Return a long text with the spaces of each line as T3 wants them."""
    return "\n".join(with_single_spaces(line) for line in text.split("\n")).strip("\n")


def with_ordinary_ideographs(text: str) -> str:
    """Return the text with CJK radicals as ideographs (T4)."""
    return text.translate(_RADICALS)


def composed(text: str) -> str:
    """Return the text in NFC, which also folds the CJK compatibility ideographs (T5, T12)."""
    return unicodedata.normalize("NFC", text)


def with_narrow_letters(text: str) -> str:
    """Return the text with full-width digits and letters narrow, punctuation as typed (T6 for text)."""
    return text.translate(_WIDE_LETTERS)


def compatible(text: str) -> str:
    """Return the text in NFKC (T6 for identifiers, codes, numbers and dates)."""
    return unicodedata.normalize("NFKC", text).strip(" ")


def with_hyphens(text: str) -> str:
    """Return the text with every dash as a hyphen (T7)."""
    return text.translate(_DASHES)


def in_latin(text: str) -> str:
    """Return the text with Cyrillic and Greek look-alikes as Latin letters (T10)."""
    return text.translate(_LATIN)


def unquoted(text: str) -> str:
    """Return the text without the apostrophe or ``="…"`` that keeps digits as text (N5)."""
    return QUOTED.sub(lambda found: found["inside"] or "", text)


_SPACES = Step("T3", with_single_spaces, in_ascii=True)
_FIRST = (Step("T1", without_invisible), Step("T2", on_one_line, in_ascii=True), _SPACES)
_IDEOGRAPHS = Step("T4", with_ordinary_ideographs)
_NARROW = Step("T6", with_narrow_letters)

TEXT = (*_FIRST, _IDEOGRAPHS, Step("T5", composed), _NARROW)
NAME = (*_FIRST, _IDEOGRAPHS, Step("T5", composed, Level.ASK), _NARROW)
LONG_TEXT = (
    Step("T1", without_invisible),
    Step("T2", with_plain_breaks, in_ascii=True),
    Step("T3", with_single_spaces_in_lines, in_ascii=True),
    *TEXT[3:],
)
PLAIN = (
    *_FIRST,
    _IDEOGRAPHS,
    Step("T7", with_hyphens),
    Step("T6", compatible),
    Step("N5", unquoted, in_ascii=True),
)
IDENTIFIER = (*PLAIN, Step("T10", in_latin, Level.ASK))


def plain(text: str, steps: Sequence[Step]) -> tuple[str, tuple[str, ...], Level]:
    """Return the text after the steps, with the rules that changed it and the level of the whole."""
    rules: list[str] = []
    level = Level.SILENT
    is_ascii = text.isascii()
    for step in steps:
        if is_ascii and not step.in_ascii:
            continue
        changed = step.apply(text)
        if changed != text:
            rules.append(step.rule)
            level = Level.ASK if step.level is Level.ASK else level
            text = changed
    return text, tuple(rules), level
