"""The package: how its parts are tied to each other, and their types."""

import posixpath
from urllib.parse import unquote

from lxml import etree

from shucai.adapters.workbooks.annotating.archives import Parts
from shucai.adapters.workbooks.annotating.xml_parts import Element, children, new_root, parse, serialise, tag

CONTENT_TYPES = "[Content_Types].xml"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE_PREFIX = "application/vnd.openxmlformats-officedocument."
COMMENTS_TYPE = f"{_TYPE_PREFIX}spreadsheetml.comments+xml"
STYLES_TYPE = f"{_TYPE_PREFIX}spreadsheetml.styles+xml"
SHEET_TYPE = f"{_TYPE_PREFIX}spreadsheetml.worksheet+xml"
DRAWING_TYPE = f"{_TYPE_PREFIX}vmlDrawing"


class Relations:
    """The relations of one part: its .rels part, which need not exist yet."""

    def __init__(self, parts: Parts, owner: str) -> None:
        self.name = rels_name(owner)
        self._owner = owner
        self._root = (
            parse(parts.read(self.name)) if self.name in parts else new_root("Relationships", _PACKAGE)
        )
        self.changed = False

    def _internal(self) -> list[Element]:
        return [one for one in children(self._root, "Relationship") if one.get("TargetMode") != "External"]

    def of_kind(self, kind: str) -> str | None:
        """Return the part of the first relation of a kind, such as comments; both conformance classes are known."""
        return self._first({f"{TRANSITIONAL}/{kind}", f"{STRICT}/{kind}"})

    def of_type(self, relation_type: str) -> str | None:
        """Return the part of the first relation of a type that stands outside of the standard."""
        return self._first({relation_type})

    def _first(self, types: set[str]) -> str | None:
        return next((self._resolve(one) for one in self._internal() if one.get("Type") in types), None)

    def of_id(self, identity: str) -> str | None:
        """Return the part of the relation with that id."""
        return next((self._resolve(one) for one in self._internal() if one.get("Id") == identity), None)

    def _resolve(self, relation: Element) -> str:
        target = unquote(relation.get("Target") or "").replace("\\", "/")
        if target.startswith("/"):  # WPS writes some targets from the root of the package
            return target.lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._owner), target))

    def add(self, kind: str, part: str, *, strict: bool) -> str:
        """Tie a new part to the owner and return the id of the relation."""
        taken = {one.get("Id") for one in children(self._root, "Relationship")}
        identity = next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}") not in taken)
        relation = etree.SubElement(self._root, tag(self._root, "Relationship"))
        relation.set("Id", identity)
        relation.set("Type", f"{STRICT if strict else TRANSITIONAL}/{kind}")
        relation.set("Target", posixpath.relpath(part, posixpath.dirname(self._owner)))
        self.changed = True
        return identity

    def to_bytes(self) -> bytes:
        """Return the part as it is now."""
        return serialise(self._root)


class ContentTypes:
    """The list of part types of the package."""

    def __init__(self, parts: Parts) -> None:
        self.name = CONTENT_TYPES
        self._root = parse(parts.read(CONTENT_TYPES))
        self.changed = False

    def declare_part(self, part: str, content_type: str) -> None:
        """State the type of a part unless it is stated."""
        stated = {(one.get("PartName") or "").lower() for one in children(self._root, "Override")}
        if f"/{part}".lower() not in stated:
            override = etree.SubElement(self._root, tag(self._root, "Override"))
            override.set("PartName", f"/{part}")
            override.set("ContentType", content_type)
            self.changed = True

    def declare_drawing(self, part: str) -> None:
        """State the type of a .vml part, or of all of them, unless it is stated."""
        stated = {(one.get("Extension") or "").lower() for one in children(self._root, "Default")}
        if not part.lower().endswith(".vml"):
            self.declare_part(part, DRAWING_TYPE)
        elif "vml" not in stated:
            default = etree.Element(tag(self._root, "Default"))
            default.set("Extension", "vml")
            default.set("ContentType", DRAWING_TYPE)
            self._root.insert(0, default)
            self.changed = True

    def to_bytes(self) -> bytes:
        """Return the part as it is now."""
        return serialise(self._root)


def rels_name(part: str) -> str:
    """Return the name of the part that holds the relations of another."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")
