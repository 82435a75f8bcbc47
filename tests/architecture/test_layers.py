"""The contracts of pyproject.toml hold, and would be seen to break."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.prefix) / "bin" / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of a folder over the source beside them."""
    command = [LINTER, "--no-cache", "--config", "pyproject.toml"]
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": ""}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_an_import_upwards_breaks_them(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    unneeded = shutil.ignore_patterns("static", "templates", "forms", "standards", "__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=unneeded)
    low = tmp_path / "src" / "shucai" / "domain" / "problems" / "__init__.py"
    low.write_text(low.read_text(encoding="utf-8") + "\nimport shucai.toolkit\nimport os\n", encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout
    assert "2 kept" not in done.stdout
