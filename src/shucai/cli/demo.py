"""``shucai demo-data``: a whole invented school to try everything with."""

from pathlib import Path

import click

from shucai import toolkit
from shucai.cli.words import fail
from shucai.demo import SEED


@click.command("demo-data")
@click.option("--seed", default=SEED, show_default=True, help="种子：同一个种子生成的数据总是相同")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="写到这个文件夹；必须是新的或空的"
)
def demo_data(seed: int, output: Path) -> None:
    """编造一所学校的全部数据：两个平台、两个年度的全部表单，各表之间、两年之间、两个平台之间对得上。

    学校、人和企业都是编造的，不能用于上报。
    """
    from shucai.demo.write import LAST_YEAR, THIS_YEAR, NotEmpty, write_demo

    try:
        with click.progressbar(length=1, label="编造示例学校", show_pos=True) as bar:
            count = write_demo(output, seed, lambda done, total: _advance(bar, done, total))
    except (NotEmpty, toolkit.CannotWrite) as error:
        fail(str(error))
    click.echo(f"已写入 {output}：{count} 个工作簿，全部是编造的示例数据")
    click.echo(f"校验：shucai check {output / THIS_YEAR} --last-year {output / LAST_YEAR}")


def _advance(bar: "click._termui_impl.ProgressBar[int]", done: int, total: int) -> None:
    bar.length = total
    bar.update(done - bar.pos)
