"""``shucai derive``: derived forms, exception lists and totals from a folder of workbooks."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from shucai import toolkit
from shucai.cli.words import fail, of_year
from shucai.domain.catalogue import PLATFORM_WORDS
from shucai.domain.catalogue.derivation import DerivationKind

KINDS: dict[DerivationKind, str] = {
    "derived": "自动汇总", "exception_list": "反查清单", "totals": "合计", "prefill": "预填", "draft": "草稿",
}  # fmt: skip
SHOWN = 5


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="把算出的表写到这个文件夹")
@click.option(
    "--last-year", type=click.Path(path_type=Path, file_okay=False, exists=True), help="上年度工作簿的文件夹"
)
@click.option("--drafts", is_flag=True, help="也生成流程各步的草稿行和预填的行")
@of_year
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def derive(
    folder: Path, output: Path | None, last_year: Path | None, drafts: bool, year: int, as_json: bool
) -> None:
    """由 FOLDER 里的表算出自动汇总表、反查清单和合计，说明哪些行没有计入、为什么，与已有的表差多少。"""
    rows = toolkit.rows_in(
        folder, year=year, last_year=last_year, progress=lambda name: click.echo(f"读取 {name} …", err=True)
    )
    kinds = tuple(KINDS) if drafts else tuple(toolkit.COMPUTED)
    results = toolkit.derive_rows(rows, kinds, year)
    try:
        written = toolkit.write_derived(results, output) if output is not None else []
    except toolkit.CannotWrite as error:
        fail(str(error))
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in results], ensure_ascii=False, indent=1))
    else:
        for path, refusal in rows.unread:
            click.echo(f"{path.name}：没有读取，{refusal.message}")
        for one in results:
            for line in _lines(one):
                click.echo(line)
        done = sum(one.result is not None for one in results)
        click.echo(
            f"共 {len(results)} 项推导，算出 {done} 项" + (f"，写入 {len(written)} 个文件" if written else "")
        )
    if rows.unread:
        fail(f"有 {len(rows.unread)} 个文件没有读取")


def _lines(one: toolkit.FormDerived) -> Iterator[str]:
    place = f"{PLATFORM_WORDS[one.form.platform]} {one.form.code} {one.derivation.title}"
    kind = KINDS[one.derivation.kind]
    if one.result is None:
        yield f"{place}（{kind}）：没有算，需要 {'、'.join(one.missing)} 的数据"
        return
    unfinished = f"，不完整：{'、'.join(one.empty)} 没有行" if one.empty else ""
    yield f"{place}（{kind}）：{one.result.rows.height:,} 行，由 {one.result.counted:,} 行得出{unfinished}"
    for reason, count in one.result.left_out["reason"].value_counts(sort=True).iter_rows():
        keys = one.result.left_out.filter(one.result.left_out["reason"] == reason)["key"].head(SHOWN)
        more = " 等" if count > SHOWN else ""
        yield f"  未计入 {count:,} 行：{reason}（{'、'.join(keys)}{more}）"
    if one.difference is not None:
        change = one.difference
        same = not (change.new or change.changed or change.gone)
        yield (
            "  与交来的表相同"
            if same
            else f"  与交来的表相比：多 {change.new:,} 行，少 {change.gone:,} 行，{change.changed:,} 行的数不同"
        )


def _as_json(one: toolkit.FormDerived) -> dict[str, object]:
    result = one.result
    return {
        "platform": one.form.platform,
        "form": one.form.code,
        "title": one.derivation.title,
        "kind": one.derivation.kind,
        "missing": list(one.missing),
        "empty": list(one.empty),
        "rows": None if result is None else result.rows.height,
        "counted": None if result is None else result.counted,
        "left_out": [] if result is None else result.left_out.to_dicts(),
        "difference": None if one.difference is None else vars(one.difference),
    }
