"""``shucai school``: a school opened in this installation, with the two people who grant everybody else's roles."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import click

from shucai.config.environment import BadSetting, read_environment
from shucai.config.serve import CannotServe, prepare_database, prepare_in

if TYPE_CHECKING:
    from shucai.apps.organisation.actions.people import Admitted
    from shucai.domain.problems import Refused


Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Opening:
    """What the command was given. administrator, lead: (name, login)."""

    name: str
    short_name: str
    code: str
    administrator: tuple[str, str]
    lead: tuple[str, str]


@click.command()
@click.argument("name")
@click.argument("code")
@click.option("--administrator", nargs=2, required=True, metavar="姓名 登录名", help="第一位系统管理员")
@click.option("--lead", nargs=2, required=True, metavar="姓名 登录名", help="牵头部门组长，另一人")
@click.option("--short-name", default="", help="学校简称，不写就用全称")
def school(
    name: str, code: str, administrator: tuple[str, str], lead: tuple[str, str], short_name: str
) -> None:
    """开通一所学校：NAME 是校名，CODE 是学校（机构）标识码。部门备好，打印两个账号的初始密码（只显示这一次）。"""
    try:
        prepare_in(read_environment(), prepare_database)
    except (BadSetting, CannotServe) as problem:
        sys.exit(str(problem))
    try:
        admitted = _open(Opening(name, short_name or name, code, administrator, lead))
    except _CannotOpen as problem:
        sys.exit(f"没有开通：{problem}")
    click.echo(
        f"{name.strip()}已开通。初始密码只显示这一次，请当面交给本人；第一次登录会要求换成自己的密码。"
    )
    for title, account in zip(("系统管理员", "牵头部门组长"), admitted, strict=True):
        click.echo(
            f"  {title}　{account.person.name}　登录名 {account.person.login}　初始密码 {account.password}"
        )
    click.echo("接着：用 shucai serve 启动网页，由牵头部门组长登录，在“批量建账号”里导入各部门的人员。")


class _CannotOpen(Exception):
    """Why the school is not opened, in Chinese; undoes what was done so far."""


def _open(opening: Opening) -> "list[Admitted]":
    """Open the school with both people, or change nothing. Raises _CannotOpen."""
    from django.db import transaction
    from django.utils import timezone

    from shucai.apps.organisation.actions.founding import Founder, found_school
    from shucai.apps.organisation.actions.schools import NewSchool, open_school
    from shucai.domain.access import Role

    at = timezone.now()  # noqa: TID251 - the edge
    (name, login), (lead_name, lead_login) = opening.administrator, opening.lead
    founders = Founder(name, login, Role.ADMINISTRATOR), Founder(lead_name, lead_login, Role.LEAD_OFFICE)
    with transaction.atomic():
        made = _done(open_school(NewSchool(opening.name, opening.short_name, opening.code), at=at))
        return [_done(found_school(made.pk, founder, at=at)) for founder in founders]


def _done(answer: "Answer | Refused") -> "Answer":
    from shucai.domain.problems import Refused

    if isinstance(answer, Refused):
        raise _CannotOpen(answer.reason)
    return answer
