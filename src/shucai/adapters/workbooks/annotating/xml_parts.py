"""Small XML parts of a package, read without entities and network."""

from typing import TYPE_CHECKING

from lxml import etree

from shucai.adapters.workbooks.annotating.refusals import CannotSpliceError
from shucai.adapters.workbooks.annotating.xml_bytes import MOST_DIGITS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] - lxml names its only element type so
else:
    Element = etree._Element

__all__ = [
    "Element",
    "child",
    "children",
    "name_of",
    "namespace_of",
    "new_root",
    "number_in",
    "parse",
    "serialise",
    "tag",
]


def parse(content: bytes) -> Element:
    """Return the root of an XML part. Raises CannotSpliceError where it is broken or carries a document type."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise CannotSpliceError("文件内部有残缺的部分") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise CannotSpliceError("文件内部有不该出现的文档声明")
    return root


def new_root(name: str, namespace: str) -> Element:
    """Return the root of a part that does not exist yet."""
    return parse(f'<{name} xmlns="{namespace}"/>'.encode())


def serialise(root: Element) -> bytes:
    """Return the bytes of a part as Excel writes them."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def namespace_of(element: Element) -> str:
    """Return the namespace of an element; new ones beside it get the same, so strict files stay strict."""
    return etree.QName(element).namespace or ""


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def tag(beside: Element, name: str) -> str:
    """Return the qualified name of a new element in the namespace of another."""
    namespace = namespace_of(beside)
    return f"{{{namespace}}}{name}" if namespace else name


def children(parent: Element, name: str) -> list[Element]:
    """Return the direct children of that local name."""
    return [element for element in parent if name_of(element) == name]


def child(parent: Element, name: str) -> Element | None:
    """Return the first direct child of that local name."""
    return next(iter(children(parent, name)), None)


def number_in(element: Element, attribute: str) -> int:
    """Return a whole number of an attribute; 0, the default of all that are asked for, where there is none."""
    text = element.get(attribute) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0
