"""What takes long to make and is only read: made once a run, by the test process that first asks for it."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that all test processes of this run share. make: fills the folder that it is given, which is new."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    made = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            being_made = shared / f"{name}-being-made"
            shutil.rmtree(being_made, ignore_errors=True)
            make(being_made)
            being_made.rename(made)
    return made
