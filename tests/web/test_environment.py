"""Settings come from one place, are typed, and refuse what they cannot use with words."""

import re
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from shucai.config.database import database
from shucai.config.environment import BadSetting, Environment, read_environment

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def read(tmp_path, **values):
    return read_environment({"SHUCAI_VAR": str(tmp_path), **values})


def test_an_installation_without_settings_makes_its_own_secret_once(tmp_path):
    first, second = read(tmp_path), read(tmp_path)
    assert len(first.secret_key) >= 50
    assert first.secret_key == second.secret_key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SHUCAI_HTTPS", "maybe", "请写 1 或 0"),
        ("SHUCAI_IDLE_MINUTES", "0", "大于 0 的整数"),
        ("SHUCAI_SECOND_FACTOR", "some", "optional、administrators、all"),
        ("SHUCAI_OIDC_SERVER", "sso.example.edu.cn", "请写完整的网址"),
        ("SHUCAI_CAS_SERVER", "ftp://sso.example.edu.cn", "请写完整的网址"),
        ("SHUCAI_KEEP_HOURS", "0", "大于 0 的整数"),
        ("SHUCAI_UPLOAD_LIMIT_MB", "many", "大于 0 的整数"),
        ("SHUCAI_SECRET_KEY", "short", "至少 50 个字符"),
        ("SHUCAI_LOG_LEVEL", "loud", "DEBUG、INFO、WARNING、ERROR"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(tmp_path, name, value, says):
    with pytest.raises(BadSetting, match=name) as refusal:
        read(tmp_path, **{name: value})
    assert says in str(refusal.value)


@pytest.mark.parametrize(
    ("asked", "uses"), [("", 2), ("?prepare_threshold=", None), ("?prepare_threshold=5", 5)]
)
def test_postgresql_prepares_statements_unless_the_address_leaves_it_off(tmp_path, asked, uses):
    options = database(read(tmp_path, SHUCAI_DATABASE=f"postgresql://a@127.0.0.1/b{asked}"))["OPTIONS"]
    assert options["prepare_threshold"] == uses


def test_a_secret_that_was_cut_off_is_not_used(tmp_path):
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(BadSetting, match="密钥残缺"):
        read(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="SHUCAI_VAR"):
        read(tmp_path / "file")


def test_a_settings_file_in_another_encoding_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("# 设置\nSHUCAI_DEBUG=1\n", encoding="gb18030")
    with pytest.raises(BadSetting, match="UTF-8"):
        read_environment()


def test_the_work_of_a_killed_worker_waits_half_a_minute_where_nothing_else_is_wanted(tmp_path):
    assert read(tmp_path).lease_seconds == 30
    assert read(tmp_path, SHUCAI_LEASE_SECONDS="10").lease_seconds == 10


def test_lists_are_split_at_commas(tmp_path):
    assert read(tmp_path, SHUCAI_ALLOWED_HOSTS="a.cn, b.cn,").allowed_hosts == ("a.cn", "b.cn")


def test_the_example_names_every_variable():
    named = set(re.findall(r"^#?(SHUCAI_\w+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {f"SHUCAI_{field.name.upper()}" for field in fields(Environment)}
