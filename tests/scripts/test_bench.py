"""The benchmark is run by hand only; that it still can be is shown here."""

from itertools import islice
from pathlib import Path

import pytest

from bench.__main__ import figures, opened
from bench.data import COLUMNS, bench_form, write_workbook
from bench.figure import Figure
from bench.school import whole_school
from shucai.demo.write import LAST_YEAR, THIS_YEAR


def test_the_form_of_the_benchmark_can_be_written_and_measured(tmp_path: Path) -> None:
    form = bench_form()
    path = write_workbook(form, 20, tmp_path / "20.xlsx")
    assert opened(path).sheet.cells.shape == (21, COLUMNS)
    first = next(islice(figures(form, {20: path}), 1))
    assert first.value > 0


def test_a_school_that_cannot_be_checked_ends_the_benchmark(tmp_path: Path) -> None:
    for year in (THIS_YEAR, LAST_YEAR):
        (tmp_path / year).mkdir()
    with pytest.raises(SystemExit, match=r"没有 \.xlsx"):
        next(whole_school(tmp_path))


@pytest.mark.parametrize(
    ("figure", "mark"),
    [
        (Figure("", 1, 2), "✓"),
        (Figure("", 3, 2), "✗"),
        (Figure("", 3, 2, at_least=True), "✓"),
        (Figure("", 1, 2, at_least=True), "✗"),
    ],
)
def test_a_figure_says_whether_it_keeps_to_its_target(figure: Figure, mark: str) -> None:
    assert figure.line().startswith(mark)
