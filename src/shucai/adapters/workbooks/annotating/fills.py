"""The fills of marked cells, which remember the fill they stand in for.

A solid fill shows only its foreground; its background colour is free and every program keeps it. There we write the
colour the cell had, so that the mark can be undone years and programs later: an indexed or theme colour as it is, an
RGB colour with a small tint as our sign, because LibreOffice puts RGB colours of its own there. Index 64 means that
the cell had no fill; patterns and gradients cannot be remembered and come back as no fill.
"""

import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from shucai.adapters.workbooks.annotating.marks import COLOURS
from shucai.adapters.workbooks.annotating.xml_parts import Element, child, name_of, tag

_SEVERITY_OF = {colour: severity for severity, colour in COLOURS.items()}
_SIGN = "0.015625"  # 1/64; Excel keeps tints as 16-bit fractions, so it comes back as 1.5594…E-2
_SIGNED = re.compile(r"0\.015[5-7]|1\.5[5-7]\d*E-0?2")
_NO_COLOUR = {"indexed": "64"}


def severity_of(fill: Element) -> str | None:
    """Return the severity a fill marks, or None where it is not one of ours."""
    foreground = _solid_colour(fill)
    return _SEVERITY_OF.get((foreground.get("rgb") or "")[-6:].upper()) if foreground is not None else None


def mark_fill(severity: str, original: Element) -> Element:
    """Return the fill of a marked cell that had the given fill."""
    fill = etree.Element(original.tag)
    pattern = etree.SubElement(fill, tag(original, "patternFill"), patternType="solid")
    etree.SubElement(pattern, tag(original, "fgColor"), rgb=f"FF{COLOURS[severity]}")
    colour = _solid_colour(original)
    remembered = _NO_COLOUR if colour is None else {str(name): str(value) for name, value in colour.items()}
    if "rgb" in remembered:
        remembered.setdefault("tint", _SIGN)
    etree.SubElement(pattern, tag(original, "bgColor"), remembered)
    return fill


def original_fill(marked: Element, blank: Element) -> Element:
    """Return the fill that a marked fill stands in for; ``blank`` where there was none or none is known any more."""
    pattern = child(marked, "patternFill")
    background = child(pattern, "bgColor") if pattern is not None else None
    colour = _remembered(background) if background is not None else None
    if colour is None:
        return blank
    fill = deepcopy(marked)
    foreground = _solid_colour(fill)
    if foreground is not None:
        _recolour(foreground, colour)
    restored = child(fill, "patternFill")
    behind = child(restored, "bgColor") if restored is not None else None
    if behind is not None:
        _recolour(behind, _NO_COLOUR)
    return fill


def _recolour(element: Element, colour: Mapping[str, str]) -> None:
    for name in element.keys():  # noqa: SIM118 - an element is no mapping, it iterates over its children
        del element.attrib[name]
    for name, value in colour.items():
        element.set(name, value)


def _remembered(background: Element) -> dict[str, str] | None:
    colour = {str(name): str(value) for name, value in background.items()}
    if colour.get("auto") or colour.get("indexed") in ("64", "65") or not colour:
        return None
    if "rgb" in colour:
        if "tint" not in colour:
            return None
        if _SIGNED.match(colour["tint"]):
            del colour["tint"]
    return colour


def _solid_colour(fill: Element) -> Element | None:
    pattern = child(fill, "patternFill")
    return (
        child(pattern, "fgColor") if pattern is not None and pattern.get("patternType") == "solid" else None
    )


def look_of(fill: Element) -> tuple[object, ...]:
    """Return what two fills must share to look the same; the unseen colour counts in our marks only."""
    seen = shape_of(fill)
    if severity_of(fill) is None and (colour := _solid_colour(fill)) is not None:
        seen = ("solid", shape_of(colour))
    return seen


def shape_of(element: Element) -> tuple[object, ...]:
    """Return what two elements share when they say the same, however they are written."""
    attributes = sorted((str(name), str(value)) for name, value in element.items())
    return (name_of(element), tuple(attributes), tuple(shape_of(part) for part in element))
