"""Checks in the background. What is done can always be done again: the upload is kept, results are replaced."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from traceback import format_tb

from django.conf import settings

from shucai import toolkit
from shucai.adapters.sealed_files import NotThere
from shucai.web.checks import store
from shucai.web.checks.cases import counts_of, with_cases
from shucai.web.checks.record import Outcome, Record, overview_of, refused_of

log = logging.getLogger(__name__)
_under_way: set[str] = set()
_lock = Lock()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(settings.CHECK_THREADS, thread_name_prefix="check")


def ensure_running(owner: str, token: str) -> None:
    """Start a check unless it runs already, here or in another process; one that a restart cut off begins anew."""
    with _lock:
        if token in _under_way:
            return
        _under_way.add(token)
    future = _pool().submit(run, owner, token)
    future.add_done_callback(lambda done: _ended(done, owner, token))


def _ended(done: Future[None], owner: str, token: str) -> None:
    with _lock:
        _under_way.discard(token)
    error = done.exception()
    if error is None or isinstance(error, NotThere):  # deleted by its owner while it ran
        return
    # The place of the fault, never its message: that may hold a value of the file.
    log.error("check failed: %s\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))
    record = store.record_of(owner, token)
    if record is not None:
        store.keep_record(owner, token, _failed(record))


def _failed(record: Record) -> Record:
    """Return the record after a fault: a report that could be read already stays, without its marked workbook."""
    if record.outcome is Outcome.REPORT:
        return replace(record, is_annotating=False)
    return replace(record, outcome=Outcome.FAILED, ended_at=_seconds())


def run(owner: str, token: str) -> None:
    """Check one uploaded file and keep what came of it. Raises NotThere where it was deleted meanwhile."""
    with store.drawer().alone(owner, token) as is_ours:
        if is_ours:  # else another process of the server is at it
            _run(owner, token)


def _run(owner: str, token: str) -> None:
    record = store.record_of(owner, token)
    if record is None or not (record.is_open or record.is_annotating):
        return
    if record.is_open:
        record = replace(record, outcome=Outcome.RUNNING, began_at=_seconds())
    with store.drawer().opened(owner, token, store.UPLOAD, record.suffix) as path:
        _check(owner, token, record, path)


def _check(owner: str, token: str, record: Record, path: Path) -> None:
    def tell(step: str) -> None:
        if record.is_open:  # else a restart cut off the marking: the report stays readable meanwhile
            store.keep_record(owner, token, replace(record, step=step))

    result = toolkit.check_file(
        path,
        form=record.asked_form,
        accept_mapping=record.accept_mapping,
        adapt=record.as_of_school,
        progress=tell,
    )
    if isinstance(result, toolkit.Refusal):
        refused = refused_of(result)
        record = replace(record, outcome=Outcome.REFUSED, refused=refused, ended_at=_seconds())
        store.keep_record(owner, token, record)
        return
    findings = with_cases(result.findings, result.form, result.table.values, result.table.rows)
    store.keep_table(owner, token, store.FINDINGS, findings)
    store.keep_table(owner, token, store.CHANGES, result.changes)
    record = replace(
        record,
        outcome=Outcome.REPORT,
        overview=overview_of(result, counts_of(findings)),
        is_annotating=not result.findings.is_empty(),
        ended_at=_seconds(),
    )
    store.keep_record(owner, token, record)
    if record.is_annotating:
        _annotate(owner, token, path, result)
        store.keep_record(owner, token, replace(record, is_annotating=False, has_annotated=True))


def _annotate(owner: str, token: str, path: Path, report: toolkit.Report) -> None:
    """Keep the visitor's workbook with its wrong cells marked."""
    target = path.with_name("annotated.xlsx")
    toolkit.annotate(path, report, target)
    with target.open("rb") as marked:
        store.drawer().write(owner, token, store.ANNOTATED, marked)


def _seconds() -> float:
    return store.now().timestamp()
