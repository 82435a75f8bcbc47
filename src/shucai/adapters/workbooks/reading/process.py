"""Running the child: its start, the deadline, and how it ended."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from shucai.adapters.workbooks.reading.limits import Limits, Usage

CHILD = "shucai.adapters.workbooks.reading.child"
READ_BYTES = 1024 * 1024
KEPT_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT")  # no secrets of the server
CHILD_ENVIRONMENT = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # other pools reserve address space they never use
    "MALLOC_ARENA_MAX": "2",
    "PYTHONUTF8": "1",
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended. signal: what killed it, 0 for none."""

    answer: bytes
    signal: int
    timed_out: bool
    usage: Usage


def run_child(path: Path, limits: Limits) -> Ended:
    """Let a child read the file; it is killed when its time is over."""
    deadline = time.monotonic() + limits.seconds
    command = [sys.executable, "-P", "-m", CHILD, json.dumps(asdict(limits)), path.suffix.lower()]
    kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    with path.open("rb") as file:
        child = subprocess.Popen(
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept | CHILD_ENVIRONMENT,
        )
        chunks = list(_chunks_until(deadline, child.stdout)) if child.stdout else []
    timed_out = time.monotonic() >= deadline
    if timed_out:
        child.kill()
    return _ended(child, b"".join(chunks), timed_out=timed_out)


def _chunks_until(deadline: float, output: IO[bytes]) -> Iterator[bytes]:
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        while selector.select(max(deadline - time.monotonic(), 0)):
            chunk = os.read(output.fileno(), READ_BYTES)
            if not chunk:
                return
            yield chunk


def _ended(child: subprocess.Popen[bytes], answer: bytes, *, timed_out: bool) -> Ended:
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)  # waited for here, so that its usage is known
    killed_by = max(-child.returncode, 0)
    scale = 1 if sys.platform == "darwin" else 1024
    usage = Usage(peak_bytes=used.ru_maxrss * scale, cpu_seconds=used.ru_utime + used.ru_stime)
    out_of_time = timed_out or killed_by == signal.SIGXCPU
    whole = answer if child.returncode == 0 else b""
    return Ended(whole, killed_by, out_of_time, usage)
