"""What stands before any test is read: settings, a folder of its own, a database; test processes find them by variables.

Whatever a run writes lies in one folder: the installation, the database server, all temporary files. It goes with the
process that made it; where that was killed, the next run removes it.
"""

import atexit
import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.builders.cluster import cluster, is_possible
from tests.builders.static_files import look_through_once

WANTED = "SHUCAI_TEST_DATABASE"
PREFIX = "shucai-tests-"
QUICK_PASSWORDS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def stand() -> None:
    """Set everything up once; what was set up by the process that started this one is used as it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shucai.config.settings")
    # Playwright keeps an event loop in the process that drives the browser; Django must not take its tests for a coroutine.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    if "SHUCAI_VAR" not in os.environ:
        _settle()
    (Path(os.environ["SHUCAI_VAR"]) / "sealed" / "plain").mkdir(parents=True, exist_ok=True)
    if os.environ.get(WANTED) == "postgresql" and "SHUCAI_DATABASE" not in os.environ:
        _start_postgresql()
    import django

    django.setup()
    # In use a password takes a quarter of a second to hash, on purpose; tests/web/account/test_hashing.py is about that.
    django.conf.settings.PASSWORD_HASHERS = QUICK_PASSWORDS
    look_through_once()


def _settle() -> None:
    """Make the folder of this run and send everything there."""
    sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)  # the database server is another user and keeps its files further down
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for variable, name in (("SHUCAI_VAR", "var"), ("TMPDIR", "tmp"), ("PYTEST_DEBUG_TEMPROOT", "tmp")):
        (folder / name).mkdir(mode=0o711, exist_ok=True)
        os.environ[variable] = str(folder / name)
    tempfile.tempdir = None  # looked up before: TMPDIR is to be read again
    if sys.dont_write_bytecode:
        _keep_bytecode(folder / "bytecode")


def _keep_bytecode(folder: Path) -> None:
    """Compile what is imported once a run where the surroundings forbid to keep it beside the sources.

    Hundreds of processes are started in a run; compiling anew costs each of them more than what it is to do.
    """
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(folder)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


def sweep(place: Path) -> None:
    """Remove the folders of runs that were killed."""
    for folder in place.glob(f"{PREFIX}*"):
        made_by = folder.name.removeprefix(PREFIX).partition("-")[0]
        if made_by.isdigit() and not _is_running(int(made_by)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        pass
    return True


def _start_postgresql() -> None:
    if not is_possible():
        sys.exit(
            "没有 PostgreSQL：请先 make test 安装，或在 Debian 上执行 sudo apt-get install -y postgresql"
        )
    running = contextlib.ExitStack()
    os.environ["SHUCAI_DATABASE"] = running.enter_context(cluster())
    atexit.register(running.close)
