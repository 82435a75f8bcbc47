"""``shucai check``: a filled workbook, or a folder of them."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from shucai import toolkit
from shucai.cli.words import UNREADABLE, counted, fail, find_form, of_year
from shucai.domain.catalogue import Severity

SHOWN = 200  # findings printed for people; machines get all with --json, and the annotated workbook holds them all
SHOWN_CHANGES = 200


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--form", help="表号；文件自己认不出时使用")
@of_year
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option(
    "--annotated", type=click.Path(path_type=Path), help="把标出错误单元格的工作簿写到这里（.xlsx）"
)
@click.option("--accept-mapping", is_flag=True, help="同意按列名对应次序不同、别名或多出的列")
@click.option(
    "--last-year",
    type=click.Path(path_type=Path),
    help="上年度工作簿的文件夹：校验与上年的衔接（PATH 是文件夹时）",
)
@click.option("--filling", is_flag=True, help="填报期间：表与表之间不一致只作提示（PATH 是文件夹时）")
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    path: Path,
    form: str | None,
    year: int,
    as_json: bool,
    annotated: Path | None,
    accept_mapping: bool,
    last_year: Path | None,
    filling: bool,
) -> None:
    """校验 PATH：一个填好的工作簿，或装着一个部门、一所学校全部工作簿的文件夹。

    退出码：0 没有强制问题；1 有强制问题；2 文件读不了或认不出。
    """
    if path.is_dir():
        if form or annotated:
            fail("校验文件夹时不能用 --form 或 --annotated")
        asked = {"year": year, "accept_mapping": accept_mapping, "last_year": last_year, "filling": filling}
        _check_folder(path, asked, as_json=as_json)
        return
    if last_year or filling:
        fail("--last-year 和 --filling 只能在校验文件夹时用")
    if form is not None:
        find_form(form, year)
    result = toolkit.check_file(path, form=form, year=year, accept_mapping=accept_mapping)
    if annotated is not None and isinstance(result, toolkit.Report):
        _annotate(path, result, annotated)
    if as_json:
        _print_json(result.as_json())
    else:
        _print_lines(lines_of(result, path.name))
    if annotated is not None and isinstance(result, toolkit.Report) and not as_json:
        click.echo(f"已写入标注后的工作簿 {annotated}")
    sys.exit(exit_code(result))


def _annotate(path: Path, report: toolkit.Report, target: Path) -> None:
    try:
        toolkit.annotate(path, report, target)
    except toolkit.CannotWrite as error:
        fail(str(error))


def _check_folder(folder: Path, asked: Mapping[str, Any], *, as_json: bool) -> None:
    """asked: what the options say, as ``toolkit.check_folder`` takes it."""
    for place in (folder, asked["last_year"]):
        if place is not None and not toolkit.workbooks_in(place):
            fail(f"{place} 里没有 .xlsx、.xls 或 .csv 文件")
    report = toolkit.check_folder(
        folder, progress=lambda name: click.echo(f"校验 {name} …", err=True), **asked
    )
    if as_json:
        _print_json(report.as_json())
    else:
        for file in report.files:
            _print_lines([*lines_of(file.result, str(file.path.relative_to(folder))), ""])
        for file in report.last_year:
            _print_lines([*lines_of(file.result, f"上年 {file.path.name}"), ""])
        _print_lines([*report.doubled, f"共 {len(report.files)} 个文件，{len(report.unread)} 个没有读取"])
    if report.unread:
        sys.exit(UNREADABLE)
    sys.exit(1 if report.blocks else 0)


def exit_code(result: toolkit.Report | toolkit.Refusal) -> int:
    """Return 0 for no blocking finding, 1 for some, 2 where nothing was read."""
    if isinstance(result, toolkit.Refusal):
        return UNREADABLE
    return 1 if result.blocks else 0


def _print_json(answer: Mapping[str, object]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1, default=str))


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def lines_of(result: toolkit.Report | toolkit.Refusal, name: str) -> list[str]:
    """Return what a person reads of a result, line by line."""
    if isinstance(result, toolkit.Refusal):
        return [
            f"{name}：{result.message}",
            *(f"  · {line}" for line in result.differences),
            *_way_on(result),
        ]
    return [*_head(result, name), *_changes(result), *_findings(result), *_summary(result)]


def _way_on(refusal: toolkit.Refusal) -> list[str]:
    if refusal.kind == "needs_consent":
        return ["  同意按列名对应，请加 --accept-mapping"]
    return ["  用 --form 表号 指明是哪一张表"] if refusal.kind == "not_recognised" else []


def _head(report: toolkit.Report, name: str) -> Iterator[str]:
    yield f"{name}：{report.form.code} {report.form.title}（{report.form.edition} 年度），{report.rows:,} 行"
    yield from (f"  注意：{notice}" for notice in report.notices)


def _changes(report: toolkit.Report) -> Iterator[str]:
    kept = report.changes.filter(report.changes["level"] != "REJECT")
    if kept.is_empty():
        return
    yield f"规整了 {kept.height:,} 个单元格："
    for row in kept.head(SHOWN_CHANGES).iter_rows(named=True):
        asked = "，请核实" if row["level"] == "ASK" else ""
        yield f"  {row['cell']} {row['title']}：{_shown(row['before'])} → {_shown(row['after'])}（{row['rule']}{asked}）"
    if kept.height > SHOWN_CHANGES:
        yield f"  … 其余 {kept.height - SHOWN_CHANGES:,} 处用 --json 查看"


def _findings(report: toolkit.Report) -> Iterator[str]:
    for row in report.findings.head(SHOWN).iter_rows(named=True):
        place = f"{row['sheet']}!{row['cell']}" if row["cell"] else f"{row['sheet']} 第 {row['row']} 行"
        word = Severity(row["severity"]).label
        yield f"[{word}] {row['row_key']}  {place}  {row['title']}  {_shown(row['value'])}  {row['message']}  ({row['rule']})"
    if report.findings.height > SHOWN:
        yield f"… 其余 {report.findings.height - SHOWN:,} 条用 --json 或 --annotated 查看"


def _shown(value: str | None) -> str:
    return "空" if value is None else f"“{value}”"


def _summary(report: toolkit.Report) -> Iterator[str]:
    summary = report.evaluated
    if report.asked:
        yield f"规整：{report.asked:,} 处按最可能的意思改了，请核实（上面标“请核实”的）"
    yield f"问题：{counted({Severity(s).label: count for s, count in report.counts.items()})}"
    yield (
        f"校验：共 {summary.total} 项，已执行 {summary.evaluated} 项，通过 {summary.passed}，"
        f"不通过 {summary.failed}，未定 {summary.open}（有关的栏目空着，无法判断），跳过 {summary.skipped}"
    )
    yield from (f"  跳过 {count} 项：{cause}" for cause, count in summary.causes)
