"""What a person reads of a checked folder: a line for a clean file, what is to be done for the others, then the sum."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from shucai import toolkit
from shucai.cli.result_lines import (
    WAYS_ON,
    lines_of_changes,
    lines_of_findings,
    lines_of_refusal,
    words_of_checks,
    words_of_counts,
)
from shucai.domain.catalogue import Severity

SHOWN = 20  # findings of a file, and cells to confirm; machines get all with --json
SHOWN_CAUSES = 12
SHOWN_FILES = 30
OF_ONE_FILE = {"not_recognised": "单独校验这个文件，用 --form 表号 指明是哪一张表"}


def lines_of_folder(report: toolkit.FolderReport, folder: Path) -> Iterator[str]:
    """Return the lines of every file in their order, then what files say together, then the summary."""
    for file in report.files:
        yield from _lines_of_file(file, str(file.path.relative_to(folder)))
    for file in report.last_year:
        yield from _lines_of_file(file, f"上年 {file.path.name}")
    yield from report.doubled
    yield ""
    yield from _summary(report, folder)


def _lines_of_file(file: toolkit.FileResult, name: str) -> Iterator[str]:
    result = file.result
    if isinstance(result, toolkit.Refusal):
        yield from lines_of_refusal(result, name, WAYS_ON | OF_ONE_FILE)
        return
    said = words_of_counts(result.counts)
    yield f"{name}：{result.form.code} {result.form.title}，{result.rows:,} 行，{said}"
    yield from (f"  注意：{notice}" for notice in result.notices)
    yield from (f"  {line}" for line in lines_of_findings(_gravest_first(result.findings), SHOWN))
    if result.findings.height > SHOWN:
        yield f"  … 其余 {result.findings.height - SHOWN:,} 条用 --json 查看"
    asked = result.changes.filter(result.changes["level"] == "ASK")
    yield from (f"  规整 {line}" for line in lines_of_changes(asked, SHOWN))
    if asked.height > SHOWN:
        yield f"  … 其余 {asked.height - SHOWN:,} 处待核实的规整用 --json 查看"


def _gravest_first(findings: pl.DataFrame) -> pl.DataFrame:
    """Return all findings in the order of the sheet; where not all are shown, those that block come first."""
    if findings.height <= SHOWN:
        return findings
    ranks = {severity.value: rank for rank, severity in enumerate(Severity)}
    return findings.sort(pl.col("severity").replace_strict(ranks, return_dtype=pl.Int8), maintain_order=True)


def _summary(report: toolkit.FolderReport, folder: Path) -> Iterator[str]:
    summary = report.summary
    yield f"共 {len(report.files)} 个文件，{len(report.unread)} 个没有读取，{summary.clean} 个没有问题"
    yield from _blocking(report, folder)
    yield f"数据：{summary.rows:,} 行；规整了 {summary.changes:,} 个单元格，其中 {summary.asked:,} 处请核实"
    yield f"问题：{words_of_counts(summary.counts)}"
    yield words_of_checks(summary.evaluated)
    causes = summary.evaluated.causes
    yield from (f"  跳过 {count:,} 项：{cause}" for cause, count in causes[:SHOWN_CAUSES])
    if rest := causes[SHOWN_CAUSES:]:
        yield f"  跳过 {sum(count for _, count in rest):,} 项：另外 {len(rest)} 个原因，用 --json 查看"


def _blocking(report: toolkit.FolderReport, folder: Path) -> Iterator[str]:
    """Return the files that cannot be handed in as they are, those with most to correct first."""
    found = [
        (file.result.counts[Severity.ERROR.value], str(file.path.relative_to(folder)))
        for file in report.files
        if isinstance(file.result, toolkit.Report) and file.result.blocks
    ]
    found.sort(key=lambda of_file: -of_file[0])
    if found:
        yield f"{len(found)} 个文件有强制问题，改正后才能上报："
    for count, name in found[:SHOWN_FILES]:
        yield f"  {name}  {f'{count:,} 条' if count else '缺少必填的一行'}"
    if len(found) > SHOWN_FILES:
        yield f"  … 其余 {len(found) - SHOWN_FILES} 个见上"
