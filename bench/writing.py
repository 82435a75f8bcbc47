"""An office of thirty writers at the demo school: ten of them at a return of 10,000 rows, the others at returns of their own.

They save over HTTP; so are files committed and rows accepted. Installed before this is imported.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random

from bench.seats import browser, seats, typist
from bench.staffed import write_large
from bench.visitors import FORM, FOUND, SEE_OTHER, Browser, Typist, at_work
from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.actions.lengthy import ACCEPT, COMMIT, job_going_on
from shucai.apps.filling.models import Contribution, StagedRow
from shucai.apps.filling.working import definition_of, working_rows
from shucai.apps.organisation.models import Person
from shucai.apps.organisation.queries import actor_of
from shucai.demo.opening.hands import Hands
from shucai.domain.rows import UID, VERSION
from shucai.web.actors import clock, today
from tests.builders.brought import uploaded

ROWS = 10_000
AT_LARGE, AT_OTHERS = 10, 20
OWN_ROWS = 15
LOOK = 0.05  # seconds between two looks whether a file is read


@dataclass
class Large:
    """A part into which large files are brought by its reporter, and in which its head accepts their rows.

    brought: rows brought in so far; each file has keys of its own.
    """

    port: int
    part: Contribution
    reporter: Person
    folder: Path
    brought: int = 0

    def __post_init__(self) -> None:
        """Log both in."""
        self.form = definition_of(self.part.made_return)
        head = Hands.of(self.part.school_id, today()).heads[self.part.assignment.unit_id].person
        self.of_reporter = browser(self.port, self.reporter)
        self.of_head = browser(self.port, Person.objects.get(pk=head))

    def file(self, count: int) -> Path:
        """Write the next file, and return where it is."""
        path = self.folder / f"{self.form.code}-{self.brought}.xlsx"
        self.brought += count
        return write_large(self.form, count, path, first=self.brought - count)

    def bring(self, path: Path) -> None:
        """Bring a file in as people do: uploaded, read by the worker beside the server, committed."""
        one = uploaded(self.part, path, actor_of(self.reporter, today()), at=clock(), today=today())
        while one.state == "reading":
            time.sleep(LOOK)
            one.refresh_from_db(fields=["state"])
        _done(self.of_reporter, f"/imports/{one.pk}/commit/", "remove_absent=no")
        while job_going_on(self.part.pk, COMMIT):
            time.sleep(LOOK)
        one.refresh_from_db(fields=["state"])
        if one.state != "committed":
            raise RuntimeError(f"{path.name} was not brought in: {one.state}")

    def accept(self, at_least: int) -> None:
        """Have the head accept all rows that can be, by the worker or in the request. at_least: how many have to be."""
        before = self._waiting()
        _done(self.of_head, f"/rows/{self.part.pk}/decide/", "do=accept/all")
        while job_going_on(self.part.pk, ACCEPT):
            time.sleep(LOOK)
        accepted = before - self._waiting()
        if accepted < at_least:
            raise RuntimeError(f"{self.form.code}: {before} rows waited, {accepted} were accepted")

    def _waiting(self) -> int:
        """Return how many rows wait: counted by the database, for what is reckoned here delays those who save from here."""
        return StagedRow.objects.filter(contribution=self.part, state="pending").count()


def _done(by: Browser, address: str, body: str) -> None:
    by.connection.close()  # the server has closed it meanwhile, or will: a long time lies between two of these
    status, text = by.ask("POST", address, body.encode(), FORM)
    if status not in {SEE_OTHER, FOUND}:
        raise RuntimeError(f"{address}: {status} {text[:300]}")


class Office:
    """Thirty writers. typed: the return of many rows that ten of them type into. other: one that nobody types into."""

    def __init__(
        self, port: int, campaigns: Sequence[Campaign], folder: Path, forms: tuple[str, str]
    ) -> None:
        free = [(person, _part(part.id)) for person, part in seats(campaigns)]
        self.typed, self.other = (
            next(Large(port, part, person, folder) for person, part in free if _code(part) == code)
            for code in forms
        )
        self.typed.bring(self.typed.file(ROWS))
        others = [(person, part) for person, part in free if _code(part) not in forms]
        own = list(_own_rows(self.typed.part, AT_LARGE))
        self.writers: list[Typist] = [
            *(
                typist(port, self.typed.reporter, self.typed.part.pk, Random(n), own[n])
                for n in range(AT_LARGE)
            ),
            *(
                typist(port, person, part.pk, Random(AT_LARGE + n))
                for n, (person, part) in enumerate(islice(cycle(others), AT_OTHERS))
            ),
        ]

    @property
    def failed(self) -> list[str]:
        """Return what was not saved."""
        return [one for writer in self.writers for one in writer.failed]

    def took(self, began: float, ended: float) -> list[float]:
        """Return the seconds of the saves that began between two times."""
        return [took for writer in self.writers for at, took, _ in writer.took if began <= at <= ended]

    def at_work(self) -> AbstractContextManager[None]:
        """Let everybody save at a steady pace meanwhile."""
        return at_work(self.writers)


def _part(part_id: int) -> Contribution:
    return Contribution.objects.select_related("assignment__unit", "made_return__form__campaign").get(
        pk=part_id
    )


def _code(part: Contribution) -> str:
    return part.made_return.form.code


def _own_rows(part: Contribution, people: int) -> Iterator[dict[str, int]]:
    """Yield the rows of each of several people, uid to version."""
    frame = working_rows(part.made_return, at=clock()).frame.head(people * OWN_ROWS)
    rows = list(frame.select(UID, VERSION).iter_rows())
    for number in range(people):
        yield dict(rows[number::people])
