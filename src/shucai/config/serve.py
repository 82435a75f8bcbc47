"""``shucai serve``: database and static files brought up to date, then processes with a few threads each."""

import contextlib
import errno
import multiprocessing
import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

import click

from shucai.config.environment import BadSetting, Environment, read_environment
from shucai.config.worker import kept_working

POLL = 0.2  # seconds between two looks whether the server answers


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听端口")
@click.option("--with-worker/--no-worker", default=True, show_default=True, help="同时做后台的长活")
def serve(host: str, port: int, with_worker: bool) -> None:  # noqa: FBT001 - click hands it over by name
    """启动网页，在浏览器里浏览目录、下载模板、校验工作簿。"""
    try:
        environment = read_environment()
        _try_address(host, port)
        _say("正在准备数据库和静态文件，第一次启动要几十秒……")
        prepare_in(environment)
        _try_address(host, port)  # another one may have come meanwhile, and two would share the port
    except (BadSetting, CannotServe) as problem:
        sys.exit(str(problem))
    _say("正在读取目录、打开网页……")
    _clear()
    threading.Thread(target=_announce, args=(host, port), daemon=True).start()
    with kept_working() if with_worker else contextlib.nullcontext():
        _serve(host, port, environment)


class CannotServe(Exception):
    """The server cannot start; the message is a Chinese sentence with the remedy."""


def _try_address(host: str, port: int) -> None:
    """Listen for a moment. Raises CannotServe where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            advice = f"请先停掉它，或换一个：shucai serve --port {port % 65535 + 1}"
            raise CannotServe(f"端口 {port} 已被别的程序占用。{advice}") from None
        raise CannotServe(
            f"不能在 {host} 的端口 {port} 上监听（{error.strerror}）。请换一个地址或端口"
        ) from None


def prepare_in(environment: Environment, step: Callable[[], None] | None = None) -> None:
    """Prepare this installation, or do one step of it. Raises CannotServe where folder or database cannot be used."""
    from django.db import Error as DatabaseError

    try:
        (step or prepare)()
    except OSError as error:
        remedy = "请检查 SHUCAI_VAR、权限和磁盘空间"
        raise CannotServe(f"数据文件夹 {environment.var} 写不进去（{error.strerror}）。{remedy}") from None
    except DatabaseError as error:
        remedy = "请检查 SHUCAI_VAR、权限和磁盘空间，并确认没有另一个数采正在使用它"
        raise CannotServe(f"{environment.var} 里的数据库打不开（{error}）。{remedy}") from None


def _announce(host: str, port: int) -> None:
    """Print the address as soon as the pages answer, so that nobody opens it too early."""
    address = f"http://{_reachable(host)}:{port}/"
    while not _answers(f"{address}healthz"):
        time.sleep(POLL)
    _say(f"数采已启动：{address}  （按 Ctrl+C 停止）")


def _say(words: str) -> None:
    """Print a line at once, also where the output goes to a file."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _answers(address: str) -> bool:
    """Return whether the pages answer; a refusal is an answer too, as where this host is none of the allowed ones."""
    try:
        urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _reachable(host: str) -> str:
    """Return the host a browser on this machine uses: where the server listens on all addresses, its own."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def prepare() -> None:
    """Bring the database and the static files of this installation up to date; running it again changes nothing."""
    from django.core.management import call_command

    prepare_database()
    call_command("collectstatic", verbosity=0, interactive=False, skip_checks=True, clear=True)


def prepare_database() -> None:
    """Bring the database up to date, and leave the static files alone: a server may be giving them out."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shucai.config.settings")
    django.setup()
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    call_command("createcachetable", verbosity=0)


def _clear() -> None:
    """Remove what a crash left open; once, for the processes of the server start and end on their own."""
    from shucai.web.checks import sweeping

    sweeping.clear()


def _serve(host: str, port: int, environment: Environment) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Polars must not be running before a fork, so every process starts from nothing.
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        "shucai.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=environment.web_processes,
        blocking_threads=environment.web_threads,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()
