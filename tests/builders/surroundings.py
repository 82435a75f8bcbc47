"""What stands before any test is read: settings, a folder of its own, a database; test processes find them by variables."""

import atexit
import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.builders.cluster import cluster, is_possible

WANTED = "SHUCAI_TEST_DATABASE"


def stand() -> None:
    """Set everything up once; what was set up by the process that started this one is used as it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shucai.config.settings")
    # Playwright keeps an event loop in the process that drives the browser; Django must not take its tests for a coroutine.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    if "SHUCAI_VAR" not in os.environ:
        folder = os.environ["SHUCAI_VAR"] = tempfile.mkdtemp(prefix="shucai-tests-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (Path(os.environ["SHUCAI_VAR"]) / "sealed" / "plain").mkdir(parents=True, exist_ok=True)
    if os.environ.get(WANTED) == "postgresql" and "SHUCAI_DATABASE" not in os.environ:
        _start_postgresql()
    import django

    django.setup()


def _start_postgresql() -> None:
    if not is_possible():
        sys.exit(
            "没有 PostgreSQL：请先 make test 安装，或在 Debian 上执行 sudo apt-get install -y postgresql"
        )
    running = contextlib.ExitStack()
    os.environ["SHUCAI_DATABASE"] = running.enter_context(cluster())
    atexit.register(running.close)
