"""Children are forked from a process that has loaded everything: confined as any child, and replaceable in its turn."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shucai.adapters.workbooks.reading import Limits, nursery, read_with_usage, read_workbook
from shucai.adapters.workbooks.reading.limits import STANDARD
from shucai.adapters.workbooks.reading.nursery import Nursery, Started, child_of
from shucai.adapters.workbooks.reading.process import CHILD, Child
from shucai.domain.tables import Unreadable, Workbook
from tests.adapters.reading.handmade import sheet_xml, write_xlsx

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere children are started anew")
SHEET = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "a.xlsx", SHEET)


@pytest.fixture
def current(path: Path) -> Nursery:
    """Return the nursery that forks for this process; it has forked already."""
    assert isinstance(read_workbook(path), Workbook)
    return nursery._nurseries[CHILD]


def test_children_come_from_one_process(current: Nursery, path: Path, started: list[int]) -> None:
    for _ in range(3):
        assert isinstance(read_workbook(path), Workbook)
    assert nursery._nurseries[CHILD] is current
    assert len(set(started)) == 3
    assert current.process.poll() is None


def test_what_forks_has_one_thread_and_no_secrets(current: Nursery) -> None:
    place = Path("/proc") / str(current.process.pid)
    assert len(list((place / "task").iterdir())) == 1
    kept = {*nursery.KEPT_ENVIRONMENT, *nursery.CHILD_ENVIRONMENT}
    names = [
        line.partition(b"=")[0].decode() for line in (place / "environ").read_bytes().split(b"\0") if line
    ]
    assert {*names} <= kept


def test_a_forked_child_is_confined(path: Path) -> None:
    child = Child(Limits(memory_bytes=900_000_000))
    try:
        assert child.ask(path, 18, time.monotonic() + 18).whole
        limits = Path(f"/proc/{child.pid}/limits").read_text()
        lines = {line[:26].strip(): line[26:].split()[:2] for line in limits.splitlines()}
        assert lines["Max address space"] == ["900000000", "900000000"]
        assert lines["Max core file size"] == ["0", "0"]
        assert lines["Max cpu time"][0] != "unlimited"
        assert lines["Max file size"][0] == str(STANDARD.unzipped_bytes * 2)
        assert os.getpriority(os.PRIO_PROCESS, child.pid) > os.getpriority(os.PRIO_PROCESS, 0)
        descriptors = [str(one.readlink()) for one in Path(f"/proc/{child.pid}/fd").iterdir()]
        assert sum(one.startswith("socket:") for one in descriptors) == 1
    finally:
        child.end()


def test_a_forked_child_leaves_the_network_where_the_system_lets_it(path: Path) -> None:
    leave = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    is_let = subprocess.run([sys.executable, "-c", leave], check=False).returncode == 0
    child = Child(STANDARD)
    try:
        assert child.ask(path, 18, time.monotonic() + 18).whole
        networks = {Path(f"/proc/{one}/ns/net").readlink() for one in (child.pid, "self")}
        assert len(networks) == (2 if is_let else 1)
    finally:
        child.end()


def test_what_a_child_used_is_its_own(path: Path) -> None:
    uses = [read_with_usage(path)[1] for _ in range(3)]
    assert all(0 < use.cpu_seconds < 1 for use in uses)
    assert all(use.peak_bytes > 1_000_000 for use in uses)


def test_two_threads_have_children_at_once(path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        read = list(threads.map(read_workbook, [path] * 12))
    assert all(isinstance(one, Workbook) for one in read)


def test_a_killed_process_is_replaced(current: Nursery, path: Path) -> None:
    current.process.kill()
    for _ in range(3):
        assert isinstance(read_workbook(path), Workbook)
    current.process.wait()
    assert isinstance(read_workbook(path), Workbook)
    assert nursery._nurseries[CHILD] is not current


def test_children_die_with_the_process_that_forked_them(current: Nursery, path: Path) -> None:
    child = Child(STANDARD)
    assert child.ask(path, 18, time.monotonic() + 18).whole
    current.process.kill()
    answer = child.ask(path, 18, time.monotonic() + 18)
    assert not answer.whole
    assert answer.signal == signal.SIGKILL
    child.kill()
    child.end()


def test_a_process_that_says_nothing_is_given_up(current: Nursery, path: Path) -> None:
    current._orders.settimeout(0.2)
    os.kill(current.process.pid, signal.SIGSTOP)
    assert isinstance(read_workbook(path), Workbook)
    assert current.process.wait() == -signal.SIGKILL


def test_without_a_process_that_forks_children_are_started(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    ours, theirs = socket.socketpair()
    with ours, theirs:
        child = child_of(CHILD, STANDARD, theirs)
        assert isinstance(child, Started)
        code, _ = child.end()
        assert code == -signal.SIGKILL
    monkeypatch.undo()
    monkeypatch.setattr(nursery, "_nursery", _nowhere)
    outcome, usage = read_with_usage(path)
    assert isinstance(outcome, Workbook)
    assert usage.cpu_seconds > 0


def _nowhere(_module: str) -> Nursery:
    raise BlockingIOError


def test_a_file_that_is_none_is_told_by_a_forked_child_as_by_any(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(50))
    outcome = read_workbook(path)
    assert isinstance(outcome, Unreadable)
    assert outcome.problem.code == "W101"
