"""CSV files -> code lists. A list is read from disk when it is first asked for; there are some ten thousand codes."""

import csv
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from shucai.adapters.catalogue_files.problems import BadDefinition
from shucai.domain.catalogue import Code, CodeList

Row = Mapping[str, str]


class CodeListFiles(Mapping[str, CodeList]):
    """All code lists by name, as named by ``codes/lists.csv``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries = {row["name"]: row for row in _rows(folder / "lists.csv")}
        self._read: dict[str, CodeList] = {}

    def __getitem__(self, name: str) -> CodeList:
        if name not in self._read:
            entry = self._entries[name]
            try:
                self._read[name] = self._load(entry)
            except (OSError, KeyError, ValueError) as error:
                line = list(self._entries).index(name) + 2
                raise BadDefinition([f"codes/lists.csv:{line}：代码表 {name}：读不出来（{error}）"]) from None
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    @cached_property
    def _small(self) -> Mapping[str, list[Row]]:
        """Return the rows of the lists that share one file, by list."""
        found: dict[str, list[Row]] = {}
        for row in _rows(self._folder / "platform_lists.csv"):
            found.setdefault(row["list"], []).append(row)
        return found

    def _load(self, entry: Row) -> CodeList:
        files = entry["files"].split()
        shared = files == ["platform_lists.csv"]
        rows = self._small[entry["name"]] if shared else [r for f in files for r in _rows(self._folder / f)]
        aliases: dict[str, list[str]] = {}
        for pair in filter(None, entry["aliases"].split(";")):
            alias, _, code = pair.partition("=")
            aliases.setdefault(code, []).append(alias)
        return CodeList(
            name=entry["name"],
            title=entry["title"],
            codes=_distinct(_code(row, aliases) for row in rows),
            source=entry["source"],
            standing="public" if entry["standing"] == "public" else "inferred",
            open_pattern=entry["open_pattern"] or None,
            known_as=tuple(entry["known_as"].split()),
        )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def _code(row: Row, aliases: Mapping[str, list[str]]) -> Code:
    return Code(
        code=row["code"],
        label=row["label"],
        parent=row.get("parent") or None,
        valid_from=row.get("valid_from") or None,
        valid_to=row.get("valid_to") or None,
        aliases=(*filter(None, (row.get("aliases") or "").split("|")), *aliases.get(row["code"], ())),
        quantity=_number(row.get("quantity")),
    )


def _distinct(codes: Iterator[Code]) -> tuple[Code, ...]:
    """Keep the first entry of a code and label: the history of regions names many again that are in force."""
    found: dict[tuple[str, str], Code] = {}
    for code in codes:
        found.setdefault((code.code, code.label), code)
    return tuple(found.values())
