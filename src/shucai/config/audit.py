"""``shucai audit``: looking through the chain of the audit of this installation."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from shucai.cli.words import fail
from shucai.config.environment import BadSetting

if TYPE_CHECKING:
    from shucai.apps.audit.queries import Checked

ITSELF = "系统"
NOTED_LENGTH = 12


@click.group()
def audit() -> None:
    """审计记录：谁在什么时候做了什么。"""


@audit.command()
@click.option("--school", "code", default="", help="只核对一所学校，写它的标识码；不写就核对全部")
def verify(code: str) -> None:
    """逐条核对审计记录有没有被改动、删除、调换或添加。完整时退出码 0；有问题时 1，并说明在哪一条。"""
    try:
        checked = _checked(code)
    except BadSetting as problem:
        fail(str(problem))
    if not checked:
        click.echo("还没有审计记录")
    for name, one in checked:
        _tell(name, one)
    sys.exit(1 if any(one.flaws for _, one in checked) else 0)


def _checked(code: str) -> "list[tuple[str, Checked]]":
    """Return what came of each chain, with the name of its school."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shucai.config.settings")
    import django
    from django.db import Error as DatabaseError

    django.setup()
    from shucai.apps.audit.queries import chains, check_chain

    try:
        names = _names(code)
        return [
            (names.get(school, f"学校 {school}"), check_chain(school))
            for school in chains()
            if not code or school in names
        ]
    except DatabaseError as error:
        fail(f"数据库打不开，或还没有建立（{error}）。请检查 SHUCAI_VAR；新的安装先运行一次 shucai serve")


def _names(code: str) -> Mapping[int, str]:
    """Return the names of the chains by number: of every school and the installation, or of the one asked for."""
    from shucai.apps.organisation.queries import school_names

    names = school_names(code)
    if code and not names:
        fail(f"没有标识码是 {code} 的学校")
    return names if code else {0: ITSELF, **names}


def _tell(name: str, one: "Checked") -> None:
    if not one.flaws:
        click.echo(f"{name}：{one.count} 条，完整；最后一条的校验值 {one.head[:NOTED_LENGTH]}")
        return
    click.echo(f"{name}：{one.count} 条，不完整")
    for flaw in one.flaws:
        click.echo(f"  {flaw.message}")
    if one.has_more:
        click.echo("  后面还有，没有全部列出")
