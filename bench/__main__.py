"""``python -m bench``: one run, one table. Exits 1 where a target is missed."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import fastexcel
import openpyxl

from bench.clock import cpu, wall
from bench.data import bench_form, write_workbook
from bench.figure import Figure
from bench.loop import check_by_loop
from bench.school import whole_school, write_school
from bench.writers import apart, of_both, writing
from shucai import toolkit
from shucai.adapters.workbooks.reading import read_with_usage, read_workbook
from shucai.config.worker import THREADS
from shucai.domain.catalogue import Form
from shucai.domain.checks import check_table
from shucai.domain.layouts import body_of, match
from shucai.domain.tables import Workbook
from shucai.toolkit.check import check_sheet, row_checks
from shucai.toolkit.normalising import table_of

SIZES = (20, 10_000, 50_000, 100_000, 200_000)
MEGABYTE = 1 << 20


def main() -> None:
    """Write the workbooks, measure, print."""
    form = bench_form()
    with tempfile.TemporaryDirectory() as folder:
        print(f"生成 {form.code} {form.title} 的工作簿（{len(form.fields)} 列）……", flush=True)
        files = {size: write_workbook(form, size, Path(folder) / f"{size}.xlsx") for size in SIZES}
        print("编造一所学校两个年度的工作簿……", flush=True)
        school = write_school(Path(folder) / "学校")
        missed = 0
        for figure in chain(whole_school(school), figures(form, files), stored(Path(folder))):
            print(figure.line(), flush=True)
            missed += not figure.kept
    sys.exit(1 if missed else 0)


def figures(form: Form, files: dict[int, Path]) -> Iterator[Figure]:
    """Return the figures as they are measured, cheapest first."""
    yield from small_checks(form, files[20])
    yield from against_loop(form, files[10_000])
    yield from reading(files[100_000], form)
    yield from growth(form, files)


def stored(folder: Path) -> Iterator[Figure]:
    """Return the figures that need a database, each of an installation of its own in the folder."""
    yield from apart("bench.bringing", folder / "bringing", dict([THREADS]))
    yield from writing(folder)
    yield from of_both("bench.board", folder / "board")


def small_checks(form: Form, path: Path) -> Iterator[Figure]:
    """Return what 20 rows cost in process, from text to findings, and what a whole file of them costs."""
    workbook = opened(path)
    layout = match(workbook.sheet, form)
    report = check_sheet(workbook, layout)
    print(
        f"  {report.evaluated.evaluated} 项校验；{report.findings.height} 条问题，{report.changes.height} 处规整"
    )
    yield Figure(
        "20 行，进程内校验", wall(lambda: check_sheet(workbook, layout).findings, 9) * 1000, 50, " ms"
    )
    yield Figure("20 行，从文件到结果", wall(lambda: whole(path, form), 5) * 1000, 1000, " ms")


def against_loop(form: Form, path: Path) -> Iterator[Figure]:
    """Return how much less CPU the whole check takes than openpyxl and a loop."""
    ours = cpu(lambda: whole(path, form), 3)
    theirs = cpu(lambda: check_by_loop(path, form, normalised=True), 1)
    bare = cpu(lambda: check_by_loop(path, form, normalised=False), 1)
    print(
        f"  10,000 行：数采 {ours:.2f} s CPU，openpyxl 加循环 {theirs:.2f} s CPU（不做规整也要 {bare:.2f} s）"
    )
    yield Figure("10,000 行，openpyxl 加循环 ÷ 数采（CPU）", theirs / ours, 7, "×", at_least=True)


def reading(path: Path, form: Form) -> Iterator[Figure]:
    """Return what reading 100,000 rows costs beside other readers, its memory, and checks beside reading."""
    raw = wall(lambda: fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string").to_arrow())
    ours = wall(lambda: read_workbook(path))
    slow = wall(lambda: read_by_openpyxl(path), 1)
    print(f"  100,000 行：fastexcel {raw:.2f} s，数采 {ours:.2f} s，openpyxl {slow:.2f} s")
    yield Figure("100,000 行，读取 ÷ fastexcel", ours / raw, 1.6)
    yield Figure("100,000 行，读取 ÷ openpyxl", ours / slow, 0.2)
    _, usage = read_with_usage(path)
    yield Figure("100,000 行，读取进程的内存", usage.peak_bytes / MEGABYTE, 900, " MB")
    yield Figure("100,000 行，校验 ÷ 读取", wall(checking(path, form)) / ours, 0.15)


def checking(path: Path, form: Form) -> Callable[[], object]:
    """Return the checks alone, over rows that are read and normalised."""
    workbook, everything = opened(path), toolkit.catalogue()
    layout = match(workbook.sheet, form)
    table, _ = table_of(form, body_of(workbook.sheet, layout), layout, "数据")
    return lambda: check_table(table, everything.code_lists, row_checks(form), today=date(2024, 9, 1))


def growth(form: Form, files: dict[int, Path]) -> Iterator[Figure]:
    """Return how much dearer a row gets from 10,000 to 200,000 rows."""
    per_row = {}
    for size in SIZES[1:]:
        per_row[size] = cpu(lambda path=files[size]: whole(path, form), 2) / size * 1e6
        print(f"  {size:>7,} 行：每行 {per_row[size]:.1f} µs CPU")
    yield Figure("每行费用，200,000 行 ÷ 10,000 行", per_row[200_000] / per_row[10_000], 1.15)


def whole(path: Path, form: Form) -> int:
    """Check a file from reading to findings and return how many there are."""
    workbook = opened(path)
    return check_sheet(workbook, match(workbook.sheet, form)).findings.height


def opened(path: Path) -> Workbook:
    """Return a workbook that is known to be readable."""
    workbook = read_workbook(path)
    if not isinstance(workbook, Workbook):
        sys.exit(workbook.message)
    return workbook


def read_by_openpyxl(path: Path) -> int:
    """Read every cell as openpyxl's documentation recommends for large files."""
    book = openpyxl.load_workbook(path, read_only=True)
    count = sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return count


if __name__ == "__main__":
    main()
