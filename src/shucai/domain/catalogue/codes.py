"""Code lists of both platforms: one registry, with validity, other spellings and quantities."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal


@dataclass(frozen=True, slots=True)
class Code:
    """One permitted value.

    valid_from, valid_to: as the source states them, YYYY, YYYY-MM or YYYY-MM-DD, inclusive; None is open.
    quantity: what the code stands for in numbers (years of schooling, rank of a grade; ruling 18).
    """

    code: str
    label: str
    parent: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    aliases: tuple[str, ...] = ()
    quantity: float | None = None


@dataclass(frozen=True)
class CodeList:
    """The permitted values of coded fields.

    open_pattern: unknown codes of this shape are a 核实, not an error, because the source is known to lack some.
    known_as: the names the platforms' own lists use, as ``platform:name``.
    """

    name: str
    title: str
    codes: tuple[Code, ...]
    source: str
    standing: Literal["public", "inferred"]
    open_pattern: str | None = None
    known_as: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Return a hash of what nearly always tells lists apart: to hash ten thousand codes takes milliseconds."""
        return hash((self.name, len(self.codes)))

    @cached_property
    def by_code(self) -> Mapping[str, Code]:
        """Return the codes by their value; a later row of the same code (a former name) does not win."""
        found: dict[str, Code] = {}
        for code in self.codes:
            found.setdefault(code.code, code)
        return found

    @cached_property
    def by_label(self) -> Mapping[str, tuple[str, ...]]:
        """Return the codes that carry a label or another spelling of it; several mean the label is ambiguous."""
        found: dict[str, list[str]] = {}
        for code in self.codes:
            for spelling in (code.label, *code.aliases):
                codes = found.setdefault(spelling, [])
                if code.code not in codes:
                    codes.append(code.code)
        return {label: tuple(codes) for label, codes in found.items()}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Return code -> label; of several labels of a code the first."""
        return {code: entry.label for code, entry in self.by_code.items()}

    @cached_property
    def quantities(self) -> Mapping[str, float]:
        """Return code -> the number it stands for, where it stands for one."""
        return {code.code: code.quantity for code in self.codes if code.quantity is not None}

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """Return code -> the label of its parent, where the list has that."""
        return {
            code: self.labels[entry.parent]
            for code, entry in self.by_code.items()
            if entry.parent is not None and entry.parent in self.labels
        }

    @cached_property
    def width(self) -> int | None:
        """Return the number of characters of every code, or None where they differ."""
        widths = {len(code.code) for code in self.codes}
        return widths.pop() if len(widths) == 1 else None


CodeLists = Mapping[str, CodeList]
