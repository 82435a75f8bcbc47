"""Third-party notices: the run-time closure of the lock file, whatever else is installed here."""

import hashlib
import json
from pathlib import Path

import pytest

from tools import list_notices

ROOT = Path(__file__).parents[2]
# of https://www.apache.org/licenses/LICENSE-2.0.txt
APACHE = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"

LOCK = {
    "package": [
        {
            "name": "shucai",
            "dependencies": [
                {"name": "above"},
                {"name": "windows-only", "marker": "sys_platform == 'win32'"},
                {"name": "with-extra", "extra": ["fast"]},
            ],
            "dev-dependencies": {"dev": [{"name": "for-tests"}]},
        },
        {"name": "above", "version": "1.0", "dependencies": [{"name": "below"}]},
        {"name": "below", "version": "2.0", "dependencies": [{"name": "above"}]},
        {"name": "windows-only", "version": "3.0"},
        {"name": "with-extra", "version": "4.0", "optional-dependencies": {"fast": [{"name": "faster"}]}},
        {"name": "faster", "version": "5.0"},
        {"name": "for-tests", "version": "6.0"},
    ]
}


def test_the_closure_follows_dependencies_and_extras_but_not_development_or_other_platforms() -> None:
    found = list_notices.runtime_closure(LOCK)
    assert found == {"above": "1.0", "below": "2.0", "faster": "5.0", "with-extra": "4.0"}


def test_a_package_of_another_version_than_locked_is_named() -> None:
    installed = {"above": {"Version": "0.9", "License": "MIT", "URL": "https://example.org"}}
    with pytest.raises(list_notices.Missing, match=r"above 1\.0"):
        list(list_notices.package_rows({"above": "1.0"}, installed))


def test_the_committed_list_is_the_one_of_the_lock_file() -> None:
    listed = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    assert listed == list_notices.notices(ROOT), "make docs"


def test_every_vendored_package_comes_with_the_text_of_its_licence() -> None:
    lock = json.loads((ROOT / list_notices.VENDOR / "vendor.lock.json").read_text(encoding="utf-8"))
    texts = [f["to"] for package in lock["packages"] for f in package["files"] if "licences/" in f["to"]]
    assert len(texts) == len(lock["packages"])
    assert all((ROOT / list_notices.VENDOR / text).stat().st_size > 100 for text in texts)


def test_our_licence_is_the_unaltered_apache_text() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE
