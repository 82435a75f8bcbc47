"""``shucai check``: a filled workbook, or a folder of them."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from shucai import toolkit
from shucai.cli.folder_lines import lines_of_folder
from shucai.cli.result_lines import lines_of
from shucai.cli.words import UNREADABLE, fail, find_form, of_year


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
        _print_lines(lines_of_folder(report, folder))
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
