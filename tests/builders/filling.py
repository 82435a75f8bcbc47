"""A reporter at a form, who saves as the browser does; and a return with accepted rows. Real actions throughout."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import uuid4

from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.working import working_rows
from shucai.apps.organisation.models import Person
from shucai.domain.access import Actor
from shucai.domain.problems import Refused
from shucai.domain.rows import Addition, Changes, Edit, Outcome, WorkingRows
from tests.builders.staffed import Staffed, acting

FILLING = date(2024, 9, 4)
NOW = datetime(2024, 9, 4, 2, tzinfo=UTC)


class Reporter:
    """Somebody who fills a department's part of a form, in one window."""

    def __init__(self, school: Staffed, code: str, *, order: int = 0, person: Person | None = None) -> None:
        parts = Contribution.objects.select_related("made_return", "assignment__unit")
        self.part = parts.get(made_return__form__code=code, school=school.school, assignment__order=order)
        self.person = person or school.reporters[self.part.assignment.unit.title]
        self.client, self.seq = uuid4().hex, 0

    @property
    def actor(self) -> Actor:
        """Return the reporter with the roles of the day."""
        return acting(self.person, FILLING)

    @property
    def made(self) -> Return:
        """Return the return as it stands."""
        return Return.objects.select_related("form__campaign").get(pk=self.part.made_return_id)

    def rows(self) -> WorkingRows:
        """Return all rows as they stand."""
        return working_rows(self.made, at=NOW)

    def send(self, *, on: date = FILLING, **changes: object) -> Outcome | Refused:
        """Send one request and return the answer."""
        self.seq += 1
        asked = Changes(client=self.client, seq=self.seq, **changes)  # type: ignore[arg-type]
        return save(self.part.pk, asked, by=self.actor, at=NOW, today=on)

    def add(self, *rows: Mapping[str, str | None]) -> list[str]:
        """Add rows one after another at the end and return their uids."""
        there, made = list(self.rows().frame["#uid"]), list[Addition]()
        for cells in rows:
            after = made[-1].uid if made else there[-1] if there else None
            made.append(Addition(uuid4().hex, after, cells))
        answer = self.send(added=tuple(made))
        assert isinstance(answer, Outcome), answer
        assert not answer.refused, answer.refused
        return [one.uid for one in made]

    def type(self, uid: str, version: int | None, **cells: str | None) -> Outcome:
        """Type over cells of a row."""
        answer = self.send(edits=(Edit(uid, version, cells),))
        assert isinstance(answer, Outcome), answer
        return answer
