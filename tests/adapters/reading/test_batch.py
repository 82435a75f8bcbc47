"""Many files, one after another in the same children: each as if it were alone, and nothing left behind."""

import os
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from shucai.adapters.workbooks.reading import Limits, batch, parent, process, read_workbook, read_workbooks
from shucai.domain.tables import Unreadable, Workbook
from tests.adapters.reading.handmade import sheet_xml, write_xlsx

ROOT = Path(__file__).parents[3]
UNRULY = "tests.adapters.reading.unruly_child"


@pytest.fixture
def unruly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a single child read that does what files tell it to do."""
    monkeypatch.setattr(process, "CHILD", UNRULY)
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.setattr(batch, "MOST_READERS", 1)


def files_of(folder: Path, *contents: str) -> list[Path]:
    paths = [folder / f"{number}.csv" for number, _ in enumerate(contents)]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content)
    return paths


def outcomes(paths: list[Path], limits: Limits | None = None) -> list[str]:
    """Return the first cell of what could be read, and the code and detail of what could not."""
    return [_told(outcome) for _, outcome in read_workbooks(paths, limits=limits or Limits())]


def _told(outcome: Workbook | Unreadable) -> str:
    if isinstance(outcome, Workbook):
        return str(outcome.sheet.cells.item(0, 0))
    return f"{outcome.problem.code} {outcome.problem.facts.get('detail', '')}".strip()


def cells_of(paths: list[Path], column: int) -> list[str]:
    """Return one cell of the first row of each file that was read."""
    found = [outcome for _, outcome in read_workbooks(paths)]
    return [o.sheet.cells.item(0, column) for o in found if isinstance(o, Workbook) and o.sheet.name == ""]


def assert_gone(pids: list[int]) -> None:
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):  # a zombie would still take the signal
            os.kill(pid, 0)


def test_results_come_in_the_order_of_the_paths(tmp_path: Path) -> None:
    paths = files_of(tmp_path, *(f"文件{number}\n" for number in range(60)))
    assert outcomes(paths) == [f"文件{number}" for number in range(60)]


def test_a_file_in_a_batch_is_read_as_it_is_alone(tmp_path: Path) -> None:
    sheet = sheet_xml('<row r="2"><c r="B2" t="b"><v>1</v></c><c r="C2"><v>1234567890123456789</v></c></row>')
    csv, missing = files_of(tmp_path, "姓名,年龄\n王芳,30\n")[0], tmp_path / "没有.xls"
    paths = [write_xlsx(tmp_path / "a.xlsx", sheet), csv, missing, tmp_path / "a.xlsx"]
    for path, together in read_workbooks(paths):
        alone = read_workbook(path)
        if isinstance(alone, Workbook) and isinstance(together, Workbook):
            assert together.sheet.cells.equals(alone.sheet.cells)
            assert together.sheet.marks.equals(alone.sheet.marks)
            assert (together.format, together.encoding) == (alone.format, alone.encoding)
        else:
            assert together == alone


def test_children_read_many_files_each_and_are_gone_afterwards(tmp_path: Path, started: list[int]) -> None:
    assert len(outcomes(files_of(tmp_path, *["a\n"] * 40))) == 40
    assert len(started) <= batch.MOST_READERS
    assert_gone(started)


@pytest.mark.usefixtures("unruly")
def test_a_child_is_replaced_after_some_files(
    tmp_path: Path, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "FILES_A_CHILD", 4)
    assert outcomes(files_of(tmp_path, *["a\n"] * 10)) == ["a"] * 10
    assert len(started) == 3
    assert_gone(started)


def test_children_are_gone_when_the_caller_has_seen_enough(tmp_path: Path, started: list[int]) -> None:
    reading = read_workbooks(files_of(tmp_path, *["a\n"] * 60))
    assert len(list(islice(reading, 2))) == 2
    reading.close()
    assert_gone(started)


@pytest.mark.usefixtures("unruly")
def test_a_file_that_hangs_does_not_hold_up_a_caller_who_leaves(tmp_path: Path, started: list[int]) -> None:
    reading = read_workbooks(files_of(tmp_path, "a\n", "hang", "a\n"))
    next(reading)
    began = time.monotonic()
    reading.close()
    assert time.monotonic() - began < 5
    assert_gone(started)


@pytest.mark.usefixtures("unruly")
@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("die", "W105 读取程序中途停止，信号 11，可能是内存超过上限"),
        ("leave", "W105 读取程序中途停止，没有结果，可能是内存超过上限"),
        pytest.param("hang", "W106", marks=pytest.mark.slow),
        ("network", "W105 内部结构损坏，PermissionError"),
    ],
)
def test_a_file_that_kills_or_hangs_its_child_costs_only_itself(
    tmp_path: Path, started: list[int], order: str, said: str
) -> None:
    assert outcomes(files_of(tmp_path, "a\n", "b\n", order, "c\n"), Limits(seconds=4)) == [
        "a",
        "b",
        said,
        "c",
    ]
    assert_gone(started)


@pytest.mark.usefixtures("unruly")
@pytest.mark.parametrize("order", ["first or fail", "first or die"])
def test_what_breaks_off_behind_other_files_is_read_again_in_a_fresh_child(
    tmp_path: Path, started: list[int], order: str
) -> None:
    assert outcomes(files_of(tmp_path, "a\n", order, "b\n", order)) == ["a", order, "b", order]
    assert len(started) == 3
    assert_gone(started)


@pytest.mark.usefixtures("unruly")
def test_the_time_of_the_processor_is_counted_for_each_file(tmp_path: Path) -> None:
    left = [float(text) for text in cells_of(files_of(tmp_path, *["first or fail", "burn", "burn"]), 1)]
    allowed = 18 * (os.cpu_count() or 1) + 1
    assert len(left) == 3
    assert all(allowed - 0.5 < seconds <= allowed + 1 for seconds in left[:1] + left[2:])


@pytest.mark.usefixtures("unruly")
def test_no_open_file_is_left_behind_in_a_child(tmp_path: Path) -> None:
    sheet = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
    torn = write_xlsx(tmp_path / "torn.xlsx", sheet[:-40])
    paths = [write_xlsx(tmp_path / f"{number}.xlsx", sheet) for number in range(5)]
    first, *others = files_of(tmp_path, "burn", "burn", "burn")
    opened = cells_of([paths[0], first, *paths, torn, *others], 2)
    assert opened[0] == opened[1] == opened[2]


def test_a_reader_waits_before_it_holds_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    monkeypatch.setattr(batch, "AHEAD_BYTES", 25)

    def noted() -> Iterator[Path]:
        for number, path in enumerate(files_of(tmp_path, *["0123456789"] * 9)):
            taken.append(number)
            yield path

    reading = read_workbooks(noted())
    next(reading)
    assert taken == [0, 1, 2]  # two are ahead, the third had no room
    assert len(list(reading)) == 8
