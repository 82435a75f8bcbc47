"""The cell formats of the workbook: a marked twin for each format that a marked cell has, and the way back."""

from copy import deepcopy

from lxml import etree

from shucai.adapters.workbooks.annotating.fills import (
    look_of,
    mark_fill,
    original_fill,
    severity_of,
    shape_of,
)
from shucai.adapters.workbooks.annotating.refusals import CannotSpliceError
from shucai.adapters.workbooks.annotating.xml_parts import (
    Element,
    child,
    children,
    namespace_of,
    number_in,
    parse,
    serialise,
    tag,
)

_BEFORE_FILLS = {"numFmts", "fonts"}
_BEFORE_FORMATS = {*_BEFORE_FILLS, "fills", "borders", "cellStyleXfs"}
_FROM_SCRATCH = (
    '<styleSheet xmlns="{}"><fonts count="1"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_TEXT_FORMAT = 49  # built in: @
_MOST_FORMATS = 65_490  # Excel opens no workbook with more
_APART_FROM_FILL = {"fillId", "applyFill"}


class StyleBook:
    """The styles part. Formats are known by their index, as cells name them.

    marks: formats that an earlier run made.
    """

    def __init__(self, content: bytes | None, namespace: str) -> None:
        self._root = parse(content or _FROM_SCRATCH.format(namespace).encode())
        self._fills = self._section("fills", _BEFORE_FILLS)
        self._formats = self._section("cellXfs", _BEFORE_FORMATS)
        self.changed = content is None
        self._complete()
        self._fill_numbers = {
            look_of(fill): number for number, fill in reversed(list(enumerate(self._fills)))
        }
        self._format_numbers = {
            _key_of(one): number for number, one in reversed(list(enumerate(self._formats)))
        }
        self._marked: dict[tuple[int, str], int] = {}
        self._unmarked: dict[int, int] = {}
        self.marks = [number for number, one in enumerate(self._formats) if severity_of(self._fill_of(one))]

    def _section(self, name: str, before: set[str]) -> Element:
        section = child(self._root, name)
        if section is None:
            section = etree.Element(tag(self._root, name))
            position = sum(1 for one in self._root if etree.QName(one).localname in before)
            self._root.insert(position, section)
        return section

    def _complete(self) -> None:
        """See to the entries that Excel takes for granted: fills 0 and 1 have fixed meanings, format 0 is the default."""
        for number, pattern in enumerate(("none", "gray125")):
            if len(self._fills) <= number:
                fill = etree.SubElement(self._fills, tag(self._root, "fill"))
                etree.SubElement(fill, tag(self._root, "patternFill"), patternType=pattern)
        if not len(self._formats):
            etree.SubElement(
                self._formats, tag(self._root, "xf"), numFmtId="0", fontId="0", fillId="0", borderId="0"
            )

    def unmarked(self, number: int) -> int:
        """Return the format that cells of this one had before they were marked: itself where it is no mark."""
        if number not in self._unmarked:
            one = self._formats[number if number < len(self._formats) else 0]
            fill = self._fill_of(one)
            back = (
                self._format_with(one, original_fill(fill, self._fills[0])) if severity_of(fill) else number
            )
            self._unmarked[number] = back
        return self._unmarked[number]

    def dressed(self, font: str = "", *, severity: str | None = None, breaks: bool = True) -> int:
        """Return a format for text of our own, adding it where there is none. breaks: long lines are broken.

        font: elements of a font, such as <b/>, or nothing for the default one.
        """
        wanted = etree.Element(tag(self._root, "xf"))
        fill = mark_fill(severity, self._fills[0]) if severity else self._fills[0]
        numbers = {
            "numFmtId": _TEXT_FORMAT,
            "fontId": self._number_of_font(font) if font else 0,
            "fillId": self._number_of_fill(fill),
            "borderId": 0,
            "xfId": 0,
        }
        for name, number in numbers.items():
            wanted.set(name, str(number))
        for name in ("applyNumberFormat", "applyFont", "applyFill", "applyAlignment"):
            wanted.set(name, "1")
        etree.SubElement(wanted, tag(self._root, "alignment"), vertical="top", wrapText=str(int(breaks)))
        return self._number_of_format(wanted)

    def _number_of_font(self, content: str) -> int:
        wanted = parse(f'<font xmlns="{namespace_of(self._root)}">{content}</font>'.encode())
        fonts = self._section("fonts", {"numFmts"})
        if not len(fonts):
            etree.SubElement(fonts, tag(self._root, "font"))
        looks = [shape_of(font) for font in fonts]
        if (look := shape_of(wanted)) in looks:
            return looks.index(look)
        fonts.append(wanted)
        fonts.set("count", str(len(fonts)))
        self.changed = True
        return len(fonts) - 1

    def marked(self, number: int, severity: str) -> int:
        """Return the format that is like another one but coloured; what was a mark before is replaced."""
        number = self.unmarked(number)
        number = number if number < len(self._formats) else 0
        if (number, severity) not in self._marked:
            one = self._formats[number]
            self._marked[number, severity] = self._format_with(one, mark_fill(severity, self._fill_of(one)))
        return self._marked[number, severity]

    def _fill_of(self, one: Element) -> Element:
        number = number_in(one, "fillId")
        return self._fills[number if number < len(self._fills) else 0]

    def _format_with(self, one: Element, fill: Element) -> int:
        """Return the format that differs from another only in its fill, adding it where there is none."""
        wanted = deepcopy(one)
        wanted.set("fillId", str(self._number_of_fill(fill)))
        wanted.set("applyFill", "1")
        return self._number_of_format(wanted)

    def _number_of_format(self, wanted: Element) -> int:
        key = _key_of(wanted)
        if key not in self._format_numbers:
            if len(self._formats) >= _MOST_FORMATS:
                raise CannotSpliceError("文件里的单元格格式太多，放不下新的颜色")
            self._format_numbers[key] = len(self._formats)
            self._formats.append(wanted)
            self.changed = True
        return self._format_numbers[key]

    def _number_of_fill(self, fill: Element) -> int:
        look = look_of(fill)
        if look not in self._fill_numbers:
            self._fill_numbers[look] = len(self._fills)
            self._fills.append(fill)
            self.changed = True
        return self._fill_numbers[look]

    def to_bytes(self) -> bytes:
        """Return the part as it is now."""
        for section, name in ((self._fills, "fill"), (self._formats, "xf")):
            section.set("count", str(len(children(section, name))))
        return serialise(self._root)


def _key_of(one: Element) -> tuple[object, ...]:
    """Return what two formats must share to look the same; whether the fill is said to be applied does not count."""
    attributes = sorted(
        (str(name), str(value)) for name, value in one.items() if name not in _APART_FROM_FILL
    )
    return (*attributes, number_in(one, "fillId"), *map(shape_of, one))
