"""``shucai derive``: derived forms, exception lists and totals from a folder of workbooks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from shucai import toolkit
from shucai.cli.words import fail, of_year
from shucai.cli.workflow_lines import lines_of_workflow, workflow_as_json
from shucai.domain.catalogue import PLATFORM_WORDS
from shucai.domain.catalogue.derivation import DerivationKind
from shucai.domain.catalogue.workflow import Workflow
from shucai.toolkit.rows import Rows

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
@click.option(
    "--workflow", help="只看一条流程：teaching 教学运行，internship 实习实训；逐步列出已有、可起草、还缺什么"
)
@of_year
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def derive(
    folder: Path, output: Path | None, last_year: Path | None, as_json: bool, **options: Any
) -> None:  # as click has them
    """由 FOLDER 里的表算出自动汇总表、反查清单和合计，说明哪些行没有计入、为什么，与已有的表差多少。"""
    year = options["year"]
    named = _workflow(options["workflow"], year)
    rows = toolkit.rows_in(
        folder, year=year, last_year=last_year, progress=lambda name: click.echo(f"读取 {name} …", err=True)
    )
    if named is None:
        results = toolkit.derive_rows(rows, tuple(KINDS) if options["drafts"] else toolkit.COMPUTED, year)
        shown: Shown = Shown([_as_json(one) for one in results], _lines_of_all(results))
    else:
        state = toolkit.walk(rows, named, year)
        results, shown = state.results, Shown(workflow_as_json(state), lines_of_workflow(state))
    try:
        written = toolkit.write_derived(results, output) if output is not None else []
    except toolkit.CannotWrite as error:
        fail(str(error))
    if as_json:
        click.echo(json.dumps(shown.as_json, ensure_ascii=False, indent=1))
    else:
        _tell(rows, shown.lines, len(written))
    if rows.unread:
        fail(f"有 {len(rows.unread)} 个文件没有读取")


class Shown(NamedTuple):
    """What is shown of the results, for machines and for people."""

    as_json: object
    lines: Iterator[str]


def _workflow(name: str | None, year: int) -> Workflow | None:
    """Return the workflow of a name, or end with the names there are."""
    if name is None:
        return None
    known = toolkit.workflows(year)
    if name not in known:
        fail(f"没有流程 {name}，现有：{'、'.join(f'{one.name} {one.title}' for one in known.values())}")
    return known[name]


def _tell(rows: Rows, lines: Iterator[str], written: int) -> None:
    for path, refusal in rows.unread:
        click.echo(f"{path.name}：没有读取，{refusal.message}")
    for line in lines:
        click.echo(line)
    if written:
        click.echo(f"写入 {written} 个文件")


def _lines_of_all(results: list[toolkit.FormDerived]) -> Iterator[str]:
    for one in results:
        yield from _lines(one)
    yield f"共 {len(results)} 项推导，算出 {sum(one.result is not None for one in results)} 项"


def _lines(one: toolkit.FormDerived) -> Iterator[str]:
    place = f"{PLATFORM_WORDS[one.form.platform]} {one.form.code} {one.derivation.title}"
    kind = KINDS[one.derivation.kind]
    if one.result is None:
        yield f"{place}（{kind}）：没有算，需要 {'、'.join(one.missing)} 的数据"
        return
    unfinished = f"，不完整：{'、'.join(one.empty)} 没有行" if one.empty else ""
    yield f"{place}（{kind}）：{one.result.rows.height:,} 行，由 {one.result.counted:,} 行得出{unfinished}"
    for reason, count in one.result.left_out["reason"].value_counts(sort=True).iter_rows():
        keys = one.result.left_out.filter(one.result.left_out["reason"] == reason)["key"]
        keys = keys.unique(maintain_order=True)
        more = " 等" if len(keys) > SHOWN else ""
        yield f"  未计入 {count:,} 行：{reason}（{'、'.join(keys.head(SHOWN))}{more}）"
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
