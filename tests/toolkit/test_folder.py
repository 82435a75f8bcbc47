"""Checking a folder that is broken off: no process goes on reading."""

import os
from pathlib import Path

import pytest

from shucai import toolkit

TITLES = ",".join(field.title for field in toolkit.find_form("1.1.7").fields)


class Enough(Exception):
    """The user has seen enough."""


@pytest.mark.parametrize("of_last_year", [False, True])
def test_whoever_breaks_off_leaves_no_process_behind(
    tmp_path: Path, started: list[int], of_last_year: bool
) -> None:
    for number in range(30):
        (tmp_path / f"{number}.csv").write_text(TITLES + "\n" + "," * 8 + "\n", encoding="utf-8-sig")

    def stop(_step: str) -> None:
        raise Enough

    with pytest.raises(Enough) as broken_off:
        toolkit.check_folder(tmp_path, last_year=tmp_path if of_last_year else None, progress=stop)
    assert broken_off.tb is not None  # what was being done is still held on to
    assert started
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
