"""What a person reads of one checked file, line by line."""

from collections.abc import Iterator, Mapping

import polars as pl

from shucai import toolkit
from shucai.cli.words import counted
from shucai.domain.catalogue import Severity
from shucai.domain.checks import Summary

SHOWN = 200  # findings printed for people; machines get all with --json, and the annotated workbook holds them all
SHOWN_CHANGES = 200


def lines_of(result: toolkit.Report | toolkit.Refusal, name: str) -> list[str]:
    """Return what a person reads of a result, line by line."""
    if isinstance(result, toolkit.Refusal):
        return list(lines_of_refusal(result, name))
    return [*_head(result, name), *_changes(result), *_findings(result), *_summary(result)]


WAYS_ON = {
    "needs_consent": "同意按列名对应，请加 --accept-mapping",
    "not_recognised": "用 --form 表号 指明是哪一张表",
}


def lines_of_refusal(
    refusal: toolkit.Refusal, name: str, ways_on: Mapping[str, str] = WAYS_ON
) -> Iterator[str]:
    """Return why a file was not read and how to go on. ways_on: by the kind of the refusal."""
    yield f"{name}：{refusal.message}"
    yield from (f"  · {line}" for line in refusal.differences)
    if refusal.kind in ways_on:
        yield f"  {ways_on[refusal.kind]}"


def _head(report: toolkit.Report, name: str) -> Iterator[str]:
    yield f"{name}：{report.form.code} {report.form.title}（{report.form.edition} 年度），{report.rows:,} 行"
    yield from (f"  注意：{notice}" for notice in report.notices)


def _changes(report: toolkit.Report) -> Iterator[str]:
    kept = report.changes.filter(report.changes["level"] != "REJECT")
    if kept.is_empty():
        return
    yield f"规整了 {kept.height:,} 个单元格："
    yield from (f"  {line}" for line in lines_of_changes(kept, SHOWN_CHANGES))
    if kept.height > SHOWN_CHANGES:
        yield f"  … 其余 {kept.height - SHOWN_CHANGES:,} 处用 --json 查看"


def lines_of_changes(changes: pl.DataFrame, most: int) -> Iterator[str]:
    """Return what normalisation made of cells, CHANGES_SCHEMA, no more than so many."""
    for row in changes.head(most).iter_rows(named=True):
        asked = "，请核实" if row["level"] == "ASK" else ""
        yield f"{row['cell']} {row['title']}：{_shown(row['before'])} → {_shown(row['after'])}（{row['rule']}{asked}）"


def _findings(report: toolkit.Report) -> Iterator[str]:
    yield from lines_of_findings(report.findings, SHOWN)
    if report.findings.height > SHOWN:
        yield f"… 其余 {report.findings.height - SHOWN:,} 条用 --json 或 --annotated 查看"


def lines_of_findings(findings: pl.DataFrame, most: int) -> Iterator[str]:
    """Return findings, FINDINGS_SCHEMA, no more than so many."""
    for row in findings.head(most).iter_rows(named=True):
        place = f"{row['sheet']}!{row['cell']}" if row["cell"] else f"{row['sheet']} 第 {row['row']} 行"
        word = Severity(row["severity"]).label
        yield f"[{word}] {row['row_key']}  {place}  {row['title']}  {_shown(row['value'])}  {row['message']}  ({row['rule']})"


def _shown(value: str | None) -> str:
    return "空" if value is None else f"“{value}”"


def _summary(report: toolkit.Report) -> Iterator[str]:
    if report.asked:
        yield f"规整：{report.asked:,} 处按最可能的意思改了，请核实（上面标“请核实”的）"
    yield f"问题：{words_of_counts(report.counts)}"
    yield words_of_checks(report.evaluated)
    yield from (f"  跳过 {count} 项：{cause}" for cause, count in report.evaluated.causes)


def words_of_counts(counts: Mapping[str, int]) -> str:
    """Return the number of findings by severity."""
    return counted({Severity(severity).label: count for severity, count in counts.items()})


def words_of_checks(summary: Summary) -> str:
    """Return how many checks were evaluated and how they ended."""
    return (
        f"校验：共 {summary.total:,} 项，已执行 {summary.evaluated:,} 项，通过 {summary.passed:,}，"
        f"不通过 {summary.failed:,}，未定 {summary.open:,}（有关的栏目空着，无法判断），跳过 {summary.skipped:,}"
    )
