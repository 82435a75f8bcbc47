"""How checks end, and how many of each there were: nothing passes by absence."""

import pytest

from shucai.domain.checks import Result, Skipped, summarise
from shucai.domain.checks.results import NO_FAILURES


def result(passed: int, failed: int, left_open: int) -> Result:
    return Result("rule", ("field",), passed, failed, left_open, NO_FAILURES)


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        ((3, 0, 0), "passed"),
        ((3, 1, 5), "failed"),
        ((3, 0, 1), "passed"),
        ((0, 0, 2), "open"),
        ((0, 1, 2), "failed"),
        ((0, 0, 0), "passed"),
    ],
)
def test_a_check_ends_as_its_rows_do(counts: tuple[int, int, int], outcome: str) -> None:
    assert result(*counts).outcome == outcome


def test_the_summary_counts_what_was_really_run() -> None:
    results = [result(1, 0, 0), result(2, 0, 0), result(0, 1, 0), result(0, 0, 1)]
    skipped = [Skipped("a", "缺甲表"), Skipped("b", "缺乙表"), Skipped("c", "缺乙表")]
    summary = summarise(results, skipped)
    assert (summary.total, summary.evaluated, summary.skipped) == (7, 4, 3)
    assert (summary.passed, summary.failed, summary.open) == (2, 1, 1)
    assert summary.causes == (("缺乙表", 2), ("缺甲表", 1))
