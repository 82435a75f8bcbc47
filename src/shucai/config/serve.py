"""Starting the server: database and static files brought up to date, then one process with several threads."""

import argparse
import multiprocessing
import os
import sys

from shucai.config.environment import BadSetting, Environment, read_environment

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


def main(host: str = DEFAULT_HOST, port: int = DEFAULT_PORT) -> None:
    """Serve the pages until interrupted. Exits with a sentence where a setting cannot be used."""
    try:
        environment = read_environment()
    except BadSetting as problem:
        sys.exit(str(problem))
    prepare()
    sys.stdout.write(f"数采已启动：http://{host}:{port}/  （按 Ctrl+C 停止）\n")
    sys.stdout.flush()
    _serve(host, port, environment)


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
