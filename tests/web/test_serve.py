"""``shucai serve`` from an empty folder: address, health, a page, a clean end by Ctrl+C, and a second start."""

import os
import re
import signal
import socket
import subprocess
import urllib.request

import pytest

from tests.browser.serving import SHUCAI, answers, free_port, start


def test_it_starts_from_nothing_answers_and_stops_cleanly(tmp_path):
    for _ in range(2):
        process, url = start(tmp_path / "var")
        try:
            with urllib.request.urlopen(url, timeout=30) as page:
                assert "数采" in page.read().decode()
        finally:
            process.send_signal(signal.SIGINT)
            rest, _ = process.communicate(timeout=30)
        assert process.returncode == 0, rest
        assert "Traceback" not in rest
        assert not answers(url)
    assert (tmp_path / "var" / "shucai.sqlite3").stat().st_size > 0


def refusal(var, *arguments, **settings):
    """Return what a start that must fail prints."""
    done = subprocess.run(
        [SHUCAI, "serve", *arguments],
        env={**os.environ, "SHUCAI_VAR": str(var), **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_port_that_is_taken_is_told_with_another_one(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refusal(tmp_path, "--port", str(port))
    assert re.search(f"端口 {port} 已被别的程序占用。.*--port", said)


@pytest.mark.parametrize(
    ("arguments", "settings", "says"),
    [
        (["--port", "99999"], {}, "65535"),
        (["--host", "203.0.113.1"], {}, "不能在 203.0.113.1 的端口 8000 上监听"),
        ([], {"SHUCAI_LOG_LEVEL": "LOUD"}, "SHUCAI_LOG_LEVEL"),
    ],
)
def test_what_keeps_it_from_starting_is_told(tmp_path, arguments, settings, says):
    assert says in refusal(tmp_path, *arguments, **settings)


def test_a_broken_database_is_told(tmp_path):
    (tmp_path / "shucai.sqlite3").write_bytes(b"not a database at all" * 100)
    assert "数据库打不开" in refusal(tmp_path, "--port", str(free_port()))
