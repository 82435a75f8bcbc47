"""``shucai worker``: does long work beside the web server, and takes up what a killed worker left."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from secrets import token_hex

import click

from shucai.config.environment import BadSetting

LOOK_SECONDS = 0.5  # between two looks into an empty queue
NICE = 10  # those at their pages have the processor first; while a worker holds what they wait for, they leave it free
# of Polars: a core is left to those at their pages
THREADS = ("POLARS_MAX_THREADS", f"{max((os.cpu_count() or 1) - 1, 1)}")


@click.command()
def worker() -> None:
    """做后台的长活：导入、重新计算、导出。和网页一起运行；可以开几个。"""
    try:
        work()
    except BadSetting as problem:
        sys.exit(str(problem))


def work() -> None:
    """Do long work until stopped."""
    os.nice(NICE)
    os.environ.setdefault(*THREADS)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shucai.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    name = token_hex(8)
    threading.Thread(target=_watch, args=(name,), name="watch", daemon=True).start()
    call_command(
        "db_worker", interval=LOOK_SECONDS, startup_delay=False, worker_id=name, reload=False, verbosity=0
    )


@contextlib.contextmanager
def kept_working() -> Generator[None]:
    """Keep a worker running in a process of its own beside the caller; one that dies is started again."""
    ended = threading.Event()
    command = [sys.executable, "-c", "from shucai.config.worker import work; work()"]
    processes: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not ended.is_set():
            processes[:] = [subprocess.Popen(command)]
            processes[0].wait()
            ended.wait(1)

    threading.Thread(target=keep, name="worker", daemon=True).start()
    try:
        yield
    finally:
        ended.set()
        for process in processes:
            process.terminate()
            process.wait()


def _watch(name: str) -> None:
    """Give signs of life, put back what others lost, and destroy the slips that nobody looked at in time."""
    from django.db import Error, close_old_connections

    from shucai.apps.jobs import actions
    from shucai.apps.jobs.clock import worker_now
    from shucai.apps.jobs.lease import seconds_between_signs
    from shucai.apps.organisation.actions import forget_slips

    while True:
        try:
            close_old_connections()
            actions.give_sign(name, worker_now())
            actions.take_up_stale(worker_now())
            forget_slips(worker_now())
        except Error:  # the database is busy or away for a moment; the next round tries again
            pass
        time.sleep(seconds_between_signs())
