"""Text cells that name or refer to something: what a spreadsheet does to digits is caught in them as well (T6, T11, N2)."""

import re
import unicodedata

from shucai.domain.catalogue import Field
from shucai.domain.normalise.characters import PRIVATE, QUOTED, in_latin, unquoted, with_hyphens
from shucai.domain.normalise.identifiers import WHOLE, read_identifier
from shucai.domain.normalise.outcomes import Level, Outcome, Refused, after, silent


def read_text(field: Field, text: str) -> Outcome:
    """Return a text as it is; characters that no font but the writer's shows are refused."""
    private = PRIVATE.search(text)
    if private:
        point = f"U+{ord(private[0]):04X}"
        return Refused(
            "T11", f"“{text}”里有自造字（{point}），别的电脑显示不出，「{field.title}」请改用通用汉字"
        )
    return silent(text)


def read_loose_identifier(field: Field, text: str) -> Outcome:
    """Return a number given by a school or an issuer: folded as identifiers are where it has no Chinese, else as text."""
    rules, level, folded = _folded(text)
    if not folded.isascii():
        return read_text(field, text)
    return after(rules, level, read_identifier(field, folded))


def read_reference(field: Field, text: str) -> Outcome:
    """Return what a cell refers to, folded as its target is, so that the two are equal; spaces inside stay."""
    rules, level, folded = _folded(text)
    if not folded.isascii() or " " in folded:
        return read_text(field, text)
    whole = WHOLE.fullmatch(folded)
    return after(rules, level, silent(whole[1], "N6") if whole else read_identifier(field, folded))


def _folded(text: str) -> tuple[tuple[str, ...], Level, str]:
    """Return the rules, their level and the text after NFKC, hyphens, quotes and look-alikes."""
    rules: list[str] = []
    folded = unicodedata.normalize("NFKC", with_hyphens(text))
    if folded != text:
        rules.append("T7" if with_hyphens(text) != text else "T6")
    if QUOTED.search(folded):
        folded = unquoted(folded)
        rules.append("N5")
    latin = in_latin(folded)
    level = Level.ASK if latin != folded and latin.isascii() else Level.SILENT
    if level is Level.ASK:
        folded = latin
        rules.append("T10")
    return tuple(rules), level, folded


def items_of(text: str) -> list[str]:
    """Return the parts of a cell with several values, in order, each once (C6)."""
    return list(
        dict.fromkeys(part for part in (p.strip() for p in re.split(r"[、,，;；/／|｜\n]", text)) if part)
    )
