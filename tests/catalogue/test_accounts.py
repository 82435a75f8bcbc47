"""The accounts leave nothing of the reference out: every constraint cell, every rule, each with its checks or its reason."""

import re

import pytest

from shucai import toolkit
from shucai.adapters.catalogue_files import read_accounts
from shucai.domain.proof import Entry
from tests.catalogue.reference_rows import PLATFORMS, rows_of

CATALOGUE = toolkit.catalogue()
ENTRIES = {platform: read_accounts(CATALOGUE.edition(platform, 2024)) for platform in PLATFORMS}
CELLS = {
    platform: {
        (row["form_code"], row["field_key"]): row["constraint"]
        for row in rows_of(f"{platform}_fields")
        if row["constraint"].strip()
    }
    for platform in PLATFORMS
}
NUMBERED = (("G", 20), ("F", 51), ("X", 57), ("Y", 12), ("P", 6))
RULES = {
    "talent": [f"{kind}{n:02d}" for kind, last in NUMBERED for n in range(1, last + 1)],
    "national": [
        *(f"NR-1.{n}" for n in range(1, 4)),
        *(f"NR-2.{n}" for n in range(1, 6)),
        *(f"NR-3.{n}" for n in (1, 2, 3, "3a", 4, 5, 6, 7, 8, 9, 10)),
        *(f"D-{n}" for n in range(1, 7)),
        *(f"X-{n:02d}" for n in range(1, 41)),
    ],
}  # fmt: skip
BETWEEN = re.compile(r"[\s;；,，、。()（）]|\bAND\b|\band\b|且")


@pytest.mark.parametrize(("platform", "count"), [("talent", 1281), ("national", 578)])
def test_every_constraint_cell_is_accounted_for(platform: str, count: int) -> None:
    told = {(entry.form, entry.field) for entry in ENTRIES[platform] if entry.form}
    assert told == set(CELLS[platform])
    assert len(told) == count


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_clauses_of_a_cell_are_all_of_it(platform: str) -> None:
    rest = dict(CELLS[platform])
    strange = []
    for entry in (entry for entry in ENTRIES[platform] if entry.form):
        cell = (entry.form, entry.field)
        if entry.text not in rest[cell]:
            strange.append((cell, entry.text))
        rest[cell] = rest[cell].replace(entry.text, " ", 1)
    assert strange == []
    assert {cell: text for cell, text in rest.items() if BETWEEN.sub("", text)} == {}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_rule_is_accounted_for(platform: str) -> None:
    told = {entry.text for entry in ENTRIES[platform] if not entry.form}
    assert sorted(told) == sorted(RULES[platform])


def test_few_clauses_and_rules_are_left_to_people_each_with_its_reason() -> None:
    excluded: list[Entry] = [e for entries in ENTRIES.values() for e in entries if e.excluded]
    assert len(excluded) <= 25
    assert all(len(entry.excluded) > 10 for entry in excluded)


def test_the_accounts_name_only_checks_that_exist() -> None:
    assert sum(one.clauses for one in toolkit.coverage_of(CATALOGUE)) == 1468 + 660
