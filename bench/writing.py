"""An office of thirty writers at eleven returns: ten of them at one of 10,000 rows, two at each of the others."""

import json
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from threading import Event, Thread
from uuid import uuid4

from django.db import connection
from django.test import Client

from bench.bringing import brought
from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.filling.actions.importing import commit_import
from shucai.apps.filling.working import working_rows
from shucai.domain.rows import UID, VERSION
from shucai.web import actors, urls
from shucai.web.filling import saving
from tests.builders.brought import DAY, NOW, uploaded
from tests.builders.organisation import done
from tests.builders.people import logged_in
from tests.builders.staffed import acting
from tests.builders.staging import AT, Desk

OTHERS = ("1.2.1", "1.3.1", "2.9.3", "1.5.4", "2.1.1", "2.2.1", "2.3.2", "2.15.4", "2.19.1", "2.6.1")
AT_LARGE, AT_OTHER = 10, 2
OWN_ROWS, CELLS = 15, 3
BEAT = 5.0  # seconds between two saves of a writer
ADDS_EVERY = 5  # saves, one of which adds a row
WELL = 200
LOOK = 0.05  # seconds between two looks whether a file is read


@dataclass
class Writer:
    """Somebody in a window of their own, who types over rows of their own and adds one now and then.

    rows: uid and version, by which they are typed over. took: when a save began, and its seconds. failed: in words.
    """

    desk: Desk
    rows: list[tuple[str, int]]
    random: Random
    took: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    failed: list[str] = field(default_factory=list[str])
    window: str = field(default_factory=lambda: uuid4().hex)
    seq: int = 0

    def __post_init__(self) -> None:
        """Log in, and see what there is to type."""
        form = self.desk.form
        self.browser: Client = logged_in(self.desk.reporter)
        self.names = [
            one.name for one in form.fields if one.name not in form.primary_key and not one.code_list
        ]

    def save(self) -> None:
        """Save once, and note how long it took and whether it was saved."""
        self.seq += 1
        body = {"client": self.window, "seq": self.seq, **self._typed()}
        began = time.perf_counter()
        try:
            answer = self.browser.post(
                f"/filling/{self.desk.part.pk}/save/", json.dumps(body), content_type="application/json"
            )
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing was saved
            self.failed.append(f"{type(error).__name__}: {error}")
            return
        self.took.append((began, time.perf_counter() - began))
        told = answer.json()
        if answer.status_code != WELL or told["conflicts"] or told["refused"]:
            self.failed.append(json.dumps(told, ensure_ascii=False)[:300])
            return
        versions = {row["uid"]: row["version"] for row in told["saved"]}
        self.rows = [(uid, versions.get(uid, version)) for uid, version in self.rows]

    def _typed(self) -> dict[str, object]:
        """Return what is saved: cells of a row typed over, or a new row."""
        names = self.random.sample(self.names, min(CELLS, len(self.names)))
        cells = {name: str(self.random.randint(1, 999)) for name in names}
        if self.seq % ADDS_EVERY == 0:
            return {"added": [{"uid": uuid4().hex, "after": None, "cells": cells}]}
        uid, version = self.random.choice(self.rows)
        return {"edits": [{"uid": uid, "version": version, "cells": cells}]}

    def go_on(self, stop: Event) -> None:
        """Save at a steady pace until told to stop."""
        stop.wait(self.random.random() * BEAT)
        while not stop.is_set():
            began = time.perf_counter()
            self.save()
            stop.wait(max(0.0, BEAT - (time.perf_counter() - began)) * self.random.uniform(0.8, 1.2))
        connection.close()

    def rush(self, count: int) -> None:
        """Save again and again without a pause."""
        for _ in range(count):
            self.save()
        connection.close()


class Office:
    """Thirty writers. desk: of the return with many rows."""

    def __init__(self, desk: Desk, path: Path) -> None:
        _set_clocks()
        Prerequisite.objects.update(lifted_at=AT)
        brought(desk, path)
        self.school, self.writers = desk.school, list[Writer]()
        self._seat(desk, AT_LARGE)
        for code in OTHERS:
            other = Desk(code, desk.school)
            other.added(other.right_rows(AT_OTHER * OWN_ROWS))
            self._seat(other, AT_OTHER)

    @property
    def failed(self) -> list[str]:
        """Return what was not saved."""
        return [one for writer in self.writers for one in writer.failed]

    def took(self, began: float, ended: float) -> list[float]:
        """Return the seconds of the saves that began between two times."""
        return [took for writer in self.writers for at, took in writer.took if began <= at <= ended]

    def rush(self, count: int) -> None:
        """Let everybody save again and again without a pause."""
        threads = [Thread(target=writer.rush, args=(count,)) for writer in self.writers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    @contextmanager
    def at_work(self) -> Generator[None]:
        """Let everybody save at a steady pace meanwhile."""
        stop = Event()
        threads = [Thread(target=writer.go_on, args=(stop,)) for writer in self.writers]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def _seat(self, desk: Desk, count: int) -> None:
        frame = working_rows(desk.made, at=NOW).frame.head(count * OWN_ROWS)
        rows = list(frame.select(UID, VERSION).iter_rows())
        for number in range(count):
            own = rows[number::count]
            self.writers.append(Writer(desk, own, Random(len(self.writers))))


def large_desk(code: str, office: Office) -> Desk:
    """Return the part that is brought in and accepted while others save."""
    return Desk(code, office.school)


def bring(desk: Desk, path: Path) -> None:
    """Bring a file in as people do: uploaded, read by a worker of its own, committed."""
    by = acting(desk.reporter, DAY)
    one = uploaded(desk.part, path, by)
    while one.state == "reading":
        time.sleep(LOOK)
        one.refresh_from_db(fields=["state"])
    done(commit_import(one.pk, remove_absent=False, by=by, at=NOW, today=DAY))


def _set_clocks() -> None:
    """Set day and time of the pages to those of the campaign."""
    if not urls.urlpatterns:
        raise RuntimeError("the pages read their own clock before it is set here")
    for module, name, told in ((saving, "today", DAY), (actors, "today", DAY), (saving, "clock", NOW)):
        setattr(module, name, partial(_always, told))


def _always(told: object) -> object:
    return told
