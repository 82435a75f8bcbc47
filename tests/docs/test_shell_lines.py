"""Every shell line of the READMEs and guides does what the page says, in the order of the page."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.docs.shell_lines import PAGES, ROOT, TRANSLATED, lines_to_run, shell_lines

COPIED = ("examples", "Makefile", "README.md", "CHANGELOG.md", "pyproject.toml", "uv.lock", "tools", "docs")
SAID_BEFORE = 2  # lines that say what is being done before the address is told


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository as far as the lines need it, so that nothing here is written to."""
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    shutil.copytree(ROOT / "src" / "shucai" / "catalogue", tmp_path / "src" / "shucai" / "catalogue")
    (tmp_path / ".venv").symlink_to(Path(sys.prefix))
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_lines_of_a_page_run_in_their_order(page: str, copy: Path) -> None:
    lines = lines_to_run(page)
    assert lines
    variables = {**os.environ, "SHUCAI_VAR": str(copy / "var")}
    for line in lines:
        text = f"make -n {line.make_target}" if line.make_target else f". .venv/bin/activate; {line.text}"
        done = subprocess.run(
            ["sh", "-c", text], cwd=copy, env=variables, capture_output=True, text=True, check=False
        )
        assert done.returncode == line.ending, f"{line.text}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


@pytest.mark.parametrize("page", TRANSLATED)
def test_a_translated_page_prints_the_same_lines(page: str) -> None:
    own, original = shell_lines(page), shell_lines(TRANSLATED[page])
    assert [(line.command, line.ending) for line in own] == [(line.command, line.ending) for line in original]


@pytest.mark.slow
def test_what_make_run_starts_answers_with_the_start_page(tmp_path: Path) -> None:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    script = Path(sys.prefix) / "bin" / "shucai"
    variables = {**os.environ, "SHUCAI_VAR": str(tmp_path / "var")}
    with subprocess.Popen(
        [script, "serve", "--port", str(port)], env=variables, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            said = [server.stdout.readline() for _ in range(SAID_BEFORE + 1)]
            assert f"http://127.0.0.1:{port}/" in said[SAID_BEFORE], said
            assert "数采" in page_of(f"http://127.0.0.1:{port}/", patience=30)
        finally:
            server.terminate()


def page_of(address: str, *, patience: float) -> str:
    """Return the text at an address, waiting until the server listens. patience: seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(address, timeout=patience) as answer:
                return str(answer.read().decode("utf-8"))
        except (ConnectionError, urllib.error.URLError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_make_run_is_the_server_and_make_test_is_everything() -> None:
    """The two commands of the READMEs are dry-run above; what they come down to stands here."""
    dry = {target: dry_run(target) for target in ("run", "test")}
    assert "shucai serve" in dry["run"]
    assert "tools.install_components" in dry["test"]
    assert "lint-imports" in dry["test"]
    assert "pytest -n 2 --ignore tests/architecture\n" in dry["test"]
    assert "SHUCAI_TEST_DATABASE=postgresql" in dry["test"]
    assert "pytest tests/architecture\n" in dry["test"]


def dry_run(target: str) -> str:
    """Return what make would do for a target."""
    command = ["make", "-n", target]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
