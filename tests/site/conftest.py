"""The folder of pages, written once by the command a person uses."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.made_once import made_once

SCRIPT = "from shucai.config.command import main; main()"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "written-site", written)


def written(folder: Path) -> None:
    """Write the pages, and look at what the command says of them."""
    command = [sys.executable, "-c", SCRIPT, "site", "-o", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(folder / "index.html") in done.stdout
