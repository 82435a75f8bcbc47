"""The college on a server of its own: its processes can be killed and started again, its people log in by department."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

from tests.browser.serving import SHUCAI, free_port, start

STUDENTS = 5_000
READY_WITHIN = 90  # seconds
LOOK = 0.02
LEASE = 10  # seconds, so that nobody waits long for what a killed worker left


class College:
    """A served school with its database and the processes that serve it."""

    def __init__(self, var: Path, database: str) -> None:
        self.var, self.database, self.port = var, database, free_port()
        self.told = self._made_ready()
        self.password = (var / "demo_password").read_text(encoding="ascii")
        self.url = f"http://127.0.0.1:{self.port}/"
        self.server: subprocess.Popen[str] | None = None

    @property
    def year(self) -> int:
        """Return the year of the campaign."""
        return int(self.told["year"])

    @property
    def logins(self) -> Mapping[str, str]:
        """Return department/role -> log-in name."""
        return self.told["logins"]

    def part(self, code: str, unit: str) -> int:
        """Return the id of a department's part of a form."""
        return int(self.told["parts"][f"{code}/{unit}"])

    def start(self) -> None:
        """Start the server, at the same address as before."""
        self.server, self.url = start(self.var, port=self.port, database=self.database, lease=LEASE)

    def stop(self) -> None:
        """Stop the server as Ctrl+C does."""
        assert self.server is not None
        self.server.send_signal(signal.SIGINT)
        self.server.communicate(timeout=30)

    def crash(self) -> None:
        """Kill the server and everything it started, without a word, and start it again."""
        assert self.server is not None
        for pid in (*self.descendants(), self.server.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.server.communicate(timeout=30)
        self.start()

    def kill_worker(self) -> None:
        """Kill the process that does long work; nobody tells it to stop."""
        workers = [pid for pid in self.descendants() if "shucai.config.worker" in _command(pid)]
        assert workers, "no worker is running"
        for pid in workers:
            os.kill(pid, signal.SIGKILL)

    def descendants(self) -> list[int]:
        """Return the processes that the server started, and those they started."""
        assert self.server is not None
        parents = {int(one.name): _parent(one) for one in Path("/proc").iterdir() if one.name.isdecimal()}
        found, known = [], {self.server.pid}
        while fresh := [pid for pid, parent in parents.items() if parent in known and pid not in known]:
            found += fresh
            known |= set(fresh)
        return found

    def wait_until_at_work(self) -> None:
        """Wait until a worker is in the midst of the job that was asked for last."""
        until = time.monotonic() + READY_WITHIN
        while self._last_job()[:2] != ("running", "规整数据"):
            assert time.monotonic() < until, self._last_job()
            time.sleep(LOOK)

    def attempts(self) -> int:
        """Return how often the job that was asked for last was begun."""
        return self._last_job()[2]

    def read(self, asked: str) -> list[tuple[object, ...]]:
        """Return what the database answers, as it is at this moment."""
        if self.database:
            import psycopg

            with psycopg.connect(self.database) as connection:
                return connection.execute(asked).fetchall()
        with contextlib.closing(sqlite3.connect(self.var / "shucai.sqlite3", timeout=10)) as connection:
            return connection.execute(asked).fetchall()

    def _last_job(self) -> tuple[str, str, int]:
        found = self.read("SELECT state, stage, attempt FROM jobs_job ORDER BY id DESC LIMIT 1")
        return found[0] if found else ("", "", 0)

    def _made_ready(self) -> dict[str, dict[str, object]]:
        command = [sys.executable, "-m", "tests.builders.served_college", str(STUDENTS)]
        told = subprocess.run(
            command, env=_surroundings(self.var, self.database), capture_output=True, check=True
        )
        return json.loads(told.stdout)


@contextlib.contextmanager
def database_like(name: str) -> Generator[str]:
    """Give the address of a copy of a database in the cluster of the tests, blank where they run on SQLite."""
    if not os.environ.get("SHUCAI_DATABASE"):
        yield ""
        return
    copy = f"{name}_{os.getpid()}_{token_hex(4)}"
    yield new_database(copy, like=name)
    _in_the_cluster(f"DROP DATABASE {copy} WITH (FORCE)")


def new_database(name: str, *, like: str = "template1") -> str:
    """Make a database in the cluster of the tests and return its address, blank where they run on SQLite."""
    cluster = os.environ.get("SHUCAI_DATABASE", "")
    if not cluster:
        return ""
    _in_the_cluster(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _in_the_cluster(f"CREATE DATABASE {name} TEMPLATE {like}")
    return urlsplit(cluster)._replace(path=f"/{name}").geturl()


def _in_the_cluster(command: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["SHUCAI_DATABASE"], autocommit=True) as connection:
        connection.execute(command)


def open_demo_school(var: Path, database: str) -> None:
    """Open the demo school in a folder, and in a database where it has one."""
    surroundings = _surroundings(var, database)
    subprocess.run(
        [SHUCAI, "demo-school", "--untouched"], env=surroundings, stdout=subprocess.DEVNULL, check=True
    )


def _surroundings(var: Path, database: str) -> dict[str, str]:
    named = {"SHUCAI_DATABASE": database} if database else {}
    return {**os.environ, **named, "SHUCAI_VAR": str(var)}


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def _parent(process: Path) -> int:
    with contextlib.suppress(OSError):
        return int((process / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
    return 0
