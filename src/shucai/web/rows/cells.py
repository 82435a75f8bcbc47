"""Cells as people read them: the label of a code, and what is personal masked for who neither fills nor reviews."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from shucai.domain.catalogue import Field, Form
from shucai.domain.problems import Refused
from shucai.domain.rows import keys_of
from shucai.domain.rows.looking import Known, looked_through
from shucai.domain.rows.masks import masked, masked_text
from shucai.domain.rows.naming import name_of
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
        """Return what people call each row, codes by their labels: its key and its name, blank where it has neither."""
        shown = frame if self.in_clear else masked(self.form, frame)
        complete = keys_of(self.form, shown).is_not_null()
        return [
            self._key(row, is_complete=there)
            for row, there in zip(shown.iter_rows(named=True), complete, strict=True)
        ]

    def _key(self, row: Mapping[str, object], *, is_complete: bool) -> str:
        """Return what people call a row. row: masked where it has to be."""
        key = self.form.primary_key if is_complete else ()
        parts = [_label(self.form.by_name[name], str(row[name])) for name in key if row[name] is not None]
        named = name_of(self.form)
        called = row[named] if named and named not in key else None
        return " ".join(filter(None, (" / ".join(parts), _text(called))))

    def holding(self, frame: pl.DataFrame, text: str) -> pl.DataFrame:
        """Return the rows with a text in a cell that the reader sees in clear, codes by their labels too."""
        names = [one for one in self.form.fields if self.in_clear or not one.personal]
        lists = catalogue().code_lists
        labels = {one.name: lists[one.code_list].labels for one in names if one.code_list}
        return looked_through(
            replace(self.form, fields=tuple(names)), frame, (), Known(labels, {}, {}), find=text
        )

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
