"""``shucai demo-school``: the invented school opened in this installation, with one account per role to try."""

import secrets
import sys
from pathlib import Path

import click

from shucai.config.environment import BadSetting, read_environment, write_once
from shucai.config.serve import CannotServe, prepare_database, prepare_in

PASSWORD_FILE = "demo_password"  # noqa: S105 - the name of a file
WORDS = ("qing", "song", "bai", "yun", "lan", "tian", "chun", "feng", "qiu", "shui", "xing", "guang")


@click.command("demo-school")
@click.option("--untouched", is_flag=True, help="任务刚刚发布，还没有人填过：用来从头练习")
def demo_school(*, untouched: bool) -> None:
    """打开示例学校：部门、人员、正在进行的两个采集任务，打印每种角色的账号。已经打开过就只打印账号。"""
    try:
        environment = read_environment()
        prepare_in(environment, prepare_database)
    except (BadSetting, CannotServe) as problem:
        sys.exit(str(problem))
    password = _password(environment.var / PASSWORD_FILE)
    _open(password, at_work=not untouched)
    _print(password)


def _open(password: str, *, at_work: bool) -> None:
    from django.utils import timezone

    from shucai.apps.organisation.models import School
    from shucai.demo.opening import SCHOOL_NAME, open_demo_school

    if not School.objects.filter(name=SCHOOL_NAME).exists():
        click.echo("打开示例学校（人、单位和数据都是编造的）……")
        now = timezone.now()  # noqa: TID251 - the edge
        open_demo_school(password, at=now, tell=lambda what: click.echo(f"  {what}"), at_work=at_work)


def _print(password: str) -> None:
    from shucai.demo.opening import SCHOOL_NAME, accounts

    click.echo(f"{SCHOOL_NAME}的账号，密码都是 {password}")
    for account in accounts():
        click.echo(f"  {account.login:<10}{account.name}　{account.what}")


def _password(path: Path) -> str:
    """Return the password of the demo accounts, made once for this installation."""
    if not path.exists():
        words = [secrets.choice(WORDS) for _ in range(3)]
        write_once(path, f"{'-'.join(words)}-{secrets.randbelow(9000) + 1000}")
    return path.read_text(encoding="ascii").strip()
