"""What the page of review shows: what stands against approving, explanations, rows beside last year's, decisions."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from shucai.apps.filling.models import Contribution, Declaration, Receipt
from shucai.apps.filling.seeing import Seen
from shucai.apps.filling.situations import PartNow
from shucai.apps.review.asking import may_ask
from shucai.apps.review.comparing import Compared, Slice, compared
from shucai.apps.review.corrections import Correction, correction_by, dropped_by
from shucai.apps.review.looking import Progress, marks_of
from shucai.apps.review.models import Decision, Mark
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Actor, Allowed, Verb
from shucai.domain.catalogue import Severity
from shucai.domain.problems import Refused
from shucai.domain.rows import UID
from shucai.domain.workflow import State
from shucai.web.review.above import PASSED, stands_above
from shucai.web.review.explained import Told, explained
from shucai.web.review.key_data import Figure, key_figures
from shucai.web.review.lines import Line, Lines
from shucai.web.review.looks import Look, look_of
from shucai.web.review.tray import Placed, placed
from shucai.web.review.waiting import decides
from shucai.web.rows.cells import Reader

PAGE = 30
Rows = Page[Any]  # uids; of rows that are gone, their places
WORDS = {
    Verb.PUT_KEY_DATA: "报主管领导",
    Verb.APPROVE_KEY_DATA: "批准关键数据",
    Verb.APPROVE_DEPARTMENT: "通过",
    Verb.WITHDRAW: "撤回审核",
}


@dataclass(frozen=True)
class Tab:
    """A slice of the rows with how many there are, and how many of them were looked at."""

    slice: Slice
    count: int
    seen: int
    chosen: bool


@dataclass(frozen=True)
class ReviewPage:
    """A part under review as an actor sees it."""

    seen: Seen
    now: PartNow
    actor: Actor
    today: date
    wanted: str = ""

    @property
    def part(self) -> Contribution:
        """Return the part."""
        return self.now.part

    @cached_property
    def reviewed(self) -> Reviewed:
        """Return what is reviewed."""
        return Reviewed(self.part, self.seen.at, self.today, siblings=self.now.siblings)

    @cached_property
    def compared(self) -> Compared:
        """Return the rows beside last year's."""
        return compared(self.reviewed)

    @cached_property
    def progress(self) -> Progress:
        """Return how much of it the actor has looked at."""
        return Progress(self.compared, self.actor.person)

    @cached_property
    def marks(self) -> list[Mark]:
        """Return the places the actor means to return."""
        return marks_of(self.part.pk, self.actor.person) if self.may_return else []

    @property
    def needs_saying(self) -> bool:
        """Return whether an approval takes rows with it of which that is to be said."""
        return bool(self.progress.unchanged or self.progress.unseen)

    @cached_property
    def figures(self) -> list[Figure]:
        """Return what the key columns come to."""
        return key_figures(self.compared, self.reader)

    @property
    def is_key(self) -> bool:
        """Return whether the form is key data as a whole."""
        return self.part.made_return.form.is_key

    @property
    def looks_for_next(self) -> bool:
        """Return whether the page asks what else waits for the actor: one who decides, and has nothing to decide here."""
        return self.forward is None and decides(self.actor)

    @property
    def newly_filled(self) -> str:
        """Return the columns that are filled for the first time, by their titles."""
        titles = [self.reader.title(name) for name in self.compared.newly_filled]
        return "、".join(titles)

    @property
    def declared(self) -> Declaration | None:
        """Return what was declared about the part: no rows, or a form that is closed."""
        return self.seen.declared

    @property
    def past_count(self) -> int | None:
        """Return how many rows last year had, None where the part is one of several or there was no last year."""
        before, scope = self.compared.before, self.reviewed.scope
        return None if before is None or (scope.others and not scope.leads) else before.height

    @property
    def count(self) -> int:
        """Return how many rows the part stands for."""
        return self.reviewed.own.height

    @property
    def has_past(self) -> bool:
        """Return whether there is a last year to compare with."""
        return self.compared.before is not None

    @cached_property
    def reader(self) -> Reader:
        """Return who reads the cells."""
        return Reader(self.reviewed.rows.form, not self.seen.is_masked)

    def answer(self, verb: Verb) -> Allowed | Refused:
        """Return whether a decision is the actor's now."""
        return self.now.may_now(self.actor, verb, self.today, filled_by=self.reviewed.fillers)

    @cached_property
    def forward(self) -> tuple[Verb, str] | None:
        """Return the decision that carries the part on and is the actor's now, with its word."""
        for verb in (Verb.APPROVE_KEY_DATA, Verb.PUT_KEY_DATA, Verb.APPROVE_DEPARTMENT):
            if isinstance(self.answer(verb), Allowed):
                return verb, WORDS[verb]
        return None

    @cached_property
    def may_return(self) -> bool:
        """Return whether the actor may send the part back now."""
        return isinstance(self.answer(Verb.RETURN), Allowed)

    @cached_property
    def may_withdraw(self) -> bool:
        """Return whether the actor may take the approval back now."""
        return self.part.state == State.DEPARTMENT_APPROVED.value and isinstance(
            self.answer(Verb.WITHDRAW), Allowed
        )

    @cached_property
    def may_explain(self) -> bool:
        """Return whether the actor decides on explanations and rows now."""
        return isinstance(self.answer(Verb.ACCEPT_ROWS), Allowed)

    @property
    def why_not(self) -> str:
        """Return why nothing can be decided now, blank where something can."""
        if self.forward or self.may_return or self.may_withdraw:
            return ""
        may_accept = self.may_explain and self.reviewed.waiting
        only = "现在可以复核下面的行，还不能审核" if may_accept else "只能查看"
        return f"{only}：{self._stands or self._against_approving()}"

    @property
    def not_yet(self) -> str:
        """Return why a part that the actor may return cannot be carried on yet, blank where it can."""
        if self.forward or not self.may_return:
            return ""
        stands = self._stands or (PASSED if State(self.part.state).is_complete else "")
        return (
            f"现在可以退回。{stands}" if stands else f"现在可以退回，还不能通过：{self._against_approving()}"
        )

    @property
    def asks_to_reopen(self) -> bool:
        """Return whether the actor may ask for it to be opened again."""
        return may_ask(self.part, self.actor)

    def _against_approving(self) -> str:
        answer = self.answer(Verb.APPROVE_DEPARTMENT)
        return answer.reason if isinstance(answer, Refused) else ""

    @cached_property
    def _stands(self) -> str:
        return stands_above(self.actor, State(self.part.state), self.answer(Verb.APPROVE_DEPARTMENT))

    @cached_property
    def against(self) -> list[Refused]:
        """Return what stands against approving."""
        return list(self.reviewed.all_against())

    @property
    def to_do(self) -> list[Refused]:
        """Return what is to be done before it can be approved, while that is the reviewers' turn."""
        return self.against if self.part.state == State.CHECKED.value else []

    @property
    def severities(self) -> list[tuple[Severity, int]]:
        """Return how many findings of each weight there are."""
        return [(one, self.reviewed.counts[one.value]) for one in Severity]

    @property
    def receipt(self) -> Receipt | None:
        """Return the receipt of what was submitted."""
        return Receipt.objects.filter(contribution=self.part, withdrawn_at=None).select_related("by").first()

    @property
    def correction(self) -> Correction | None:
        """Return what it was returned for, while that is open."""
        since, at = self.compared.since.decision, self.seen.at
        return correction_by(self.part, since, self.reviewed.scope, at=at) if since else None

    @property
    def dropped_by(self) -> Receipt | None:
        """Return the submission of another department that took its approval."""
        return dropped_by(self.part, self.compared.since.decision)

    @cached_property
    def moved_since(self) -> str:
        """Return what moved since it was sent back or re-opened, in words; blank where that is not open."""
        since = self.compared.since
        if since.decision is None:
            return ""
        there, scope = self.compared.members[Slice.ALL] & since.rows.keys(), self.reviewed.scope
        gone = since.rows.keys() - since.added - set(self.reviewed.rows.counted[UID])
        counts = {
            "改过": len(there - since.added),
            "新增": len(there & since.added),
            "删除": len(gone) if scope.leads or not scope.others else 0,
        }
        return "，".join(f"{word} {count} 行" for word, count in counts.items() if count) or "行都没有改动"

    @property
    def decisions(self) -> list[tuple[Decision, Look]]:
        """Return the decisions over the part and its return, the newest first, each with its look."""
        return [(one, look_of(one)) for one in self.reviewed.decisions]

    @property
    def explanations(self) -> list[Told]:
        """Return what was explained, undecided first."""
        return explained(self.reviewed, masked=self.seen.is_masked)

    @cached_property
    def tabs(self) -> list[Tab]:
        """Return the slices that hold rows; one is chosen: the one asked for, else the first that matters."""
        counts = {one: len(uids) for one, uids in self.compared.slices.items()}
        counts[Slice.GONE] = self.compared.gone.height
        there = [one for one in Slice if counts[one] or one is Slice.ALL]
        chosen = next((one for one in there if one.value == self.wanted), there[0])
        members = self.compared.members
        return [
            Tab(one, counts[one], self.progress.seen_in(members.get(one, ())), one is chosen) for one in there
        ]

    @cached_property
    def chosen(self) -> Slice:
        """Return the slice that is shown."""
        return next(tab.slice for tab in self.tabs if tab.chosen)

    def page(self, number: str | None) -> Rows:
        """Return a page of the rows of the chosen slice; of rows that are gone, their places."""
        if self.chosen is Slice.GONE:
            return Paginator(range(self.compared.gone.height), PAGE).get_page(number)
        return Paginator(self.compared.slices[self.chosen], PAGE).get_page(number)

    def lines(self, page: Rows) -> list[Line]:
        """Return the rows of a page."""
        why = {(one.uid, one.field): one.words for one in self.compared.unusual}
        marked = {(one.uid, one.field) for one in self.marks}
        made = Lines(self.compared, self.reader, self.progress.seen, marked, why)
        if self.chosen is Slice.GONE:
            return made.gone(page.object_list)
        return made.of(list(page.object_list))

    @property
    def placed(self) -> list[Placed]:
        """Return the reviewer's list of what will be returned."""
        return placed(self.compared, self.reader, self.marks)
