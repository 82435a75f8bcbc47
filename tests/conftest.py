"""What holds for every test: nothing passes by absence.

On a developer's machine a test may be skipped for want of a browser, LibreOffice or the external workbooks;
under ``CI=true`` such a skip is a failure, and so is a whole module that skips itself.
"""

import gc
import os
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.builders import surroundings

LEVELS = pytest.StashKey[Any]()
GARBAGE = (20_000, 10, 10)  # new objects, then rounds, after which Python looks for garbage
COMPONENTS = ("browser", "libreoffice", "corpus")

gc.set_threshold(*GARBAGE)
# a busy machine is not a wrong answer
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
surroundings.stand()


def _is_ci() -> bool:
    return os.environ.get("CI") == "true"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test that needs a component into a failure under CI."""
    report = yield
    component = next((name for name in COMPONENTS if item.get_closest_marker(name)), None)
    if report.skipped and component and _is_ci() and not hasattr(report, "wasxfail"):
        _fail(report, f"CI 上不允许跳过需要 {component} 的测试：{_reason(report)}")
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole module into a failure under CI."""
    report = yield
    if report.skipped and _is_ci():
        _fail(report, f"CI 上不允许跳过整个模块：{_reason(report)}")
    return report


def pytest_collection_finish() -> None:
    """Never look for garbage in what stays for the whole run: that took a fifth of the time of some tests."""
    gc.freeze()


def _fail(report: pytest.TestReport | pytest.CollectReport, why: str) -> None:
    report.outcome = "failed"
    report.longrepr = why


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


@pytest.fixture(scope="session")
def levels(request, django_db_setup, django_db_blocker):
    """What stands in the database for more than one test."""
    from tests.builders.standing import Levels

    levels = request.config.stash[LEVELS] = Levels(django_db_blocker)
    yield levels
    levels.undo()
    del request.config.stash[LEVELS]


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest):
    """Before the transaction of a test begins, have stand in the database what the test asks for, and nothing else."""
    if fixturedef.argname == "_django_db_helper":
        from tests.builders.standing import wanted_by

        request.getfixturevalue("levels").reach(*wanted_by(request.node))
    return (yield)


def _undo_levels(config: pytest.Config) -> None:
    if LEVELS in config.stash:
        config.stash[LEVELS].undo()


@pytest.fixture(scope="module")
def module_db(levels, django_db_blocker):
    """The database in a transaction around a whole module: what its fixtures make is made once and seen by every test."""
    from django.db import transaction

    levels.undo()
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        levels.undo()
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def playwright(request):
    """What drives browsers, one a process: Playwright does not start twice in one.

    While its event loop runs, Django takes another connection to the database: nothing may stand in the one before.
    """
    from playwright.sync_api import sync_playwright

    _undo_levels(request.config)
    with sync_playwright() as playwright:
        yield playwright
        _undo_levels(request.config)


@pytest.fixture(scope="session")
def browser(playwright):
    """A Chromium, one a process."""
    from tests.browser.conftest import ARGUMENTS, CHROMIUM

    if CHROMIUM is None:
        pytest.skip("没有 Chromium")
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The process ids of the children that read workbooks, as they are started."""
    from shucai.adapters.workbooks.reading import process

    pids: list[int] = []
    begin = process.child_of

    def noted(*args, **options):
        child = begin(*args, **options)
        pids.append(child.pid)
        return child

    monkeypatch.setattr(process, "child_of", noted)
    return pids
