"""The folder of pages, written once by the command a person uses."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = "from shucai.config.command import main; main()"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "site"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "site", "-o", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert str(folder / "index.html") in done.stdout
    return folder
