"""The zip container of an .xlsx file: its parts, inflated under a limit that counts what really comes out."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree

from shucai.adapters.workbooks.reading.contents import Refused
from shucai.adapters.workbooks.reading.limits import Limits, size_text

CHUNK_BYTES = 2 * 1024 * 1024
MOST_PARTS = 20_000
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")
OTHER_PACKAGES = (
    ("xl/workbook.bin", ".xlsb"),
    ("word/document.xml", ".docx"),
    ("ppt/presentation.xml", ".pptx"),
    ("index/document.iwa", ".numbers"),
    ("index.zip", ".numbers"),
)


class Package:
    """An open .xlsx container. Names of parts are matched without regard to case, as Office does."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        """Open the container. Raises Refused where it is damaged, too large, locked, or something else than .xlsx."""
        self._limit = limits.unzipped_bytes
        self._inflated = 0
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise Refused("W101", detail="文件不完整，或压缩结构已损坏") from error
        entries = self._zip.infolist()
        self._names = {_normal(entry.filename): entry for entry in entries}
        if len(entries) > MOST_PARTS:
            raise Refused("W105", detail=f"内含 {len(entries)} 个部件")
        self._refuse_above_limit(sum(entry.file_size for entry in entries))
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused("W102")
        self._refuse_other_packages()

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._names

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part in pieces. Raises Refused where it is missing, damaged or grows beyond the limit."""
        entry = self._names.get(_normal(name))
        if entry is None:
            raise Refused("W105", detail=f"缺少部件 {name}")
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(CHUNK_BYTES):
                    self._inflated += len(chunk)
                    self._refuse_above_limit(self._inflated)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
            raise Refused("W105", detail=f"部件 {name} 已损坏") from error

    def part(self, name: str) -> bytes:
        """Return a whole part as UTF-8. Raises Refused, also where it declares entities."""
        content = b"".join(self.chunks(name))
        return plain_xml(content)

    def xml(self, name: str) -> ElementTree.Element:
        """Return the root element of a small part. Raises Refused."""
        try:
            return ElementTree.fromstring(self.part(name))  # noqa: S314 - a part with declarations was refused before
        except ElementTree.ParseError as error:
            raise Refused("W105", detail=f"部件 {name} 不是完整的 XML") from error

    def _refuse_above_limit(self, size: int) -> None:
        if size > self._limit:
            raise Refused("W104", size=size_text(size), limit=size_text(self._limit))

    def _refuse_other_packages(self) -> None:
        for name, suffix in OTHER_PACKAGES:
            if name in self._names:
                raise Refused("W110", suffix=suffix)
        if "mimetype" in self._names and b"opendocument" in self.part("mimetype"):
            raise Refused("W110", suffix=".ods")
        if "[content_types].xml" not in self._names:
            raise Refused("W101", detail="是压缩包，里面没有工作簿")


def plain_xml(content: bytes) -> bytes:
    """Return XML as UTF-8 without entity declarations. Raises Refused (W105) where it has some."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16").encode()
    elif (named := ENCODING.match(content[:200])) and named[1].lower() not in (
        b"utf-8",
        b"utf8",
        b"us-ascii",
    ):
        content = content.decode(named[1].decode()).encode()
    content = ENCODING.sub(b"<?xml version='1.0' encoding='UTF-8'", content, count=1)
    if DECLARATION.search(content):
        raise Refused("W105", detail="含有实体声明，可能是恶意文件")
    return content


def local_name(element: ElementTree.Element) -> str:
    """Return an element's name without its namespace: strict and transitional files differ only there."""
    return element.tag.rpartition("}")[2]


def local_attributes(element: ElementTree.Element) -> dict[str, str]:
    """Return an element's attributes without their namespaces."""
    return {name.rpartition("}")[2]: value for name, value in element.attrib.items()}


def joined(part: str, target: str) -> str:
    """Return the name of the part that ``target`` means, seen from ``part``."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
