"""``shucai indicators``: the indicators of the annual quality report from a folder of workbooks."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from shucai import toolkit
from shucai.cli.words import fail, of_year
from shucai.domain.catalogue import plain_number


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
    if one.now is None:
        yield f"{title}：没有算，需要 {'、'.join(one.missing)} 的数据"
        return
    yield f"{title}：{_number(one.now.value)}{indicator.unit}{_parts(one)}{_before(one)}{_line(one)}"


def _number(value: float | None) -> str:
    return "算不出（有空白，或分母为 0）" if value is None else plain_number(round(value, 4))


def _parts(one: toolkit.IndicatorResult) -> str:
    if one.now is None or one.now.numerator is None or one.now.denominator is None:
        return ""
    return f"（{plain_number(round(one.now.numerator, 2))} ÷ {plain_number(round(one.now.denominator, 2))}）"


def _before(one: toolkit.IndicatorResult) -> str:
    if one.before is None or one.before.value is None:
        return ""
    return f"，上年 {_number(one.before.value)}{one.indicator.unit}"


def _line(one: toolkit.IndicatorResult) -> str:
    """Return the line that is held up, and whether it is reached."""
    low, high = one.indicator.at_least, one.indicator.at_most
    if one.qualified is None:
        return ""
    wanted = "、".join(
        [
            f"不低于 {plain_number(low)}" if low is not None else "",
            f"不高于 {plain_number(high)}" if high is not None else "",
        ]
    ).strip("、")
    return f"，参考线{wanted}，{'达到' if one.qualified else '没有达到'}"


def _as_json(one: toolkit.IndicatorResult) -> dict[str, object]:
    indicator = one.indicator
    return {
        "id": indicator.id,
        "title": indicator.title,
        "variant": indicator.variant,
        "unit": indicator.unit,
        "value": one.now.value if one.now else None,
        "numerator": one.now.numerator if one.now else None,
        "denominator": one.now.denominator if one.now else None,
        "last_year": one.before.value if one.before else None,
        "at_least": indicator.at_least,
        "at_most": indicator.at_most,
        "qualified": one.qualified,
        "missing": list(one.missing),
        "source": indicator.source,
    }
