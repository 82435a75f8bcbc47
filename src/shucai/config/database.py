"""The database of an installation: SQLite below its folder, or a PostgreSQL by address."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from shucai.config.environment import Environment

Settings = dict[str, Any]  # as Django takes them
CONNECTED = 60  # seconds a thread keeps its connection: a new one reads the whole schema again, and what it had in memory

# A statement asked for a second time is planned once a connection: planning took most of what the server did for a save.
# A pool between that hands each transaction to another connection may not bear that: ``?prepare_threshold=`` leaves it off.
PREPARED = {"server_side_binding": True, "prepare_threshold": "2"}


def database(environment: Environment) -> Settings:
    """Return what Django is told of the database."""
    return _postgresql(environment.database) if environment.database else _sqlite(environment)


def _sqlite(environment: Environment) -> Settings:
    """Return a SQLite that thirty people can save into at once.

    Their transactions take turns, take the write lock at once and wait for it, beside a write-ahead log: without these
    most of the saves are lost to "database is locked" (design.md, Parts). Tests use a file as well. What an import writes
    stays in 16 MB of memory until it is whole.
    """
    return {
        "ENGINE": "shucai.adapters.sqlite",
        "NAME": environment.var / "shucai.sqlite3",
        "CONN_MAX_AGE": CONNECTED,
        "OPTIONS": {
            "timeout": 10,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
        },
        "TEST": {"NAME": str(environment.var / "test.sqlite3")},
    }


def _postgresql(address: str) -> Settings:
    parts = urlsplit(address)
    options: Settings = {**PREPARED, **dict(parse_qsl(parts.query, keep_blank_values=True))}
    uses = options["prepare_threshold"]
    options["prepare_threshold"] = int(uses) if uses.isdigit() else None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": CONNECTED,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
