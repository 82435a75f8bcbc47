"""The mutation run makes the slips that could matter, and keeps no account of lines that are gone."""

import pytest

from tools.mutation.mutants import DOMAIN, ROOT, equivalent, slips
from tools.mutation.trial import NEAREST, SMALL, STAGES

MODULE = """\
from dataclasses import dataclass

LEAST = 3

@dataclass(frozen=True)
class Row:
    height: int | None = None

def tall(row: Row | None, *, strict: bool) -> bool | None:
    return row is not None and row.height < LEAST
"""


def changed(line: int) -> set[str]:
    """Return what becomes of a line of the module, from 1."""
    return {code.splitlines()[line - 1].strip() for at, code in slips(MODULE) if at == line}


def test_a_comparison_becomes_what_it_is_mistaken_for_and_a_number_one_more_or_less() -> None:
    assert changed(10) == {
        "return row is not None or row.height < LEAST",
        "return row is None and row.height < LEAST",
        "return row is not None and row.height <= LEAST",
        "return row is not None and row.height >= LEAST",
    }
    assert changed(3) == {"LEAST = 4", "LEAST = 2"}


def test_annotations_signatures_and_arguments_of_decorators_stay_as_they_are() -> None:
    assert changed(7) == changed(9) == set()
    assert all("frozen=False" not in code for _, code in slips(MODULE))


@pytest.mark.parametrize("row", equivalent(), ids=lambda row: f"{row['file']} {row['was']}")
def test_what_counts_as_equivalent_is_a_slip_of_a_line_that_is_there_and_says_why(
    row: dict[str, str],
) -> None:
    lines = [line.strip() for line in (ROOT / DOMAIN / row["file"]).read_text(encoding="utf-8").splitlines()]
    assert row["was"] in lines
    assert row["was"] != row["now"]
    assert row["why"]


def test_every_test_that_is_run_is_there() -> None:
    named = {f"{SMALL}/test_{name}.py" for name in NEAREST.values()}
    for place in {*named, *(place for stages in STAGES.values() for stage in stages for place in stage)}:
        assert (ROOT / place).exists(), place
    assert all(list((ROOT / DOMAIN / "checks").rglob(f"{module}.py")) for module in NEAREST)
