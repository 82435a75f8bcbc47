"""Cells as people read them: the label of a code, and what is personal masked for who neither fills nor reviews."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import Field, Form
from shucai.domain.problems import Refused
from shucai.domain.rows import keys_of
from shucai.domain.rows.masks import masked, masked_text
from shucai.toolkit.catalogue import catalogue

SEVERAL = ";"
NOT_YET = "有问题，还不能通过"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row. old: as it was, None where there is nothing to compare with."""

    title: str
    new: str
    old: str | None = None


@dataclass(frozen=True)
class Reader:
    """Somebody who reads cells. in_clear: personal values too."""

    form: Form
    in_clear: bool

    def shown(self, name: str, text: str | None) -> str:
        """Return a text of a field as people read it; nothing is a dash."""
        if text is None:
            return "—"
        field = self.form.by_name.get(name)
        if field is None:
            return text
        if field.personal and not self.in_clear:
            return masked_text(self.form, name, text) or ""
        return _label(field, text)

    def title(self, name: str) -> str:
        """Return the title of a field, also of one that the form has no more."""
        field = self.form.by_name.get(name)
        return field.title if field else name

    def keys(self, frame: pl.DataFrame) -> list[str]:
        """Return what names each row, blank where nothing does."""
        shown = frame if self.in_clear else masked(self.form, frame)
        return [key or "" for key in keys_of(self.form, shown)]

    def reason(self, why: Refused | None) -> str:
        """Return why a row cannot be accepted, blank where it can; reasons may tell values."""
        if why is None:
            return ""
        return why.reason if self.in_clear else NOT_YET

    def changed(self, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[Cell]:
        """Yield the cells that differ, old beside new."""
        for name in self.form.by_name:
            before, after = _text(old.get(name)), _text(new.get(name))
            if before != after:
                yield Cell(self.title(name), self.shown(name, after), self.shown(name, before))

    def moved(self, cells: Mapping[str, tuple[str | None, str | None]]) -> Iterator[Cell]:
        """Yield cells of which old and new value are known."""
        for name, (old, new) in cells.items():
            yield Cell(self.title(name), self.shown(name, new), self.shown(name, old))

    def filled(self, row: Mapping[str, object]) -> Iterator[Cell]:
        """Yield the cells that hold something."""
        for name in self.form.by_name:
            text = _text(row.get(name))
            if text is not None:
                yield Cell(self.title(name), self.shown(name, text))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _label(field: Field, text: str) -> str:
    if field.code_list is None:
        return text
    labels = catalogue().code_lists[field.code_list].labels
    return "、".join(labels.get(code, code) for code in text.split(SEVERAL))
