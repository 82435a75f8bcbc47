"""``shucai catalogue``: the forms as data."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from shucai import toolkit
from shucai.cli.words import fail, find_form, of_year
from shucai.domain.catalogue import (
    FORM_KIND_WORDS,
    PLATFORM_WORDS,
    Catalogue,
    Form,
    difference,
    words_of_need,
    words_of_type,
)
from shucai.domain.proof import Coverage

OTHER_CATALOGUE = click.option(
    "--catalogue",
    "folder",
    type=click.Path(path_type=Path, exists=True),
    help="目录文件夹，默认为本仓库的目录",
)


def _loaded(folder: Path | None) -> Catalogue:
    """Load the catalogue of a folder, or the one that is in use, anew from its files."""
    return toolkit.load_catalogue() if folder is None else toolkit.load_catalogue(folder)


@click.group()
def catalogue() -> None:
    """表单目录：列出、查看、检查、比较年度版。"""


@catalogue.command("list")
@click.option("--platform", type=click.Choice(["talent", "national"]), help="只列一个平台")
@click.option("--department", help="只列一个部门要填的表")
@of_year
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def list_forms(platform: str | None, department: str | None, year: int, as_json: bool) -> None:
    """列出全部表单。"""
    if department is not None:
        _refuse_unknown(department, year)
    forms = [
        form
        for form in toolkit.catalogue()
        if form.edition == year
        and platform in {None, form.platform}
        and (department is None or form.is_filled_by(department))
    ]
    if as_json:
        click.echo(json.dumps([_listed(form) for form in forms], ensure_ascii=False, indent=1))
        return
    for form in forms:
        units = "、".join(d.unit for d in form.departments)
        click.echo(
            f"{form.code:<11} {FORM_KIND_WORDS[form.kind]:　<4} {len(form.fields):>3} 列  {form.title}（{units}）"
        )
    click.echo(f"共 {len(forms)} 张表")


def _refuse_unknown(department: str, year: int) -> None:
    units = dict.fromkeys(
        d.unit for form in toolkit.catalogue() if form.edition == year for d in form.departments
    )
    if department not in units:
        fail(f"没有部门“{department}”，现有：{'、'.join(units)}")


def _listed(form: Form) -> dict[str, object]:
    return {
        "platform": form.platform,
        "code": form.code,
        "title": form.title,
        "kind": form.kind,
        "departments": [d.unit for d in form.departments],
        "fields": len(form.fields),
    }


@catalogue.command("show")
@click.argument("form")
@of_year
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（Frictionless Table Schema 加本系统的键）")
def show(form: str, year: int, as_json: bool) -> None:
    """查看 FORM 的字段与校验。"""
    found = find_form(form, year)
    if as_json:
        click.echo(json.dumps(found.descriptor, ensure_ascii=False, indent=1, default=str))
        return
    click.echo(f"{found.code} {found.title}（{' / '.join(found.group)}）{FORM_KIND_WORDS[found.kind]}")
    for department in found.departments:
        supplies = department.scope or "、".join(found.by_name[name].title for name in department.fields)
        click.echo(f"  {department.unit}{'：' + supplies if supplies else ''}")
    if found.prerequisites:
        click.echo(f"  先填：{'、'.join(found.prerequisites)}")
    for number, field in enumerate(found.fields, start=1):
        click.echo(
            f"{number:>3} {field.title}  {words_of_type(field, toolkit.catalogue().code_lists)}  {words_of_need(field)}"
        )
    for check in found.checks:
        click.echo(f"  [{check.severity.label}] {check.id}：{check.message}")


@catalogue.command("check")
@OTHER_CATALOGUE
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def prove(folder: Path | None, as_json: bool) -> None:
    """检查目录：每个字段、代码表、标签、表单、函数都存在，校验的例子、推导、指标、流程也是。"""
    try:
        everything = _loaded(folder)
        place = [folder] if folder is not None else []
        example_count = toolkit.prove_examples(everything, *place)
        covered = toolkit.coverage_of(everything, *place)
        definitions = toolkit.prove_definitions(everything, *place)
    except toolkit.BadDefinition as error:
        if as_json:
            click.echo(json.dumps({"faults": list(error.faults)}, ensure_ascii=False, indent=1))
        fail("\n".join([*error.faults, f"共 {len(error.faults)} 处错误"]))
    counts = {
        "forms": len(everything.forms),
        "fields": sum(len(form.fields) for form in everything),
        "checks": sum(len(form.checks) for form in everything),
        "examples": example_count,
        "code_lists": len(everything.code_lists),
        "codes": sum(len(code_list.codes) for code_list in everything.code_lists.values()),
        **definitions,
    }
    if as_json:
        answer = {"faults": [], **counts, "coverage": [_covered_as_json(one) for one in covered]}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    click.echo(
        f"目录完好：{counts['forms']} 张表，{counts['fields']:,} 个字段，{counts['checks']:,} 条跨字段校验，"
        f"{counts['examples']:,} 个例子，{counts['code_lists']} 个代码表，{counts['codes']:,} 个代码，"
        f"{counts['derivations']} 项推导，{counts['indicators']} 个指标，{counts['workflows']} 条流程"
    )
    for line in _coverage_lines(covered):
        click.echo(line)


def _coverage_lines(covered: Sequence[Coverage]) -> Iterator[str]:
    """Return how much of the reference the checks say, and every exclusion with its reason."""
    for one in covered:
        alive = one.clauses + one.rules - len(one.excluded)
        yield (
            f"{PLATFORM_WORDS[one.platform]}：{one.cells:,} 处约束的 {one.clauses:,} 个条款、{one.rules} 条规则，"
            f"{alive:,} 条由 {one.checks:,} 项校验执行，{len(one.excluded)} 条不能由程序判断"
        )
    for entry in (entry for one in covered for entry in one.excluded):
        where = f"{entry.form} {entry.field}" if entry.form else "规则"
        yield f"  · {where} {entry.text}：{entry.excluded}"


def _covered_as_json(one: Coverage) -> dict[str, object]:
    return {
        "platform": one.platform,
        "cells": one.cells,
        "clauses": one.clauses,
        "rules": one.rules,
        "checks": one.checks,
        "excluded": [
            {"form": e.form, "field": e.field, "text": e.text, "reason": e.excluded} for e in one.excluded
        ],
    }


@catalogue.command("diff")
@click.argument("platform", type=click.Choice(["talent", "national"]))
@click.argument("old_year", type=int)
@click.argument("new_year", type=int)
@OTHER_CATALOGUE
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def diff(platform: str, old_year: int, new_year: int, folder: Path | None, as_json: bool) -> None:
    """比较 PLATFORM 的两个年度版，按表单和部门说明填报上的变化。"""
    everything = _loaded(folder)
    try:
        old, new = everything.edition(platform, old_year), everything.edition(platform, new_year)
    except KeyError as error:
        fail(error.args[0])
    changed = difference(old, new, everything.code_lists)
    if as_json:
        click.echo(json.dumps([c.as_json() for c in changed], ensure_ascii=False, indent=1))
        return
    for form in changed:
        click.echo(f"{form.code} {form.title}（{'、'.join(form.departments)}）")
        for line in form.lines:
            click.echo(f"  · {line}")
    click.echo(
        f"{old_year} → {new_year}：{len(changed)} 张表有变化"
        if changed
        else f"{old_year} 与 {new_year} 没有差别"
    )


@catalogue.command("new-edition")
@click.argument("platform", type=click.Choice(["talent", "national"]))
@click.argument("year", type=int)
@OTHER_CATALOGUE
def new_edition(platform: str, year: int, folder: Path | None) -> None:
    """由上一年度版复制出 PLATFORM 的 YEAR 年度版，供修改。"""
    try:
        written, before = toolkit.new_edition(platform, year, folder)
    except OSError as error:
        if error.strerror is None:  # a refusal in our own words
            fail(str(error))
        fail(f"不能写新的年度版：{error.filename}（{error.strerror}）。请检查权限和磁盘空间")
    click.echo(
        f"已由 {before} 年度版复制到 {written}。请修改其中的定义，再运行 shucai catalogue check 和 diff"
    )
