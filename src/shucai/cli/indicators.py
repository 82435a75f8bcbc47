"""``shucai indicators``: the indicators of the annual quality report from a folder of workbooks."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from shucai import toolkit
from shucai.cli.words import fail, of_year
from shucai.domain.catalogue import plain_number
from shucai.domain.indicators import Measured


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option(
    "--last-year",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="上年度工作簿的文件夹，并列上年的值",
)
@of_year
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def indicators(folder: Path, last_year: Path | None, year: int, as_json: bool) -> None:
    """由 FOLDER 里的表算出质量年度报告常用的指标，列出分子、分母和参考线。"""
    rows = toolkit.rows_in(
        folder, year=year, last_year=last_year, progress=lambda name: click.echo(f"读取 {name} …", err=True)
    )
    results = toolkit.measure_rows(rows, year)
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in results], ensure_ascii=False, indent=1))
    else:
        for one in results:
            for line in _lines(one):
                click.echo(line)
        done = sum(one.now is not None and one.now.value is not None for one in results)
        click.echo(f"共 {len(results)} 项指标，算出 {done} 项")
    if rows.unread:
        for path, refusal in rows.unread:
            click.echo(f"{path.name}：没有读取，{refusal.message}", err=True)
        fail(f"有 {len(rows.unread)} 个文件没有读取")


def _lines(one: toolkit.IndicatorResult) -> Iterator[str]:
    indicator = one.indicator
    title = f"{indicator.title}（{indicator.variant}）" if indicator.variant else indicator.title
    if one.now is not None and one.now.group is not None:
        title += f" · {one.now.group}"
    if one.now is None:
        yield f"{title}：没有算，需要 {'、'.join(one.missing)} 的数据"
        return
    yield f"{title}：{_value(one.now, indicator.unit)}{_parts(one.now)}{_before(one)}{_line(one.now)}"


def _value(one: Measured, unit: str) -> str:
    """Return the value with its unit, or why there is none."""
    if one.value is not None:
        return plain_number(round(one.value, 4)) + unit
    return "算不出，分母为 0" if one.denominator == 0 else "算不出，要用的数有空白"


def _parts(one: Measured) -> str:
    if one.value is None or one.numerator is None or one.denominator is None:
        return ""
    return f"（{plain_number(round(one.numerator, 2))} ÷ {plain_number(round(one.denominator, 2))}）"


def _before(one: toolkit.IndicatorResult) -> str:
    if one.before is None or one.before.value is None:
        return ""
    return f"，上年 {_value(one.before, one.indicator.unit)}"


def _line(one: Measured) -> str:
    """Return the line that is held up, and whether it is reached."""
    if one.qualified is None:
        return ""
    wanted = "、".join(
        [
            *([f"不低于 {plain_number(one.at_least)}"] if one.at_least is not None else []),
            *([f"不高于 {plain_number(one.at_most)}"] if one.at_most is not None else []),
        ]
    )
    return f"，参考线{wanted}，{'达到' if one.qualified else '没有达到'}"


def _as_json(one: toolkit.IndicatorResult) -> dict[str, object]:
    indicator, now = one.indicator, one.now
    return {
        "id": indicator.id,
        "title": indicator.title,
        "variant": indicator.variant,
        "group": now.group if now else None,
        "unit": indicator.unit,
        "value": now.value if now else None,
        "numerator": now.numerator if now else None,
        "denominator": now.denominator if now else None,
        "last_year": one.before.value if one.before else None,
        "at_least": now.at_least if now else None,
        "at_most": now.at_most if now else None,
        "qualified": now.qualified if now else None,
        "missing": list(one.missing),
        "source": indicator.source,
        "note": indicator.note,
    }
