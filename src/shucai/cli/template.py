"""``shucai template``: workbooks to fill."""

from pathlib import Path

import click
import polars as pl

from shucai import toolkit
from shucai.cli.words import fail, find_form, of_year


@click.command()
@click.argument("form", required=False)
@click.option("--department", help="部门名称：生成该部门全部表单的模板")
@of_year
@click.option(
    "--rows", type=click.Path(path_type=Path), help="把这个工作簿或 CSV 的行填进模板（列名与模板相同）"
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="输出文件；配合 --department 时为文件夹",
)
def template(form: str | None, department: str | None, year: int, rows: Path | None, output: Path) -> None:
    """生成 FORM（表号，如 1.4.1 或 N-ZH-XS-01）的填报模板。"""
    if (form is None) == (department is None):
        fail("请给出一个表号，或用 --department 给出部门名称")
    if department is not None:
        if rows is not None:
            fail("--rows 只能与单张表一起用")
        _write_set(department, output, year)
    elif form is not None:
        found = find_form(form, year)
        try:
            toolkit.write_template(found, output, _rows(rows, form, year) if rows else None)
        except toolkit.CannotWrite as error:
            fail(str(error))
        click.echo(f"已写入 {output}：{found.code} {found.title}，{len(found.fields)} 列")


def _write_set(department: str, folder: Path, year: int) -> None:
    try:
        forms = toolkit.department_forms(department, year)
    except KeyError as error:
        fail(error.args[0])
    try:
        with click.progressbar(length=len(forms), label=f"{department} 的模板") as bar:
            written = toolkit.write_department_templates(
                department, folder, year, progress=lambda _: bar.update(1)
            )
    except toolkit.CannotWrite as error:
        fail(str(error))
    click.echo(f"已写入 {folder}：{len(written)} 个模板")


def _rows(path: Path, form: str, year: int) -> pl.DataFrame:
    """Return the rows of another workbook, mapped by title; what cannot be read is carried over as typed."""
    report = toolkit.check_file(path, form=form, year=year, accept_mapping=True)
    if isinstance(report, toolkit.Refusal):
        fail("\n".join([report.message, *(f"  · {line}" for line in report.differences)]))
    return toolkit.rows_of(report)
