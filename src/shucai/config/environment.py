"""The one place that reads the environment: every SHUCAI_* variable, its type, default and meaning."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", ""})
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
SECOND_FACTORS = ("optional", "administrators", "all")
KEY_FILE = "secret_key"
SHORTEST_SECRET = 50
MOST_PROCESSES = 4  # unless more are asked for; one holds a quarter of a gigabyte


class BadSetting(ValueError):
    """A variable whose value cannot be used; the message names it and what is allowed."""


@dataclass(frozen=True)
class Environment:
    """What an installation can set from outside. Every field is the variable SHUCAI_<NAME>; see .env.example.

    var: folder for the database, the secret, static files and sealed files.
    database: address of a PostgreSQL, postgresql://user:password@host:5432/name; blank for SQLite below var.
    https: people reach the server through HTTPS only, here or at a proxy in front of it.
    master_key_file: the file with the key of all keys of personal data; made in var at the first start where none is named.
    web_processes, web_threads: processes that answer requests, and how many requests each of them answers at once.
    lease_seconds: after how long without a sign of life from its worker a piece of long work goes to another one.
    keep_hours: how long an uploaded file and its findings are kept.
    idle_minutes: after how long without a click somebody is logged out.
    second_factor: who has to have one: optional (nobody), administrators, all.
    oidc_*, cas_*: single sign-on, each where its server is named; oidc_claim: what names the person.
    upload_limit_mb: largest file taken, in MB of 1,048,576 bytes.
    """

    var: Path
    database: str
    debug: bool
    https: bool
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    secret_key: str
    master_key_file: Path
    keep_hours: int
    upload_limit_mb: int
    check_threads: int
    web_processes: int
    web_threads: int
    lease_seconds: int
    log_level: str
    idle_minutes: int
    second_factor: str
    oidc_server: str
    oidc_client_id: str
    oidc_client_secret: str
    oidc_name: str
    oidc_claim: str
    cas_server: str
    cas_name: str


def read_environment(values: Mapping[str, str] | None = None) -> Environment:
    """Return the settings of this installation. Raises BadSetting.

    values: the environment of the process by default, with a file .env of the working folder behind it.
    """
    given = values if values is not None else {**_env_file(Path(".env")), **os.environ}
    var = Path(given.get("SHUCAI_VAR") or "var").resolve()
    return Environment(
        var=var,
        database=_database(given),
        debug=_truth(given, "SHUCAI_DEBUG"),
        https=_truth(given, "SHUCAI_HTTPS"),
        allowed_hosts=_words(given, "SHUCAI_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]"),
        trusted_origins=_words(given, "SHUCAI_TRUSTED_ORIGINS", ""),
        secret_key=_secret(given, var),
        master_key_file=Path(given.get("SHUCAI_MASTER_KEY_FILE") or var / "master_key"),
        keep_hours=_whole(given, "SHUCAI_KEEP_HOURS", 24),
        upload_limit_mb=_whole(given, "SHUCAI_UPLOAD_LIMIT_MB", 100),
        check_threads=_whole(given, "SHUCAI_CHECK_THREADS", 2),
        web_processes=_whole(given, "SHUCAI_WEB_PROCESSES", min(MOST_PROCESSES, os.cpu_count() or 1)),
        web_threads=_whole(given, "SHUCAI_WEB_THREADS", 3),
        lease_seconds=_whole(given, "SHUCAI_LEASE_SECONDS", 30),
        log_level=_one_of(given, "SHUCAI_LOG_LEVEL", LOG_LEVELS, "INFO"),
        idle_minutes=_whole(given, "SHUCAI_IDLE_MINUTES", 30),
        second_factor=_one_of(given, "SHUCAI_SECOND_FACTOR", SECOND_FACTORS, "optional"),
        oidc_server=_address(given, "SHUCAI_OIDC_SERVER"),
        oidc_client_id=given.get("SHUCAI_OIDC_CLIENT_ID", ""),
        oidc_client_secret=given.get("SHUCAI_OIDC_CLIENT_SECRET", ""),
        oidc_name=given.get("SHUCAI_OIDC_NAME") or "统一身份认证",
        oidc_claim=given.get("SHUCAI_OIDC_CLAIM") or "preferred_username",
        cas_server=_address(given, "SHUCAI_CAS_SERVER"),
        cas_name=given.get("SHUCAI_CAS_NAME") or "统一身份认证",
    )


def _env_file(path: Path) -> dict[str, str]:
    """Return the NAME=value lines of a file; comments and blank lines are passed over."""
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadSetting(f"{path.resolve()} 读不出来，请确认有权限读取，并另存为 UTF-8 编码") from None
    lines = (line.strip() for line in text.splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


def _secret(given: Mapping[str, str], var: Path) -> str:
    secret = given.get("SHUCAI_SECRET_KEY", "").strip()
    if secret and len(secret) < SHORTEST_SECRET:
        raise BadSetting(f"SHUCAI_SECRET_KEY 太短，至少 {SHORTEST_SECRET} 个字符；不设则自动生成")
    return secret or _kept_secret(var)


def _kept_secret(var: Path) -> str:
    """Return the secret of this installation, made at the first start and readable by its owner only."""
    path = var / KEY_FILE
    try:
        var.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            make_secret(path)
        secret = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise BadSetting(
            f"数据文件夹 {var} 不能使用（{error.strerror}）。请改 SHUCAI_VAR，或给它读写的权限"
        ) from None
    if len(secret) < SHORTEST_SECRET:
        raise BadSetting(
            f"{path} 里的密钥残缺。请从备份恢复；没有备份就删除它，启动时会重新生成，旧的上传文件从此打不开"
        )
    return secret


def make_secret(path: Path) -> None:
    """Write a new secret, unless another process does so this instant."""
    write_once(path, secrets.token_urlsafe(64))


def write_once(path: Path, text: str) -> None:
    """Write a file readable by its owner only; one that is there stays as it is."""
    with (
        suppress(FileExistsError),
        os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out,
    ):
        out.write(text)


def _database(given: Mapping[str, str]) -> str:
    address = given.get("SHUCAI_DATABASE", "").strip()
    if address and urlsplit(address).scheme not in {"postgresql", "postgres"}:
        raise BadSetting(
            "SHUCAI_DATABASE 须写作 postgresql://用户:密码@主机:5432/库名；不设则用 SHUCAI_VAR 里的 SQLite"
        )
    return address


def _address(given: Mapping[str, str], name: str) -> str:
    address = given.get(name, "").strip()
    if address and urlsplit(address).scheme not in {"https", "http"}:
        raise BadSetting(f"{name} 的值“{address}”无法识别，请写完整的网址，例如 https://sso.example.edu.cn/")
    return address


def _truth(given: Mapping[str, str], name: str) -> bool:
    word = given.get(name, "").strip().lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise BadSetting(f"{name} 的值“{word}”无法识别，请写 1 或 0")
    return word in TRUE_WORDS


def _whole(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise BadSetting(f"{name} 的值“{text}”无法识别，请写大于 0 的整数")
    return int(text)


def _one_of(given: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str) -> str:
    word = given.get(name, "").strip() or default
    known = {one.lower(): one for one in allowed}
    if word.lower() not in known:
        raise BadSetting(f"{name} 的值“{word}”无法识别，可用：{'、'.join(allowed)}")
    return known[word.lower()]


def _words(given: Mapping[str, str], name: str, default: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in given.get(name, default).split(",") if word.strip())
