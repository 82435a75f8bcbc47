"""Code lists of both platforms and the national standards, compared with the reference row by row."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from shucai.adapters.catalogue_files.load import DATA
from shucai.domain.catalogue import Code
from shucai.toolkit.catalogue import catalogue
from tests.catalogue.reference_rows import PLATFORMS, Row, rows_of

LISTS = catalogue().code_lists
STANDARDS = DATA / "codes/standards"
KNOWN_AS = {name: code_list for code_list in LISTS.values() for name in code_list.known_as}
# code sets of whole standards in one file, kept as evidence; the lists in use are made from them
COLLECTIONS = {
    "jyt1001_2012_all_codesets.csv",
    "moe_szjz_zhongzhi_v2.2.0_codesets.csv",
    "moe_zhdn_gaozhi_2023.06_codesets.csv",
}
# rows of the larger standards, as counted where they were taken from
SIZES = {
    "gbt3304_minzu.csv": 59,
    "gbt2260_current.csv": 3214,
    "gbt2260_history.csv": 8195,
    "gbt2659_guojiadiqu.csv": 249,
    "gbt4754-2017_hangye_menlei_dalei.csv": 117,
    "gbt4658_xueli.csv": 40,
    "zyml2021_gaozhi_zhuanke.csv": 918,
    "zyml2021_gaozhi_benke.csv": 432,
    "zyml2021_zhongzhi_PARTIAL.csv": 120,
    "zyml2010_zhongzhi_withdrawn.csv": 359,
}


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _listed() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for platform in PLATFORMS:
        for row in rows_of(f"{platform}_codelists"):
            found[f"{platform}:{row['code_list']}"].append(row)
    return found


LISTED = _listed()
STANDARD_LISTS = [row for row in _rows(DATA / "codes/lists.csv") if "standards/" in row["files"]]


@pytest.mark.parametrize("name", LISTED)
def test_every_code_of_a_list_is_there_with_its_label(name: str) -> None:
    code_list, rows = KNOWN_AS[name], LISTED[name]
    labels = {_code(name, code): {code.label, *code.aliases} for code in code_list.codes}
    assert {row["code"] for row in rows} == set(labels)
    assert [row for row in rows if row["label"] not in labels[row["code"]]] == []
    assert max(Counter(row["code"] for row in rows).values()) == 1


def _code(name: str, code: Code) -> str:
    """Return the code as the platform writes it: one list of countries serves both, kept by its numbers."""
    return code.aliases[0] if name == "talent:国家和地区" else code.code


def test_every_name_the_lists_go_by_is_one_of_a_platforms_own() -> None:
    named_only = {
        f"{platform}:{row['code_list']}"
        for platform in PLATFORMS
        for row in rows_of(f"{platform}_fields")
        if row["code_list"]
    } - set(LISTED)
    large = {"ethnicity", "admin_division", "country_region", "major_catalogue"}
    assert {KNOWN_AS[name].name for name in named_only} == large
    assert set(KNOWN_AS) == set(LISTED) | named_only


@pytest.mark.parametrize("entry", STANDARD_LISTS, ids=lambda entry: entry["name"])
def test_every_row_of_a_standard_is_in_the_registry(entry: Row) -> None:
    code_list = LISTS[entry["name"]]
    found = {(code.code, label) for code in code_list.codes for label in (code.label, *code.aliases)}
    missing = [
        (row["code"], row["label"])
        for file in entry["files"].split()
        for row in _rows(DATA / "codes" / file)
        if (row["code"], row["label"]) not in found
    ]
    assert missing == []


def test_every_standard_is_used_or_kept_as_evidence() -> None:
    entries = _rows(DATA / "codes/lists.csv")
    used = {Path(file).name for entry in entries for file in entry["files"].split() if "standards/" in file}
    assert {path.name for path in STANDARDS.glob("*.csv")} == used | COLLECTIONS


@pytest.mark.parametrize(("file", "rows"), SIZES.items())
def test_a_standard_is_as_complete_as_its_source(file: str, rows: int) -> None:
    assert len(_rows(STANDARDS / file)) == rows
