"""A PostgreSQL cluster of the tests' own: made in an empty folder, started on a free port, stopped and removed."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

OWNERS = ("postgres", "nobody")  # PostgreSQL does not run as root
# tests leave dead rows only: what autovacuum counts between them (no rows at all) would have joins planned for empty tables
SPEED = "-c autovacuum=off -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
AS_INSTALLED = ""


@contextlib.contextmanager
def cluster(settings: str = SPEED) -> Generator[str]:
    """Give the address of a database in a running cluster. settings: those of tests, or AS_INSTALLED for measurements."""
    folder = Path(tempfile.mkdtemp(prefix="shucai-cluster-"))
    owner = _owner()
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    port = _free_port()
    where = folder / "data"
    try:
        _run(
            "initdb",
            "-D",
            where,
            "-U",
            "shucai",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            owner=owner,
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60 {settings}"
        _run("pg_ctl", "-D", where, "-w", "-l", folder / "log", "-o", options, "start", owner=owner)
        yield f"postgresql://shucai@127.0.0.1:{port}/postgres"
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            _run("pg_ctl", "-D", where, "-m", "immediate", "stop", owner=owner)
        shutil.rmtree(folder, ignore_errors=True)


def is_possible() -> bool:
    """Return whether the programs are on this machine."""
    return _program("initdb") is not None


def _owner() -> pwd.struct_passwd | None:
    """Return who shall own the cluster where this process is root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in OWNERS if name in known)


def _program(name: str) -> str | None:
    """Return where a program is: on the path, or where Debian keeps it, the newest version first."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return shutil.which(name) or (str(kept[-1]) if kept else None)


def _run(name: str, *arguments: object, owner: pwd.struct_passwd | None) -> None:
    as_owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    program = _program(name)
    assert program is not None, f"{name} 不在这台机器上"
    command = [program, *map(str, arguments)]
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **as_owner
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
