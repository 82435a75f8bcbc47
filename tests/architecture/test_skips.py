"""Nothing passes by absence (ruling 16): under CI=true the skip of a test for want of a component is a failure."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONFTEST = ROOT / "tests" / "conftest.py"
MARKERS = "[pytest]\nmarkers =\n    browser: x\n    libreoffice: x\n    corpus: x\n"


def run_tests(folder: Path, source: str, ci: str) -> tuple[int, str]:
    """Run one test file beside a copy of our conftest and return the exit code and what was printed."""
    shutil.copy(CONFTEST, folder / "conftest.py")
    (folder / "pytest.ini").write_text(MARKERS, encoding="utf-8")
    (folder / "test_it.py").write_text(f"import pytest\n{source}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    environment = {**os.environ, "CI": ci, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, check=False)
    return done.returncode, done.stdout


@pytest.mark.parametrize("component", ["browser", "libreoffice", "corpus"])
def test_a_skip_for_a_missing_component_fails_under_ci(tmp_path: Path, component: str) -> None:
    source = f"@pytest.mark.{component}\ndef test_it():\n    pytest.skip('没有安装')"
    code, printed = run_tests(tmp_path, source, ci="true")
    assert (code, "1 failed" in printed) == (1, True), printed
    assert f"CI 上不允许跳过需要 {component} 的测试" in printed


def test_the_same_skip_is_allowed_on_a_developers_machine(tmp_path: Path) -> None:
    source = "@pytest.mark.browser\ndef test_it():\n    pytest.skip('没有安装')"
    code, printed = run_tests(tmp_path, source, ci="")
    assert (code, "1 skipped" in printed) == (0, True), printed


def test_a_module_that_skips_itself_fails_under_ci(tmp_path: Path) -> None:
    source = "pytest.importorskip('no_such_library')\ndef test_it():\n    pass"
    code, printed = run_tests(tmp_path, source, ci="true")
    assert code != 0, printed
    assert "CI 上不允许跳过整个模块" in printed


def test_a_skip_without_a_component_stays_a_skip_under_ci(tmp_path: Path) -> None:
    code, printed = run_tests(tmp_path, "@pytest.mark.skip\ndef test_it():\n    pass", ci="true")
    assert (code, "1 skipped" in printed) == (0, True), printed
