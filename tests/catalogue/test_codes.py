"""Facts of all code lists: standards as they were taken over, and a registry that holds together in itself."""

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from shucai.adapters.catalogue_files import DATA
from shucai.adapters.catalogue_files.read_codes import CodeListFiles
from shucai.domain.catalogue import Code, CodeList

STANDARDS = DATA / "codes" / "standards"
CODE_LISTS = CodeListFiles(DATA / "codes")
DATED = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
UNCERTAIN = re.compile(
    r"\?|\d{4}\+"
)  # the history of regions: withdrawn, nobody knows when; seen in 2023 or later

# labels under which a list has two codes in force on purpose; rows that use them are asked about (ruling 18)
ASKED_ABOUT = {"prof_title": ["编辑", "助理编辑"]}
LARGE = {"admin_division", "major_catalogue"}
# dialling codes are shared by regions, and functional areas hang under regions that another list holds
SHARED_CODES = {"std_changtu_quhao_dianhua"}
PARENTS_ELSEWHERE = {"std_nbs2023_tongji_gongnengqu": "admin_division"}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TAKEN_OVER = rows_of(Path(__file__).parents[1] / "reference" / "standards.csv")


def of_all_lists(faults: Callable[[CodeList], Iterable[object]]) -> dict[str, list[object]]:
    """Return what a question finds wrong, by list."""
    found = {name: list(faults(code_list)) for name, code_list in CODE_LISTS.items()}
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("standard", TAKEN_OVER, ids=lambda standard: standard["file"])
def test_a_standard_is_kept_as_it_was_taken_over(standard: dict[str, str]) -> None:
    """Columns of ours may stand behind the source's own; in those nothing changes without this table changing."""
    rows, columns = rows_of(STANDARDS / standard["file"]), standard["columns"].split()
    text = "\n".join("\x1f".join(row[column] for column in columns) for row in rows)
    assert (len(rows), hashlib.sha256(text.encode()).hexdigest()) == (
        int(standard["rows"]),
        standard["sha256"],
    )


def test_every_standard_has_its_row_in_the_table() -> None:
    assert sorted(path.name for path in STANDARDS.glob("*.csv")) == [row["file"] for row in TAKEN_OVER]


def test_a_code_stands_once_in_a_list_at_any_time() -> None:
    def twice(code_list: CodeList) -> list[str]:
        times = Counter((code.code, code.valid_from, code.valid_to) for code in code_list.codes)
        return [code for (code, *_), count in times.items() if count > 1]

    assert set(of_all_lists(twice)) == SHARED_CODES


def test_codes_and_labels_are_words_without_space_around_them() -> None:
    def untidy(code_list: CodeList) -> list[str]:
        words = [word for code in code_list.codes for word in (code.code, code.label, *code.aliases)]
        return [word for word in words if not word or word != word.strip()]

    assert of_all_lists(untidy) == {}


def test_a_list_without_codes_does_not_exist() -> None:
    assert [name for name, code_list in CODE_LISTS.items() if not code_list.codes] == []


def test_every_parent_is_a_code() -> None:
    def orphans(code_list: CodeList) -> set[str]:
        holder = CODE_LISTS[PARENTS_ELSEWHERE.get(code_list.name, code_list.name)]
        codes = {code.code for code in (*code_list.codes, *holder.codes)}
        return {code.parent for code in code_list.codes if code.parent} - codes

    assert of_all_lists(orphans) == {}


def test_no_code_is_its_own_ancestor() -> None:
    def circling(code_list: CodeList) -> list[str]:
        parents = {code.code: code.parent for code in code_list.codes}
        return [code for code in parents if code in ancestors(code, parents)]

    assert of_all_lists(circling) == {}


def ancestors(code: str, parents: Mapping[str, str | None]) -> set[str]:
    """Return the codes above one, stopping where they repeat."""
    found: set[str] = set()
    above = parents[code]
    while above is not None and above not in found:
        found.add(above)
        above = parents.get(above)
    return found


def test_validity_is_dated_and_uncertain_only_for_the_end_of_a_region() -> None:
    def undated(code_list: CodeList) -> list[str]:
        ends = [c.valid_to for c in code_list.codes if c.valid_to]
        if code_list.name == "admin_division":
            ends = [end for end in ends if not UNCERTAIN.fullmatch(end)]
        starts = [c.valid_from for c in code_list.codes if c.valid_from]
        return [date for date in (*starts, *ends) if not DATED.fullmatch(date)]

    assert of_all_lists(undated) == {}


def test_validity_ends_after_it_begins() -> None:
    """The history of regions names the last full year, so a code of one year ends the year before it began."""

    def reversed_spans(code_list: CodeList) -> list[str]:
        least = -1 if code_list.name == "admin_division" else 0
        return [code.code for code in code_list.codes if (years := span(code)) is not None and years < least]

    assert of_all_lists(reversed_spans) == {}


def span(code: Code) -> int | None:
    """Return the years from the first to the last of a code; None where an end is open or unknown."""
    if not code.valid_from or not code.valid_to or UNCERTAIN.fullmatch(code.valid_to):
        return None
    return int(code.valid_to[:4]) - int(code.valid_from[:4])


def test_an_alias_means_one_code() -> None:
    def ambiguous(code_list: CodeList) -> list[str]:
        aliases = {alias for code in code_list.codes for alias in code.aliases}
        return [alias for alias in aliases if len(code_list.by_label[alias]) > 1]

    assert of_all_lists(ambiguous) == {}


def test_the_platforms_own_lists_have_no_label_twice_but_those_that_are_asked_about() -> None:
    """Large standards repeat labels under other parents; there a label alone is asked about, never resolved."""

    def twice(code_list: CodeList) -> list[str]:
        if code_list.name.startswith("std_") or code_list.name in LARGE:
            return []
        return [label for label, codes in code_list.by_label.items() if len(codes) > 1]

    assert of_all_lists(twice) == ASKED_ABOUT


def test_a_region_carries_its_present_name() -> None:
    regions = CodeListFiles(DATA / "codes")["admin_division"]
    assert {regions.by_code[code].label for code in ("320800", "320205", "320114")} == {
        "淮安市",
        "锡山区",
        "雨花台区",
    }
