"""The master key: every key of personal data is wrapped with it, and it never lies in the database or its backups."""

from hashlib import sha256

from shucai.config.environment import SHORTEST_SECRET, BadSetting, Environment, make_secret


def master_keys(environment: Environment) -> dict[str, bytes]:
    """Return the master key by its id; made at the first start where its file lies in the installation's own folder.

    Raises BadSetting.
    """
    path = environment.master_key_file
    try:
        if path.parent == environment.var and not path.exists():
            make_secret(path)
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise BadSetting(f"主密钥文件 {path} 读不出来。请从单独保管的备份恢复，并给它读的权限") from None
    if len(text) < SHORTEST_SECRET:
        raise BadSetting(f"主密钥文件 {path} 残缺，至少 {SHORTEST_SECRET} 个字符。请从单独保管的备份恢复")
    key = sha256(b"shucai master key " + text.encode()).digest()
    return {sha256(key).hexdigest()[:16]: key}
