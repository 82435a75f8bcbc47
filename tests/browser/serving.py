"""The real server in a process and a folder of its own."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from pathlib import Path

SHUCAI = Path(sys.executable).with_name("shucai")
STARTS_WITHIN_SECONDS = 90


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Return whether the server says it is well."""
    try:
        with urllib.request.urlopen(url + "healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def start(
    var: Path, *, port: int = 0, database: str = "", lease: int = 0
) -> tuple[subprocess.Popen[str], str]:
    """Start ``shucai serve`` on a folder and return the process and the address it printed.

    port: a free one where none is wanted. database: its address, that of the tests where none is wanted.
    lease: seconds until the work of a killed worker is taken up.
    """
    named = {"SHUCAI_DATABASE": database} if database else {}
    if lease:
        named["SHUCAI_LEASE_SECONDS"] = str(lease)
    process = subprocess.Popen(
        [SHUCAI, "serve", "--port", str(port or free_port())],
        env={**os.environ, **named, "SHUCAI_VAR": str(var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    found = (re.search(r"http://\S+/", line) for line in process.stdout)
    url = next((printed.group() for printed in found if printed), None)
    assert url, "no address was printed"
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while not answers(url):
        assert process.poll() is None, process.stdout.read()
        assert time.monotonic() < until, "the server does not answer"
        time.sleep(0.1)
    return process, url


@contextlib.contextmanager
def served(var: Path, database: str = "") -> Generator[str]:
    """Give the address of a running server, stopped afterwards as Ctrl+C stops it. database: as ``start`` takes it."""
    process, url = start(var, database=database)
    try:
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
