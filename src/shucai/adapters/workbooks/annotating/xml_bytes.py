"""Tags of large parts, found and changed as bytes, so that all the rest of the part stays as it is.

What is set in is ASCII, so every encoding that contains ASCII will do. Comments and CDATA are seen as blanks.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from math import inf, isfinite

_HIDDEN = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
ANY_ATTRIBUTES = rb"""(?:[^<>"']+|"[^"]*"|'[^']*')*"""
MOST_DIGITS = 10  # of a whole number in an attribute: rows, columns, formats, ids

Edit = tuple[int, int, bytes]
Piece = tuple[bytes, bytes]


def shadow_of(content: bytes) -> bytes:
    """Return bytes of the same length in which only real tags are to be seen."""
    if b"<!" not in content and b"<?" not in content:
        return content
    return _HIDDEN.sub(lambda match: b" " * len(match[0]), content)


def pieces(blocks: Iterable[bytes], cut: Callable[[bytes], int]) -> Iterator[Piece]:
    """Regroup blocks so that no tag is torn, and yield each piece with its shadow.

    cut: given a shadow, the length that can be handed on; 0 where more is needed. The rest follows at the end.
    """
    rest = b""
    for block in blocks:
        content = rest + block if rest else block
        shadow = shadow_of(content)
        length = cut(shadow)
        rest = content[length:]
        if length:
            yield content[:length], shadow[:length]
    if rest:
        yield rest, shadow_of(rest)


def behind_last_tag(shadow: bytes) -> int:
    """Return the length up to the end of the last tag."""
    return shadow.rfind(b">") + 1


def apply(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Replace stretches (start, end, by what), which are in order and do not overlap."""
    kept, position = list[bytes](), 0
    for start, end, replacement in edits:
        kept += (content[position:start], replacement)
        position = end
    kept.append(content[position:])
    return b"".join(kept)


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """Return the attributes of a start tag as they are written."""
    return {match[1]: match[2] if match[2] is not None else match[3] for match in _ATTRIBUTE.finditer(tag)}


def with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    """Return the start tag with an attribute replaced, or added behind the others, written as name="value"."""
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            return tag[: match.start(1)] + name + b'="' + value + b'"' + tag[match.end() :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    written = tag[:end].rstrip()
    return written + b" " + name + b'="' + value + b'"' + tag[len(written) :]


def without_attribute(tag: bytes, name: bytes) -> bytes:
    """Return the start tag without an attribute."""
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            return tag[: match.start()] + tag[match.end() :]
    return tag


@cache
def start_tag(prefix: bytes, name: bytes) -> re.Pattern[bytes]:
    """Return the pattern of a start tag, empty or not. prefix: with its colon, or nothing."""
    return re.compile(rb"<" + re.escape(prefix + name) + rb"(?=[\s/>])" + ANY_ATTRIBUTES + rb">")


def whole_number(text: bytes | None) -> int | None:
    """Return the number an attribute holds, None where it holds none or one that no workbook has."""
    return int(text) if text is not None and text.isdigit() and len(text) <= MOST_DIGITS else None


def decimal(text: bytes | None) -> float | None:
    """Return the finite number an attribute holds, None where it holds none."""
    try:
        number = float(text) if text is not None else inf
    except ValueError:
        return None
    return number if isfinite(number) else None


def is_true(text: bytes | None) -> bool:
    """Return whether an attribute says yes."""
    return text in (b"1", b"true")
