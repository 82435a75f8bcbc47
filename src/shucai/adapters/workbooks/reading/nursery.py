"""Where children come from: forked from a process that has loaded everything, or, where that fails, started anew."""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from typing import BinaryIO, Protocol

from shucai.adapters.workbooks.reading.forking import FORKING
from shucai.adapters.workbooks.reading.limits import Limits, Usage

PATIENCE = 30  # seconds on the clock; an answer takes a moment, the first one the loading before it
KEPT_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT")  # no secrets of the server
CHILD_ENVIRONMENT = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # other pools reserve address space they never use
    "JE_ARROW_MALLOC_CONF": "background_thread:false",  # what is forked has one thread
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TOP_PAD_": str(64 << 20),  # memory comes in large pieces: half as many page faults
    "PYTHONUTF8": "1",
}


class Born(Protocol):
    """A child that lives, or has died and not been ended."""

    pid: int

    def kill(self) -> None:
        """Make it die."""
        ...

    def end(self) -> tuple[int, Usage]:
        """Kill it where it still lives; return how it ended, minus the signal that killed it, and what it used."""
        ...


def child_of(module: str, limits: Limits, requests: socket.socket) -> Born:
    """Return a child that takes requests from a socket. module: what it runs."""
    if sys.platform == "linux":
        with suppress(OSError):
            return _nursery(module).fork(limits, requests)
    return Started(module, limits, requests)


class Started:
    """A child that is an interpreter of its own."""

    def __init__(self, module: str, limits: Limits, requests: socket.socket) -> None:
        self._process = _run(module, json.dumps(asdict(limits)), requests)
        self.pid = self._process.pid

    def kill(self) -> None:
        """Make it die."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> tuple[int, Usage]:
        """Kill it where it still lives, and return how it ended and what it used."""
        self.kill()
        _, status, used = os.wait4(self.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)  # waited for here: its usage is known so
        scale = 1 if sys.platform == "darwin" else 1024
        return self._process.returncode, Usage(used.ru_maxrss * scale, used.ru_utime + used.ru_stime)


class Nursery:
    """A process that forks children for this one; its threads take turns at it."""

    def __init__(self, module: str) -> None:
        self.owner = os.getpid()
        self._lock = threading.Lock()
        self._orders, theirs = socket.socketpair()
        with theirs:
            self.process = _run(module, FORKING, theirs)
        self._orders.settimeout(PATIENCE)
        self._answers: BinaryIO = self._orders.makefile("rb")

    def fork(self, limits: Limits, requests: socket.socket) -> "Forked":
        """Return a new child. Raises OSError where the process is gone or says nothing."""
        (pid,) = self._ordered({"limits": asdict(limits)}, requests)
        return Forked(self, int(pid))

    def end(self, pid: int) -> tuple[int, Usage]:
        """Kill a child. Raises OSError as ``fork`` does: then it is dead as well."""
        code, kilobytes, seconds = self._ordered({"end": pid})
        return int(code), Usage(int(kilobytes) * 1024, seconds)

    def close(self) -> None:
        """End the process; its children die with it."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        self._answers.close()
        self._orders.close()

    def _ordered(self, order: dict[str, object], *sockets: socket.socket) -> list[float]:
        with self._lock:
            try:
                socket.send_fds(self._orders, [json.dumps(order).encode()], [one.fileno() for one in sockets])
                line = self._answers.readline()
            except ValueError as error:  # closed by another thread
                raise ConnectionError from error
            except OSError:
                self.process.kill()  # what came too late would be taken for the next answer
                raise
        if not line:
            raise ConnectionError
        answer: list[float] = json.loads(line)
        return answer


class Forked:
    """A child of the nursery."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self._nursery = nursery
        self.pid = pid

    def kill(self) -> None:
        """Make it die: its id is its own until it is ended, or until its nursery is gone, and it with that."""
        if self._nursery.process.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def end(self) -> tuple[int, Usage]:
        """Kill it where it still lives, and return how it ended and what it used."""
        try:
            return self._nursery.end(self.pid)
        except OSError:
            return -signal.SIGKILL, Usage()


_nurseries: dict[str, Nursery] = {}
_making = threading.Lock()


def _nursery(module: str) -> Nursery:
    """Return the nursery of this process, a new one where it has died."""
    with _making:
        known = _nurseries.get(module)
        if known is not None and known.owner == os.getpid() and known.process.poll() is None:
            return known
        if known is not None:
            known.close()
        _nurseries[module] = Nursery(module)
        return _nurseries[module]


@atexit.register
def close_nurseries() -> None:
    """End the nurseries of this process."""
    with _making:
        while _nurseries:
            _nurseries.popitem()[1].close()


def _run(module: str, argument: str, stdin: socket.socket) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, argument],
        stdin=stdin.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=kept | CHILD_ENVIRONMENT,
    )
