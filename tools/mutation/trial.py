"""A trial: a copy of the tree in which the engine's tests run against one mutant after another, a process each.

Every process is forked from one that has loaded the libraries and not yet run Polars: afterwards Polars may not be
forked. Of the product nothing is loaded before the fork.
"""

import importlib
import os
import resource
import shutil
import signal
import sys
from enum import StrEnum
from pathlib import Path

import pytest

from tools.mutation.mutants import ROOT, Mutant

COPIED = ("src/shucai", "tests", "pyproject.toml")
LEFT_OUT = shutil.ignore_patterns("vendor", "__pycache__", "*.pyc", "*.xlsx", "*.xls", "*.png")
SMALL = "tests/checks/small"
STAGES = {
    "predicates": (("tests/predicates",), ("tests/figures", SMALL)),
    "figures": (("tests/figures",), (SMALL,)),
    "checks": ((SMALL,),),
}  # the tests on small made-up forms; none of them loads the catalogue. The next are run where the first notice nothing
NEAREST = {
    "across": "across", "items": "said", "messages": "said", "reading": "reading", "references": "references",
    "register": "listed", "results": "outcomes", "sets": "keys", "table": "table", "columns": "columns",
    "continuity": "continuity",
}  # module of the checks -> its own tests, which notice soonest  # fmt: skip
QUIET = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-W", "ignore")
LIBRARIES = ("polars", "sqlglot", "sqlglot.parser", "stdnum.isbn", "hypothesis.strategies")
LONGEST, LONGEST_ON_THE_CLOCK = 30, 300  # seconds of computing; all tests together take about four
TOO_LONG = {signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL}
NOT_RUN = {4, 5}  # what pytest returns where it was called wrongly, or found no test


Stages = tuple[tuple[str, ...], ...]


class Verdict(StrEnum):
    """What became of a mutant: late ones were noticed by never ending."""

    KILLED = "killed"
    LATE = "late"
    SURVIVED = "survived"


class Broken(Exception):
    """The tests do not run, with or without a mutant; the message is what pytest says."""


def load_libraries() -> None:
    """Load what every trial needs, with one thread for Polars."""
    os.environ["POLARS_MAX_THREADS"] = "1"
    os.environ["CI"] = "true"  # Hypothesis draws the same every time and looks at no clock
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # they load Django, longer than most trials take
    for name in LIBRARIES:
        importlib.import_module(name)


class Copy:
    """A copy of the tree, in which one trial runs at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in COPIED:
            source, target = ROOT / name, folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=LEFT_OUT)
            else:
                shutil.copy2(source, target)

    def prove(self) -> None:
        """Run the tests without a mutant. Raises Broken where they fail, for then nothing could be told."""
        for stages in STAGES.values():
            _, status = os.waitpid(self._fork(stages, keeps_compiled=True), 0)
            if status != 0:
                raise Broken(self._said())

    def start(self, mutant: Mutant) -> int:
        """Begin to run the tests against a mutant and return the process."""
        path = self.folder / mutant.path
        self.before = (path, path.read_bytes(), path.stat().st_mtime_ns)
        path.write_text(mutant.code, encoding="utf-8")
        return self._fork(_stages_for(mutant), keeps_compiled=False)

    def verdict(self, status: int) -> Verdict:
        """Return what came of it once the process has ended, and take the mutant out. Raises Broken."""
        path, code, modified = self.before
        path.write_bytes(code)
        os.utime(path, ns=(modified, modified))  # what was compiled of it stays valid
        if os.WIFSIGNALED(status):
            return Verdict.LATE if os.WTERMSIG(status) in TOO_LONG else Verdict.KILLED
        if os.WEXITSTATUS(status) in NOT_RUN:
            raise Broken(self._said())
        return Verdict.KILLED if os.WEXITSTATUS(status) else Verdict.SURVIVED

    def _fork(self, stages: Stages, *, keeps_compiled: bool) -> int:
        process = os.fork()
        if process == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 1))
            signal.alarm(LONGEST_ON_THE_CLOCK)
            os.chdir(self.folder)
            said = os.open("said.txt", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
            os.dup2(said, 1)
            os.dup2(said, 2)
            sys.dont_write_bytecode = not keeps_compiled
            sys.path[:0] = [str(self.folder / "src"), str(self.folder)]
            os._exit(next((code for tests in stages if (code := int(pytest.main([*QUIET, *tests])))), 0))
        return process

    def _said(self) -> str:
        return (self.folder / "said.txt").read_text(encoding="utf-8")


def _stages_for(mutant: Mutant) -> Stages:
    nearest = NEAREST.get(Path(mutant.path).stem) if mutant.package == "checks" else None
    first = () if nearest is None else ((f"{SMALL}/test_{nearest}.py",),)
    return (*first, *STAGES[mutant.package])
