"""Coded cells: by code, label, another spelling, or both together (C1 to C6)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import polars as pl
from rapidfuzz import fuzz, process

from shucai.domain.catalogue import CodeList, Field
from shucai.domain.normalise.outcomes import Outcome, Read, Refused, asked, silent
from shucai.domain.normalise.units import OWN, factor

REGIONS, MAJORS = "admin_division", "major_catalogue"
NEAR_LENGTH = 4  # shorter labels are too alike for a near match: 省市级 is neither 省级 nor 市级
ALIKE = 50  # hundredths of agreement from which a message names a label as near
NAMED = 3  # near labels a message names
SHOWN = 8  # labels a message names where no label is near
REGION_WIDTH = 6
SHORT_NAME = 2  # a county of two characters keeps its 县
_SUFFIXES = re.compile("(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$")
_QUANTITY = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?) ?(?P<unit>[^0-9. ]+)")
_PARTED = (
    re.compile(r"(?P<one>[0-9A-Za-z]+)[\s\-_:.、|]+(?P<other>.+)"),
    re.compile(r"(?P<other>.+?)\((?P<one>[0-9A-Za-z]+)\)"),
    re.compile(r"(?P<one>[0-9]+)(?P<other>[^0-9\s\-_:.、|()].*)"),
)


def key_of(text: str) -> str:
    """Return the form in which two spellings are compared (T6): NFKC, no case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@dataclass(frozen=True)
class Codes:
    """A code list with what reading cells needs; built from it when first asked."""

    code_list: CodeList

    @cached_property
    def exact(self) -> Mapping[str, str]:
        """Return every spelling that stands for one code as it is: codes, labels, and code and label as offered."""
        found: dict[str, str] = {}
        for code in self.code_list.codes:
            found.setdefault(f"{code.code} {code.label}", code.code)
            meant = self.meant_by(self.code_list.by_label[code.label])
            if meant is not None and self._is_sure(code.label):
                found[code.label] = meant
        return found | {code: code for code in self.code_list.by_code}

    @cached_property
    def spellings(self) -> pl.Series:
        """Return the spellings of ``exact`` as a column."""
        return pl.Series(list(self.exact), dtype=pl.String)

    @cached_property
    def meanings(self) -> pl.Series:
        """Return the codes that the spellings stand for, one a spelling."""
        return pl.Series(list(self.exact.values()), dtype=pl.String)

    @cached_property
    def by_key(self) -> Mapping[str, tuple[str, ...]]:
        """Return the codes of each label or other spelling, by comparison key."""
        found: dict[str, dict[str, None]] = {}
        for label, codes in self.code_list.by_label.items():
            found.setdefault(key_of(label), {}).update(dict.fromkeys(codes))
        return {key: tuple(codes) for key, codes in found.items()}

    @cached_property
    def code_keys(self) -> Mapping[str, str]:
        """Return the codes by comparison key."""
        return {key_of(code): code for code in reversed(list(self.code_list.by_code))}

    @cached_property
    def in_force(self) -> frozenset[str]:
        """Return the codes that are not withdrawn."""
        return frozenset(code.code for code in self.code_list.codes if code.valid_to is None)

    @cached_property
    def by_path(self) -> Mapping[str, tuple[str, ...]]:
        """Return region codes by their path of names without 省, 市 and the like (C4)."""
        found: dict[str, dict[str, None]] = {}
        for code in self.code_list.codes:
            for path in self._paths(code.code, code.label):
                found.setdefault(path, {})[code.code] = None
        return {path: tuple(codes) for path, codes in found.items()}

    def meant_by(self, codes: tuple[str, ...]) -> str | None:
        """Return the code that a spelling of several means: the only one, or the only one in force."""
        if len(codes) == 1:
            return codes[0]
        current = [code for code in codes if code in self.in_force]
        return current[0] if len(current) == 1 else None

    def _is_sure(self, label: str) -> bool:
        return len(self.code_list.by_label[label]) == 1

    def _paths(self, code: str, label: str) -> list[str]:
        own = _SUFFIXES.sub("", label)
        if code.endswith("0000"):
            return [own]
        province = self._name(code[:2] + "0000")
        if code.endswith("00"):
            return [own, province + own]
        city = self._name(code[:4] + "00")
        bare = own.removesuffix("区").removesuffix("县") if len(own) > SHORT_NAME else own
        return list(
            dict.fromkeys(above + name for above in (province + city, province) for name in (own, bare))
        )

    def _name(self, code: str) -> str:
        known = self.code_list.by_code.get(code)
        return _SUFFIXES.sub("", known.label) if known else ""


@lru_cache(maxsize=1024)
def codes_of(code_list: CodeList) -> Codes:
    """Return what reading cells needs of a code list; many fields have the same."""
    return Codes(code_list)


def read_code(field: Field, text: str, codes: Codes) -> Outcome:
    """Return the code a cell stands for, or why it stands for none."""
    found = known_word(text, codes)
    if found is not None:
        return found
    for read in (_special, _measured, _parted, _near):
        outcome = read(field, text, codes)
        if outcome is not None:
            return outcome
    if codes.code_list.open_pattern and re.search(codes.code_list.open_pattern, text):
        return silent(text)
    return _unknown(field, text, codes)


def known_word(text: str, codes: Codes) -> Read | None:
    """Return the reading of a code or spelling that stands in the list, before a blank word is looked for."""
    if text in codes.exact:
        return silent(codes.exact[text])
    key = key_of(text)
    if key in codes.code_keys:
        return silent(codes.code_keys[key], "C1")
    meant = codes.meant_by(codes.by_key.get(key, ()))
    if meant is not None:
        sure = len(codes.by_key[key]) == 1
        return silent(meant, "C3") if sure else asked(meant, "C3")
    return _padded(key, codes)


