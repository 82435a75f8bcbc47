"""The static files, looked through once a test process: every browser of the tests sets all middleware up anew."""

import functools
from pathlib import Path

from whitenoise import WhiteNoise


def look_through_once() -> None:
    """Let what was found under a folder serve whoever looks through it again, until its files are collected anew."""
    look_through = WhiteNoise.update_files_dictionary
    found: dict[object, dict[str, object]] = {}

    @functools.wraps(look_through)
    def looked_through(served: WhiteNoise, root: str, prefix: str) -> None:
        kind = type(served), root, prefix, served.max_age, _collected_at(Path(root))
        if kind not in found:
            before = served.files
            served.files = {}
            look_through(served, root, prefix)
            found[kind], served.files = served.files, before
        served.files.update(found[kind])

    WhiteNoise.update_files_dictionary = looked_through


def _collected_at(root: Path) -> int | None:
    """Return when the list of the collected files was written."""
    written = root / "staticfiles.json"
    return written.stat().st_mtime_ns if written.exists() else None
