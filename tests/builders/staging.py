"""A department's part of a return with staged rows laid into its tables, as saving and importing leave them."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import uuid4

from django.db.models import F

from shucai.apps.filling.laying import place_of
from shucai.apps.filling.models import Contribution, Import, Return, StagedRow
from shucai.apps.filling.working import definition_of, sealing_for
from shucai.apps.formal.history import Change, entries_of, write_entries
from shucai.apps.organisation.models import Person
from shucai.domain.access import Actor
from tests.builders.accepted import texts_of
from tests.builders.school import tables
from tests.builders.staffed import Staffed, acting

FILLING = date(2024, 9, 4)
AT = datetime(2024, 9, 4, 1, tzinfo=UTC)


class Desk:
    """One part of a return of a published campaign: its reporter stages rows, its head reviews them."""

    def __init__(
        self, code: str = "1.1.7", school: Staffed | None = None, order: int = 0, year: int | None = None
    ) -> None:
        self.school = school or Staffed()
        if school is None:
            self.school.published()
        related = ("assignment__unit", "made_return__form__campaign")
        mine = Contribution.objects.select_related(*related).filter(school=self.school.school)
        if year is not None:
            mine = mine.filter(made_return__form__campaign__year=year)
        self.part = mine.get(made_return__form__code=code, assignment__order=order)
        self.form = definition_of(self.made)
        unit = self.part.assignment.unit.title
        self.reporter: Person = self.school.reporters[unit]
        self.head: Person = self.school.heads[unit]
        begun = {"state": "filling"}
        Contribution.objects.filter(pk=self.part.pk).update(**begun)
        Return.objects.filter(pk=self.made.pk).update(**begun)

    @property
    def made(self) -> Return:
        """Return the return as it stands now."""
        return Return.objects.select_related("form__campaign").get(pk=self.part.made_return_id)

    @property
    def reviewer(self) -> Actor:
        """Return the head of the department, who reviews."""
        return acting(self.head, FILLING)

    def right_rows(self, count: int) -> list[dict[str, str | None]]:
        """Return rows of the invented school that nothing is wrong with."""
        return texts_of(tables().of(self.form.code)).head(count).to_dicts()

    def staged(
        self,
        kind: str,
        cells: Mapping[str, str | None] | None = None,
        uid: str = "",
        by: Person | None = None,
        version: int = 1,
        origin: Import | None = None,
    ) -> str:
        """Lay a staged row and return its uid."""
        uid = uid or uuid4().hex
        sealing, place = sealing_for(self.made, at=AT), place_of(uid, self.part.pk)
        StagedRow.objects.create(
            school=self.school.school,
            made_return=self.made,
            contribution=self.part,
            uid=uid,
            kind=kind,
            sealed=sealing.seal(json.dumps(cells), place) if cells else "",
            version=version,
            position=float(StagedRow.objects.count() + 1),
            fillers=[(by or self.reporter).pk],
            made_at=AT,
            edited_by=(by or self.reporter).pk,
            edited_at=AT,
            origin=origin,
        )
        self.moved()
        change = Change(uid, version, "typed" if kind == "added" else kind)
        by_whom = acting(by or self.reporter, FILLING)
        write_entries(entries_of([change], form=self.made.form, sealing=sealing, by=by_whom, at=AT))
        return uid

    def added(self, rows: Sequence[Mapping[str, str | None]], by: Person | None = None) -> list[str]:
        """Lay new rows and return their uids."""
        return [self.staged("added", row, by=by) for row in rows]

    def moved(self) -> None:
        """Count a change of the return."""
        Return.objects.filter(pk=self.part.made_return_id).update(revision=F("revision") + 1)
