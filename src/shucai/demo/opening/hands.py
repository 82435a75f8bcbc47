"""Who acts for a department in the demo school, and what each of them does to a part of a return, by the real actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import polars as pl
from django.utils import timezone

from shucai.adapters.workbooks.template import write_template
from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.actions.asking import ask_question
from shucai.apps.filling.actions.importing import (
    Offer,
    begin_import,
    commit_import,
    finish_upload,
    read_import,
    receive_piece,
)
from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.actions.submitting import submit_part
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.working import definition_of, working_rows
from shucai.apps.organisation.models import Person
from shucai.apps.organisation.queries import actor_of
from shucai.apps.review.actions.approving import approve_part
from shucai.apps.review.actions.compliance import approve_compliance
from shucai.apps.review.actions.key_data import approve_key_data, put_key_data
from shucai.apps.review.actions.onward import carry_on
from shucai.apps.review.actions.reopening import Wish, ask_reopening, grant_reopening
from shucai.apps.review.actions.returning import Asked, Pinned, return_part
from shucai.apps.review.models import Reopening
from shucai.demo.opening.answers import done
from shucai.domain.access import Actor, Role, Verb
from shucai.domain.catalogue import Form
from shucai.domain.rows import UID, Addition, Changes
from shucai.toolkit.catalogue import catalogue

Row = dict[str, str | None]
AT_ONCE = 500  # rows in one request of a window


@dataclass(frozen=True, slots=True)
class Hands:
    """The people of the school, by what they may do. today: of their grants."""

    reporters: dict[int, Actor]
    heads: dict[int, Actor]
    leader: Actor
    lead: Actor
    committee: Actor

    @classmethod
    def of(cls, school: int, today: date) -> "Hands":
        """Return the people of a school; of several in one place, who came first."""
        people = Person.objects.filter(school=school).order_by("-pk")
        by_role: dict[Role, dict[int, Actor]] = {role: {} for role in Role}
        for actor in (actor_of(person, today) for person in people):
            for grant in actor.grants:
                by_role[grant.role][grant.unit or 0] = actor
        return cls(
            by_role[Role.REPORTER],
            by_role[Role.DEPARTMENT_HEAD],
            by_role[Role.SCHOOL_LEADER][0],
            by_role[Role.LEAD_OFFICE][0],
            by_role[Role.STEERING_COMMITTEE][0],
        )


@dataclass(frozen=True, slots=True)
class Desk:
    """A department's part of a return, and the moment at which something is done to it."""

    hands: Hands
    part: Contribution
    at: datetime

    @property
    def today(self) -> date:
        """Return the day of the moment."""
        return timezone.localdate(self.at)

    @property
    def reporter(self) -> Actor:
        """Return who fills the part."""
        return self.hands.reporters[self.part.assignment.unit_id]

    @property
    def head(self) -> Actor:
        """Return who reviews it."""
        return self.hands.heads[self.part.assignment.unit_id]

    def fill(self, rows: Sequence[Row]) -> None:
        """Type rows."""
        window, after = uuid4().hex, None
        for first in range(0, len(rows), AT_ONCE):
            added: list[Addition] = []
            for row in rows[first : first + AT_ONCE]:
                added.append(Addition(uuid4().hex, after, row))
                after = added[-1].uid
            changes = Changes(window, first + 1, added=tuple(added))
            done(save(self.part.pk, changes, by=self.reporter, at=self.at, today=self.today))

    def bring(self, rows: Sequence[Row]) -> None:
        """Have the person of the lead office who collects the form bring its workbook in."""
        by, made = self.hands.lead, self.part.made_return
        with TemporaryDirectory() as folder:
            content = _workbook(definition_of(made), rows, Path(folder))
        offer = Offer(f"{made.form.code}.xlsx", len(content))
        brought = done(begin_import(self.part.pk, offer, by=by, at=self.at, today=self.today))
        done(receive_piece(brought.pk, 0, content, by=by))
        done(finish_upload(brought.pk, by=by, at=self.at))
        read_import(brought.pk, lambda _step, _done, _all: None, at=self.at)
        done(commit_import(brought.pk, remove_absent=False, by=by, at=self.at, today=self.today))

    def accept(self) -> None:
        """Have the head accept the rows that wait."""
        done(accept_rows(self.part.pk, None, by=self.head, at=self.at, today=self.today))

    def submit(self) -> None:
        """Submit it for review."""
        done(submit_part(self.part.pk, by=self.reporter, at=self.at, today=self.today))

    def put(self) -> None:
        """Have the head put its key data to the school leader."""
        done(put_key_data(self.part.pk, by=self.head, at=self.at, today=self.today))

    def approve_key(self) -> None:
        """Have the school leader approve its key data."""
        done(approve_key_data(self.part.pk, by=self.hands.leader, at=self.at, today=self.today))

    def approve(self) -> None:
        """Have the head approve it."""
        done(approve_part(self.part.pk, by=self.head, at=self.at, today=self.today))

    def check(self) -> None:
        """Have the lead office let the return pass its check of compliance."""
        made = self.part.made_return_id
        done(approve_compliance(made, by=self.hands.lead, at=self.at, today=self.today))

    def deliberate(self) -> None:
        """Have the steering committee agree to the return."""
        self._carry_on(Verb.DELIBERATE, self.hands.committee)

    def submit_above(self) -> None:
        """Have the lead office note that the return was submitted to the platform."""
        self._carry_on(Verb.SUBMIT, self.hands.lead)

    def archive(self) -> None:
        """Have the lead office put the return away."""
        self._carry_on(Verb.ARCHIVE, self.hands.lead)

    def _carry_on(self, verb: Verb, by: Actor) -> None:
        done(carry_on(self.part.made_return_id, verb, by=by, at=self.at, today=self.today))

    def ask_anew(self, reason: str, days: int) -> None:
        """Have the department ask that it be opened again for some days."""
        wish = Wish(reason, self.today + timedelta(days))
        done(ask_reopening(self.part.pk, wish, by=self.reporter, at=self.at, today=self.today))

    def open_anew(self) -> None:
        """Have the lead office open it as was asked."""
        asked = Reopening.objects.filter(contribution=self.part, granted=None).latest("pk")
        done(grant_reopening(asked.pk, asked.until, by=self.hands.lead, at=self.at, today=self.today))

    def wonder(self, question: str) -> None:
        """Have the reporter ask something about the form."""
        form = definition_of(self.part.made_return).id
        done(ask_question(form, "", question, by=self.reporter, at=self.at))

    def send_back(self, reason: str, words: str) -> None:
        """Have the head send it back for a cell of its first row."""
        made = self.part.made_return
        rows = working_rows(made, at=self.at)
        filled = [name for name in rows.form.by_name if rows.frame[name][0] is not None]
        pin = Pinned(str(rows.frame[UID][0]), filled[-1], words)
        asked = Asked(reason, [pin])
        done(return_part(self.part.pk, asked, by=self.head, at=self.at, today=self.today))


def _workbook(form: Form, rows: Sequence[Row], folder: Path) -> bytes:
    """Return the workbook of a form with these rows in it."""
    everything, target = catalogue(), folder / "collected.xlsx"
    typed = pl.DataFrame(list(rows), schema=dict.fromkeys(form.by_name, pl.String))
    title = everything.edition_of(form).title
    write_template(form, everything.code_lists, target, platform_title=title, rows=typed)
    return target.read_bytes()


def leading_part(campaign: Campaign, code: str) -> Contribution:
    """Return the leading department's part of a form, as it is now."""
    read = ("assignment__unit", "made_return__form__campaign")
    made = Return.objects.get(form__campaign=campaign, form__code=code)
    return made.contributions.select_related(*read).get(assignment__order=0)
