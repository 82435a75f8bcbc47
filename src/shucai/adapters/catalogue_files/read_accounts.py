"""``accounts/`` beside the forms of an edition: every clause and rule of the reference with the checks that say it."""

import csv
from collections.abc import Iterator
from pathlib import Path

from shucai.adapters.catalogue_files.load import DATA
from shucai.domain.catalogue import Edition
from shucai.domain.proof import Entry

CELLS = ["field", "clause", "checks", "excluded"]
RULES = ["rule", "checks", "excluded"]


def read_accounts(edition: Edition, folder: Path = DATA) -> list[Entry]:
    """Return the account of an edition, form by form, then its rules. Raises ValueError naming a file with other columns."""
    home = folder / edition.platform / str(edition.year) / "accounts"
    cells = [e for p in sorted((home / "cells").glob("*.csv")) for e in _entries(p, edition, CELLS, p.stem)]
    rules = [e for p in sorted((home / "rules").glob("*.csv")) for e in _entries(p, edition, RULES, None)]
    return cells + rules


def _entries(path: Path, edition: Edition, columns: list[str], form: str | None) -> Iterator[Entry]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != columns:
            raise ValueError(f"{path.name}：列应为 {'、'.join(columns)}")
        for row in reader:
            yield Entry(
                place="/".join((*path.parts[-4:-1], f"{path.name}:{reader.line_num}")),
                platform=edition.platform,
                form=form,
                field=row.get("field"),
                text=row["rule"] if form is None else row["clause"],
                checks=tuple(row["checks"].split()),
                excluded=row["excluded"].strip(),
            )
