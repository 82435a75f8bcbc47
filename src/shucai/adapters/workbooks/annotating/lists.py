"""The list sheet: every finding with its place, value and message, the worst first, linked to its cell."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from shucai.adapters.workbooks.annotating import wording
from shucai.adapters.workbooks.annotating.marks import WORST_FIRST
from shucai.adapters.workbooks.annotating.styles import StyleBook
from shucai.adapters.workbooks.cell_text import LONGEST_TEXT

_COLUMNS = (
    ("级别", 8),
    ("单元格", 10),
    ("所在行", 28),
    ("字段", 20),
    ("填写的内容", 24),
    ("问题", 70),
    ("规则", 34),
)
_WIDTHS = tuple(width for _, width in _COLUMNS)
_LINE_HEIGHT, _TITLE_HEIGHT, _MOST_HEIGHT = 14, 24, 409  # points
_MOST_LINKS = 65_000  # Excel repairs sheets with more than 65,530
MOST_ROWS = 1_000_000
_FACE = '<name val="宋体"/><charset val="134"/>'
_TITLE = f'<b/><sz val="14"/>{_FACE}'
_BOLD = f'<b/><sz val="11"/>{_FACE}'
_LINK = f'<u/><sz val="11"/><color rgb="FF0563C1"/>{_FACE}'
_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{namespace}">'
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="{head}" topLeftCell="A{below}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="17"/><cols>{columns}</cols>'
    '<sheetData>{rows}</sheetData><autoFilter ref="{listed}"/>{links}'
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
)


@dataclass(frozen=True)
class Looks:
    """Format numbers. severities: of the cell that names the severity."""

    plain: int
    line: int
    title: int
    heading: int
    link: int
    severities: dict[str, int]


def looks_in(styles: StyleBook) -> Looks:
    """Return the formats of the list, added to the styles where they are not there yet."""
    return Looks(
        styles.dressed(),
        styles.dressed(breaks=False),
        styles.dressed(_TITLE, breaks=False),
        styles.dressed(_BOLD),
        styles.dressed(_LINK),
        {severity: styles.dressed(severity=severity) for severity in WORST_FIRST},
    )


@dataclass(frozen=True)
class FindingList:
    """What the list sheet shows.

    findings: FINDINGS_SCHEMA. sheet_name: the checked sheet as the workbook calls it. notes: lines above the list.
    """

    findings: pl.DataFrame
    sheet_name: str
    notes: Sequence[str]

    def to_bytes(self, namespace: str, looks: Looks) -> bytes:
        """Return the sheet part."""
        counts = Counter(self.findings["severity"].to_list())
        lines = [wording.summary(counts), *self.notes, wording.list_note(self.sheet_name)]
        if self.findings.height > MOST_ROWS:
            lines.append(wording.list_too_long(self.findings.height, MOST_ROWS))
        head = len(lines) + 2
        entries = sorted(self.findings.iter_rows(named=True), key=_order)[:MOST_ROWS]
        rows = (
            _row(1, [(f"{wording.OPENING}{wording.LIST_SHEET}", looks.title)], height=_TITLE_HEIGHT),
            *(
                _row(number, [(line, looks.line)], height=_LINE_HEIGHT + 3)
                for number, line in enumerate(lines, 2)
            ),
            _row(head, [(title, looks.heading) for title, _ in _COLUMNS]),
            *(_row(number, self._cells(entry, looks)) for number, entry in enumerate(entries, head + 1)),
        )
        return _SHEET.format(
            namespace=namespace,
            head=head,
            below=head + 1,
            columns="".join(
                f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>'
                for n, (_, w) in enumerate(_COLUMNS, 1)
            ),
            rows="".join(rows),
            listed=f"A{head}:{_letter(len(_COLUMNS))}{head + max(len(entries), 1)}",
            links=self._links(entries, head + 1),
        ).encode()

    def _cells(
        self, entry: Mapping[str, Any], looks: Looks
    ) -> Iterator[tuple[str, int]]:  # a row of a data frame
        yield wording.LABELS[entry["severity"]], looks.severities[entry["severity"]]
        yield self._where(entry), looks.link if self._is_linked(entry) else looks.plain
        texts = (
            entry["row_key"],
            entry["title"] or entry["field"],
            entry["value"],
            entry["message"],
            entry["rule"],
        )
        for text in texts:
            yield text or "", looks.plain

    def _where(self, entry: Mapping[str, Any]) -> str:
        """Return how people find the place: C12, 第 12 行, or either with the name of another sheet before it."""
        place = entry["cell"] or (f"第 {entry['row']} 行" if entry["row"] else "")
        return place if entry["sheet"] in (None, self.sheet_name) else f"{entry['sheet']}!{place}"

    def _is_linked(self, entry: Mapping[str, Any]) -> bool:
        return bool(entry["cell"]) and entry["sheet"] in (None, self.sheet_name)

    def _links(self, entries: Sequence[Mapping[str, Any]], first: int) -> str:
        linked = ((number, one["cell"]) for number, one in enumerate(entries, first) if self._is_linked(one))
        links = "".join(
            f'<hyperlink ref="B{number}" location={_location(self.sheet_name, cell)}/>'
            for number, cell in islice(linked, _MOST_LINKS)
        )
        return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _order(entry: Mapping[str, Any]) -> tuple[int, bool]:
    """Sort the worst first, and among equals those that stand at no cell."""
    return WORST_FIRST.index(entry["severity"]), entry["cell"] is not None


def _row(number: int, cells: Iterable[tuple[str, int]], *, height: int | None = None) -> str:
    """Return a row. height: in points; as high as its texts need where it is not given."""
    texts = list(cells)
    written = "".join(
        f'<c r="{_letter(column)}{number}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>'
        if text
        else f'<c r="{_letter(column)}{number}" s="{look}"/>'
        for column, (text, look) in enumerate(texts, 1)
    )
    stated = height or min(
        max(map(_lines, (text for text, _ in texts), _WIDTHS)) * _LINE_HEIGHT + 3, _MOST_HEIGHT
    )
    return f'<row r="{number}" ht="{stated}" customHeight="1">{written}</row>'


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column. width: in digits, of which a Chinese character takes two."""
    return sum(
        max(1, ceil(sum(1 if sign.isascii() else 2 for sign in line) * 1.05 / width))
        for line in text.split("\n")
    )


def _text(text: str) -> str:
    return escape(wording.as_stored(text[:LONGEST_TEXT]))


def _location(sheet: str, cell: str) -> str:
    quoted = sheet.replace("'", "''")
    return quoteattr(wording.printable(f"'{quoted}'!{cell}"))


def _letter(column: int) -> str:
    return chr(64 + column)
