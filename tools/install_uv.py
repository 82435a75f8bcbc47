"""Put uv into a folder of its own, on a machine that has Python and nothing else.

    python3 tools/install_uv.py FOLDER

A private environment is tried first, because system Pythons refuse installs (PEP 668); where Debian has taken
``venv`` apart, pip into a folder, then the missing package itself. Runs on the bare standard library.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

UV = "uv>=0.9,<1"


def main() -> None:
    """Try each way until one gives a uv that answers, or say in one line what to install."""
    folder = Path(sys.argv[1])
    if sys.version_info < (3, 11):  # noqa: UP036 - the machine's own Python may be older; that is what we look for
        sys.exit(f"需要 Python 3.11 或更新的版本，这里是 {sys.version.split()[0]}")
    for way in (private_environment, private_folder, after_installing_venv):
        shutil.rmtree(folder, ignore_errors=True)
        if way(folder) and succeeds(str(folder / "bin" / "uv"), "--version"):
            return
    sys.exit("装不上 uv：请先执行 sudo apt-get install -y python3-venv，或按系统的办法装好 uv，再来一次")


def private_environment(folder: Path) -> bool:
    """Make a virtual environment and install uv into it."""
    return succeeds(sys.executable, "-m", "venv", str(folder)) and succeeds(
        str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", UV
    )


def private_folder(folder: Path) -> bool:
    """Install uv into a plain folder with the system's pip, which touches nothing of the system."""
    return succeeds(sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), UV)


def after_installing_venv(folder: Path) -> bool:
    """Install Debian's python3-venv where we may, then make the environment."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    succeeds("apt-get", "update", "--quiet")
    return succeeds("apt-get", "install", "--yes", "--quiet", "python3-venv") and private_environment(folder)


def succeeds(*command: str) -> bool:
    """Run a command quietly and return whether it went well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    main()
