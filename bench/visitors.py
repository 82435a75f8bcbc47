"""People over HTTP at a school in mid-campaign: those who type, those who have a board open, one who declares."""

import http.client
import json
import re
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from shucai.domain.catalogue import Form

HOST = "127.0.0.1"
TOKEN = "a" * 32  # of the cookie and of the header; they have to be the same
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
WELL, SEE_OTHER, FOUND, NO_CONTENT = 200, 303, 302, 204
NUMBER = re.compile(r"[?&;]number=([^&\"]+)")
CELLS = 3
ADDS_EVERY = 5  # saves, one of which adds a row
SWITCH_SECONDS = 0.0005
OPENS_EVERY = 4  # looks, one of which opens the whole page


@dataclass
class Browser:
    """Somebody logged in, with a connection of their own. session: the value of their cookie."""

    port: int
    session: str

    def __post_init__(self) -> None:
        """Make the connection; it opens at the first request."""
        self.connection = http.client.HTTPConnection(HOST, self.port, timeout=60)

    def ask(
        self, method: str, address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Return status and text of an answer."""
        sent = {
            "Cookie": f"shucai_session={self.session}; shucai_csrf={TOKEN}",
            "X-CSRFToken": TOKEN,
            **(headers or {}),
        }
        self.connection.request(method, address, body, sent)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()


@dataclass
class Visitor:
    """Somebody who does something again and again, at a steady pace of their own.

    took: when it began, its seconds, and what it was. failed: in words.
    """

    browser: Browser
    random: Random
    beat: float
    took: list[tuple[float, float, str]] = field(default_factory=list[tuple[float, float, str]])
    failed: list[str] = field(default_factory=list[str])
    count: int = 0

    def go_on(self, stop: Event) -> None:
        """Do it until told to stop."""
        stop.wait(self.random.random() * self.beat)
        while not stop.is_set():
            began = time.perf_counter()
            self.count += 1
            try:
                what = self.act()
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(f"{type(error).__name__}: {error}")
                return
            took = time.perf_counter() - began
            self.took.append((began, took, what))
            stop.wait(max(0.0, self.beat * self.random.uniform(0.8, 1.2) - took))

    def act(self) -> str:
        """Do it once, and return what it was."""
        raise NotImplementedError


@dataclass
class Typist(Visitor):
    """Somebody who types into a part of a form, over rows of their own."""

    part: int = 0
    form: "Form | None" = None
    rows: dict[str, int] = field(default_factory=dict[str, int])
    window: str = field(default_factory=lambda: uuid4().hex)

    def act(self) -> str:
        """Type over a row, or a new one."""
        body = {"client": self.window, "seq": self.count, **self._typed()}
        headers = {"Content-Type": "application/json"}
        status, text = self.browser.ask(
            "POST", f"/filling/{self.part}/save/", json.dumps(body).encode(), headers
        )
        told = json.loads(text) if status == WELL else {}
        if status != WELL or told["conflicts"] or told["refused"]:
            self.failed.append(f"{self.part} {status} {text[:300]}")
            return "save"
        self.rows.update({row["uid"]: row["version"] for row in told["saved"]})
        return "save"

    def _typed(self) -> dict[str, object]:
        names = [
            one.name
            for one in self.form.fields  # type: ignore[union-attr]
            if one.name not in self.form.primary_key and not one.code_list  # type: ignore[union-attr]
        ]
        chosen = self.random.sample(names, min(CELLS, len(names)))
        cells = {name: str(self.random.randint(1, 999)) for name in chosen}
        if self.count % ADDS_EVERY == 1 or not self.rows:
            return {"added": [{"uid": uuid4().hex, "after": None, "cells": cells}]}
        uid = self.random.choice(list(self.rows))
        return {"edits": [{"uid": uid, "version": self.rows[uid], "cells": cells}]}


@dataclass
class Looker(Visitor):
    """Somebody with a board open: it asks for what is new as the page does, and is opened anew now and then."""

    addresses: Sequence[str] = ()
    address: str = ""
    number: str = ""

    def act(self) -> str:
        """Open a board, or ask for what is new on it."""
        if not self.number or self.count % OPENS_EVERY == 1:
            self.address = self.addresses[self.count // OPENS_EVERY % len(self.addresses)]
            return self._asked("open", self.address, {})
        glue = "&" if "?" in self.address else "?"
        poll = {"X-Shucai-Poll": "1", "HX-Request": "true"}
        return self._asked("poll", f"{self.address}{glue}number={self.number}", poll)

    def _asked(self, what: str, address: str, headers: Mapping[str, str]) -> str:
        status, text = self.browser.ask("GET", address, headers=headers)
        if status == NO_CONTENT:
            return "nothing new"
        number = NUMBER.search(text)
        if status != WELL or number is None:
            self.failed.append(f"{address} {status}")
            return what
        self.number = number.group(1)
        return what


@dataclass
class Decider(Visitor):
    """Somebody who declares that a form has no data and takes it back, so that what boards show changes."""

    part: int = 0

    def act(self) -> str:
        """Declare, or take it back."""
        what = "no-data" if self.count % 2 else "take-back"
        status, text = self.browser.ask("POST", f"/declarations/{self.part}/{what}/", b"signed=1", FORM)
        if status not in {SEE_OTHER, FOUND}:
            self.failed.append(f"{what} {self.part} {status} {text[:200]}")
        return what


@contextmanager
def at_work(visitors: Sequence[Visitor]) -> Generator[None]:
    """Let everybody work meanwhile. Their threads take short turns, so that none measures what another reckons."""
    sys.setswitchinterval(SWITCH_SECONDS)
    stop = Event()
    threads = [Thread(target=one.go_on, args=(stop,)) for one in visitors]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
