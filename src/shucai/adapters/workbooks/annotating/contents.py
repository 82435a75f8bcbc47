"""The workbook part: which sheets there are, where the checked one lies, and where our list of findings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from shucai.adapters.workbooks.annotating.archives import Parts
from shucai.adapters.workbooks.annotating.packages import STRICT, TRANSITIONAL, Relations
from shucai.adapters.workbooks.annotating.refusals import CannotSpliceError
from shucai.adapters.workbooks.annotating.wording import LIST_SHEET, OPENING
from shucai.adapters.workbooks.annotating.xml_bytes import shadow_of, whole_number
from shucai.adapters.workbooks.annotating.xml_parts import (
    Element,
    child,
    children,
    name_of,
    namespace_of,
    number_in,
    parse,
)

_SHEETS_END = re.compile(rb"</((?:[\w.-]+:)?)sheets\s*>")


@dataclass(frozen=True)
class ListPlace:
    """Where our list of findings lies. part: None where it has to be added."""

    name: str
    part: str | None


class Contents:
    """The workbook part of a package and the sheets it names.

    Raises CannotSpliceError where the package is no workbook.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.part = Relations(parts, "").of_kind("officeDocument") or ""
        if not self.part:
            raise CannotSpliceError("文件里没有工作簿")
        self.relations = Relations(parts, self.part)
        self._content = parts.read(self.part)
        root = parse(self._content)
        listed = child(root, "sheets")
        self._sheets = children(listed, "sheet") if listed is not None else []
        if not self._sheets:
            raise CannotSpliceError("文件里没有工作表")
        self.namespace = namespace_of(root)
        self.is_strict = self.namespace.startswith("http://purl.oclc.org/")
        self.relation_namespace = STRICT if self.is_strict else TRANSITIONAL

    def sheet(self, name: str) -> tuple[str, str]:
        """Return the name and the part of the sheet of that name, or of the first one where none has it.

        Raises CannotSpliceError where that part is missing.
        """
        chosen = next((one for one in self._sheets if one.get("name") == name), self._sheets[0])
        part = self._part_of(chosen)
        if part is None:
            raise CannotSpliceError("文件里的工作表不完整")
        return chosen.get("name") or "", part

    def _part_of(self, sheet: Element) -> str | None:
        ids = (sheet.get(f"{{{namespace}}}id") for namespace in (TRANSITIONAL, STRICT))
        part = self.relations.of_id(next((one for one in ids if one), ""))
        return part if part is not None and part in self._parts else None

    @property
    def styles(self) -> str | None:
        """Return the part that the workbook names for its styles, None where it names none."""
        return self.relations.of_kind("styles")

    def list_place(self, *, apart_from: str) -> ListPlace:
        """Return where our list lies or, where there is none, a name for it that no sheet has.

        apart_from: the part of the checked sheet. A sheet is ours when its name and its first words are.
        """
        for sheet in self._sheets:
            name, part = sheet.get("name") or "", self._part_of(sheet)
            if name.startswith(LIST_SHEET) and part and part != apart_from and self._begins_as_ours(part):
                return ListPlace(name, part)
        taken = {(sheet.get("name") or "").lower() for sheet in self._sheets}
        names = (
            LIST_SHEET if number == 1 else f"{LIST_SHEET} ({number})" for number in range(1, len(taken) + 2)
        )
        return ListPlace(next(name for name in names if name not in taken), None)

    def _begins_as_ours(self, part: str) -> bool:
        first = next(_elements(self._parts, part, "c"), None)
        if first is None:
            return False
        text = "".join(words.text or "" for words in first.iter() if name_of(words) in ("t", "v"))
        if first.get("t") == "s" and (index := whole_number(text.encode())) is not None:
            text = self._shared_text(index)
        return text.startswith(OPENING)

    def _shared_text(self, index: int) -> str:
        part = self.relations.of_kind("sharedStrings")
        if part is None or part not in self._parts:
            return ""
        for position, entry in enumerate(_elements(self._parts, part, "si")):
            if position == index:
                return "".join(words.text or "" for words in entry.iter() if name_of(words) == "t")
            entry.clear()
        return ""

    def with_sheet(self, name: str, relation: str) -> bytes:
        """Return the workbook part with one more sheet at the end of the list; nothing else of it changes."""
        end = _SHEETS_END.search(shadow_of(self._content))
        if end is None:
            raise CannotSpliceError("文件里的工作表清单残缺")
        numbers = [number_in(one, "sheetId") for one in self._sheets]
        entry = (
            f'<{end[1].decode()}sheet name="{name}" sheetId="{max(numbers) + 1}" '
            f'xmlns:r="{self.relation_namespace}" r:id="{relation}"/>'
        ).encode("ascii", "xmlcharrefreplace")
        return self._content[: end.start()] + entry + self._content[end.start() :]


def _elements(parts: Parts, part: str, name: str) -> Iterator[Element]:
    """Yield the elements of that local name, whole, one after the other."""
    with parts.open(part) as stream:
        try:
            for _, element in etree.iterparse(
                stream,
                resolve_entities=False,
                no_network=True,
                huge_tree=True,
                remove_comments=True,
                remove_pis=True,
            ):
                if name_of(element) == name:
                    yield element
        except etree.XMLSyntaxError as error:
            raise CannotSpliceError("文件内部有残缺的部分") from error
