"""The zip file: parts by name as Office finds them, and parts carried over without unpacking them."""

import struct
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import IO
from zipfile import ZipFile, ZipInfo

from shucai.adapters.workbooks.annotating.refusals import CannotSpliceError

PART_LIMIT = 64 * 1024 * 1024  # of a part that is held in memory: styles, comments, relations
CHUNK = 1 << 20
_ZIP64_FROM = 1 << 30
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_HAS_DESCRIPTOR, _ENCRYPTED = 0x08, 0x01


class Parts:
    """The parts of a package; names are compared as Office does, without case and with either slash."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self._entries = {_plain(entry.filename): entry for entry in archive.infolist()}
        if any(entry.flag_bits & _ENCRYPTED for entry in self._entries.values()):
            raise CannotSpliceError("文件有密码保护")

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    def entries(self) -> list[ZipInfo]:
        """Return the entries in the order of the file; of entries with the same name the last, which is the valid one."""
        return list(self._entries.values())

    def entry(self, name: str) -> ZipInfo:
        """Return the entry of a part. Raises CannotSpliceError where there is none."""
        if name not in self:
            raise CannotSpliceError(f"文件内部缺少 {name}")
        return self._entries[_plain(name)]

    def read(self, name: str) -> bytes:
        """Return the bytes of a small part. Raises CannotSpliceError where it is missing or not small."""
        entry = self.entry(name)
        if entry.file_size > PART_LIMIT:
            raise CannotSpliceError(f"文件内部的 {name} 过大")
        return self.archive.read(entry)

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part of any size."""
        with self.open(name) as stream:
            while block := stream.read(CHUNK):
                yield block

    def open(self, name: str) -> IO[bytes]:
        """Open a part of any size for reading."""
        return self.archive.open(self.entry(name))

    def free_name(self, pattern: str) -> str:
        """Return the first name of the pattern, such as xl/comments{}.xml, that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


class Copy:
    """A package that is written as a copy of another with some parts changed."""

    def __init__(self, parts: Parts, target: ZipFile) -> None:
        self._parts, self._target = parts, target

    def carry_all(self, changed: Mapping[str, bytes], *, apart_from: Iterable[str]) -> None:
        """Write the parts in their order, changed ones in their places, new ones behind; some are left for later."""
        contents = {_plain(name): (name, content) for name, content in changed.items()}
        left = {_plain(name) for name in apart_from}
        for entry in self._parts.entries():
            name = _plain(entry.filename)
            if name in contents:
                self.write(entry.filename, contents.pop(name)[1])
            elif name not in left:
                carry_over(self._parts, entry, self._target)
        for name, content in contents.values():
            self.write(name, content)

    def write(self, name: str, content: bytes) -> None:
        """Write a part that is held in memory."""
        self.write_all(name, [content], size=len(content))

    def write_all(self, name: str, blocks: Iterable[bytes], *, size: int) -> None:
        """Write a part of any size. size: about how many bytes it has."""
        kept = self._parts.entry(name).filename if name in self._parts else name
        with self._target.open(
            kept, "w", force_zip64=size > _ZIP64_FROM
        ) as stream:  # dated 1980, as Excel does
            for block in blocks:
                stream.write(block)

    def write_or_carry(self, name: str, content: bytes | None) -> None:
        """Write a part where it has changed, else carry it over where there is one."""
        if content is not None:
            self.write(name, content)
        elif name in self._parts:
            carry_over(self._parts, self._parts.entry(name), self._target)


def carry_over(parts: Parts, entry: ZipInfo, target: ZipFile) -> None:
    """Copy a part as it lies packed in the file: its bytes cannot change, and nothing is packed twice."""
    origin, destination = parts.archive.fp, target.fp
    if origin is None or destination is None:
        raise ValueError("both archives must be open")
    start = _content_start(origin, entry)
    copied = copy(entry)
    copied.extra = b""  # lengths in zip64 form and the like; the header below states them itself
    copied.flag_bits &= ~_HAS_DESCRIPTOR
    copied.header_offset = destination.tell()
    destination.write(copied.FileHeader(zip64=False))
    origin.seek(start)
    left = entry.compress_size
    while left:
        chunk = origin.read(min(CHUNK, left))
        if not chunk:
            raise CannotSpliceError("文件不完整")
        left -= len(chunk)
        destination.write(chunk)
    # zipfile has no call for this; these are the three places in which it keeps count of what it has written.
    target.filelist.append(copied)
    target.NameToInfo[copied.filename] = copied
    target.start_dir = destination.tell()


def _content_start(origin: IO[bytes], entry: ZipInfo) -> int:
    origin.seek(entry.header_offset)
    header = origin.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size:
        raise CannotSpliceError("文件不完整")
    signature: bytes
    name_length: int
    extra_length: int
    signature, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    if signature != b"PK\x03\x04":
        raise CannotSpliceError("文件不完整")
    return entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length
