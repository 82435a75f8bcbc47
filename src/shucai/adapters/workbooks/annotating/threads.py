"""Threaded comments: where people discuss a cell, our words are a reply, since a thread hides the note under it."""

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from shucai.adapters.workbooks.annotating.wording import AUTHOR
from shucai.adapters.workbooks.annotating.xml_parts import Element, children, parse, serialise, tag

_NO_PROVIDER = "None"  # of people who have no account


class Threads:
    """The threads of a sheet and the list of people who wrote in them. Our old replies are out as soon as this is made."""

    def __init__(self, threads: bytes, persons: bytes) -> None:
        self._threads, self._persons = parse(threads), parse(persons)
        self.threads_changed = self.persons_changed = False
        ours = {
            one.get("id") for one in children(self._persons, "person") if one.get("displayName") == AUTHOR
        }
        self._our_id = min((one for one in ours if one), default=None)
        for entry in self._entries():
            if entry.get("parentId") and entry.get("personId") in ours:
                self._threads.remove(entry)
                self.threads_changed = True

    def _entries(self) -> list[Element]:
        return children(self._threads, "threadedComment")

    def reply(self, texts: Mapping[str, str]) -> None:
        """Answer in the threads that are there. texts: by cell address, those without a thread too."""
        by_cell: dict[str, list[Element]] = {}
        for entry in self._entries():
            by_cell.setdefault((entry.get("ref") or "").upper(), []).append(entry)
        for cell in by_cell.keys() & texts.keys():
            self._reply(by_cell[cell], cell, texts[cell])

    def _reply(self, thread: list[Element], cell: str, text: str) -> None:
        first = next((entry for entry in thread if not entry.get("parentId")), thread[0])
        entry = etree.Element(tag(self._threads, "threadedComment"))
        entry.set("ref", cell)
        entry.set("dT", max(one.get("dT") or "" for one in thread))  # shown by time: ours comes last
        entry.set("personId", self._our_person())
        entry.set("id", _guid(f"{first.get('id')} {AUTHOR}"))
        entry.set("parentId", first.get("id") or "")
        etree.SubElement(entry, tag(self._threads, "text")).text = text
        self._threads.insert(self._threads.index(thread[-1]) + 1, entry)
        self.threads_changed = True

    def _our_person(self) -> str:
        if self._our_id is None:
            self._our_id = _guid(AUTHOR)
            person = etree.Element(tag(self._persons, "person"))
            for name, value in (
                ("displayName", AUTHOR),
                ("id", self._our_id),
                ("userId", AUTHOR),
                ("providerId", _NO_PROVIDER),
            ):
                person.set(name, value)
            self._persons.insert(len(children(self._persons, "person")), person)
            self.persons_changed = True
        return self._our_id

    def threads_bytes(self) -> bytes:
        """Return the part of the threads as it is now."""
        return serialise(self._threads)

    def persons_bytes(self) -> bytes:
        """Return the part of the people as it is now."""
        return serialise(self._persons)


def _guid(name: str) -> str:
    return f"{{{str(uuid5(NAMESPACE_URL, name)).upper()}}}"
