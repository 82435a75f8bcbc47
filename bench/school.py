"""Checking a whole school: the demo school, both platforms and both years, by the command as people run it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.clock import cpu, wall
from bench.figure import Figure
from shucai import toolkit
from shucai.demo import SEED
from shucai.demo.write import LAST_YEAR, THIS_YEAR, write_demo

COMMAND = "from shucai.cli import main; main()"
NOT_READ = 2  # exit code


def write_school(folder: Path) -> Path:
    """Write the workbooks of the demo school."""
    write_demo(folder, SEED)
    return folder


def whole_school(folder: Path) -> Iterator[Figure]:
    """Return what it takes to check two years: start, definitions, reading, normalising, checks, references, report."""
    count = len(toolkit.workbooks_in(folder))
    used = cpu(lambda: _check(folder), 1)
    print(f"  {count} 个工作簿：{used:.1f} s CPU")
    yield Figure(f"{count} 个工作簿，两年一起校验", wall(lambda: _check(folder), 2), 20, " s")


def _check(folder: Path) -> None:
    places = ["check", str(folder / THIS_YEAR), "--last-year", str(folder / LAST_YEAR)]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *places], capture_output=True, text=True, check=False
    )
    if done.returncode >= NOT_READ:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
