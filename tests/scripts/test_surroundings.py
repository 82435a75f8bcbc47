"""What a run of the tests leaves: nothing, and where it was killed, the next one removes it."""

import os
import subprocess
import sys

from tests.builders.surroundings import PREFIX, sweep


def test_the_folder_of_a_killed_run_goes_and_that_of_a_running_one_stays(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, running = (tmp_path / f"{PREFIX}{pid}-x" for pid in (ended.pid, os.getpid()))
    for folder in (left, running):
        (folder / "var").mkdir(parents=True)
    (tmp_path / "somebody-elses").mkdir()
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([running.name, "somebody-elses"])
