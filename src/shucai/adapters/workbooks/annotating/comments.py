"""The comments part (notes): ours are taken out and set in, everybody else's text is kept."""

from lxml import etree

from shucai.adapters.workbooks.annotating.wording import AUTHOR, OURS, as_stored
from shucai.adapters.workbooks.annotating.xml_parts import (
    Element,
    child,
    children,
    namespace_of,
    new_root,
    parse,
    serialise,
    tag,
)

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class CommentBook:
    """The comments of a sheet by cell address."""

    def __init__(self, content: bytes | None, namespace: str) -> None:
        self._root = parse(content) if content else new_root("comments", namespace)
        self._authors = self._section("authors", 0)
        self._list = self._section("commentList", 1)
        self._by_cell = {(one.get("ref") or "").upper(): one for one in children(self._list, "comment")}
        self.changed = False

    def _section(self, name: str, position: int) -> Element:
        section = child(self._root, name)
        if section is None:
            section = etree.Element(tag(self._root, name))
            self._root.insert(position, section)
        return section

    def __contains__(self, cell: str) -> bool:
        return cell in self._by_cell

    @property
    def cells(self) -> list[str]:
        """Return the addresses of all cells with a comment."""
        return list(self._by_cell)

    def text(self, cell: str) -> str:
        """Return the whole text of a comment."""
        return "".join(part.text or "" for part in _texts(self._by_cell[cell]))

    def take_out_ours(self) -> tuple[set[str], set[str]]:
        """Remove our words. Return the cells that have no comment any more, and those whose comment is shorter now."""
        emptied: set[str] = set()
        shortened: set[str] = set()
        for cell, comment in list(self._by_cell.items()):
            if not _cut_ours(comment):
                continue
            self.changed = True
            if self.text(cell).strip():
                shortened.add(cell)
            else:
                self._list.remove(comment)
                del self._by_cell[cell]
                emptied.add(cell)
        return emptied, shortened

    def set_in(self, cell: str, text: str) -> None:
        """Comment a cell; where it has a comment, the text goes behind it."""
        self.changed = True
        if cell in self._by_cell:
            self._append(self._by_cell[cell], text)
            return
        comment = etree.SubElement(
            self._list, tag(self._root, "comment"), ref=cell, authorId=str(self._our_number())
        )
        self._run(etree.SubElement(comment, tag(self._root, "text")), text)
        self._by_cell[cell] = comment

    def _append(self, comment: Element, text: str) -> None:
        body = child(comment, "text")
        if body is None:
            body = etree.SubElement(comment, tag(self._root, "text"))
        for plain in children(
            body, "t"
        ):  # text without runs: it becomes the first run, so that ours can follow it
            run = etree.Element(tag(self._root, "r"))
            body.replace(plain, run)
            run.append(plain)
        self._run(body, f"\n{text}", at=len(children(body, "r")))

    def _run(self, body: Element, text: str, at: int = 0) -> None:
        run = etree.Element(tag(self._root, "r"))
        look = etree.SubElement(run, tag(self._root, "rPr"))
        for name, value in (("sz", "9"), ("color", "81"), ("rFont", "宋体"), ("charset", "134")):
            etree.SubElement(look, tag(self._root, name)).set("indexed" if name == "color" else "val", value)
        words = etree.SubElement(run, tag(self._root, "t"))
        words.set(_SPACE, "preserve")
        words.text = as_stored(text)
        body.insert(at, run)

    def _our_number(self) -> int:
        authors = children(self._authors, "author")
        for number, author in enumerate(authors):
            if author.text == AUTHOR:
                return number
        etree.SubElement(self._authors, tag(self._root, "author")).text = AUTHOR
        return len(authors)

    def to_bytes(self) -> bytes:
        """Return the part as it is now."""
        return serialise(self._root)


def _texts(comment: Element) -> list[Element]:
    body = child(comment, "text")
    return list(body.iter(f"{{{namespace_of(comment)}}}t")) if body is not None else []


def _cut_ours(comment: Element) -> bool:
    """Cut our words out of a comment, however its text is divided; whether there were any."""
    texts = _texts(comment)
    spans = [match.span() for match in OURS.finditer("".join(part.text or "" for part in texts))]
    start = 0
    for part in texts if spans else []:
        text = part.text or ""
        part.text = "".join(
            character
            for position, character in enumerate(text, start)
            if not any(first <= position < last for first, last in spans)
        )
        start += len(text)
    if spans:
        _drop_empty_runs(comment)
    return bool(spans)


def _drop_empty_runs(comment: Element) -> None:
    body = child(comment, "text")
    if body is None:
        return
    for run in children(body, "r"):
        if not any(part.text for part in children(run, "t")):
            body.remove(run)
