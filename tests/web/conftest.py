"""The pages on a real SQLite file, real sealed files and real workbooks, in a folder of their own."""

import fcntl
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from shucai.config.serve import prepare
from tests.builders.kept import nothing_kept
from tests.builders.people import logged_in
from tests.web import students

__all__ = ["nothing_kept"]

REPORT_WITHIN_SECONDS = 60


@pytest.fixture(scope="session", autouse=True)
def _prepared(django_db_setup, django_db_blocker):
    """Collect the static files once for all test processes, which share a folder."""
    with (Path(settings.VAR) / "prepare.lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            prepare()


@pytest.fixture(autouse=True)
def _database(db):
    """Every page needs somebody who is logged in."""


@pytest.fixture
def visitor():
    """A browser of somebody who is logged in."""
    return logged_in()


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """Folder of workbooks: clean, dirty, moved, altered, unknown, broken."""
    folder = tmp_path_factory.mktemp("workbooks")
    students.workbook(folder / "clean.xlsx", [students.student(n) for n in range(12)])
    students.workbook(folder / "dirty.xlsx", students.spoil([students.student(n) for n in range(90)]))
    students.workbook(folder / "moved.xlsx", [students.student(n) for n in range(5)], students.move_columns)
    students.workbook(
        folder / "altered.xlsx", [students.student(n) for n in range(5)], students.rename_column
    )
    students.unknown(folder / "unknown.xlsx")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04" + bytes(200))
    return folder


class Checked:
    """What a visitor gets after uploading a file and waiting."""

    def __init__(self, visitor: Client, answer) -> None:
        self.visitor = visitor
        self.url = answer.headers.get("Location") or answer.headers["HX-Redirect"]
        self.wait()

    def wait(self) -> None:
        until = time.monotonic() + REPORT_WITHIN_SECONDS
        while self.visitor.get(self.url + "progress/").headers.get("HX-Refresh") != "true":
            assert time.monotonic() < until, "the check did not end"
            time.sleep(0.05)
        while "准备中" in self.text("annotated/"):
            assert time.monotonic() < until, "the marked workbook was not written"
            time.sleep(0.05)

    def text(self, path: str = "", **query: str) -> str:
        return self.visitor.get(self.url + path, query).content.decode()


@pytest.fixture
def check(visitor, files):
    """Upload a file of the folder and wait for the end of its check."""

    def upload(name: str, who: Client = visitor, **fields: str) -> Checked:
        with Path(files / name).open("rb") as stream:
            return Checked(who, who.post("/checks/", {"file": stream, **fields}))

    return upload
