"""The product's own server over an installation, with its usual processes and threads, seen from outside."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bench.visitors import HOST, WELL, Browser

START = "from shucai.config.command import main; main()"
PATIENCE = 120  # seconds until the server has to answer


@contextmanager
def served(var: Path, *, worker: bool = False) -> Generator[tuple[int, int]]:
    """Give the port of the server, and the id of its process. worker: whether long work is done beside it."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    beside = "--with-worker" if worker else "--no-worker"
    command = [sys.executable, "-c", START, "serve", beside, "--port", str(port)]
    around = {**os.environ, "SHUCAI_VAR": str(var), "SHUCAI_LOG_LEVEL": "ERROR"}
    with subprocess.Popen(command, env=around, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, process)
            yield port, process.pid
        finally:
            process.terminate()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if Browser(port, "").ask("GET", "/healthz")[0] == WELL:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not start")


def cpu_of(pid: int) -> float:
    """Return the CPU seconds of a process and those it started."""
    total, tick = 0.0, os.sysconf("SC_CLK_TCK")
    for one in (pid, *_started_by(pid)):
        fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / tick
    return total


def _started_by(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in listed.read_text(encoding="utf-8").split()] if listed.exists() else []