def own_none(text: str, codes: Codes) -> Read | None:
    """Return the list's own value for 「无」, where it has exactly one (E1, ruling 1).

    It names what the list is of: 无学位 in 学位. 无党派人士 and 无效专利 only begin with the same word.
    """
    title, own = codes.code_list.title, []
    for code in codes.code_list.codes:
        lacks = code.label.removeprefix("无")
        if lacks != code.label and (lacks in title or title in lacks):
            own.append(code)
    return asked(own[0].code, "E1") if len(own) == 1 and text else None


def _padded(key: str, codes: Codes) -> Read | None:
    """Return the code that lost its leading zeros in a numeric cell (C2)."""
    digits = key.removesuffix(".0")
    if not digits.isdecimal():
        return None
    widths = (
        {codes.code_list.width} if codes.code_list.width else {len(code) for code in codes.code_list.by_code}
    )
    found = {digits.zfill(width) for width in widths if width} & set(codes.code_list.by_code)
    return silent(found.pop(), "C2") if len(found) == 1 else None


def _parted(field: Field, text: str, codes: Codes) -> Outcome | None:
    """Return the reading of code and label together; the two must agree (C1)."""
    folded = unicodedata.normalize("NFKC", text)
    for form in _PARTED:
        parts = form.fullmatch(folded)
        one = known_word(parts["one"], codes) if parts else None
        if parts is None or one is None or one.text is None:
            continue
        labels = codes.by_key.get(key_of(parts["other"]), ())
        if one.text in labels:
            return silent(one.text, "C1")
        label = codes.code_list.by_code[one.text].label
        return Refused(
            "C1", f"“{text}”里的代码和名称对不上：{one.text} 是“{label}”。请核对「{field.title}」，只留一个"
        )
    return None


def _special(field: Field, text: str, codes: Codes) -> Outcome | None:
    """Return the reading of region paths and statistics codes (C4), and of flagged majors (C5)."""
    key = key_of(text)
    if codes.code_list.name == MAJORS and re.fullmatch("[0-9]{6}k", key):
        return silent(key[:REGION_WIDTH], "C5") if key[:REGION_WIDTH] in codes.code_list.by_code else None
    if codes.code_list.name != REGIONS:
        return None
    if re.fullmatch("[0-9]{12}", key):
        return silent(key[:REGION_WIDTH], "C4") if key[:REGION_WIDTH] in codes.code_list.by_code else None
    named = re.sub("[-/、,]", "", key)
    parts = [
        part for part in re.split("省|市|特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区", named) if part
    ]
    for path in ("".join(parts), named):
        meant = codes.by_path.get(path, ())
        chosen = codes.meant_by(meant)
        if chosen is not None:
            return silent(chosen, "C4")
        if meant:
            return _several(field, text, meant, codes)
    return None


def _measured(field: Field, text: str, codes: Codes) -> Outcome | None:
    """Return the only code of a quantity that is written with the column's own unit: 5年 in years (N8)."""
    parts = _QUANTITY.fullmatch(unicodedata.normalize("NFKC", text))
    if parts is None or not field.unit or factor(parts["unit"], field.unit, is_money=False) != OWN:
        return None
    meant = [code.code for code in codes.code_list.codes if code.quantity == float(parts["number"])]
    return silent(meant[0], "N8") if len(meant) == 1 else None


def _near(field: Field, text: str, codes: Codes) -> Outcome | None:
    """Return the only label at one edit's distance, to be confirmed (C3); a spelling of several codes is refused."""
    meant = codes.by_key.get(key_of(text), ())
    if len(meant) > 1:
        return _several(field, text, meant, codes)
    key = key_of(text)
    if len(key) < NEAR_LENGTH or re.search("[0-9]", key):
        return None
    near = {
        found for label, found in codes.by_key.items() if len(label) >= NEAR_LENGTH and _one_edit(key, label)
    }
    if len(near) == 1:
        meant_near = codes.meant_by(near.pop())
        return asked(meant_near, "C3") if meant_near is not None else None
    return None


def _one_edit(one: str, other: str) -> bool:
    """Return whether one character was added, left out or replaced."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[start:] if len(short) < len(long) else short[start + 1 :]
    return rest == long[start + 1 :]


def _several(field: Field, text: str, meant: tuple[str, ...], codes: Codes) -> Refused:
    shown = "、".join(f"{code} {codes.code_list.by_code[code].label}" for code in meant[:SHOWN])
    more = f" 等 {len(meant)} 个" if len(meant) > SHOWN else ""
    return Refused(
        "C1", f"“{text}”在{codes.code_list.title}里不止一个（{shown}{more}），「{field.title}」请填代码"
    )


def near_labels(text: str, labels: Sequence[str]) -> list[str]:
    """Return the few labels a text may be meant for: those spelt much like it, else those it is a part of."""
    found = process.extract(text, labels, scorer=fuzz.ratio, limit=NAMED, score_cutoff=ALIKE)
    return [label for label, *_ in found] or [label for label in labels if text in label][:NAMED]


def _unknown(field: Field, text: str, codes: Codes) -> Refused:
    labels = [code.label for code in codes.code_list.by_code.values()]
    near = near_labels(text, labels)
    if near:
        hint = f"相近的有：{'、'.join(near)}"
    else:
        hint = f"可填：{'、'.join(labels[:SHOWN])}{f' 等 {len(labels)} 个' if len(labels) > SHOWN else ''}"
    return Refused("C1", f"“{text}”不在{codes.code_list.title}里，{hint}。请按代码表改正「{field.title}」")
