"""The boxes in which comments are shown: shapes of the sheet's legacy drawing, in bytes, as the dialect is not quite XML."""

import re
from collections.abc import Mapping

from shucai.adapters.workbooks.annotating.grids import Grid, size_of
from shucai.adapters.workbooks.annotating.marks import Place
from shucai.adapters.workbooks.annotating.refusals import CannotSpliceError
from shucai.adapters.workbooks.annotating.xml_bytes import Edit, apply, whole_number

_NAMESPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_DECLARATIONS = " ".join(f'xmlns:{prefix}="{namespace}"' for prefix, namespace in _NAMESPACES.items())
_EMPTY = (
    f'<xml {_DECLARATIONS}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
).encode()
_KIND = (
    f'<v:shapetype {_DECLARATIONS} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
).encode()
_BOX = (
    '<v:shape {declarations} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:{width}pt;height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPE = re.compile(rb"<((?:\w+:)?)shape(?=\s)[^>]*[^/]>.*?</\1shape\s*>", re.DOTALL)
_NOTE = re.compile(rb"""ObjectType\s*=\s*["']Note["']""")
_ROW = re.compile(rb"<(?:\w+:)?Row\s*>\s*(\d{1,7})\s*<")
_COLUMN = re.compile(rb"<(?:\w+:)?Column\s*>\s*(\d{1,7})\s*<")
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor\s*>)[^<]*(<)")
_NUMBER = re.compile(rb"_x0000_s(\d{1,10})(?!\d)")
_BLOCKS = re.compile(rb"""(<(?:\w+:)?idmap\s[^>]*?data\s*=\s*["'])([\d,\s]*)(["'])""")
_ROOT_END = re.compile(rb"</(?:\w+:)?xml\s*>\s*\Z")
_KIND_STATED = re.compile(rb"""shapetype\s[^>]*id\s*=\s*["']_x0000_t202["']""")
_POINTS_PER_PIXEL = 0.75
_BLOCK_SIZE = 1024  # shape numbers are given out in blocks of this size


def redraw(drawing: bytes | None, grid: Grid, *, removed: set[Place], texts: Mapping[Place, str]) -> bytes:
    """Return the drawing with the boxes of removed comments gone and one large enough for each of the texts.

    drawing: the part as it is, or None. A box that is there is only resized; all other shapes stay as they are.
    """
    content = drawing or _EMPTY
    end = _ROOT_END.search(content)
    if end is None:
        raise CannotSpliceError("文件内部的批注图形残缺")
    edits: list[Edit] = []
    boxless = dict(texts)
    for match in _SHAPE.finditer(content):
        place = _place_of(match[0])
        if place in removed and place not in texts:
            edits.append((*match.span(), b""))
        elif place is not None and place in boxless:
            edits.append((*match.span(), _resized(match[0], grid.anchor(place, size_of(boxless.pop(place))))))
    kept = apply(content[: end.start()], edits)
    return _with_boxes(kept, grid, boxless) + content[end.start() :]


def _place_of(shape: bytes) -> Place | None:
    """Return the cell whose comment a shape shows, None where it shows something else."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or not _NOTE.search(shape):
        return None
    return int(row[1]) + 1, int(column[1]) + 1


def _resized(shape: bytes, anchor: str) -> bytes:
    return _ANCHOR.sub(lambda match: match[1] + anchor.encode() + match[2], shape, count=1)


def _with_boxes(drawing: bytes, grid: Grid, texts: Mapping[Place, str]) -> bytes:
    """Append boxes, numbered in blocks of their own, which the drawing states as taken."""
    if not texts:
        return drawing
    first = max((int(number) // _BLOCK_SIZE for number in _NUMBER.findall(drawing)), default=0) + 1
    blocks = range(first, first + len(texts) // (_BLOCK_SIZE - 1) + 1)
    numbers = (block * _BLOCK_SIZE + number for block in blocks for number in range(1, _BLOCK_SIZE))
    if stated := _BLOCKS.search(drawing):
        known = [
            number for part in stated[2].split(b",") if (number := whole_number(part.strip())) is not None
        ]
        written = ",".join(map(str, dict.fromkeys([*known, *blocks]))).encode()
        drawing = apply(drawing, [(*stated.span(2), written)])
    kind = b"" if _KIND_STATED.search(drawing) else _KIND
    boxes = (
        _box(number, grid, place, text) for number, (place, text) in zip(numbers, texts.items(), strict=False)
    )
    return drawing + kind + b"".join(boxes)


def _box(number: int, grid: Grid, place: Place, text: str) -> bytes:
    size = size_of(text)
    return _BOX.format(
        declarations=_DECLARATIONS,
        number=number,
        order=number,
        width=round(size.width * _POINTS_PER_PIXEL),
        height=round(size.height * _POINTS_PER_PIXEL),
        anchor=grid.anchor(place, size),
        row=place[0] - 1,
        column=place[1] - 1,
    ).encode()
