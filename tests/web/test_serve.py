"""``shucai serve`` from an empty folder: address, health, a page, a clean end by Ctrl+C, and a second start."""

import signal
import urllib.request

from tests.browser.serving import answers, start


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
