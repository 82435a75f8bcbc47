"""A department's part of a return on its way through review: filled, accepted, submitted, by real actions."""

from datetime import date

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.filling.actions.accepting import Decided, accept_rows
from shucai.apps.filling.actions.submitting import submit_part
from shucai.apps.filling.models import Contribution, Receipt
from shucai.apps.organisation.models import Person
from shucai.apps.review.actions.approving import approve_part
from shucai.apps.review.models import Decision
from shucai.domain.problems import Refused
from tests.builders.filling import Reporter
from tests.builders.staffed import AT, Staffed, acting
from tests.builders.staging import FILLING, Desk


class UnderReview(Desk):
    """A part of 1.1.7 whose rows its reporter fills and its head reviews. order: of the department in the form."""

    def __init__(self, school: Staffed, code: str = "1.1.7", order: int = 0) -> None:
        super().__init__(code, school, order)
        self.window = Reporter(school, code, order=order)

    def filled(self, count: int = 2) -> "UnderReview":
        """Fill rows in which nothing is wrong and have the head accept them."""
        self.window.add(*self.right_rows(count))
        return self.accepted()

    def retyped(self, uid: str, **cells: str) -> None:
        """Have the reporter type over cells of a row."""
        frame = self.window.rows().frame
        version = frame.filter(frame["#uid"] == uid)["#version"].item()
        done = self.window.type(uid, version, **cells)
        assert (done.refused, done.conflicts) == ((), ())

    def accepted(self) -> "UnderReview":
        """Have the head accept what waits."""
        done = accept_rows(self.part.pk, None, by=self.reviewer, at=AT, today=FILLING)
        assert isinstance(done, Decided), done
        assert not done.left, done.why
        return self

    def submitted(self, on: date = FILLING) -> "UnderReview":
        """Have the reporter submit it."""
        receipt = submit_part(self.part.pk, by=acting(self.reporter, on), at=AT, today=on)
        assert isinstance(receipt, Receipt), receipt
        return self

    def approve(self, person: Person | None = None) -> Decision | Refused:
        """Approve it, by the head or somebody else."""
        by = acting(person, FILLING) if person else self.reviewer
        return approve_part(self.part.pk, by=by, at=AT, today=FILLING)

    def now(self) -> Contribution:
        """Return the part as it stands."""
        related = ("assignment__unit", "made_return__form__campaign")
        return Contribution.objects.select_related(*related).get(pk=self.part.pk)

    def states(self) -> tuple[str, str]:
        """Return where the part and its return stand."""
        now = self.now()
        return now.state, now.made_return.state

    def key(self, *, whole: bool = False, fields: tuple[str, ...] = ()) -> "UnderReview":
        """Mark the form, or fields of it, as key data."""
        CampaignForm.objects.filter(pk=self.made.form_id).update(is_key=whole, key_fields=list(fields))
        return self
