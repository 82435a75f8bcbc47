"""A department's part of a form as somebody's work: what deciding whose it is needs, and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from shucai.domain.access import Facts
from shucai.domain.planning import Due
from shucai.domain.workflow import FormNow, KeyData, State


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A department's part of a return.

    id: of the contribution. form: the id of the form in the catalogue, form_id: of the form in its campaign.
    state: of the part; return_state: of the whole. leads: the department answers for the whole.
    due_on: extensions counted in. extended: how the deadline was moved and why, None where it was not.
    review_ends_on: until when those above the department have, None for as long.
    opens_on: when its stage begins. collected_by: who imports it centrally (CAM-7).
    fillers, reviewers: persons named for it; nobody named means everybody of the department with the role.
    key: how its key data stand; is_returned: it is open for a correction. since: when it came into its state.
    waits_for: titles of forms that have to be complete before. now: what deciding whether something may be done asks.
    """

    id: int
    campaign: int
    school: int
    form: str
    form_id: int
    code: str
    title: str
    unit: int
    unit_title: str
    leads: bool
    state: State
    return_state: State
    opens_on: date
    due_on: date
    extended: Due | None = None
    review_ends_on: date | None = None
    is_typed: bool = True
    key: KeyData = KeyData.NONE
    is_returned: bool = False
    since: datetime | None = None
    collected_by: int | None = None
    collector: str = ""
    fillers: frozenset[int] = frozenset()
    reviewers: frozenset[int] = frozenset()
    waits_for: tuple[str, ...] = ()
    now: FormNow | None = None

    @property
    def named(self) -> str:
        """Return code and title, as ``waits_for`` has them."""
        return f"{self.code} {self.title}"

    @property
    def waits_for_units(self) -> tuple[str, ...]:
        """Return the other departments whose parts have to be approved before the leading one's."""
        return self.now.parts if self.now is not None else ()

    @property
    def whose(self) -> str:
        """Return whose it is; of a form that several departments fill, that it is their part of it."""
        is_shared = not self.leads or self.waits_for_units
        return f"{self.unit_title}填的部分" if is_shared else self.unit_title

    @property
    def is_back(self) -> bool:
        """Return whether it was sent back, rather than re-opened by request."""
        return self.is_returned and (self.now is None or self.now.standing.is_back)

    def is_locked_again(self, today: date) -> bool:
        """Return whether it was re-opened and its last day is past."""
        return self.now is not None and self.now.standing.is_over(today)

    @property
    def due_above(self) -> date:
        """Return until when those above the department decide about it."""
        return max(self.due_on, self.review_ends_on or self.due_on)

    @property
    def facts(self) -> Facts:
        """Return what rights are asked with."""
        return Facts(
            school=self.school, units=frozenset({self.unit}), form=self.form, person=self.collected_by
        )
