"""Turns are given on in order, to those who still wait."""

import subprocess
import sys
from fcntl import LOCK_EX, LOCK_NB, flock
from threading import Thread

import pytest

from shucai.adapters.sqlite.turns import Doors, Turns

LONG, SHORT = 30, 0.05
ANOTHER = """
import sys
from pathlib import Path
from shucai.adapters.sqlite.turns import Doors
doors = Doors(Path(sys.argv[1]))
assert doors.take(30)
print("in", flush=True)
sys.stdin.readline()
doors.give()
print("out", flush=True)
sys.stdin.readline()
"""


def test_a_free_turn_is_had_at_once():
    turns = Turns()
    assert turns.take(SHORT)
    assert not turns.take(SHORT)
    turns.give()
    assert turns.take(SHORT)


def test_who_asks_first_has_the_turn_first():
    turns, had = Turns(), []

    def want(name):
        assert turns.take(LONG)
        had.append(name)
        turns.give()

    turns.take(LONG)
    wanting = []
    for name in range(12):
        wanting.append(Thread(target=want, args=(name,)))
        wanting[-1].start()
        while len(turns._waiting) <= name:
            pass
    turns.give()
    for one in wanting:
        one.join()
    assert had == list(range(12))


def test_who_gave_up_waiting_is_passed_over():
    turns = Turns()
    turns.take(LONG)
    assert not turns.take(SHORT)
    turns.give()
    assert turns.take(SHORT)


@pytest.fixture
def another(tmp_path):
    """A process that has its turn, and gives it on at each line it is told."""
    with subprocess.Popen(
        [sys.executable, "-c", ANOTHER, str(tmp_path / "one.sqlite3")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def test_one_process_has_its_turn_at_a_time(another, tmp_path):
    doors = Doors(tmp_path / "one.sqlite3")
    assert not doors.take(SHORT)
    another.stdin.write("\n")
    another.stdin.flush()
    assert another.stdout.readline() == "out\n"
    assert doors.take(SHORT)


def test_the_turn_of_a_process_that_died_is_had_by_the_next(another, tmp_path):
    another.kill()
    assert Doors(tmp_path / "one.sqlite3").take(LONG)


def test_a_process_that_just_had_its_turn_waits_for_one_that_waited(tmp_path):
    doors, others, had = Doors(tmp_path / "one.sqlite3"), Doors(tmp_path / "one.sqlite3"), []
    doors.take(LONG)

    def want():
        assert others.take(LONG)
        had.append("other")
        others.give()

    waiting = Thread(target=want)
    waiting.start()
    while stands_between(tmp_path / "one.sqlite3-next") is False:
        pass
    doors.give()
    assert doors.take(LONG)
    had.append("again")
    waiting.join()
    assert had == ["other", "again"]


def stands_between(door):
    """Return whether somebody has the outer door."""
    with door.open("r+b") as tried:
        try:
            flock(tried, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return True
    return False
