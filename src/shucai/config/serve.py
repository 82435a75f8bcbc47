"""Starting the server: database and static files brought up to date, then one process with several threads."""

import argparse
import multiprocessing
import os
import socket
import sys
import threading
import time
import urllib.request

from shucai.config.environment import BadSetting, Environment, read_environment

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
POLL = 0.2  # seconds between two looks whether the server answers


def main(host: str = DEFAULT_HOST, port: int = DEFAULT_PORT) -> None:
    """Serve the pages until interrupted. Exits with a sentence where a setting cannot be used."""
    try:
        environment = read_environment()
    except BadSetting as problem:
        sys.exit(str(problem))
    if _is_taken(host, port):
        sys.exit(f"端口 {port} 已被别的程序占用。请先停掉它，或换一个：shucai serve --port {port + 1}")
    prepare()
    threading.Thread(target=_announce, args=(host, port), daemon=True).start()
    _serve(host, port, environment)


def _is_taken(host: str, port: int) -> bool:
    """Return whether something listens there already."""
    with socket.socket() as probe:
        return probe.connect_ex((_reachable(host), port)) == 0


def _announce(host: str, port: int) -> None:
    """Print the address as soon as the pages answer, so that nobody opens it too early."""
    address = f"http://{_reachable(host)}:{port}/"
    while True:
        try:
            urllib.request.urlopen(f"{address}healthz", timeout=5).close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(POLL)
        else:
            break
    sys.stdout.write(f"数采已启动：{address}  （按 Ctrl+C 停止）\n")
    sys.stdout.flush()


def _reachable(host: str) -> str:
    """Return the host a browser on this machine uses where the server listens on all addresses."""
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound


def prepare() -> None:
    """Bring the database and the static files of this installation up to date; running it again changes nothing."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shucai.config.settings")
    django.setup()
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    call_command("collectstatic", verbosity=0, interactive=False, skip_checks=True, clear=True)


def _serve(host: str, port: int, environment: Environment) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # Polars must not be running before a fork, so the worker starts from nothing.
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        "shucai.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=environment.web_threads,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="启动数采")
    parser.add_argument("--host", default=DEFAULT_HOST)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    options = parser.parse_args()
    main(options.host, options.port)
